"""`/sources/<code>/`: who provides stories, and what they provided."""

from __future__ import annotations

from django.http import Http404, HttpRequest
from django.http.response import HttpResponseBase
from django.utils import timezone

from archive.models import Article, Source
from archive.search.query import SearchRequest

from .cards import earliest_close, make_cards
from .charts import draw_chart
from .finding import NOTHING, ask_index
from .inputs import tidy_input
from .keyset import page_of
from .listed import with_names
from .page import full_address, show_page
from .search_address import SearchAddress


def show_source(request: HttpRequest, code: str) -> HttpResponseBase:
    """404 until a story of it is readable: whom an archive is about to deal with is not public."""
    at = timezone.now()
    source = Source.objects.filter(code=tidy_input(code)).first()
    cursor = tidy_input(request.GET.get("cursor", ""))
    readable = Article.objects.readable(at).filter(source=source) if source else Article.objects.none()
    page = page_of(with_names(readable.with_words()), cursor=cursor)
    if source is None or not (page.articles or readable.exists()):
        raise Http404("No such source.")
    cards = make_cards(page.articles, on=at.date())
    answer = ask_index(SearchRequest(filters={"source": (source.code,)}, limit=1, histogram=True)) or NOTHING
    address = SearchAddress(chosen={"source": (source.code,)})
    context = {
        "source": source,
        "cards": cards,
        "cursor": cursor,
        "next_cursor": page.next_cursor,
        "total": answer.total,
        "chart": draw_chart(answer.years, href=lambda year: address.within(year, year).url),
        "search_url": address.url,
        "canonical": full_address(source.get_absolute_url()),
    }
    return show_page(request, "archive/source.html", context, at=at, closes_at=earliest_close(cards))
