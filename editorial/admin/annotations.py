"""The list of notes, on whatever story."""

from __future__ import annotations

from typing import Any

from django.contrib import admin
from django.core.exceptions import PermissionDenied
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.template.response import TemplateResponse
from django.urls import URLPattern, path, reverse

from archive.actions import Refused
from archive.models import Annotation, Article
from archive.models.annotation import AnchorState

from .note_exchange import ImportForm, export_notes, import_notes
from .record import actor_of
from .story_lists import StoryListAdmin
from .waiting import story_url


class StateFilter(admin.SimpleListFilter):
    """Open, resolved, or without its words."""

    title = "state"
    parameter_name = "state"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, str]]:
        return [("open", "open"), ("resolved", "resolved"), ("orphaned", "lost its words")]

    def queryset(self, request: HttpRequest, queryset: QuerySet[Any]) -> QuerySet[Any]:
        if self.value() == "orphaned":
            return queryset.filter(anchor_state=AnchorState.ORPHANED, resolved_at=None)
        if self.value() in ("open", "resolved"):
            return queryset.filter(resolved_at__isnull=self.value() == "open")
        return queryset


@admin.register(Annotation)
class AnnotationAdmin(StoryListAdmin):
    """Notes, newest first."""

    anchor = "note"
    list_display = (
        "words",
        "said",
        "story",
        "visibility",
        "made_on_number",
        "by",
        "created_at",
        "resolved_at",
    )
    list_filter = (StateFilter, "visibility", "motivation")
    list_select_related = ("article__latest_version", "made_on", "by")
    deferred = (*StoryListAdmin.deferred, "made_on__text", "made_on__marks", "made_on__abstract")
    ordering = ("-id",)

    def get_urls(self) -> list[URLPattern]:
        """Files of notes, before Django's own addresses."""
        guard = self.admin_site.admin_view
        return [
            path("import/", guard(self.import_view), name="archive_annotation_import"),
            path("export/<str:ref>/", guard(self.export_view), name="archive_annotation_export"),
            *super().get_urls(),
        ]

    def export_view(self, request: HttpRequest, ref: str) -> HttpResponse:
        """All notes of a story, for those who may see them."""
        if not self.has_view_permission(request):
            raise PermissionDenied
        return export_notes(get_object_or_404(Article, ref=ref))

    def import_view(self, request: HttpRequest) -> HttpResponse:
        """A file of Web Annotations; `?story=` is the story from whose page the editor comes."""
        if not request.user.has_perm("archive.add_annotation"):
            raise PermissionDenied
        ref = request.GET.get("story", "")
        story = get_object_or_404(Article.objects.for_desk(), ref=ref) if ref else None
        form = ImportForm(request.POST or None, request.FILES or None)
        trouble = ""
        if request.method == "POST" and form.is_valid():
            try:
                content = form.cleaned_data["file"].read()
                sentence, about = import_notes(content, by=actor_of(request), onto=story.ref if story else "")
            except Refused as refusal:
                trouble = str(refusal)
            else:
                self.say(request, sentence)
                back = story_url(about.pk, "#notes") if about else reverse("admin:archive_annotation_changelist")
                return HttpResponseRedirect(back)
        context = {
            **self.admin_site.each_context(request),
            "title": "Bring in notes",
            "form": form,
            "trouble": trouble,
            "story": story,
        }
        return TemplateResponse(request, "editorial/import_notes.html", context, status=400 if trouble else 200)

    @admin.display(description="words")
    def words(self, note: Annotation) -> str:
        return f"“{note.exact[:80]}”"

    @admin.display(description="made on")
    def made_on_number(self, note: Annotation) -> str:
        number = f"version {note.made_on.number}" if note.made_on else ""
        return number if note.anchor_state == AnchorState.EXACT else f"{number}, {note.get_anchor_state_display()}"

    @admin.display(description="note")
    def said(self, note: Annotation) -> str:
        return note.body[:120]
