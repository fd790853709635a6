"""The offices that somebody has held, as a reader is told of them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from archive.models import Entity, Position

from .chronicle import format_known

MOST = 40


@dataclass(frozen=True, slots=True)
class Held:
    """«Minister of Culture, 2020 to now». `organisation` is empty when readers may not know of it."""

    title: str
    when: str
    organisation: str = ""
    href: str = ""


def positions_of(person: Entity, *, at: datetime) -> tuple[Held, ...]:
    """The newest first; two queries."""
    rows = list(Position.objects.filter(person_id=person.pk).order_by("-starts_on", "id")[:MOST])
    bodies = [row.organisation_id for row in rows if row.organisation_id]
    readable = {one.pk: one for one in Entity.objects.readable(at).filter(pk__in=bodies)} if bodies else {}
    held = []
    for row in rows:
        body = readable.get(row.organisation_id or 0)
        held.append(
            Held(
                title=row.title,
                when=tell_term(row),
                organisation=body.name if body else "",
                href=body.get_absolute_url() if body else "",
            )
        )
    return tuple(held)


def tell_term(position: Position) -> str:
    """`2014 to May 2020`, `since 2020`, `until 2020`; empty when neither end is known."""
    start = _tell(position.starts_on, position.starts_precision)
    end = _tell(position.ends_on, position.ends_precision)
    if start and end:
        return start if start == end else f"{start} to {end}"
    return f"since {start}" if start else f"until {end}" if end else ""


def _tell(day: date | None, precision: str) -> str:
    return format_known(day, precision) if day else ""
