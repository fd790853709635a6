"""Filters of the list of stories: few choices each, and no query that grows with the archive."""

from __future__ import annotations

from typing import Any

from django.contrib import admin
from django.db.models import Exists, OuterRef, QuerySet
from django.http import HttpRequest

from archive.models import Entity, Mention, Source
from archive.models.mention import MentionStatus
from editorial.models import Assignment

FEW = 2_000  # stories
MOST_SOURCES = 40  # shown as choices; the search box knows the others as source:CODE


class SourceFilter(admin.SimpleListFilter):
    """By source."""

    title = "source"
    parameter_name = "source"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, str]]:
        sources = Source.objects.order_by("name").values_list("code", "name")[:MOST_SOURCES]
        return [(code, f"{name} ({code})") for code, name in sources]

    def queryset(self, request: HttpRequest, queryset: QuerySet[Any]) -> QuerySet[Any]:
        """The id is looked up first: the list then goes along (source, dated_on, id)."""
        code = self.value()
        if not code:
            return queryset
        source = Source.objects.filter(code=code).values_list("pk", flat=True).first()
        return queryset.filter(source_id=source or 0)


class AssignedFilter(admin.SimpleListFilter):
    """Mine to do, or anybody's."""

    title = "assignment"
    parameter_name = "assigned"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, str]]:
        return [("me", "assigned to me"), ("any", "assigned to somebody")]

    def queryset(self, request: HttpRequest, queryset: QuerySet[Any]) -> QuerySet[Any]:
        """The ids are looked up along the index of open assignments, which are few."""
        wanted = Assignment.objects.open()
        if self.value() == "me":
            wanted = wanted.filter(assignee_id=request.user.pk)
        elif self.value() != "any":
            return queryset
        return queryset.filter(pk__in=wanted.values("article_id"))


class NamesEntityFilter(admin.SimpleListFilter):
    """Stories that name somebody: offered by the pages of people, organisations, places and events."""

    title = "names"
    parameter_name = "names"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, str]]:
        wanted = request.GET.get(self.parameter_name, "")
        if not wanted.isdecimal() or len(wanted) > 18:
            return []
        return [(str(pk), name) for pk, name in Entity.objects.filter(pk=wanted).values_list("pk", "name")]

    def queryset(self, request: HttpRequest, queryset: QuerySet[Any]) -> QuerySet[Any]:
        """Few stories are read and put in order; of many, a page is soon found going back from the newest story."""
        wanted = self.value()
        if not wanted or not wanted.isdecimal() or len(wanted) > 18:
            return queryset
        named = Mention.objects.filter(entity_id=wanted).exclude(status=MentionStatus.REJECTED)
        if len(named.values_list("pk")[: FEW + 1]) <= FEW:
            return queryset.filter(pk__in=named.values("article_id"))
        return queryset.filter(Exists(named.filter(article=OuterRef("pk"))))
