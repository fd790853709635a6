"""StoryListAdmin: lists of what hangs on stories. Each row leads to the story, where it is worked at."""

from __future__ import annotations

from typing import Any

from django.contrib import admin
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString

from archive.models import Article

from .headlines import headline_of, long_fields
from .record import EvidenceAdmin


class StoryListAdmin(EvidenceAdmin):
    """A list without a form of its own; `anchor` says where on the story's page a row stands."""

    anchor = ""
    deferred = long_fields("article")
    sortable_by = ()

    def get_queryset(self, request: HttpRequest) -> QuerySet[Any]:
        return super().get_queryset(request).defer(*self.deferred)

    @admin.display(description="story")
    def story(self, row: Any) -> SafeString:
        return link_to_story(row.article)

    def changeform_view(
        self,
        request: HttpRequest,
        object_id: str | None = None,
        form_url: str = "",
        extra_context: dict[str, Any] | None = None,
    ) -> HttpResponse:
        """To the story's page, where the row stands."""
        row = self.get_object(request, object_id or "")
        if row is None or not self.has_view_permission(request, row):
            return HttpResponseRedirect(reverse(f"admin:archive_{self.opts.model_name}_changelist"))
        page = reverse("admin:archive_article_change", args=[row.article_id])
        asked = f"?note={row.pk}" if self.anchor == "note" else ""  # of many, the page of notes that has it
        return HttpResponseRedirect(f"{page}{asked}#{self.anchor}-{row.pk}")


def link_to_story(article: Article) -> SafeString:
    """The headline of its latest words, leading to its page."""
    return format_html(
        '<a href="{}">{}</a>', reverse("admin:archive_article_change", args=[article.pk]), headline_of(article)
    )
