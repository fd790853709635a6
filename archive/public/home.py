"""`/`: the front page. What is new, what happened on this day, who is written about, and the years."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime, timedelta

from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.utils import timezone

from archive.models import Article, Dossier
from archive.search.query import SearchRequest
from archive.search.results import Results

from .cards import Card, earliest_close, make_cards
from .charts import draw_chart
from .finding import NOTHING, ask_index
from .inputs import tidy_input
from .keyset import page_of
from .listed import with_names
from .naming import rank_facets
from .page import full_address, show_page
from .search_address import SearchAddress

NEWEST = 12
AROUND = timedelta(days=3)  # how near to today's day of the year still counts, when the day itself has nothing
ON_THIS_DAY = 6
DOSSIERS = 3
MOST_YEARS = 200


def show_home(request: HttpRequest) -> HttpResponseBase:
    """Seven queries at most; what is counted is counted by the index."""
    at = timezone.now()
    cursor = tidy_input(request.GET.get("cursor", ""))
    answer = ask_index(
        SearchRequest(limit=1, sort="newest", facets=("people", "events", "language"), histogram=True, choices=12)
    )
    results = answer or NOTHING
    page = page_of(with_names(Article.objects.readable(at).with_words()), cursor=cursor, size=NEWEST)
    cards = make_cards(page.articles, on=at.date())
    years = [int(period.label) for period in results.years if period.label.isdigit()]
    remembered = () if cursor else find_on_this_day(years, at=at)
    whole = SearchAddress()
    dossiers = () if cursor else tuple(Dossier.objects.published().newest_first()[:DOSSIERS])
    context = {
        "lead": cards[0] if cards and not cursor else None,
        "cards": cards if cursor else cards[1:],
        "cursor": cursor,
        "next_cursor": page.next_cursor,
        "total": results.total,
        "remembered": remembered,
        "is_the_day": all(_same_day(card.dated_on, at.date()) for card in remembered),
        "today": at.date(),
        "ranked": rank_facets(results.facets, at=at, most=8),
        "dossiers": dossiers,
        "languages": _languages(results, whole),
        "chart": draw_chart(results.years, href=lambda year: whole.within(year, year).url),
        "canonical": full_address("/"),
    }
    return show_page(request, "archive/home.html", context, at=at, closes_at=earliest_close((*cards, *remembered)))


def find_on_this_day(years: Iterable[int], *, at: datetime) -> tuple[Card, ...]:
    """Stories of today's day in those years; when there are none, of the days around it. One or two queries.

    The days are asked for one by one, so that the index on the day answers and no table is read through.
    """
    today = at.date()
    past = sorted(years, reverse=True)[:MOST_YEARS]
    shifts = range(-AROUND.days, AROUND.days + 1)
    days = {day for shift in shifts for year in past if (day := _in_year(today + timedelta(days=shift), year))}
    near = Article.objects.readable(at).with_words().filter(dated_on__in=days - {today})
    found = [article for article in near.newest_first()[: ON_THIS_DAY * 10] if article.dated_on < today]
    exact = [article for article in found if _same_day(article.dated_on, today)]
    return make_cards((exact or found)[:ON_THIS_DAY], on=today)


def _languages(results: Results, whole: SearchAddress) -> tuple[tuple[str, int, str], ...]:
    """(code, stories, address) of every language; nothing when there is only one."""
    choices = [choice for facet in results.facets if facet.name == "language" for choice in facet.choices]
    if len(choices) < 2:
        return ()
    return tuple((choice.value, choice.count, whole.toggled("language", choice.value).url) for choice in choices)


def _in_year(day: date, year: int) -> date | None:
    """That day in another year; 29 February has none in most."""
    try:
        return day.replace(year=year)
    except ValueError:
        return None


def _same_day(one: date, other: date) -> bool:
    return (one.month, one.day) == (other.month, other.day)
