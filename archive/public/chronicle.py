"""Timelines: events in the order in which they happened. Only events that readers may know of."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date, datetime
from typing import cast

from django.db.models import Q, QuerySet
from django.utils.formats import date_format

from archive.models import Event
from archive.models.event import Precision

MOST_EVENTS = 7
MOST_KIN = 60  # looked at to choose them


@dataclass(frozen=True, slots=True)
class Moment:
    """One event on a timeline; `is_here` marks those of the page."""

    when: str
    iso: str
    name: str
    href: str
    is_here: bool


def timeline_of(events: Collection[int], *, at: datetime) -> tuple[Moment, ...]:
    """The events with these ids between their nearest kin: their parts, or else what they are part of with its
    other parts. Of two where one is part of the other, the smaller one's kin are shown. Two queries.
    """
    here = dict(readable_events(at).filter(pk__in=events).values_list("pk", "parent_id")) if events else {}
    if not here:
        return ()
    inner = set(here) - set(here.values())
    parents = {here[pk] for pk in inner if here[pk]}
    near = Q(pk__in=here) | Q(pk__in=parents) | Q(parent_id__in=parents) | Q(parent_id__in=inner)
    kin = list(readable_events(at).filter(near).order_by("starts_on", "id")[:MOST_KIN])
    divided = {event.parent_id for event in kin if event.parent_id in inner}
    beside = {here[pk] for pk in inner - divided}  # whose other parts are shown
    found = [
        event
        for event in kin
        if event.pk in here or event.pk in parents or event.parent_id in divided or event.parent_id in beside
    ]
    return draw_moments(_around(sorted(found, key=_order), set(here)), here=set(here))


def readable_events(at: datetime) -> QuerySet[Event]:
    """Events that a readable story names."""
    return cast("QuerySet[Event]", Event.objects.readable(at))  # the manager is typed for entities


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
    begin = format_known(event.starts_on, event.precision)
    if event.ends_on is None or event.ends_on == event.starts_on:
        return begin
    end = format_known(event.ends_on, event.precision)
    if begin == end:
        return begin
    same_month = event.starts_on.replace(day=1) == event.ends_on.replace(day=1)
    if same_month and event.precision == Precision.DAY:
        return f"{event.starts_on.day}–{end}"
    return f"{begin} – {end}"


def format_known(day: date, precision: str) -> str:
    """A day as exactly as it is known: `12 April 1961`, `April 1961` or `1961`."""
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
