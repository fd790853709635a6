"""Other names of an entity, on its page."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from archive.actions import add_alias, remove_alias
from archive.models import Alias, Entity

from .record import ModelForm, TabularInline

FIELDS = ("name", "language", "script", "kind", "valid_from", "valid_to")


class AliasForm(ModelForm):
    """A row of a table: each field is named by its column, and says so to those who do not see it."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for field in self.fields.values():
            field.widget.attrs["aria-label"] = str(field.label)


class AliasInline(TabularInline):
    """Its stories are found under each of these."""

    model = Alias
    form = AliasForm
    fields = FIELDS
    extra = 1
    verbose_name = "other name"
    verbose_name_plural = "other names"


def save_aliases(formset: Any, *, entity: Entity, at: datetime) -> None:
    """What the inline asks for, through the archive's actions. A name spelt anew replaces the old one."""
    formset.save(commit=False)  # sets new_objects, changed_objects, deleted_objects; writes nothing
    for alias in formset.deleted_objects:
        remove_alias(alias=alias, at=at)
    for alias, changed in formset.changed_objects:
        if "name" in changed:
            remove_alias(alias=Alias.objects.get(pk=alias.pk), at=at)
    for alias in [*formset.new_objects, *(alias for alias, _ in formset.changed_objects)]:
        values = {name: getattr(alias, name) for name in FIELDS}
        add_alias(entity=entity, at=at, **values)
