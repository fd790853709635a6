"""`/removals/`: what was taken from readers, told so that nothing of it is told: day, source, kind and reason.

No headline, no name, no reference, no clock time. What readers could never see is not in it.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.utils import timezone
from django.utils.crypto import salted_hmac

from archive.models import Removal, RemovalQuerySet

from .inputs import tidy_input
from .numbered import Numbered
from .page import full_address, show_page


@dataclass(frozen=True, slots=True)
class Logged:
    """One row of the log; `label` names it and says nothing of how many rows there are."""

    label: str
    removed_on: date
    source: str
    kind: str
    reason: str
    ended_on: date | None


def show_removals(request: HttpRequest) -> HttpResponseBase:
    """Fifty a page, the latest first."""
    at = timezone.now()
    page = Numbered(told_removals(), cursor=tidy_input(request.GET.get("cursor", "")))
    context = {
        "removals": describe_removals(page.rows),
        "cursor": page.cursor,
        "next_cursor": page.next_cursor,
        "canonical": full_address("/removals/"),
    }
    return show_page(request, "archive/removals.html", context, at=at)


def told_removals() -> RemovalQuerySet:
    """Newest first, joined with the source; the words of the story are not fetched at all."""
    rows = Removal.objects.told().newest_first().select_related("article__source")
    return rows.only("kind", "category", "removed_at", "ended_at", "article__source__name", "article__source__code")


def describe_removals(rows: Iterable[Removal]) -> tuple[Logged, ...]:
    """As the page and the feed show them."""
    return tuple(
        Logged(
            label="r" + salted_hmac("archive.removal", str(row.pk)).hexdigest()[:12],
            removed_on=row.removed_at.date(),
            source=row.article.source.name,
            kind=row.get_kind_display(),
            reason=row.get_category_display(),
            ended_on=row.ended_at.date() if row.ended_at else None,
        )
        for row in rows
    )
