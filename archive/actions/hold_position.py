"""Saying which office somebody held, and from when to when."""

from __future__ import annotations

from datetime import date, datetime

from django.core.exceptions import ValidationError
from django.db import transaction

from archive.models import Organisation, Person, Position
from archive.models.event import Precision

from .actor import Actor
from .locking_entities import lock_entity, touch_entities
from .record_deed import only_changes, record_deed, values_of
from .refusals import Refused


@transaction.atomic
def hold_position(
    *,
    person: Person,
    title: str,
    at: datetime,
    organisation: Organisation | None = None,
    starts_on: date | None = None,
    starts_precision: str = Precision.DAY,
    ends_on: date | None = None,
    ends_precision: str = Precision.DAY,
    position: Position | None = None,
    by: Actor = None,
) -> Position:
    """A new position of that person, or `position` brought up to date. Refused: no title, an end before the start."""
    lock_entity(person)
    stored = Position.objects.filter(pk=position.pk).first() if position is not None else None
    held = position or Position(person=person)
    held.title = " ".join(title.split())
    held.organisation = organisation
    held.starts_on, held.starts_precision = starts_on, starts_precision
    held.ends_on, held.ends_precision = ends_on, ends_precision
    if not held.title:
        raise Refused("Give the position a title, such as “Minister of Culture”.")
    if organisation is not None:
        lock_entity(organisation)
    try:
        held.full_clean(exclude=["person", "organisation"])
    except ValidationError as error:
        raise Refused(" ".join(error.messages)) from error
    held.save()
    touch_entities([person], at=at)
    before, after = only_changes(values_of(stored) if stored is not None else {}, values_of(held))
    record_deed("hold_position", person, by=by, at=at, before=before, after=after)
    return held


@transaction.atomic
def remove_position(*, position: Position, at: datetime, by: Actor = None) -> None:
    """Take the position off the record: it was never held. (One that has ended gets a last day.)"""
    person = position.person
    lock_entity(person)
    before = values_of(position)
    position.delete()
    touch_entities([person], at=at)
    record_deed("remove_position", person, by=by, at=at, before=before)
