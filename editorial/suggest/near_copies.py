"""Near-identical stories: from another source, or sent again by the same one. Found by the bands of their words."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection
from dataclasses import dataclass

from django.db.models.functions import Substr

from archive.models import Article, LikenessBand, Link
from archive.models.article import Status
from archive.models.link import LinkType

from .proposal import Proposal

LEAST = 0.5  # of the runs of four words of both, that both have; chosen by bench/near_copies.py
BANDS_READ = 2_000  # rows of the index: a band of boilerplate may be shared by thousands
COMPARED = 30  # stories whose texts are read, those that share the most bands
READ = 36_000  # code points of a text
_AWAY = (Status.BLOCKED, Status.WITHDRAWN, Status.TRASHED)


@dataclass(frozen=True, slots=True)
class NearCopy:
    """Another story, and how much of the wording of the two is the same, from 0 to 1."""

    pk: int
    score: float


def find_near_copies(pk: int, *, refused: Collection[int] = ()) -> list[NearCopy]:
    """The likest first; five queries at most, and bounded work however many stories are alike.

    Never one that is linked to it, one of `refused`, or one that is blocked, withdrawn or thrown away. Nothing for a
    story that the last drain has not read yet.
    """
    own = list(LikenessBand.objects.filter(article=pk).values_list("band", flat=True))
    if not own:
        return []
    sharing = LikenessBand.objects.filter(band__in=own).exclude(article=pk).order_by()
    shared = Counter(sharing.values_list("article_id", flat=True)[:BANDS_READ])
    if not shared:
        return []
    pairs = Link.objects.touching(pk).values_list("article_id", "target_id")
    barred = {*refused, *(one for pair in pairs for one in pair)}
    likely = sorted((one for one in shared if one not in barred), key=lambda one: (-shared[one], one))[:COMPARED]
    return _compare(pk, likely) if likely else []


def _compare(pk: int, likely: list[int]) -> list[NearCopy]:
    # Numpy takes a while to load, and most pages never need it.
    from archive.text.minhash import cut_words, hash_runs, measure_shared

    found = Article.objects.filter(pk__in=[pk, *likely]).exclude(status__in=_AWAY)
    head = Substr("latest_version__text", 1, READ)
    runs = {key: hash_runs(cut_words(text)) for key, text in found.annotate(head=head).values_list("pk", "head")}
    if pk not in runs:
        return []
    scored = [NearCopy(one, measure_shared(runs[pk], runs[one])) for one in likely if one in runs]
    return sorted((copy for copy in scored if copy.score >= LEAST), key=lambda copy: (-copy.score, copy.pk))


def propose_copy(article: Article, target: Article, score: float) -> Proposal:
    """The proposal for an editor, with what it was judged by."""
    days = (target.dated_on - article.dated_on).days
    source = "from the same source" if article.source_id == target.source_id else f"from {target.source.name}"
    count = f"{abs(days)} day{'s' if abs(days) > 1 else ''}"
    when = f"{count} {'later' if days > 0 else 'earlier'}" if days else "the same day"
    reasons = (f"{round(100 * score)} % of the wording is the same", source, when)
    return Proposal(target=target, type=LinkType.DUPLICATES, is_forward=True, score=round(score, 2), reasons=reasons)
