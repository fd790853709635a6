"""Removals at the desk: the list with every reason, and the report of what each surface answered."""

from __future__ import annotations

from typing import Any

from django.contrib import admin
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.safestring import SafeString

from archive.models import Removal

from .headlines import long_fields
from .record import EvidenceAdmin, actor_of
from .removal_report import report_removal
from .story_lists import link_to_story


@admin.register(Removal)
class RemovalAdmin(EvidenceAdmin):
    """What was taken from readers, the latest first; it is done on a story's page."""

    list_display = ("kind", "story", "category", "removed_at", "by", "answers")
    list_filter = ("kind", "category")
    list_select_related = ("article__latest_version", "by")
    ordering = ("-removed_at", "-id")
    sortable_by = ()

    def get_queryset(self, request: HttpRequest) -> Any:
        return super().get_queryset(request).defer(*long_fields("article"))

    @admin.display(description="story")
    def story(self, removal: Removal) -> SafeString:
        return link_to_story(removal.article)

    @admin.display(description="surfaces")
    def answers(self, removal: Removal) -> str:
        if removal.reported_at is None:
            return "not asked yet"
        still_open = count_open(removal)
        return f"{still_open} still open" if still_open else f"all {len(removal.report)} closed"

    def changeform_view(
        self,
        request: HttpRequest,
        object_id: str | None = None,
        form_url: str = "",
        extra_context: dict[str, Any] | None = None,
    ) -> HttpResponse:
        """The report. The first look asks the surfaces, since the index follows a deed at the end of its request;
        a POST asks them again.
        """
        usable = bool(object_id) and str(object_id).isdecimal() and len(str(object_id)) < 19
        removal = (
            self.get_queryset(request).select_related("article__source").filter(pk=object_id).first()
            if usable
            else None
        )
        if removal is None:
            raise Http404("There is no such removal.")
        if not self.has_view_permission(request, removal):
            raise PermissionDenied
        may_ask = actor_of(request).has_perm("archive.change_article")
        if request.method == "POST" and not may_ask:
            raise PermissionDenied
        if may_ask and (request.method == "POST" or removal.reported_at is None):
            removal = report_removal(removal, at=timezone.now())
        if request.method == "POST":
            return HttpResponseRedirect(report_of(removal))
        context = {
            **self.admin_site.each_context(request),
            "opts": self.opts,
            "removal": removal,
            "article": removal.article,
            "report": sorted(removal.report, key=lambda answer: answer["is_closed"]),
            "still_open": count_open(removal),
            "may_ask": may_ask,
            "title": "What every surface answers",
        }
        return TemplateResponse(request, "editorial/removal.html", context)


def count_open(removal: Removal) -> int:
    """Surfaces that showed the story when they were last asked."""
    return sum(not answer["is_closed"] for answer in removal.report)


def report_of(removal: Removal) -> str:
    """The page of its report."""
    return reverse("admin:archive_removal_change", args=[removal.pk])
