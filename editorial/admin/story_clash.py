"""Showing two editors' words side by side, so that neither is lost."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django import forms
from django.db.models import QuerySet

from archive.text.diff import Change, diff_words

from .story_form import read_base

LONG = frozenset({"text", "abstract", "notice", "usage_terms", "headline", "subheadline"})


@dataclass(frozen=True, slots=True)
class Difference:
    """One field that the two disagree on; `changes` turn theirs into yours."""

    label: str
    theirs: str
    yours: str
    changes: tuple[Change, ...]
    they_did: tuple[Change, ...] = ()  # to the words that both began with; empty when those are not known
    you_did: tuple[Change, ...] = ()


def compare_with_stored(form: forms.BaseForm) -> list[Difference]:
    """Where a filled-in form differs from the story as it stands now (the form's initial values)."""
    found: list[Difference] = []
    base = read_base(form.data.get("opened_with", ""))
    for name in form.changed_data:
        if name in ("token", "seen", "base"):
            continue
        field = form[name]
        theirs, yours = _show(form, name, field.initial), _show(form, name, field.value())
        if theirs == yours:
            continue
        changes = tuple(diff_words(theirs, yours)) if name in LONG else ()
        began = base.get(name)
        known = began is not None and name in LONG
        they_did = tuple(diff_words(began or "", theirs)) if known else ()
        you_did = tuple(diff_words(began or "", yours)) if known else ()
        found.append(Difference(str(field.label), theirs, yours, changes, they_did, you_did))
    return found


def _show(form: forms.BaseForm, name: str, value: Any) -> str:
    """A value as an editor reads it."""
    if value in (None, ""):
        return ""
    field: Any = form.fields[name]
    if hasattr(field, "queryset"):
        if isinstance(value, list | tuple | QuerySet):  # several of many
            keys = [str(getattr(each, "pk", each)) for each in value]
            several = field.queryset.filter(pk__in=[key for key in keys if key.isdecimal()])
            return ", ".join(sorted(str(each) for each in several))
        key = getattr(value, "pk", value)
        chosen = field.queryset.filter(pk=key).first() if str(key).isdecimal() else None
        return str(chosen or "")
    choices = dict(getattr(field, "choices", ()))
    prepared = field.prepare_value(value)
    shown = choices.get(prepared, prepared)
    if hasattr(value, "isoformat"):
        shown = field.widget.format_value(prepared)
    return str(shown).replace("\r\n", "\n")
