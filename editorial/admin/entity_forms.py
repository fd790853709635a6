"""The small forms of merging and splitting."""

from __future__ import annotations

from typing import Any

from django import forms

from archive.models import Alias, Entity, Mention, Position

from .completion import complete

MOST_MENTIONS = 200  # stories offered on the page of a split
TAKEN = ("mentions", "aliases", "positions")  # what a new entry can take with it


class MergeForm(forms.Form):
    """Which entry goes into this one."""

    other = forms.ModelChoiceField(Entity.objects.filter(merged_into=None), label="Merge into this one")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        complete(self.fields["other"], Entity, "merged_into", placeholder="The entry that is the same")


class SplitForm(forms.Form):
    """What the new entry is called, and what it takes with it."""

    token = forms.IntegerField(required=False, widget=forms.HiddenInput)
    name = forms.CharField(label="Name of the new entry", max_length=300)
    description = forms.CharField(required=False, max_length=2000, help_text="What tells the two apart.")
    mentions = forms.ModelMultipleChoiceField(Mention.objects.none(), required=False)
    aliases = forms.ModelMultipleChoiceField(Alias.objects.none(), required=False)
    positions = forms.ModelMultipleChoiceField(Position.objects.none(), required=False)

    def __init__(self, *args: Any, entity: Entity, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.initial["token"] = entity.token
        choices: dict[str, Any] = {
            "mentions": Mention.objects.filter(entity_id=entity.pk),
            "aliases": Alias.objects.filter(entity_id=entity.pk),
            "positions": Position.objects.filter(person_id=entity.pk),
        }
        for name, rows in choices.items():
            field = self.fields[name]
            assert isinstance(field, forms.ModelMultipleChoiceField)
            field.queryset = rows
