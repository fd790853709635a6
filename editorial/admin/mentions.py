"""The list of what stories name: mostly read for the suggestions that wait."""

from __future__ import annotations

from django.contrib import admin

from archive.models import Mention

from .story_lists import StoryListAdmin


@admin.register(Mention)
class MentionAdmin(StoryListAdmin):
    """Mentions, newest first; each leads to its card on the story's page."""

    anchor = "mention"
    list_display = ("entity", "kind", "story", "role", "descriptor", "status", "origin", "rule", "confidence")
    list_filter = ("status", "origin", "role")
    list_select_related = ("entity", "article__latest_version")
    ordering = ("-id",)

    @admin.display(description="kind")
    def kind(self, mention: Mention) -> str:
        return mention.entity.kind
