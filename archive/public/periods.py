"""The time of a search: how finely the chart tells it, and the way back out of a year, a month or a day."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta

from django.utils.formats import date_format

from archive.search.query import Step
from archive.search.results import Results

from .charts import Chart, draw_chart
from .search_address import SearchAddress, first_day, last_day

DAYS_UP_TO = 62  # days of a chosen time up to which the chart shows days
MONTHS_UP_TO = 3 * 366  # and up to which it shows months
TITLES = {"year": "Stories found, by year", "month": "Stories found, by month", "day": "Stories found, by day"}


@dataclass(frozen=True, slots=True)
class Crumb:
    """One step of the way: all years, 1961, April 1961, 12 April 1961; the last one has no address."""

    name: str
    href: str


def bounds_of(address: SearchAddress) -> tuple[date | None, date | None]:
    """The first and the last day asked for; a single year chosen among the facets counts."""
    since, until = first_day(address.since), last_day(address.until)
    years = address.chosen.get("year", ())
    if since is None and until is None and len(years) == 1:
        return first_day(years[0]), last_day(years[0])
    return since, until


def step_of(address: SearchAddress) -> Step:
    """Years; months within a year or a few; days within a month or two."""
    since, until = bounds_of(address)
    if since is None or until is None:
        return "year"
    days = (until - since).days
    return "day" if days <= DAYS_UP_TO else "month" if days <= MONTHS_UP_TO else "year"


def chart_of(results: Results, address: SearchAddress) -> Chart | None:
    """The histogram; each bar leads to its period. What is chosen is marked, unless it is all there is to see."""
    is_chosen = _is_chosen(address)
    if all(is_chosen(period.label) for period in results.years):
        return draw_chart(results.years, href=lambda label: address.within(label, label).url)
    return draw_chart(results.years, href=lambda label: address.within(label, label).url, chosen=is_chosen)


def trail_of(address: SearchAddress) -> tuple[Crumb, ...]:
    """From all years to the time chosen; empty when none is."""
    if not (address.since or address.until):
        return ()
    since, until = first_day(address.since), last_day(address.until)
    crumbs = [Crumb("All years", address.within("", "").url)]
    if since is None or until is None or since > until:
        return (*crumbs, Crumb(_say(address.since, address.until), ""))
    for label, name, first, last in _wider(since):
        if until > last or (since, until) == (first, last):
            break
        crumbs.append(Crumb(name, address.within(label, label).url))
    return (*crumbs, Crumb(_say(address.since, address.until), ""))


def _wider(day: date) -> tuple[tuple[str, str, date, date], ...]:
    """The year and the month that a day lies in: label, name, first and last day."""
    first = day.replace(day=1)
    following = (first + timedelta(days=31)).replace(day=1) if (day.year, day.month) != (9999, 12) else date.max
    last = following - timedelta(days=1) if following != date.max else date.max
    return (
        (f"{day.year:04}", str(day.year), day.replace(month=1, day=1), day.replace(month=12, day=31)),
        (f"{day.year:04}-{day.month:02}", date_format(day, "F Y"), first, last),
    )


def _say(since: str, until: str) -> str:
    if since and until:
        one, other = _say_one(since), _say_one(until)
        return one if one == other else f"{one} to {other}"
    return f"from {_say_one(since)}" if since else f"until {_say_one(until)}"


def _say_one(text: str) -> str:
    day = first_day(text)
    if day is None:
        return text
    return date_format(day, ("Y", "F Y", "j F Y")[text.count("-")])


def _is_chosen(address: SearchAddress) -> Callable[[str], bool]:
    since, until = first_day(address.since), last_day(address.until)
    years = address.chosen.get("year", ())

    def is_chosen(label: str) -> bool:
        first, last = first_day(label), last_day(label)
        if first is None or last is None or not (since or until or years):
            return False
        if years and label[:4] not in years:
            return False
        return (since is None or last >= since) and (until is None or first <= until)

    return is_chosen
