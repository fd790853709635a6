"""Completion: a choice of one record out of many, by typing; it never loads them all."""

from __future__ import annotations

from typing import Any

from django import forms
from django.contrib import admin
from django.contrib.admin.widgets import AutocompleteSelect
from django.db import models


class Completion(AutocompleteSelect):
    """Django's widget, with a word on what to type."""

    def __init__(self, model: type[models.Model], relation: str, *, placeholder: str) -> None:
        super().__init__(model._meta.get_field(relation), admin.site)
        self.placeholder = placeholder

    def build_attrs(self, base_attrs: Any, extra_attrs: Any = None) -> Any:
        """The placeholder, which Django leaves empty."""
        return super().build_attrs(base_attrs, extra_attrs) | {"data-placeholder": self.placeholder}


def complete(field: forms.Field, model: type[models.Model], relation: str, *, placeholder: str) -> None:
    """Give a field that chooses a record the completion of `model`'s relation."""
    widget = Completion(model, relation, placeholder=placeholder)
    widget.choices = getattr(field, "choices", ())
    widget.is_required = field.required
    field.widget = widget
