"""`/search/choices`: every choice of one facet, to be filtered by typing; “more…” on the search page leads here."""

from __future__ import annotations

from django.http import Http404, HttpRequest
from django.http.response import HttpResponseBase
from django.utils import timezone

from archive.search.analysis import query_terms
from archive.search.parse import parse_query
from archive.search.query import SearchRequest

from .facets import TITLES, label_choices, list_chips, list_options
from .finding import ask_index
from .inputs import tidy_input
from .page import full_address, show_page
from .search_address import PARAMETERS, first_day, last_day, read_address

MOST = 200  # choices; beyond that one narrows the search first


def show_choices(request: HttpRequest) -> HttpResponseBase:
    """The choices of the facet `by` under the search in the address; `find` keeps those with words that begin so."""
    at = timezone.now()
    name, find = tidy_input(request.GET.get("by", ""), 40), tidy_input(request.GET.get("find", ""), 100)
    if name not in PARAMETERS:
        raise Http404("No such facet.")
    address = read_address(request.GET).after("")
    results = ask_index(
        SearchRequest(
            query=parse_query(address.q).query,
            filters=address.filters,
            since=first_day(address.since),
            until=last_day(address.until),
            limit=1,
            facets=(PARAMETERS[name],),
            choices=MOST,
        )
    )
    if results is None:
        context = {"address": address, "canonical": full_address("/search")}
        return show_page(request, "archive/search_away.html", context, at=at, status=503)
    labels = label_choices(results.facets, address, at=at)
    options = list_options(results.facets[0], name, address, labels)
    context = {
        "address": address,
        "by": name,
        "find": find,
        "title": TITLES[name],
        "options": [option for option in options if option.is_chosen or fits(option.name, find)],
        "is_cut": results.facets[0].more,
        "most": MOST,
        "total": results.total,
        "chips": list_chips(address, labels),
        "hidden": address.pairs,
        "back_url": address.url,
        "canonical": full_address("/search"),
    }
    response = show_page(request, "archive/choices.html", context, at=at)
    response["X-Robots-Tag"] = "noindex"
    return response


def fits(name: str, find: str) -> bool:
    """Whether every word typed begins a word of the name, whatever the case and accents."""
    terms = [term.term for term in query_terms(name)]
    return all(any(term.startswith(asked.term) for term in terms) for asked in query_terms(find))
