"""What is news for one follower: arrivals since the last mail, through the same search, under their own rights."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime

from archive.models import Arrival, Article, Follow
from archive.models.arrival import Index
from archive.models.article import Status
from archive.public.cards import make_card
from archive.public.feed_address import read_search, request_of
from archive.public.page import full_address
from archive.search.door import open_engine
from archive.text.excerpt import plain_excerpt

from .addresses import desk_address

ARRIVALS = 1000  # asked of the index at a time: what SearchRequest.refs takes
HITS = 100
MOST_FOUND = 1000  # then counting ends: “more than…”
SHOWN = 25
TEASER_LENGTH = 220


@dataclass(frozen=True, slots=True)
class Item:
    """One story as the mail shows it; `status` only in mails to the desk."""

    ref: str
    href: str
    headline: str
    language: str
    place: str
    dated_on: date
    source: str
    teaser: str
    status: str = ""


@dataclass(frozen=True, slots=True)
class News:
    """`items` newest first, at most SHOWN of `total`."""

    items: tuple[Item, ...]
    total: int


def find_news(follow: Follow, *, up_to: int, at: datetime) -> News:
    """Stories that arrived after `follow.told_up_to`, up to that arrival, that the search finds and that the follower
    may read at this very moment. Raises SearchError when the index cannot answer.
    """
    if not follow.may_be_told():
        return News((), 0)
    found: list[Article] = []
    for refs in _batches(follow, up_to):
        found += _readable(follow, _ask(follow, refs), at)
        if len(found) > MOST_FOUND:
            break
    found.sort(key=lambda article: (article.dated_on, article.pk), reverse=True)
    make = _for_reader if follow.index == Index.PUBLIC else _for_desk
    items = [item for article in found if (item := make(article, at)) is not None]
    return News(tuple(items[:SHOWN]), len(items))


def _batches(follow: Follow, up_to: int) -> Iterator[tuple[str, ...]]:
    after = follow.told_up_to
    arrivals = Arrival.objects.into(follow.index).filter(id__lte=up_to).order_by("id")
    while rows := list(arrivals.filter(id__gt=after).values_list("id", "article__ref")[:ARRIVALS]):
        yield tuple(ref for _, ref in rows)
        after = rows[-1][0]


def _ask(follow: Follow, refs: tuple[str, ...]) -> list[str]:
    """Those of the refs that the search finds."""
    engine, address = open_engine(follow.index), read_search(follow.search)
    found: list[str] = []
    cursor = ""
    while True:
        results = engine.search(request_of(address, limit=HITS, cursor=cursor, refs=refs))
        found += [hit.ref for hit in results.hits]
        cursor = results.next_cursor
        if not cursor:
            return found


def _readable(follow: Follow, refs: list[str], at: datetime) -> list[Article]:
    """The index may lag behind a withdrawal; the record does not."""
    if follow.index == Index.PUBLIC:
        return list(Article.objects.readable(at).with_words().filter(ref__in=refs))
    closed = (Status.WITHDRAWN, Status.BLOCKED)
    return list(Article.objects.for_desk().filter(ref__in=refs).exclude(status__in=closed))


def _for_reader(article: Article, at: datetime) -> Item | None:
    """As a listing shows it, rights included."""
    card = make_card(article, on=at.date())
    if card is None:
        return None
    return Item(
        ref=card.ref,
        href=full_address(card.href),
        headline=card.headline,
        language=card.language,
        place=card.place,
        dated_on=card.dated_on,
        source=card.source,
        teaser=card.teaser,
    )


def _for_desk(article: Article, at: datetime) -> Item | None:
    version = article.latest_version
    if version is None:
        return None
    return Item(
        ref=article.ref,
        href=desk_address(article),
        headline=version.headline,
        language=article.language,
        place=version.dateline_place.name if version.dateline_place else "",
        dated_on=article.dated_on,
        source=article.source.name,
        teaser=plain_excerpt(version.text, TEASER_LENGTH),
        status=article.get_status_display(),
    )
