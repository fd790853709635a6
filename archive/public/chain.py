"""A story as it developed: all that are tied by `updates`, the latest first, in whatever order they came in."""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, TypeVar

from django.db.models import Q

from archive.models import Article, Link
from archive.models.link import LinkType

from .shown import decide_shown

MOST = 40  # stories of a chain that are shown
ROUNDS = 20  # steps away from the story at hand that are walked, a query each
Key = TypeVar("Key", bound=Hashable)


@dataclass(frozen=True, slots=True)
class Stage:
    """One telling; of one that was withdrawn only that it was there."""

    href: str
    headline: str
    language: str
    dated_on: date | None
    source: str
    is_here: bool
    is_gone: bool


def follow_chain(article: Article, links: Iterable[Link], *, at: datetime) -> tuple[Stage, ...]:
    """The whole chain that the story stands in, itself included; nothing when it neither updates nor is updated.

    `links` are those of the story, joined with both ends. The way through a story that readers may not know of is not
    walked: it would tell them that there is one.
    """
    first = [link for link in links if link.type == LinkType.UPDATES]
    if not first:
        return ()
    members: dict[int, Article] = {article.pk: article}
    edges: set[tuple[int, int]] = set()
    edge = _take(first, members, edges, at=at)
    for _ in range(ROUNDS):
        if not edge or len(members) >= MOST:
            break
        found = Link.objects.filter(Q(article__in=edge) | Q(target__in=edge), type=LinkType.UPDATES)
        joined = found.select_related(*(f"{end}__{name}" for end in ("article", "target") for name in _JOINED))
        edge = _take(joined.order_by("id")[: 4 * MOST], members, edges, at=at)
    order = order_chain({pk: _moment(one) for pk, one in members.items()}, edges)
    stages = [_stage(members[pk], is_here=pk == article.pk, at=at) for pk in order]
    shown = tuple(stage for stage in stages if stage is not None)
    return shown if len(shown) > 1 else ()


def order_chain(moments: Mapping[Key, Any], updates: Iterable[tuple[Key, Key]]) -> list[Key]:
    """The latest first: what updates another stands before it, whatever the clocks say; else the clock decides.

    `updates` are pairs (later, earlier). Every key comes once, even if the pairs ran in a circle.
    """
    pairs = set(updates)
    left = set(moments)
    order: list[Key] = []
    while left:
        waiting = {earlier for later, earlier in pairs if later in left}
        chosen = max(left - waiting or left, key=lambda key: moments[key])
        order.append(chosen)
        left.remove(chosen)
    return order


_JOINED = ("public_version", "source", "rights")


def _take(links: Iterable[Link], members: dict[int, Article], edges: set[tuple[int, int]], *, at: datetime) -> set[int]:
    """Keep what the links lead to; the answer are the stories that are new."""
    fresh = set()
    for link in links:
        for one in (link.article, link.target):
            if one.pk not in members and len(members) < MOST and one.standing_at(at) in ("readable", "gone"):
                members[one.pk] = one
                fresh.add(one.pk)
        if link.article_id in members and link.target_id in members:
            edges.add((link.article_id, link.target_id))
    return fresh


def _moment(article: Article) -> tuple[date, datetime, int]:
    return article.dated_on, article.published_at or article.created_at, article.pk


def _stage(article: Article, *, is_here: bool, at: datetime) -> Stage | None:
    if article.standing_at(at) == "gone":
        return Stage(f"/articles/{article.ref}/", "", "", None, "", is_here, is_gone=True)
    version = article.public_version
    if version is None or decide_shown(article, version, on=at.date()) is None:
        return None
    return Stage(
        article.get_absolute_url(),
        version.headline,
        article.language,
        article.dated_on,
        article.source.name,
        is_here,
        is_gone=False,
    )
