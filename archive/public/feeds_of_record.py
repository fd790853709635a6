"""`/feeds/dossiers/…`, `/feeds/corrections/`, `/feeds/removals/`: what the archive's editors do, as Atom."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import UTC, date, datetime, time

from django.conf import settings
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.utils import timezone
from django.views.decorators.http import require_safe

from archive.models import Dossier

from .cards import earliest_close, make_cards
from .cite import permanent_address
from .corrections import Corrected, describe_corrections, first_close, readable_corrections
from .dossier import Package, find_dossier, list_packages, readable_in
from .feed_atom import FeedEntry, FeedPage
from .feed_sending import ENTRIES, make_entries, send_feed, with_cursor
from .inputs import tidy_input
from .keyset import page_of
from .numbered import Numbered
from .page import full_address
from .removals import Logged, describe_removals, told_removals


@require_safe
def show_dossiers_feed(request: HttpRequest) -> HttpResponseBase:
    """New dossiers."""
    at = timezone.now()
    page = Numbered(Dossier.objects.published().newest_first(), cursor=_cursor(request))
    packages = list_packages(page.rows, at=at)
    moments = [one.published_at or at for one in page.rows]
    entries = [_entry_of_dossier(one, moment) for one, moment in zip(packages, moments, strict=True)]
    total = Dossier.objects.published().count()
    feed = _feed("/dossiers/", "dossiers", entries, total=total, cursor=page.cursor, next_cursor=page.next_cursor)
    return send_feed(request, feed, at=at)


@require_safe
def show_dossier_feed(request: HttpRequest, slug: str) -> HttpResponseBase:
    """The stories of a dossier that readers may see, newest first; 404 for a draft."""
    at = timezone.now()
    dossier = find_dossier(slug)
    readable = readable_in(dossier, at=at)
    cursor = _cursor(request)
    page = page_of(readable.with_words(), cursor=cursor, size=ENTRIES)
    entries = list(make_entries(page.articles, at=at))
    feed = _feed(
        dossier.get_absolute_url(), dossier.title, entries,
        total=readable.count(), cursor=cursor, next_cursor=page.next_cursor,
    )  # fmt: skip
    return send_feed(request, feed, at=at, closes_at=earliest_close(make_cards(page.articles, on=at.date())))


@require_safe
def show_corrections_feed(request: HttpRequest) -> HttpResponseBase:
    """What was put right."""
    at = timezone.now()
    page = Numbered(readable_corrections(at), cursor=_cursor(request))
    shown = describe_corrections(page.rows, on=at.date())
    feed = _feed(
        "/corrections/", "corrections", [_entry_of_correction(one) for one in shown],
        total=readable_corrections(at).count(), cursor=page.cursor, next_cursor=page.next_cursor,
    )  # fmt: skip
    return send_feed(request, feed, at=at, closes_at=first_close(shown))


@require_safe
def show_removals_feed(request: HttpRequest) -> HttpResponseBase:
    """What was taken away, without a word of what it said."""
    at = timezone.now()
    page = Numbered(told_removals(), cursor=_cursor(request))
    feed = _feed(
        "/removals/", "removals", [_entry_of_removal(one) for one in describe_removals(page.rows)],
        total=told_removals().count(), cursor=page.cursor, next_cursor=page.next_cursor,
    )  # fmt: skip
    return send_feed(request, feed, at=at)


def _feed(
    page: str, title: str, entries: Iterable[FeedEntry], *, total: int, cursor: str, next_cursor: str
) -> FeedPage:
    first = f"/feeds{page}"
    return FeedPage(
        id=full_address(first),
        title=f"{settings.SITE_NAME}: {title}",
        site=settings.SITE_NAME,
        page=full_address(page),
        here=full_address(with_cursor(first, cursor)),
        next=full_address(with_cursor(first, next_cursor)) if next_cursor else "",
        total=total,
        size=ENTRIES,
        terms="",
        is_first=not cursor,
        entries=tuple(entries),
    )


def _entry_of_dossier(one: Package, published_at: datetime) -> FeedEntry:
    return _entry(one.href, one.title, one.teaser, at=published_at)


def _entry_of_correction(one: Corrected) -> FeedEntry:
    label = f"{permanent_address(one.article)}#{one.label}"
    return FeedEntry(
        id=label,
        href=full_address(one.href),
        title=f"Corrected: {one.headline}",
        language=one.article.language,
        author=one.article.source.name,
        summary=one.notice,
        rights="",
        source=one.article.source.name,
        source_href=full_address(one.article.source.get_absolute_url()),
        published_at=one.corrected_at,
        updated_at=one.corrected_at,
    )


def _entry_of_removal(one: Logged) -> FeedEntry:
    ended = f" It came back on {one.ended_on:%Y-%m-%d}." if one.ended_on else ""
    return _entry(
        f"/removals/#{one.label}",
        f"{one.source}: a story was {one.kind}",
        f"Reason: {one.reason}.{ended}",
        at=_midnight(one.removed_on),
        updated_at=_midnight(one.ended_on or one.removed_on),
    )


def _entry(path: str, title: str, summary: str, *, at: datetime, updated_at: datetime | None = None) -> FeedEntry:
    address = full_address(path)
    return FeedEntry(
        id=address,
        href=address,
        title=title,
        language="",
        author=settings.SITE_NAME,
        summary=summary,
        rights="",
        source=settings.SITE_NAME,
        source_href=full_address("/"),
        published_at=at,
        updated_at=updated_at or at,
    )


def _midnight(day: date) -> datetime:
    """The log keeps no clock time: that could be laid beside what somebody saw disappear."""
    return datetime.combine(day, time(0), tzinfo=UTC)


def _cursor(request: HttpRequest) -> str:
    return tidy_input(request.GET.get("cursor", ""))
