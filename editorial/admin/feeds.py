"""Feeds that are asked for news, with what became of the last looks."""

from __future__ import annotations

from typing import Any

from django.contrib import admin
from django.http import HttpRequest
from django.utils import timezone

from archive.actions import save_feed
from archive.models import Feed

from .limits import refuse_other_sources
from .record import RecordAdmin, actor_of

STATE = ("due_at", "checked_at", "succeeded_at", "failures", "note", "etag", "last_modified")


@admin.register(Feed)
class FeedAdmin(RecordAdmin):
    """Saving one lets it be asked at once."""

    list_display = ("url", "source", "is_enabled", "due_at", "succeeded_at", "failures", "note")
    list_filter = ("is_enabled",)
    list_select_related = ("source",)
    ordering = ("url",)
    sortable_by = ()
    search_fields = ("url__icontains",)
    autocomplete_fields = ("source",)
    readonly_fields = STATE
    fieldsets = (
        (None, {"fields": ("url", "source", "interval", "is_enabled", "is_published")}),
        ("What fetching found", {"fields": STATE}),
    )

    def save_model(self, request: HttpRequest, obj: Any, form: Any, change: bool) -> None:
        user = actor_of(request)
        refuse_other_sources(user, obj.source)
        save_feed(feed=obj, by=user, at=timezone.now())
