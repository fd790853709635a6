"""The audit: who did what, when, before and after. It is looked at and searched; nobody changes it."""

from __future__ import annotations

import json
from datetime import datetime, time, timedelta
from typing import Any

from django.contrib import admin
from django.db.models import QuerySet
from django.http import HttpRequest
from django.urls import reverse
from django.utils import timezone
from django.utils.dateparse import parse_date
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

from archive.models import Article, Deed

from .record import EvidenceAdmin


@admin.register(Deed)
class DeedAdmin(EvidenceAdmin):
    """Deeds, newest first. Each word of a search is found along an index; the list is never counted."""

    list_display = ("said", "record", "who", "at", "comment")
    list_display_links = ("said",)
    ordering = ("-id",)
    sortable_by = ()
    search_fields = ("ref",)  # the box is answered by `find_deeds`
    search_help_text = (
        "by:NAME (by:machine), a deed (publish_article), on:2026-11-23, or the ref of a story, the code of a source,"
        " the number of an entity. Several words narrow the search."
    )
    fields = ("said", "record", "who", "at", "recorded_at", "comment", "changes", "undoes")
    readonly_fields = fields

    @admin.display(description="deed")
    def said(self, deed: Deed) -> str:
        return deed.verb.replace("_", " ")

    @admin.display(description="by")
    def who(self, deed: Deed) -> str:
        return deed.by_name or "a machine"

    @admin.display(description="record")
    def record(self, deed: Deed) -> SafeString:
        text = f"{deed.subject} {deed.ref}"
        more = f" and {deed.other_ref}" if deed.other_ref else ""
        return format_html("{}{} <small>{}</small>", text, more, deed.label[:80])

    @admin.display(description="before and after")
    def changes(self, deed: Deed) -> SafeString:
        """A row for each field."""
        names = list(dict.fromkeys([*deed.before, *deed.after]))
        rows = ((name, _say(deed.before.get(name)), _say(deed.after.get(name))) for name in names)
        return format_html(
            '<table class="changes"><thead><tr><th scope="col">What</th><th scope="col">Before</th>'
            '<th scope="col">After</th></tr></thead><tbody>{}</tbody></table>',
            format_html_join("", '<tr><th scope="row">{}</th><td>{}</td><td>{}</td></tr>', rows),
        )

    def get_search_results(
        self, request: HttpRequest, queryset: QuerySet[Any], search_term: str
    ) -> tuple[QuerySet[Any], bool]:
        """By the words of the box."""
        return find_deeds(queryset, search_term), False


def find_deeds(deeds: QuerySet[Deed], search: str) -> QuerySet[Deed]:
    """The deeds that all words of the search say: by:NAME, on:DAY, a verb, a ref."""
    for word in search.replace("\0", "").split()[:6]:
        name, _, value = word.partition(":")
        day = _read_day(value if name == "on" else word)
        if name == "by" and value:
            deeds = deeds.filter(by_name="" if value == "machine" else value)
        elif day is not None:
            deeds = deeds.filter(at__gte=day, at__lt=day + timedelta(days=1)).order_by("-at", "-id")
        elif "_" in word and word.replace("_", "").isalpha():
            deeds = deeds.filter(verb=word)
        else:
            deeds = deeds.filter(pk__in=_about(word))
    return deeds


def _about(ref: str) -> QuerySet[Deed, int]:
    """Either half of it is found along an index of its own."""
    subjects = ("article", "source", "person", "organisation", "place", "event", "dossier", "ingestrun", "user")
    one = Deed.objects.filter(subject__in=subjects, ref=ref).order_by().values_list("pk", flat=True)
    return one.union(Deed.objects.filter(other_ref=ref).exclude(other_ref="").order_by().values_list("pk", flat=True))


def _read_day(text: str) -> datetime | None:
    """The first moment of a day written 2026-11-23, here; None when it is no day."""
    try:
        day = parse_date(text)
    except ValueError:
        return None
    return timezone.make_aware(datetime.combine(day, time())) if day is not None else None


def _say(value: Any) -> str:
    return "" if value is None else value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)


def page_of_deed(deed: Deed) -> str:
    """Where it can be read whole."""
    return reverse("admin:archive_deed_change", args=[deed.pk])


def deeds_of(article: Article, *, limit: int) -> list[Deed]:
    """The last deeds on a story, newest first, each with what undid it."""
    return list(Deed.objects.on_story(article.ref).select_related("undone_by").newest_first()[:limit])
