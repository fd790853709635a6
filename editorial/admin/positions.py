"""The offices somebody has held, on the person's page."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from archive.actions import hold_position, remove_position
from archive.models import Entity, Person, Position

from .aliases import AliasRows
from .record import TabularInline

FIELDS = ("title", "organisation", "starts_on", "starts_precision", "ends_on", "ends_precision")


class PositionInline(TabularInline):
    """Readers see them on the person's page. A last day left empty: still held, or nobody knows."""

    model = Position
    formset = AliasRows
    fields = FIELDS
    autocomplete_fields = ("organisation",)
    extra = 1
    verbose_name = "position"
    verbose_name_plural = "positions over time"


def save_positions(formset: Any, *, person: Entity, at: datetime) -> None:
    """What the inline asks for, through the archive's actions."""
    formset.save(commit=False)  # sets new_objects, changed_objects, deleted_objects; writes nothing
    for position in formset.deleted_objects:
        remove_position(position=position, at=at)
    owner = person if isinstance(person, Person) else Person.objects.get(pk=person.pk)
    assert isinstance(owner, Person)
    for position in [*formset.new_objects, *(position for position, _ in formset.changed_objects)]:
        values = {name: getattr(position, name) for name in FIELDS}
        hold_position(person=owner, position=position if position.pk else None, at=at, **values)
