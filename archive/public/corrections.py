"""`/corrections/`: what the archive has put right, the latest first. Only of stories that can be read now."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import Exists, OuterRef
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.utils import timezone

from archive.models import Article, Correction, CorrectionQuerySet

from .inputs import tidy_input
from .numbered import Numbered
from .page import full_address, show_page
from .shown import decide_shown


@dataclass(frozen=True, slots=True)
class Corrected:
    """A correction with its story; `wrong` and `right` quote the text, so only where the text may be shown."""

    label: str
    article: Article
    headline: str
    href: str
    notice: str
    wrong: str
    right: str
    corrected_at: datetime
    changes_href: str

    @property
    def corrected_on(self) -> date:
        return self.corrected_at.date()


def show_corrections(request: HttpRequest) -> HttpResponseBase:
    """Fifty a page."""
    at = timezone.now()
    page = Numbered(readable_corrections(at), cursor=tidy_input(request.GET.get("cursor", "")))
    shown = describe_corrections(page.rows, on=at.date())
    context = {
        "corrections": shown,
        "cursor": page.cursor,
        "next_cursor": page.next_cursor,
        "canonical": full_address("/corrections/"),
    }
    return show_page(request, "archive/corrections.html", context, at=at, closes_at=first_close(shown))


def readable_corrections(at: datetime) -> CorrectionQuerySet:
    """Told to readers, of stories that they can read, newest first; joined with what a listing shows."""
    is_open = Exists(Article.objects.readable(at).filter(pk=OuterRef("article_id")))
    rows = Correction.objects.told().filter(is_open).newest_first().with_versions()
    return rows.select_related(
        "from_version", "to_version", "article__public_version", "article__source", "article__rights"
    )


def describe_corrections(rows: Iterable[Correction], *, on: date) -> tuple[Corrected, ...]:
    """As pages and the feed show them."""
    found = []
    for row in rows:
        article, version = row.article, row.article.public_version
        shown = decide_shown(article, version, on=on) if version else None
        if version is None or shown is None:
            continue
        is_full = shown.use == "full"
        found.append(
            Corrected(
                label=f"correction-{row.pk}",
                article=article,
                headline=version.headline,
                href=article.get_absolute_url(),
                notice=row.notice,
                wrong=row.wrong if is_full else "",
                right=row.right if is_full else "",
                corrected_at=row.corrected_at,
                changes_href=article.changes_path(row.from_version.number, row.to_version.number) if is_full else "",
            )
        )
    return tuple(found)


def first_close(shown: tuple[Corrected, ...]) -> datetime | None:
    """When the first of these stories must disappear."""
    return min((one.article.visible_until for one in shown if one.article.visible_until), default=None)
