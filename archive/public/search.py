"""`/search`: what is asked, what was found, and every way to ask on.

`search_address.py` reads and writes the address, `facets.py`, `periods.py` and `choices.py` narrow, `known.py` knows
names, `fixes.py` helps when little is found, `copies.py` folds duplicates, `examples.py` teaches.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import datetime

from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.utils import timezone

from archive import outbox
from archive.search.engine import SearchError
from archive.search.highlight import highlight
from archive.search.parse import parse_query
from archive.search.query import Query, SearchRequest
from archive.search.results import Highlighted, Results

from .cards import Card, earliest_close, make_card
from .copies import Folding, fold_copies
from .examples import make_help
from .facets import SHOWN, group_facets, label_choices, list_chips
from .finding import ask_index, fetch_found
from .fixes import offer_fixes
from .known import Recognised, recognise
from .listed import Listed
from .page import full_address, show_page
from .periods import TITLES, chart_of, step_of, trail_of
from .search_address import PARAMETERS, SearchAddress, first_day, last_day, read_address

PAGE = 20
CHOICES = SHOWN + 1  # one more than is shown tells that there are more
NO_FOLDING = Folding(frozenset(), {})


@dataclass(frozen=True, slots=True)
class SortLink:
    """A way to order what was found."""

    name: str
    href: str
    is_current: bool


def show_search(request: HttpRequest) -> HttpResponseBase:
    """The page of results, or the page that explains how to ask. Eight queries at most, whatever is found."""
    at = timezone.now()
    address = read_address(request.GET)
    parsed = parse_query(address.q)
    asked = make_request(address, parsed.query)
    is_settled = not outbox.is_waiting(at)
    results = ask_index(asked)
    if results is None:
        context = {"address": address, "canonical": full_address("/search")}
        return show_page(request, "archive/search_away.html", context, at=at, status=503)
    labels = label_choices(results.facets, address, at=at, is_settled=is_settled)
    recognised = _recognise(parsed.query, at=at, is_settled=is_settled)
    found = fetch_found(results, at=at)
    folding = NO_FOLDING if address.copies else fold_copies([story.pk for story in found.values()], asked, at=at)
    cards = _make_cards(results, found, folding, query=parsed.query, names=recognised.names, at=at)
    context = {
        "address": address,
        "results": results,
        "understood": parsed.understood if address.q else "",
        "hidden": address.within("", "").pairs,
        "notes": (*parsed.notes, *results.notes),
        "cards": cards,
        "folded": len(folding.hidden),
        "copies_url": address.showing_copies(True).url,
        "fold_url": address.showing_copies(False).url if address.copies else "",
        "known": () if address.cursor else recognised.cards,
        "fixes": offer_fixes(parsed.query, asked, total=results.total, address=address),
        "groups": group_facets(results.facets, address, labels),
        "chips": list_chips(address, labels),
        "chart": chart_of(results, address),
        "chart_title": TITLES[asked.step],
        "trail": trail_of(address),
        "sorts": _sorts(address, asked.sort),
        "help": make_help([card.headline for card in cards], results.facets, labels),
        "next_url": address.after(results.next_cursor).url if results.next_cursor else "",
        "first_url": address.after("").url if address.cursor else "",
        "wider_url": SearchAddress(q=address.q).url if address.filters or address.since or address.until else "",
        "canonical": full_address(address.url),
    }
    response = show_page(request, "archive/search.html", context, at=at, closes_at=earliest_close(cards))
    response["X-Robots-Tag"] = "noindex"
    return response


def make_request(address: SearchAddress, query: Query) -> SearchRequest:
    """What the engine is asked for one page of results."""
    return SearchRequest(
        query=query,
        filters=address.filters,
        since=first_day(address.since),
        until=last_day(address.until),
        sort=address.sort or ("relevance" if address.q else "newest"),
        limit=PAGE,
        cursor=address.cursor,
        facets=tuple(PARAMETERS.values()),
        histogram=True,
        step=step_of(address),
        choices=CHOICES,
    )


def _make_cards(
    results: Results,
    found: dict[str, Listed],
    folding: Folding,
    *,
    query: Query,
    names: Iterable[str],
    at: datetime,
) -> tuple[Card, ...]:
    """The hits as cards in their order, the words found lit; what the record no longer shows is left out."""

    def light(headline: str, text: str, language: str) -> Highlighted:
        return highlight(query, headline=headline, text=text, language=language, names=names)

    cards = []
    for hit in results.hits:
        story = found.get(hit.ref)
        if story is None or hit.ref in folding.hidden:
            continue
        card = make_card(story, on=at.date(), light=light)
        if card is not None:
            # Versions are numbered from one, and only the last may be unpublished.
            cards.append(replace(card, copies=folding.copies.get(hit.ref, ()), versions=story.number))
    return tuple(cards)


def _recognise(query: Query, *, at: datetime, is_settled: bool) -> Recognised:
    """Cards are a help: without them the page is still a page."""
    try:
        return recognise(query, at=at, is_settled=is_settled)
    except (SearchError, OSError):
        return Recognised()


def _sorts(address: SearchAddress, current: str) -> tuple[SortLink, ...]:
    names = (("relevance", "best match"), ("newest", "newest"), ("oldest", "oldest"))
    wanted = names if address.q else names[1:]  # nothing typed: nothing to match well
    return tuple(
        SortLink(title, address.sorted_by(sort).url, sort == current)  # type: ignore[arg-type]  # from the table
        for sort, title in wanted
    )
