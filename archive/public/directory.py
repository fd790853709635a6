"""`/people/`, `/organisations/`, `/places/`, `/events/`: whom and what the archive writes about most."""

from __future__ import annotations

from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.utils import timezone

from archive.models.entity import PATHS, Kind
from archive.search.query import SearchRequest

from .chronicle import Moment, draw_moments, readable_events
from .entity import FACET_OF
from .finding import NOTHING, ask_index
from .naming import rank_facets
from .page import full_address, show_page

MOST = 200
TITLES = {
    Kind.PERSON: "People",
    Kind.ORGANISATION: "Organisations",
    Kind.PLACE: "Places",
    Kind.EVENT: "Events",
}


def show_directory(request: HttpRequest, kind: Kind) -> HttpResponseBase:
    """The most named of a kind, counted by the index; events stand in the order of time."""
    at = timezone.now()
    facet = FACET_OF[kind]
    answer = ask_index(SearchRequest(limit=1, facets=(facet,), choices=MOST))
    results = answer or NOTHING
    ranked = rank_facets(results.facets, at=at, most=MOST).get(facet, ())
    moments: tuple[Moment, ...] = ()
    if kind == Kind.EVENT:
        slugs = [choice.value for facet_ in results.facets for choice in facet_.choices]
        events = readable_events(at).filter(slug__in=slugs).order_by("starts_on", "id")
        moments = draw_moments(events)
    context = {
        "title": TITLES[kind],
        "ranked": ranked,
        "moments": moments,
        "is_index_away": answer is None,
        "canonical": full_address(f"/{PATHS[kind]}/"),
    }
    return show_page(request, "archive/directory.html", context, at=at)
