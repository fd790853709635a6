"""Topics: subject headings."""

from __future__ import annotations

from django.contrib import admin
from django.db.models import Model
from django.http import HttpRequest

from archive.models import Topic

from .record import RecordAdmin


@admin.register(Topic)
class TopicAdmin(RecordAdmin):
    """The headings in use. They are made by filing a story under them, on the story's page."""

    list_display = ("name", "slug", "uri")
    search_fields = ("name__istartswith",)
    sortable_by = ()

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    def has_change_permission(self, request: HttpRequest, obj: Model | None = None) -> bool:
        return False
