"""Near-duplicates in a list of results: copies are folded under the story that came first.

Only links of the type `duplicates` fold; stories that tell the same in other words stand apart. A copy is folded when a
direct duplicate of it is earlier, is found by the same search, and is not itself a copy of an earlier one found. That
depends on the search and the links alone, never on the page: over all pages no story is shown twice, and none is lost.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Set
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Any

from django.db.models import Q, QuerySet

from archive.models import Article, Link, LinkQuerySet
from archive.models.compiled import Compiled
from archive.models.link import LinkType
from archive.search.query import SearchRequest

from .cards import Copy
from .finding import ask_index
from .shown import decide_shown

Earliness = tuple[date, float, int]  # sorts by day, moment of publication, order of arrival
MOST_LINKS = 500  # looked at for one page
MOST_COPIES = 6  # named under a story


@dataclass(frozen=True, slots=True)
class Folding:
    """`hidden` are refs folded away on this page; `copies` are told under the ref that leads them."""

    hidden: Set[str]
    copies: Mapping[str, tuple[Copy, ...]]


def fold_copies(found: Collection[int], asked: SearchRequest, *, at: datetime) -> Folding:
    """How to fold the articles (their keys) of one page of results; one query, one more if there are copies."""
    on_page = set(found)
    # Most pages have no copies: that is asked cheaply, before both sides of links are fetched.
    ends = _ENDS.rows(pks=sorted(on_page)) if on_page else ()
    neighbours = {pk for pair in ends for pk in pair}
    if not neighbours:
        return Folding(frozenset(), {})
    articles: dict[int, Article] = {}
    pairs: dict[int, set[int]] = {}
    for link in _fetch_links(neighbours):
        if _is_shown(link.article, at) and _is_shown(link.target, at):
            for one, other in ((link.article, link.target), (link.target, link.article)):
                articles.setdefault(one.pk, one)
                pairs.setdefault(one.pk, set()).add(other.pk)
    others = {articles[pk].ref: pk for pk in pairs if pk not in on_page}
    on_page &= set(articles)  # the others have no copies
    matching = on_page | {others[ref] for ref in _find_among(others, asked)}
    order = {pk: _earliness(article) for pk, article in articles.items()}
    hidden = frozenset(pk for pk in on_page if is_folded(pk, pairs, matching, order))
    copies = {
        articles[pk].ref: tuple(
            Copy(articles[copy].source.name, articles[copy].get_absolute_url())
            for copy in sorted(pairs[pk], key=order.__getitem__)
            if copy not in matching or is_folded(copy, pairs, matching, order)
        )[:MOST_COPIES]
        for pk in on_page - hidden
        if pk in pairs
    }
    return Folding(frozenset(articles[pk].ref for pk in hidden), copies)


def is_folded(
    pk: int, pairs: Mapping[int, Set[int]], matching: Set[int], order: Mapping[int, tuple[date, float, int]]
) -> bool:
    """Whether that story stands under another: see the rule at the head of this module."""

    def earlier(one: int) -> Iterable[int]:
        return (other for other in pairs.get(one, ()) if other in matching and order[other] < order[one])

    return any(not any(True for _ in earlier(leader)) for leader in earlier(pk))


def _fetch_links(pks: Collection[int]) -> list[Link]:
    """The duplicates of these articles, with what their cards need of both sides."""
    if not pks:
        return []
    sides = [f"{side}__{part}" for side in ("article", "target") for part in ("source", "public_version", "rights")]
    return list(_touching(pks).select_related(*sides).order_by("pk")[:MOST_LINKS])


def _touching(pks: Collection[int]) -> LinkQuerySet:
    """The duplicates with one of these articles on either side."""
    return Link.objects.filter(Q(article_id__in=pks) | Q(target_id__in=pks), type=LinkType.DUPLICATES)


def _ask_ends(*, pks: Collection[int]) -> QuerySet[Link, Any]:
    return _touching(pks).values_list("article_id", "target_id")[:MOST_LINKS]


_ENDS = Compiled(_ask_ends)


def _is_shown(article: Article, at: datetime) -> bool:
    version = article.public_version
    return article.is_readable(at) and version is not None and decide_shown(article, version, on=at.date()) is not None


def _find_among(refs: Collection[str], asked: SearchRequest) -> set[str]:
    """Those of these refs that the search finds too."""
    if not refs:
        return set()
    few = replace(asked, refs=tuple(refs), cursor="", limit=100, facets=(), histogram=False)
    results = ask_index(few)
    return {hit.ref for hit in results.hits} if results else set()


def _earliness(article: Article) -> Earliness:
    moment = article.published_at or article.created_at
    return article.dated_on, moment.timestamp(), article.pk
