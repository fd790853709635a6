"""The offices somebody has held, on the person's page."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.contrib.auth.models import User
from django.http import HttpRequest

from archive.actions import hold_position, remove_position
from archive.models import Entity, Organisation, Person, Position

from .aliases import AliasRows
from .completion import Completion
from .record import TabularInline

FIELDS = ("title", "organisation", "starts_on", "starts_precision", "ends_on", "ends_precision")


class KnownCompletion(Completion):
    """A completion that is told which record is chosen: Django's looks each one up, a query for every row."""

    known: Organisation | None = None

    def optgroups(self, name: str, value: Any, attr: Any = None) -> Any:
        """As a select has them: nothing, and what is chosen."""
        if self.known is None or list(value) != [str(self.known.pk)]:
            return super().optgroups(name, value, attr)
        nothing = self.create_option(name, "", "", False, 0)
        return [(None, [nothing, self.create_option(name, self.known.pk, str(self.known), True, 1)], 0)]


class PositionRows(AliasRows):
    """Rows of positions, each with its organisation at hand."""

    def get_queryset(self) -> Any:
        if not hasattr(self, "_joined"):
            self._joined = super().get_queryset().select_related("organisation")
        return self._joined

    def add_fields(self, form: Any, index: int | None) -> None:
        super().add_fields(form, index)
        widget = getattr(form.fields["organisation"].widget, "widget", None)
        if isinstance(widget, KnownCompletion) and form.instance.organisation_id:
            widget.known = form.instance.organisation


class PositionInline(TabularInline):
    """Readers see them on the person's page. A last day left empty: still held, or nobody knows."""

    model = Position
    formset = PositionRows
    fields = FIELDS
    extra = 1
    verbose_name = "position"
    verbose_name_plural = "positions over time"

    def formfield_for_foreignkey(self, db_field: Any, request: HttpRequest, **kwargs: Any) -> Any:
        if db_field.name == "organisation":
            kwargs["widget"] = KnownCompletion(Position, "organisation", placeholder="An organisation")
        return super().formfield_for_foreignkey(db_field, request, **kwargs)


def save_positions(formset: Any, *, person: Entity, by: User, at: datetime) -> None:
    """What the inline asks for, through the archive's actions."""
    formset.save(commit=False)  # sets new_objects, changed_objects, deleted_objects; writes nothing
    for position in formset.deleted_objects:
        remove_position(position=position, by=by, at=at)
    owner = person if isinstance(person, Person) else Person.objects.get(pk=person.pk)
    assert isinstance(owner, Person)
    for position in [*formset.new_objects, *(position for position, _ in formset.changed_objects)]:
        values = {name: getattr(position, name) for name in FIELDS}
        hold_position(person=owner, position=position if position.pk else None, by=by, at=at, **values)
