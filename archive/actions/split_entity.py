"""Splitting an entry of the authority file under which two were taken for one."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from django.db import transaction

from archive import outbox
from archive.models import Alias, Entity, Event, Mention, Organisation, Person, Place, Position, Regrouping
from archive.models.entity import Kind
from archive.models.regrouping import Regrouped

from .actor import Actor
from .journal import Journal
from .locking_entities import lock_entity, touch_entities
from .name_words import refresh_words
from .record_deed import record_deed
from .refusals import Refused
from .save_entity import save_entity


@transaction.atomic
def split_entity(
    *,
    entity: Entity,
    name: str,
    by: Actor,
    at: datetime,
    description: str = "",
    mentions: Sequence[Mention] = (),
    aliases: Sequence[Alias] = (),
    positions: Sequence[Position] = (),
    token: int | None = None,
) -> Regrouping:
    """A new entity called `name`, of the same kind, takes these mentions, names and positions with it.

    Undone with `undo_regrouping`. Refused: nothing chosen, or something that is not this entity's (any more).
    """
    fresh = lock_entity(entity, token=token)
    rows: list[Mention | Alias | Position] = [*mentions, *aliases, *positions]
    if not rows:
        raise Refused("Choose what the new entry takes with it: stories, names or positions.")
    owned = [
        *Mention.objects.filter(pk__in=[one.pk for one in mentions], entity=fresh),
        *Alias.objects.filter(pk__in=[one.pk for one in aliases], entity=fresh),
        *Position.objects.filter(pk__in=[one.pk for one in positions], person_id=fresh.pk),
    ]
    if len(owned) != len({(type(row), row.pk) for row in rows}):
        raise Refused(f"Some of what was chosen no longer belongs to “{fresh.name}”: look again, and choose anew.")
    new: Entity = save_entity(entity=_make(fresh.kind, name=name, description=description), by=by, at=at)
    journal = Journal()
    journal.set([row for row in owned if isinstance(row, Mention | Alias)], entity_id=new.pk)
    journal.set([row for row in owned if isinstance(row, Position)], person_id=new.pk)
    refresh_words([fresh.pk, new.pk])
    touch_entities([fresh], at=at)
    for one in (fresh, new):
        outbox.enqueue_entity(entity=one, at=at)
    regrouping = Regrouping.objects.create(
        deed=Regrouped.SPLIT,
        kept=fresh,
        other_id=new.pk,
        other_was=new.pk,
        other_name=new.name,
        journal=journal.entries,
        by=by,
        done_at=at,
    )
    after = {"name": new.name, "entity": new.pk, "regrouping": regrouping.pk}
    record_deed("split_entity", fresh, other=new, by=by, at=at, after=after)
    return regrouping


def _make(kind: str, **facts: str) -> Any:
    models = {Kind.PERSON: Person, Kind.ORGANISATION: Organisation, Kind.PLACE: Place, Kind.EVENT: Event}
    return models[Kind(kind)](**facts)
