"""`/on/…`: the archive by year, month and day."""

from __future__ import annotations

from calendar import monthrange
from dataclasses import dataclass
from datetime import date

from django.http import Http404, HttpRequest
from django.http.response import HttpResponseBase
from django.utils import timezone
from django.utils.formats import date_format

from archive.models import Article, ArticleQuerySet
from archive.search.query import SearchRequest, Step
from archive.search.results import Period

from .cards import earliest_close, make_cards
from .charts import draw_chart
from .finding import NOTHING, ask_index
from .inputs import tidy_input
from .keyset import page_of
from .listed import with_names
from .page import full_address, show_page


@dataclass(frozen=True, slots=True)
class Stretch:
    """A year, a month or a day; `above` leads to what it is part of."""

    first: date
    last: date
    title: str
    path: str
    above: tuple[tuple[str, str], ...]
    step: Step


def show_archive(request: HttpRequest) -> HttpResponseBase:
    """Every year."""
    at = timezone.now()
    results = ask_index(SearchRequest(limit=1, histogram=True)) or NOTHING
    context = {
        "chart": draw_chart(results.years, href=_period_path, least=1),
        "total": results.total,
        "canonical": full_address("/on/"),
    }
    return show_page(request, "archive/years.html", context, at=at)


def show_year(request: HttpRequest, year: int) -> HttpResponseBase:
    """A year, month by month."""
    first = _day_or_404(year, 1, 1)
    stretch = Stretch(first, date(year, 12, 31), str(year), f"/on/{year:04}/", (("The archive", "/on/"),), "month")
    return _show(request, stretch)


def show_month(request: HttpRequest, year: int, month: int) -> HttpResponseBase:
    """A month, day by day."""
    first = _day_or_404(year, month, 1)
    stretch = Stretch(
        first,
        first.replace(day=monthrange(year, month)[1]),
        date_format(first, "F Y"),
        f"/on/{year:04}/{month:02}/",
        (("The archive", "/on/"), (str(year), f"/on/{year:04}/")),
        "day",
    )
    return _show(request, stretch)


def show_day(request: HttpRequest, year: int, month: int, day: int) -> HttpResponseBase:
    """A day, with the days before and after that have stories."""
    on = _day_or_404(year, month, day)
    stretch = Stretch(
        on,
        on,
        date_format(on, "l, j F Y"),
        _day_path(on),
        (
            ("The archive", "/on/"),
            (str(year), f"/on/{year:04}/"),
            (date_format(on, "F"), f"/on/{year:04}/{month:02}/"),
        ),
        "day",
    )
    return _show(request, stretch)


def _show(request: HttpRequest, stretch: Stretch) -> HttpResponseBase:
    at = timezone.now()
    readable = Article.objects.readable(at)
    cursor = tidy_input(request.GET.get("cursor", ""))
    page = page_of(
        with_names(readable.with_words().filter(dated_on__range=(stretch.first, stretch.last))), cursor=cursor
    )
    cards = make_cards(page.articles, on=at.date())
    years: tuple[Period, ...] = ()
    if stretch.first != stretch.last:
        asked = SearchRequest(since=stretch.first, until=stretch.last, limit=1, histogram=True, step=stretch.step)
        years = (ask_index(asked) or NOTHING).years
    context = {
        "title": stretch.title,
        "above": stretch.above,
        "cards": cards,
        "cursor": cursor,
        "next_cursor": page.next_cursor,
        "chart": draw_chart(years, href=_period_path),
        "before": _neighbour(readable, stretch, earlier=True),
        "after": _neighbour(readable, stretch, earlier=False),
        "canonical": full_address(stretch.path),
    }
    status = 200 if cards else 404
    return show_page(request, "archive/day.html", context, at=at, status=status, closes_at=earliest_close(cards))


def _neighbour(readable: ArticleQuerySet, stretch: Stretch, *, earlier: bool) -> tuple[str, str] | None:
    """The nearest day with a story before or after: one step along the index on the day."""
    if earlier:
        found = readable.filter(dated_on__lt=stretch.first).order_by("-dated_on", "-id")
    else:
        found = readable.filter(dated_on__gt=stretch.last).order_by("dated_on", "id")
    on = found.values_list("dated_on", flat=True).first()
    return (date_format(on, "j F Y"), _day_path(on)) if on else None


def _day_path(on: date) -> str:
    return f"/on/{on.year:04}/{on.month:02}/{on.day:02}/"


def _period_path(label: str) -> str:
    """`1961-04` leads to /on/1961/04/."""
    return f"/on/{label.replace('-', '/')}/"


def _day_or_404(year: int, month: int, day: int) -> date:
    try:
        return date(year, month, day)
    except ValueError as error:
        raise Http404("No such day.") from error
