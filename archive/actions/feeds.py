"""Feeds: saving them, taking one up to be asked, and keeping what the answer was."""

from __future__ import annotations

import random
from datetime import datetime, timedelta
from typing import Final

from django.core.exceptions import ValidationError
from django.db import transaction

from archive.models import Feed

from .actor import Actor
from .record_deed import only_changes, record_deed, values_of
from .refusals import Refused

LEASE: Final = timedelta(minutes=10)  # longer than any look lasts; a worker that was killed costs this much delay
LONGEST: Final = timedelta(days=1)  # between two looks at a feed that fails
LONGEST_ASKED: Final = timedelta(days=7)  # that a server may ask us to stay away
STATED: Final = ("url", "source", "interval", "is_enabled", "is_published")


@transaction.atomic
def save_feed(*, feed: Feed, by: Actor, at: datetime) -> Feed:
    """Check and keep what is stated of it; it is asked at the next look. Refused with what is wrong."""
    stored = Feed.objects.filter(pk=feed.pk).first() if feed.pk is not None else None
    if stored is None or stored.url != feed.url:
        feed.etag = feed.last_modified = feed.body_sha256 = ""
    feed.due_at, feed.failures, feed.note = at, 0, ""
    try:
        feed.full_clean()
    except ValidationError as error:
        raise Refused(" ".join(error.messages)) from error
    feed.save()
    before, after = only_changes(values_of(stored, STATED) if stored else {}, values_of(feed, STATED))
    record_deed("save_feed", feed, by=by, at=at, before=before, after=after)
    return feed


def claim_feed(*, feed: Feed, at: datetime) -> bool:
    """Whether it is ours to ask: of several workers one gets it. Killed, it leaves the feed due again after LEASE."""
    return bool(
        Feed.objects.filter(pk=feed.pk, is_enabled=True, due_at=feed.due_at).update(due_at=at + LEASE, checked_at=at)
    )


def note_answer(*, feed: Feed, at: datetime, etag: str, last_modified: str, body_sha256: str, note: str = "") -> None:
    """It answered, and what it sent is safe (or was known): the next look is after its interval."""
    Feed.objects.filter(pk=feed.pk).update(
        etag=etag[:500],
        last_modified=last_modified[:100],
        body_sha256=body_sha256,
        succeeded_at=at,
        failures=0,
        note=note[:500],
        due_at=at + timedelta(minutes=feed.interval),
    )


def note_failure(*, feed: Feed, at: datetime, note: str, retry_after: timedelta | None = None) -> None:
    """It failed: the next look is later each time, by a little luck so that feeds of one host do not meet."""
    delay = back_off(interval=timedelta(minutes=feed.interval), failures=feed.failures + 1)
    if retry_after is not None:
        delay = max(delay, min(retry_after, LONGEST_ASKED))
    Feed.objects.filter(pk=feed.pk).update(failures=feed.failures + 1, note=note[:500], due_at=at + delay)


@transaction.atomic
def disable_feed(*, feed: Feed, at: datetime, note: str) -> None:
    """It is gone for good, says its server: it is asked no more until an editor enables it."""
    Feed.objects.filter(pk=feed.pk).update(is_enabled=False, failures=feed.failures + 1, note=note[:500])
    record_deed("disable_feed", feed, by=None, at=at, before={"is_enabled": True}, after={"is_enabled": False})


def back_off(*, interval: timedelta, failures: int) -> timedelta:
    """Twice as long with each failure in a row, at most a day (or the interval, if that is longer); ±25 %."""
    longest = max(LONGEST, interval)
    delay: timedelta = min(interval * 2 ** min(failures, 20), longest)
    jitter: float = random.uniform(0.75, 1.25)  # noqa: S311  # it spreads load and guards nothing
    return delay * jitter
