"""Timelines: events in the order in which they happened. Only events that readers may know of."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import Q
from django.utils.formats import date_format

from archive.models import Event
from archive.models.event import Precision

MOST_EVENTS = 12


@dataclass(frozen=True, slots=True)
class Moment:
    """One event on a timeline; `is_here` marks those of the page."""

    when: str
    iso: str
    name: str
    href: str
    is_here: bool


def timeline_of(events: Collection[int], *, at: datetime) -> tuple[Moment, ...]:
    """The events with these ids between their kin: what they are part of, and its other parts. Two queries."""
    if not events:
        return ()
    here = list(Event.objects.filter(pk__in=events).values_list("pk", "parent_id"))
    parents = {parent for _, parent in here if parent}
    kin = Event.objects.readable(at).filter(
        Q(pk__in=events) | Q(pk__in=parents) | Q(parent_id__in=parents) | Q(parent_id__in=events)
    )
    found = sorted(kin.order_by("starts_on", "id")[: MOST_EVENTS * 4], key=_order)
    return draw_moments(_around(found, set(events)), here=set(events))


def draw_moments(events: Iterable[Event], *, here: Collection[int] = ()) -> tuple[Moment, ...]:
    """Events as timeline entries, in the order given."""
    return tuple(
        Moment(
            when=when_of(event),
            iso=event.starts_on.isoformat() if event.starts_on else "",
            name=event.name,
            href=event.get_absolute_url(),
            is_here=event.pk in here,
        )
        for event in events
    )


def when_of(event: Event) -> str:
    """“12 April 1961”, “April 1961”, “1961”, “6–7 August 1961”: as exactly as it is known."""
    if event.starts_on is None:
        return ""
    begin = _as_known(event.starts_on, event.precision)
    if event.ends_on is None or event.ends_on == event.starts_on:
        return begin
    end = _as_known(event.ends_on, event.precision)
    if begin == end:
        return begin
    same_month = event.starts_on.replace(day=1) == event.ends_on.replace(day=1)
    if same_month and event.precision == Precision.DAY:
        return f"{event.starts_on.day}–{end}"
    return f"{begin} – {end}"


def _as_known(day: date, precision: str) -> str:
    if precision == Precision.YEAR:
        return date_format(day, "Y")
    return date_format(day, "F Y" if precision == Precision.MONTH else "j F Y")


def _order(event: Event) -> tuple[date, int]:
    return event.starts_on or date.max, event.pk


def _around(events: list[Event], here: set[int]) -> list[Event]:
    """At most MOST_EVENTS of them, those nearest to the ones of the page."""
    if len(events) <= MOST_EVENTS:
        return events
    marked = [number for number, event in enumerate(events) if event.pk in here] or [0]
    first = max(0, min(marked[0] - MOST_EVENTS // 2, len(events) - MOST_EVENTS))
    return events[first : first + MOST_EVENTS]
