"""The list of entries that may be one, the likeliest first, with reasons."""

from __future__ import annotations

from typing import Any

from django.contrib import admin
from django.db.models import QuerySet
from django.http import HttpRequest
from django.urls import reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString

from archive.models import Entity, Resemblance
from archive.models.resemblance import Verdict

from .record import EvidenceAdmin


@admin.register(Resemblance)
class ResemblanceAdmin(EvidenceAdmin):
    """Those that wait; `manage.py find_duplicates` fills the list. A decision is taken on the page of a merge."""

    list_display = ("pair", "kind", "likeness", "evidence", "merge")
    list_display_links = None
    list_filter = ("kind",)
    list_select_related = ("first", "second")
    ordering = ("-score", "id")
    sortable_by = ()

    def get_queryset(self, request: HttpRequest) -> QuerySet[Any]:
        return super().get_queryset(request).filter(verdict=Verdict.PROPOSED)

    @admin.display(description="may be one")
    def pair(self, row: Resemblance) -> SafeString:
        return format_html('<div class="pair-of"><div>{}</div><div>{}</div></div>', _link(row.first), _link(row.second))

    @admin.display(description="likeness")
    def likeness(self, row: Resemblance) -> str:
        return f"{row.score:.0%}"

    @admin.display(description="because")
    def evidence(self, row: Resemblance) -> str:
        return "; ".join(str(reason) for reason in row.reasons)

    @admin.display(description="decide")
    def merge(self, row: Resemblance) -> SafeString:
        address = reverse(f"admin:archive_{row.kind}_merge", args=[row.first_id])
        return format_html('<a class="btn" href="{}?other={}">Look and decide</a>', address, row.second_id)


def _link(entity: Entity) -> SafeString:
    address = reverse(f"admin:archive_{entity.kind}_change", args=[entity.pk])
    return format_html('<a href="{}">{}</a> <small>{}</small>', address, entity.name, entity.description[:80])
