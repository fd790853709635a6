"""Stories that belong with a story: found in the desk index, weighed, and explained."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable
from dataclasses import replace

from django.db.models import Q

from archive.models import Article, Link, Mention
from archive.models.article import Status
from archive.models.link import LinkType
from archive.search.engine import Engine

from .candidates import Named, count_stories, find_candidates
from .evidence import Evidence, Shared, score
from .kinds import choose_kind
from .likeness import Likeness, compare_headlines, compare_shingles, has_marker, strip_marker
from .near_copies import find_near_copies, propose_copy
from .proposal import Proposal
from .story import Story, read_stories
from .wording import explain

MOST = 5
LEAST = 0.12  # score below which an editor's time is not taken
NEIGHBOURS = 60  # links of linked stories that are looked at
NAMED = 100  # entities of a story that are looked at
COMPARED = 36  # candidates whose texts are compared
ALIKE_KEPT = 14  # of these at least, the first that the engine itself finds alike
_AWAY = (Status.BLOCKED, Status.WITHDRAWN, Status.TRASHED)


def propose_links(
    article: Article, *, engine: Engine, refused: Collection[int] = (), limit: int = MOST
) -> list[Proposal]:
    """The likeliest links of a story, best first; twelve queries at most, whatever the size of the archive.

    Near-identical stories come before all others, as duplicates, unless one updates the other.

    Never the story itself, one it is linked to, one of `refused` (ids of stories that an editor decided on), nor one
    that is blocked or withdrawn; nothing at all for a story that is so itself.
    """
    own = read_stories(Article.objects.filter(pk=article.pk).exclude(status__in=_AWAY))
    if not own:
        return []
    story = own[0]
    weighed = [(score(evidence), other, evidence) for other, evidence in gather_evidence(story, engine, refused)]
    weighed = [one for one in weighed if one[0] >= LEAST]
    best = sorted(weighed, key=lambda one: (-one[0], abs(one[2].hours), one[1].pk))[: max(0, limit)]
    copies = find_near_copies(article.pk, refused=refused)
    shown = Article.objects.select_related("latest_version", "source").defer("latest_version__text")
    targets = shown.in_bulk([*(other.pk for _, other, _ in best), *(copy.pk for copy in copies)])
    others = [
        _propose(targets[other.pk], story, other, evidence, sure)
        for sure, other, evidence in best
        if other.pk in targets
    ]
    updates = {one.target.pk for one in others if one.type == LinkType.UPDATES}
    alike = [
        propose_copy(article, targets[copy.pk], copy.score)
        for copy in copies
        if copy.pk in targets and copy.pk not in updates
    ]
    proposed = {one.target.pk for one in alike}
    return [*alike, *(one for one in others if one.target.pk not in proposed)][: max(0, limit)]


def gather_evidence(story: Story, engine: Engine, refused: Collection[int] = ()) -> list[tuple[Story, Evidence]]:
    """The stories that may be proposed, with all that is known of the pair but `identity`, which takes longer.

    Texts are compared with the COMPARED likeliest only: cutting and weighing the words of a story is most of the work.
    """
    named = _read_named(story)
    counted = count_stories(engine, named)
    linked, via = _read_neighbours(story)
    refs = find_candidates(engine, story, named=named, counted=counted)
    others = _read_candidates(refs, via, barred={story.pk, *linked, *refused})
    shared = _read_shared(others, counted)
    bare, stories = strip_marker(story.headline), engine.count()
    pairs = [
        (other, _compare(story, other, bare, shared=tuple(shared[other.pk]), via=via[other.pk], stories=stories))
        for other in others
    ]
    likely = _choose_likely(pairs, alike=set(refs[:ALIKE_KEPT]))
    likeness = Likeness({one.pk: one.words for one in (story, *(other for other, _ in likely))})
    return [(other, replace(pair, text=likeness.compare(story.pk, other.pk))) for other, pair in likely]


def _compare(story: Story, other: Story, bare: str, *, shared: tuple[Shared, ...], via: int, stories: int) -> Evidence:
    """What can be said of the pair without reading the texts; `bare` is the story's headline without its marker."""
    hours = (other.moment - story.moment).total_seconds() / 3600
    return Evidence(
        headline=compare_headlines(bare, strip_marker(other.headline)),
        shared=shared,
        stories=stories,
        hours=hours,
        days=(other.dated_on - story.dated_on).days,
        stem=story.shares_stem(other),
        marker=has_marker(other.headline if _is_later(hours, story, other) else story.headline),
        via=via,
        same_source=story.source_id == other.source_id,
        same_language=story.language[:2].lower() == other.language[:2].lower(),
    )


def _choose_likely(pairs: list[tuple[Story, Evidence]], *, alike: set[str]) -> list[tuple[Story, Evidence]]:
    """At most COMPARED: those that the engine finds most alike, then those for which the rest speaks loudest."""
    ranked = sorted(pairs, key=lambda pair: (pair[0].ref not in alike, -score(pair[1]), pair[0].pk))
    return ranked[:COMPARED]


def _propose(target: Article, story: Story, other: Story, evidence: Evidence, sure: float) -> Proposal:
    evidence = replace(evidence, identity=compare_shingles(story.words, other.words))
    return Proposal(
        target=target,
        type=choose_kind(evidence),
        is_forward=not _is_later(evidence.hours, story, other),
        score=round(sure, 2),
        reasons=explain(evidence),
    )


def _is_later(hours: float, story: Story, other: Story) -> bool:
    """Whether `other` came after `story`; of two of one moment, the one that was taken in later."""
    return hours > 0 or (hours == 0 and other.pk > story.pk)


def _read_named(story: Story) -> list[Named]:
    rows = Mention.objects.confirmed().filter(article=story.pk).order_by("id")
    columns = rows.values_list("entity_id", "entity__name", "entity__slug", "entity__kind")
    return [Named(*row) for row in columns[:NAMED]]


def _read_neighbours(story: Story) -> tuple[set[int], Counter[int]]:
    """The stories linked to this one, and to how many of them each story two links away is linked."""
    linked = set(_flatten(Link.objects.touching(story.pk).values_list("article_id", "target_id"))) - {story.pk}
    via: Counter[int] = Counter()
    if linked:
        near = sorted(linked)[:NEIGHBOURS]
        beyond = Link.objects.filter(Q(article__in=near) | Q(target__in=near)).order_by("-id")
        pairs = set(beyond.values_list("article_id", "target_id")[:NEIGHBOURS])
        via.update(one for one in _flatten(pairs) if one not in linked and one != story.pk)
    return linked, via


def _read_candidates(refs: list[str], via: Counter[int], *, barred: set[int]) -> list[Story]:
    """Barred ones are left out here rather than by the query: a story may be linked to thousands."""
    wanted = Article.objects.filter(Q(ref__in=refs) | Q(pk__in=list(via))).exclude(status__in=_AWAY)
    return [one for one in read_stories(wanted) if one.pk not in barred]


def _read_shared(others: list[Story], counted: dict[int, Shared]) -> dict[int, list[Shared]]:
    """What of `counted` each of the others names, too."""
    shared: dict[int, list[Shared]] = defaultdict(list)
    if others and counted:
        rows = Mention.objects.confirmed().filter(article__in=[one.pk for one in others], entity__in=list(counted))
        for pk, entity in rows.values_list("article_id", "entity_id"):
            shared[pk].append(counted[entity])
    return shared


def _flatten(pairs: Iterable[tuple[int, int]]) -> list[int]:
    return [one for pair in pairs for one in pair]
