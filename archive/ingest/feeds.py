"""Feeds: each asked when it is due, and what it sends taken in like any import."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from email.utils import parsedate_to_datetime
from pathlib import Path
from typing import Final

from django.conf import settings
from django.db import OperationalError
from django.utils import timezone

from archive.actions import (
    Refused,
    claim_feed,
    close_run,
    disable_feed,
    note_answer,
    note_failure,
    open_run,
)
from archive.models import Feed
from archive.models.ingest import Outcome

from .decode import Unreadable, open_item
from .fetching import Fetched, FetchFailed, Limits, fetch
from .load import Loader, Report
from .parsing import parse_sent
from .sniff import AUTO, find_format

ACCEPT: Final = "application/atom+xml, application/rss+xml, application/xml;q=0.9, application/json;q=0.8, */*;q=0.5"
_NO_FEED: Final = ("html", "wire")  # what a server sends in the place of a feed: a page, a sentence


def fetch_due(*, complain: Callable[[str], object]) -> int:
    """Ask every feed that is due; the number of stories that came. A feed's trouble is its own."""
    stories = 0
    for feed in Feed.objects.due(timezone.now()).select_related("source"):
        at = timezone.now()
        if not claim_feed(feed=feed, at=at):
            continue
        try:
            stories += fetch_feed(feed, at=at, complain=complain)
        except (Refused, OSError, OperationalError) as error:  # our disk's or database's trouble, not the feed's
            note_failure(feed=feed, at=timezone.now(), note=f"It came, but could not be kept: {error}")
            complain(f"{feed}: {error}")
    return stories


def fetch_feed(feed: Feed, *, at: datetime, complain: Callable[[str], object]) -> int:
    """Ask one claimed feed, take in what it sent, and keep what there is to know for the next time."""
    asked = {"If-None-Match": feed.etag, "If-Modified-Since": feed.last_modified}
    headers = {"Accept": ACCEPT, **{name: value for name, value in asked.items() if value}}
    try:
        answer = fetch(feed.url, headers=headers, limits=Limits(may_be_private=settings.FETCH_PRIVATE_ADDRESSES))
    except FetchFailed as failure:
        note_failure(feed=feed, at=timezone.now(), note=str(failure))
        complain(f"{feed}: {failure}")
        return 0
    moved = f"It has moved for good to {answer.moved_to}: change the address." if answer.moved_to else ""
    if answer.status == 304:
        note_answer(
            feed=feed,
            at=timezone.now(),
            etag=answer.headers.get("etag", feed.etag),
            last_modified=answer.headers.get("last-modified", feed.last_modified),
            body_sha256=feed.body_sha256,
            note=moved,
        )
        return 0
    if answer.status != 200:
        _note_refusal(feed, answer, complain)
        return 0
    digest = hashlib.sha256(answer.body).hexdigest()
    is_feed = _is_feed(answer.body)
    reports = _take_in(feed, answer.body, at, format=AUTO if is_feed else "feed") if digest != feed.body_sha256 else []
    if reports and all(_is_refused(report, may_be_empty=is_feed) for report in reports):
        note = " ".join(problem.sentence for problem in reports[0].problems)
        note_failure(feed=feed, at=timezone.now(), note=f"What it sent is kept, but holds no story: {note}")
        complain(f"{feed}: {note}")
        return 0
    note_answer(
        feed=feed,
        at=timezone.now(),
        etag=answer.headers.get("etag", ""),
        last_modified=answer.headers.get("last-modified", ""),
        body_sha256=digest,
        note=moved,
    )
    return sum(report.outcome in (Outcome.CREATED, Outcome.REVISED) for report in reports)


def _take_in(feed: Feed, body: bytes, at: datetime, *, format: str) -> list[Report]:
    run = open_run(origin=f"fetch_feeds {feed.url}", by=None, at=at)
    loader = Loader(run=run, received=at, source=feed.source.code, is_published=feed.is_published)
    reports: list[Report] = []
    for parsed in parse_sent(body, path=Path(feed.url.partition("//")[2]), format=format, received=at):
        reports += loader.load(parsed)
    reports += loader.flush()
    close_run(run=run, at=timezone.now())
    return reports


def _is_refused(report: Report, *, may_be_empty: bool) -> bool:
    """Whether it could not be read. A feed without entries can be: it has nothing to say at the moment."""
    is_empty = [problem.code for problem in report.problems] == ["no_story"]
    return report.outcome == Outcome.QUARANTINED and not (is_empty and may_be_empty)


def _is_feed(body: bytes) -> bool:
    """Whether it may be what was asked for: a page or a sentence is no story of this feed, but a server's excuse."""
    try:
        return find_format(open_item(body)).name not in _NO_FEED
    except Unreadable:
        return False


def _note_refusal(feed: Feed, answer: Fetched, complain: Callable[[str], object]) -> None:
    at = timezone.now()
    if answer.status == 410:
        note = "Its server says that it is gone for good (410): find its new address, or leave it disabled."
        disable_feed(feed=feed, at=at, note=note)
    else:
        note = f"Its server answers {answer.status}."
        note_failure(feed=feed, at=at, note=note, retry_after=read_retry_after(answer.headers.get("retry-after"), at))
    complain(f"{feed}: {note}")


def read_retry_after(value: str | None, at: datetime) -> timedelta | None:
    """How long a server asks us to stay away: seconds or a date (RFC 9110 §10.2.3). None when it says nothing clear."""
    text = (value or "").strip()
    if text.isascii() and text.isdigit():
        return timedelta(seconds=min(int(text[:9]), 10**8))
    try:
        moment = parsedate_to_datetime(text)
    except (ValueError, TypeError, IndexError):
        return None
    moment = moment if moment.tzinfo else moment.replace(tzinfo=UTC)
    return max(moment - at, timedelta())
