"""Saying who took part in an event."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from django.db import transaction

from archive.models import Entity, Event

from .actor import Actor
from .locking_entities import lock_entity, touch_entities
from .record_deed import record_deed
from .refusals import Refused


@transaction.atomic
def set_participants(*, event: Event, participants: Iterable[Entity], at: datetime, by: Actor = None) -> Event:
    """Exactly these. The index does not hold them, so no story needs to be indexed again."""
    wanted = {entity.pk for entity in participants}
    if event.pk in wanted:
        raise Refused("An event cannot take part in itself: take it off the list of participants.")
    lock_entity(event)
    before = sorted(event.participants.values_list("pk", flat=True))
    event.participants.set(wanted)
    touch_entities([event], at=at)
    if before != sorted(wanted):
        was, now = {"participants": before}, {"participants": sorted(wanted)}
        record_deed("set_participants", event, by=by, at=at, before=was, after=now)
    return event
