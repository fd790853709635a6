"""What came in: runs, items and originals. Evidence, so it can only be looked at."""

from __future__ import annotations

import re
from typing import Any

from django.contrib import admin
from django.contrib.auth.models import User
from django.core.exceptions import PermissionDenied
from django.db.models import QuerySet
from django.http import FileResponse, Http404, HttpRequest, HttpResponse, HttpResponseBase, StreamingHttpResponse
from django.template.response import TemplateResponse
from django.urls import URLPattern, path, reverse
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

from archive.models import IngestItem, IngestRun, Original
from archive.models.original import originals_storage

from .failed_originals import zip_failed
from .original_access import SENTENCE, may_have_bytes, may_have_failed
from .record import EvidenceAdmin
from .run_report import describe_run
from .story_lists import link_to_story
from .upload_page import describe_approval

_HASH = re.compile(r"[0-9a-f]{1,64}")


@admin.register(IngestRun)
class IngestRunAdmin(EvidenceAdmin):
    """Imports, newest first."""

    list_display = ("origin", "started_at", "finished_at", "by")
    list_select_related = ("by",)
    ordering = ("-id",)
    sortable_by = ()

    def get_urls(self) -> list[URLPattern]:
        view = self.admin_site.admin_view(self.failed_view)
        return [path("<int:key>/failed.zip", view, name="archive_ingestrun_failed"), *super().get_urls()]

    def changeform_view(
        self,
        request: HttpRequest,
        object_id: str | None = None,
        form_url: str = "",
        extra_context: dict[str, Any] | None = None,
    ) -> HttpResponse:
        """The run with what became of each of its items, a page at a time."""
        if not self.has_view_permission(request):
            raise PermissionDenied
        run = self.get_object(request, object_id or "")
        if run is None:
            raise Http404("There is no such run.")
        context = {
            **self.admin_site.each_context(request),
            **describe_run(run, outcome=request.GET.get("outcome", ""), after=request.GET.get("after", "")),
            "opts": self.opts,
            "title": f"Import {run.pk}",
            "may_download": _may_download(request),
            "approval": describe_approval(run),
        }
        return TemplateResponse(request, "editorial/run.html", context)

    def failed_view(self, request: HttpRequest, key: int) -> HttpResponseBase:
        """The originals of what failed, as one ZIP that is made while it leaves."""
        if not (self.has_view_permission(request) and _may_download(request)):
            raise PermissionDenied
        run = IngestRun.objects.filter(pk=key).first()
        if run is None:
            raise Http404("There is no such run.")
        response = StreamingHttpResponse(zip_failed(run), content_type="application/zip")
        response["Content-Disposition"] = f'attachment; filename="run-{run.pk}-failed.zip"'
        response["X-Content-Type-Options"] = "nosniff"
        return response


@admin.register(IngestItem)
class IngestItemAdmin(EvidenceAdmin):
    """Items, newest first, with what was odd about them."""

    list_display = ("title", "outcome", "trouble", "path", "created_at")
    list_filter = ("outcome",)
    ordering = ("-id",)
    sortable_by = ()
    fields = ("path", "index", "outcome", "headline", "all_problems", "story", "kept_bytes", "run", "created_at")
    readonly_fields = fields

    @admin.display(description="item")
    def title(self, item: IngestItem) -> str:
        return item.headline or f"{item.path.rsplit('/', 1)[-1]} #{item.index}"

    @admin.display(description="problems")
    def trouble(self, item: IngestItem) -> str:
        return "; ".join(_messages(item))[:200]

    @admin.display(description="problems")
    def all_problems(self, item: IngestItem) -> SafeString | str:
        rows = format_html_join("", "<li>{}</li>", ((message,) for message in _messages(item)))
        return format_html("<ul>{}</ul>", rows) if item.problems else "None."

    @admin.display(description="story")
    def story(self, item: IngestItem) -> SafeString | str:
        return link_to_story(item.article) if item.article else "None was made."

    @admin.display(description="original")
    def kept_bytes(self, item: IngestItem) -> SafeString | str:
        return _download(item.original) if item.original else "None was kept."

    def lookup_allowed(self, lookup: str, value: str, request: HttpRequest) -> bool:
        """A run's page leads to its items."""
        return lookup == "run__id__exact" or super().lookup_allowed(lookup, value, request)


@admin.register(Original)
class OriginalAdmin(EvidenceAdmin):
    """The bytes as they came; they leave as a download and are never shown as a page."""

    list_display = ("file_name", "media_type", "size", "received_at", "short_hash")
    ordering = ("-id",)
    sortable_by = ()
    search_fields = ("sha256",)  # the box is answered by `get_search_results`
    search_help_text = "The beginning of the SHA-256."
    fields = ("file_name", "media_type", "size", "received_at", "sha256", "run", "kept_bytes")
    readonly_fields = fields

    def get_search_results(
        self, request: HttpRequest, queryset: QuerySet[Any], search_term: str
    ) -> tuple[QuerySet[Any], bool]:
        """By the beginning of the hash, as a range, which goes along the index of every database."""
        beginning = search_term.strip().lower()
        if not beginning:
            return queryset, False
        if not _HASH.fullmatch(beginning):
            return queryset.none(), False
        return queryset.filter(sha256__range=(beginning.ljust(64, "0"), beginning.ljust(64, "f"))), False

    @admin.display(description="SHA-256")
    def short_hash(self, original: Original) -> str:
        return original.sha256[:12]

    @admin.display(description="download")
    def kept_bytes(self, original: Original) -> SafeString:
        return _download(original)

    def get_urls(self) -> list[URLPattern]:
        view = self.admin_site.admin_view(self.download_view)
        return [path("<int:key>/download/", view, name="archive_original_download"), *super().get_urls()]

    def download_view(self, request: HttpRequest, key: int) -> HttpResponseBase:
        """The bytes, told to the browser as nothing that it would run or draw."""
        original = Original.objects.filter(pk=key).first()
        if not self.has_view_permission(request, original):
            raise PermissionDenied
        if original is not None and not (isinstance(request.user, User) and may_have_bytes(request.user, original)):
            raise PermissionDenied(SENTENCE)
        if original is None or not originals_storage().exists(original.storage_name):
            raise Http404("The storage has no such original.")
        stored = originals_storage().open(original.storage_name, "rb")
        name = original.file_name.rsplit("/", 1)[-1] or original.sha256
        response = FileResponse(stored, as_attachment=True, filename=name)
        response["Content-Type"] = "application/octet-stream"
        response["X-Content-Type-Options"] = "nosniff"
        return response


def _may_download(request: HttpRequest) -> bool:
    return isinstance(request.user, User) and may_have_failed(request.user)


def _messages(item: IngestItem) -> list[str]:
    problems: list[Any] = item.problems if isinstance(item.problems, list) else []
    return [str(problem.get("message", problem)) if isinstance(problem, dict) else str(problem) for problem in problems]


def _download(original: Original) -> SafeString:
    address = reverse("admin:archive_original_download", args=[original.pk])
    return format_html('<a href="{}" download>{}</a> ({} bytes)', address, original, original.size)
