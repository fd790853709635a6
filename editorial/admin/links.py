"""The list of links between stories."""

from __future__ import annotations

from django.contrib import admin
from django.utils.safestring import SafeString

from archive.models import Link

from .headlines import long_fields
from .story_lists import StoryListAdmin, link_to_story


@admin.register(Link)
class LinkAdmin(StoryListAdmin):
    """Links, newest first; they are made and taken back on a story's page."""

    anchor = "link"
    deferred = (*long_fields("article"), *long_fields("target"))
    list_display = ("wording", "story", "other", "reason", "by", "created_at")
    list_filter = ("type",)
    list_select_related = ("article__latest_version", "target__latest_version", "by")
    ordering = ("-id",)

    @admin.display(description="link")
    def wording(self, link: Link) -> str:
        return link.get_type_display()

    @admin.display(description="the other story")
    def other(self, link: Link) -> SafeString:
        return link_to_story(link.target)
