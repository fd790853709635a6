"""The list of notes, on whatever story."""

from __future__ import annotations

from typing import Any

from django.contrib import admin
from django.db.models import QuerySet
from django.http import HttpRequest

from archive.models import Annotation
from archive.models.annotation import AnchorState

from .story_lists import StoryListAdmin


class StateFilter(admin.SimpleListFilter):
    """Open, resolved, or without its words."""

    title = "state"
    parameter_name = "state"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, str]]:
        return [("open", "open"), ("resolved", "resolved"), ("orphaned", "lost its words")]

    def queryset(self, request: HttpRequest, queryset: QuerySet[Any]) -> QuerySet[Any]:
        if self.value() == "orphaned":
            return queryset.filter(anchor_state=AnchorState.ORPHANED)
        if self.value() in ("open", "resolved"):
            return queryset.filter(resolved_at__isnull=self.value() == "open")
        return queryset


@admin.register(Annotation)
class AnnotationAdmin(StoryListAdmin):
    """Notes, newest first."""

    anchor = "note"
    list_display = ("words", "said", "story", "visibility", "anchor_state", "by", "created_at", "resolved_at")
    list_filter = (StateFilter, "visibility", "motivation")
    list_select_related = ("article__latest_version", "by")
    ordering = ("-id",)

    @admin.display(description="words")
    def words(self, note: Annotation) -> str:
        return f"“{note.exact[:80]}”"

    @admin.display(description="note")
    def said(self, note: Annotation) -> str:
        return note.body[:120]
