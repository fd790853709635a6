"""Noting what the words of stories look like, so that near-identical ones are found through an index."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from typing import Any, NamedTuple

from django.db import transaction
from django.db.models import QuerySet

from archive.models import Article, Likeness, LikenessBand
from archive.models.compiled import Compiled
from archive.models.rows import insert_rows
from archive.text.minhash import bands_of


class Read(NamedTuple):
    """What the words of one version look like; `is_again`: other words of the story were noted before."""

    article: int
    version: int
    bands: list[int]
    is_again: bool


def note_likeness(*, articles: Iterable[int]) -> int:
    """Read the latest words of these stories, as far as they have not been read, and keep it; the number of those read.

    Some hundreds at most: their texts are in memory. Nothing is told to the outbox: no reader sees it.
    """
    latest = Article.objects.filter(pk__in=list(articles), latest_version__isnull=False)
    rows = latest.values_list("pk", "latest_version_id", "latest_version__text")
    read = read_likeness(words={pk: (version or 0, text) for pk, version, text in rows})
    keep_likeness(read)
    return len(read)


def read_likeness(*, words: Mapping[int, tuple[int, str]]) -> list[Read]:
    """What the words of these articles look like, as far as it is not kept yet: by the article's id the latest version
    and its text. Nothing is written."""
    known: dict[int, int] = dict(_KEPT.rows(pks=list(words)))
    stale = [pk for pk, (version, _) in words.items() if known.get(pk) != version]
    bands = bands_of([words[pk][1] for pk in stale])
    return [Read(pk, words[pk][0], found, pk in known) for pk, found in zip(stale, bands, strict=True)]


@transaction.atomic
def keep_likeness(read: Sequence[Read]) -> None:
    """Keep what was read, in the place of what is there of other words."""
    if not read:
        return
    again = [one.article for one in read if one.is_again]
    if again:
        LikenessBand.objects.filter(article__in=again).delete()
        Likeness.objects.filter(article__in=again).delete()
    # Two drains may read the same story: the second keeps nothing of it.
    taken = {pk for pk, _ in _KEPT.rows(pks=[one.article for one in read])}
    rows = [one for one in read if one.article not in taken]
    insert_rows(Likeness, ("article_id", "version"), ((one.article, one.version) for one in rows))
    insert_rows(LikenessBand, ("article_id", "band"), ((one.article, band) for one in rows for band in one.bands))


def _ask_kept(*, pks: Collection[int]) -> QuerySet[Likeness, Any]:
    return Likeness.objects.filter(article_id__in=pks).values_list("article_id", "version")


_KEPT = Compiled(_ask_kept)
