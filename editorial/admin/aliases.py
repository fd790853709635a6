"""Other names of an entity, on its page."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.contrib.auth.models import User

from archive.actions import add_alias, remove_alias
from archive.models import Alias, Entity

from .record import InlineFormSet, TabularInline

FIELDS = ("name", "language", "script", "kind", "valid_from", "valid_to")


class AliasRows(InlineFormSet):
    """Rows of a table: each field is named by its column, and says so to those who do not see it."""

    def add_fields(self, form: Any, index: int | None) -> None:
        """The fields of a row, the one that takes it away included."""
        super().add_fields(form, index)
        for field in form.fields.values():
            field.widget.attrs["aria-label"] = str(field.label)


class AliasInline(TabularInline):
    """Its stories are found under each of these."""

    model = Alias
    formset = AliasRows
    fields = FIELDS
    extra = 1
    verbose_name = "other name"
    verbose_name_plural = "other names"


def save_aliases(formset: Any, *, entity: Entity, by: User, at: datetime) -> None:
    """What the inline asks for, through the archive's actions. A name spelt anew replaces the old one."""
    formset.save(commit=False)  # sets new_objects, changed_objects, deleted_objects; writes nothing
    for alias in formset.deleted_objects:
        remove_alias(alias=alias, by=by, at=at)
    for alias, changed in formset.changed_objects:
        if "name" in changed:
            remove_alias(alias=Alias.objects.get(pk=alias.pk), by=by, at=at)
    for alias in [*formset.new_objects, *(alias for alias, _ in formset.changed_objects)]:
        values = {name: getattr(alias, name) for name in FIELDS}
        add_alias(entity=entity, by=by, at=at, **values)
