"""`/topics/<slug>/`: stories under one subject heading."""

from __future__ import annotations

from django.http import Http404, HttpRequest
from django.http.response import HttpResponseBase
from django.utils import timezone

from archive.models import Topic
from archive.search.query import SearchRequest

from .cards import earliest_close, make_cards
from .charts import draw_chart
from .finding import NOTHING, ask_index, fetch_found
from .inputs import tidy_input
from .naming import rank_facets
from .page import full_address, show_page
from .search_address import SearchAddress


def show_topic(request: HttpRequest, slug: str) -> HttpResponseBase:
    """404 for a heading under which nothing is readable."""
    at = timezone.now()
    topic = Topic.objects.filter(slug=tidy_input(slug)).first()
    if topic is None:
        raise Http404("No such topic.")
    cursor = tidy_input(request.GET.get("cursor", ""))
    answer = ask_index(
        SearchRequest(
            filters={"topics": (topic.slug,)},
            sort="newest",
            cursor=cursor,
            facets=("people", "events"),
            histogram=True,
        )
    )
    results = answer or NOTHING
    found = fetch_found(results, at=at)
    cards = make_cards((found[hit.ref] for hit in results.hits if hit.ref in found), on=at.date())
    if answer is not None and not cards:
        raise Http404("Nothing under that topic.")
    address = SearchAddress(chosen={"topic": (topic.slug,)})
    context = {
        "topic": topic,
        "cards": cards,
        "cursor": cursor,
        "next_cursor": results.next_cursor,
        "total": results.total,
        "is_index_away": answer is None,
        "chart": draw_chart(results.years, href=lambda year: address.within(year, year).url),
        "company": rank_facets(results.facets, at=at, most=8, whole=results.total),
        "search_url": address.url,
        "canonical": full_address(topic.get_absolute_url()),
    }
    return show_page(request, "archive/topic.html", context, at=at, closes_at=earliest_close(cards))
