"""The form of an entry of the authority file."""

from __future__ import annotations

from typing import Any

from django import forms

from .record import RefusableForm


class EntityForm(RefusableForm):
    """`seen_token` is the one the page was opened with: of two who save at once, the second sees both values."""

    seen_token = forms.IntegerField(required=False, widget=forms.HiddenInput)
    wikidata_id = forms.CharField(
        label="Wikidata id", required=False, max_length=200, help_text="Q7327, or its address"
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if self.instance.pk:
            self.initial["seen_token"] = self.instance.token

    def clean_wikidata_id(self) -> str:
        """A small q, or the whole address copied from a browser, is understood."""
        typed = str(self.cleaned_data.get("wikidata_id", "")).strip().rsplit("/", 1)[-1]
        return typed.upper() if typed[:1] in ("q", "Q") else typed


class EventForm(EntityForm):
    """An event's own checks, so that the reason stands at its field."""

    def clean(self) -> dict[str, Any] | None:
        cleaned = super().clean() or {}
        starts, ends = cleaned.get("starts_on"), cleaned.get("ends_on")
        if starts and ends and ends < starts:
            self.add_error("ends_on", "It ends before it starts: change one of the two days.")
        if self.instance.pk and cleaned.get("parent") == self.instance:
            self.add_error("parent", "An event cannot be part of itself.")
        return cleaned
