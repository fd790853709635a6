"""`/search`: what is asked, what was found, and every way to ask on."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.utils import timezone

from archive.models import Entity
from archive.search.highlight import highlight
from archive.search.parse import parse_query
from archive.search.query import Query, SearchRequest, Step
from archive.search.results import Highlighted, Results

from .cards import Card, earliest_close, make_card
from .charts import Chart, draw_chart
from .facets import group_facets, label_choices, list_chips
from .finding import ask_index, fetch_found
from .page import full_address, show_page
from .search_address import PARAMETERS, SearchAddress, first_day, last_day, read_address

PAGE = 20
CHOICES = 20
MONTHS_UP_TO = 3 * 366  # days of a chosen time up to which the chart shows months


@dataclass(frozen=True, slots=True)
class Known:
    """The card of somebody or something whose name was typed."""

    name: str
    href: str
    kind: str
    description: str
    others: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class SortLink:
    """A way to order what was found."""

    name: str
    href: str
    is_current: bool


def show_search(request: HttpRequest) -> HttpResponseBase:
    """The page of results, or the page that explains how to ask."""
    at = timezone.now()
    address = read_address(request.GET)
    parsed = parse_query(address.q)
    asked = SearchRequest(
        query=parsed.query,
        filters=address.filters,
        since=first_day(address.since),
        until=last_day(address.until),
        sort=address.sort or ("relevance" if address.q else "newest"),
        limit=PAGE,
        cursor=address.cursor,
        facets=tuple(PARAMETERS.values()),
        histogram=True,
        step=_step(address),
        choices=CHOICES,
    )
    results = ask_index(asked)
    if results is None:
        context = {"address": address, "canonical": full_address("/search")}
        return show_page(request, "archive/search_away.html", context, at=at, status=503)
    labels = label_choices(results.facets, address, at=at)
    cards = make_hit_cards(results, query=parsed.query, at=at)
    context = {
        "address": address,
        "results": results,
        "understood": parsed.understood if address.q else "",
        "hidden": address.within("", "").pairs,
        "notes": (*parsed.notes, *results.notes),
        "cards": cards,
        "known": find_known(address, at=at),
        "groups": group_facets(results.facets, address, labels),
        "chips": list_chips(address, labels),
        "chart": _chart(results, address),
        "sorts": _sorts(address, asked.sort),
        "next_url": address.after(results.next_cursor).url if results.next_cursor else "",
        "first_url": address.after("").url if address.cursor else "",
        "wider_url": SearchAddress(q=address.q).url if address.filters or address.since or address.until else "",
        "canonical": full_address(address.url),
    }
    response = show_page(request, "archive/search.html", context, at=at, closes_at=earliest_close(cards))
    response["X-Robots-Tag"] = "noindex"
    return response


def make_hit_cards(results: Results, *, query: Query, at: datetime) -> tuple[Card, ...]:
    """The hits as cards in their order, the words found lit; what the record no longer shows is left out."""

    def light(headline: str, text: str, language: str) -> Highlighted:
        return highlight(query, headline=headline, text=text, language=language)

    found = fetch_found(results, at=at)
    cards = (make_card(found[hit.ref], on=at.date(), light=light) for hit in results.hits if hit.ref in found)
    return tuple(card for card in cards if card is not None)


def find_known(address: SearchAddress, *, at: datetime) -> tuple[Known, ...]:
    """Readable entities called exactly what was typed, on the first page only; two queries."""
    if not address.q or address.cursor:
        return ()
    named = Entity.objects.called([address.q.strip('"“”')]).readable(at).prefetch_related("aliases")[:3]
    return tuple(
        Known(
            name=entity.name,
            href=entity.get_absolute_url(),
            kind=entity.get_kind_display(),
            description=entity.description,
            others=tuple((a.name, a.language) for a in entity.aliases.all() if a.name != entity.name)[:4],
        )
        for entity in named
    )


def _step(address: SearchAddress) -> Step:
    """Years, or months when the time chosen is short."""
    since, until = first_day(address.since), last_day(address.until)
    return "month" if since and until and (until - since).days <= MONTHS_UP_TO else "year"


def _chart(results: Results, address: SearchAddress) -> Chart | None:
    def is_chosen(label: str) -> bool:
        since, until = first_day(address.since), last_day(address.until)
        first, last = first_day(label), last_day(label)
        if first is None or last is None or not (since or until or address.chosen.get("year")):
            return False
        if (years := address.chosen.get("year")) and label[:4] not in years:
            return False
        return (since is None or last >= since) and (until is None or first <= until)

    return draw_chart(results.years, href=lambda label: address.within(label, label).url, chosen=is_chosen)


def _sorts(address: SearchAddress, current: str) -> tuple[SortLink, ...]:
    names = (("relevance", "best match"), ("newest", "newest"), ("oldest", "oldest"))
    wanted = names if address.q else names[1:]  # nothing typed: nothing to match well
    return tuple(
        SortLink(title, address.sorted_by(sort).url, sort == current)  # type: ignore[arg-type]  # from the table
        for sort, title in wanted
    )
