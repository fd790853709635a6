"""Taking in a table of entries with a preview, and handing one out: CSV and XLSX."""

from __future__ import annotations

import base64
import io
import zipfile
from dataclasses import dataclass
from typing import Any

import tablib
from django import forms
from django.core import signing
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.urls import URLPattern, path, reverse
from django.utils import timezone

from archive.models.entity import Kind

from .entity_search import find_entities
from .entity_tables import FACTS, SHARED, explain_row, make_table
from .record import actor_of

MOST_BYTES = 2 * 1024 * 1024
MOST_UNPACKED = 40 * 1024 * 1024  # of a workbook, which is a ZIP archive
MOST_ROWS = 2000  # taken in at once
MOST_HANDED_OUT = 20_000
SALT = "editorial.entity_exchange"
SHOWN = {"new": "new", "update": "changed", "skip": "as it is", "error": "refused", "invalid": "refused"}


class Unreadable(ValueError):
    """The file is no table we can read; the message says what to do."""


class UploadForm(forms.Form):
    """A file to look at; nothing is written yet."""

    file = forms.FileField(label="Table", help_text="CSV in UTF-8, or XLSX")


@dataclass(frozen=True, slots=True)
class Planned:
    """One row of the preview."""

    number: int
    name: str
    outcome: str
    sentence: str
    changes: tuple[tuple[str, str, str], ...]


class EntityExchange:
    """Mixed into the admin of each kind; `self` is a ModelAdmin."""

    def exchange_urls(self: Any) -> list[URLPattern]:
        """Addresses beside the list."""
        model = self.opts.model_name
        guard = self.admin_site.admin_view
        return [
            path("import/", guard(self.import_view), name=f"archive_{model}_import"),
            path("export/", guard(self.export_view), name=f"archive_{model}_export"),
        ]

    def import_view(self: Any, request: HttpRequest) -> HttpResponse:
        """Upload, look at what would happen to each row, then do all of it or nothing."""
        if not (self.has_add_permission(request) and self.has_change_permission(request)):
            raise PermissionDenied
        kind = Kind(self.opts.model_name)
        form, rows, packed = UploadForm(), [], ""
        if request.method == "POST":
            form = UploadForm(request.POST, request.FILES)
            try:
                packed = request.POST.get("packed", "") or _pack(form, kind)
                name, data = _unpack(packed, kind)
                is_final = "packed" in request.POST
                result = _run(kind, _read(name, data), request, is_dry=not is_final)
                rows = _plan(result)
                if is_final and not _refused(rows):
                    done = sum(1 for row in rows if row.outcome in ("new", "changed"))
                    self.say(request, f"{done} entries are taken in.")
                    return HttpResponseRedirect(reverse(f"admin:archive_{kind}_changelist"))
            except Unreadable as error:
                form.add_error("file", str(error))
        context = {
            **self.admin_site.each_context(request),
            "opts": self.opts,
            "title": f"Take in {self.opts.verbose_name_plural}",
            "form": form,
            "rows": rows,
            "packed": packed,
            "refused": len(_refused(rows)),
            "wanted": sum(1 for row in rows if row.outcome in ("new", "changed")),
            "columns": [*SHARED, *FACTS[kind][1], "other_names"],
        }
        return TemplateResponse(request, "editorial/import.html", context)

    def export_view(self: Any, request: HttpRequest) -> HttpResponse:
        """What the list's search finds, at most MOST_HANDED_OUT entries, with every cell safe to open."""
        if not self.has_view_permission(request):
            raise PermissionDenied
        kind = Kind(self.opts.model_name)
        format = "xlsx" if request.GET.get("format") == "xlsx" else "csv"
        found = find_entities(self.get_queryset(request), request.GET.get("q", ""))
        joined = [name for name in FACTS[kind][1] if name in ("parent", "location")]
        entities = found.select_related(*joined) if joined else found
        entities = entities.prefetch_related("aliases").order_by("key", "pk")[:MOST_HANDED_OUT]
        table = make_table(kind).export(list(entities))
        data = table.export(format)
        response = HttpResponse(data, content_type="text/csv; charset=utf-8" if format == "csv" else _XLSX)
        response["Content-Disposition"] = f'attachment; filename="{kind}-{timezone.now():%Y-%m-%d}.{format}"'
        return response


_XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def _pack(form: UploadForm, kind: Kind) -> str:
    """The file travels with the page, signed: no server has to keep it between the preview and the deed."""
    if not form.is_valid():
        raise Unreadable("Choose a file.")
    file = form.cleaned_data["file"]
    if file.size > MOST_BYTES:
        raise Unreadable(f"The file is larger than {MOST_BYTES // 1024 // 1024} MB: take it in in parts.")
    content = base64.b64encode(file.read()).decode("ascii")
    return signing.dumps({"kind": str(kind), "name": file.name, "content": content}, salt=SALT, compress=True)


def _unpack(packed: str, kind: Kind) -> tuple[str, bytes]:
    try:
        told = signing.loads(packed, salt=SALT, max_age=24 * 3600)
    except signing.BadSignature as error:
        raise Unreadable("The preview is too old, or was changed: choose the file again.") from error
    if told["kind"] != str(kind):
        raise Unreadable("That preview was of another list: choose the file again.")
    return str(told["name"]), base64.b64decode(told["content"])


def _read(name: str, data: bytes) -> tablib.Dataset:
    table = tablib.Dataset()
    try:
        if name.lower().endswith(".xlsx"):
            with zipfile.ZipFile(io.BytesIO(data)) as parts:
                if sum(part.file_size for part in parts.infolist()) > MOST_UNPACKED:
                    raise Unreadable("The workbook is too large when unpacked: take it in in parts, or as CSV.")
            table.load(io.BytesIO(data), format="xlsx")
        else:
            table.load(data.decode("utf-8-sig"), format="csv")
    except Unreadable:
        raise
    except UnicodeDecodeError as error:
        raise Unreadable("The file is not in UTF-8: save it as “CSV UTF-8”, or as XLSX.") from error
    except Exception as error:  # whatever a broken workbook makes the libraries raise
        raise Unreadable("The file cannot be read as a table: save it as CSV in UTF-8, or as XLSX.") from error
    headers = [str(header or "").strip().lower() for header in table.headers or []]
    if "name" not in headers:
        raise Unreadable("The first row must name the columns, and one of them must be “name”.")
    if len(set(headers)) != len(headers):
        raise Unreadable("Two columns have the same name: give each its own.")
    if len(table) > MOST_ROWS:
        raise Unreadable(f"The table has more than {MOST_ROWS} rows: take it in in parts.")
    table.headers = headers
    return table


def _run(kind: Kind, table: tablib.Dataset, request: HttpRequest, *, is_dry: bool) -> Any:
    """All rows or none: a row that is refused takes the others back."""
    resource = make_table(kind, by=actor_of(request), at=timezone.now())
    return resource.import_data(
        table, dry_run=is_dry, use_transactions=True, raise_errors=False, rollback_on_validation_errors=True
    )


def _plan(result: Any) -> list[Planned]:
    headers = result.diff_headers or []
    planned = []
    for number, row in enumerate(result.rows, start=2):
        values = row.row_values or {}
        changes = tuple(_changes(headers, row)) if row.import_type in ("new", "update") else ()
        name = str(values.get("name") or row.object_repr or "")
        planned.append(Planned(number, name, SHOWN[row.import_type], explain_row(row), changes))
    return planned


def _changes(headers: list[str], row: Any) -> list[tuple[str, str, str]]:
    return [(name, old, new) for name, (old, new) in zip(headers, row.diff or (), strict=False) if old != new]


def _refused(rows: list[Planned]) -> list[Planned]:
    return [row for row in rows if row.outcome == "refused"]
