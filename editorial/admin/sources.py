"""Sources: who provides the stories."""

from __future__ import annotations

from typing import Any

from django import forms
from django.contrib import admin
from django.http import HttpRequest
from django.utils import timezone

from archive.actions import save_source
from archive.models import Source

from .record import RecordAdmin, RefusableForm, actor_of


class SourceForm(RefusableForm):
    """A web address without a scheme is taken for https."""

    url = forms.URLField(label="Web address", required=False, assume_scheme="https")


@admin.register(Source)
class SourceAdmin(RecordAdmin):
    """What a source's copy means when it does not say so itself."""

    form = SourceForm
    list_display = ("name", "code", "languages", "default_holder", "default_display_policy")
    ordering = ("name",)
    sortable_by = ()
    search_fields = ("code__istartswith", "name__istartswith")
    autocomplete_fields = ("home_place",)
    fieldsets = (
        (None, {"fields": ("code", "name", "description", "url", "home_place", "languages", "agency_names")}),
        (
            "Rights, unless a story says otherwise",
            {"fields": ("default_holder", "default_notice", "default_usage_terms", "default_display_policy")},
        ),
    )

    def save_model(self, request: HttpRequest, obj: Any, form: Any, change: bool) -> None:
        save_source(source=obj, by=actor_of(request), at=timezone.now())
