"""Publishing the latest words of a story."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from archive import outbox
from archive.models import Article, ArticleVersion
from archive.models.article import Status

from .actor import Actor
from .carrying import carry_stand_off
from .locking import lock_article, touch
from .record_deed import only_changes, record_deed, values_of
from .refusals import Refused
from .removals import end_removals

CHANGED = (
    "public_version",
    "status",
    "published_at",
    "withdrawn_at",
    "withdrawn_reason",
    "visible_from",
    "dated_on",
)


@transaction.atomic
def publish_article(
    *,
    article: Article,
    by: Actor,
    at: datetime,
    visible_from: datetime | None = None,
    token: int | None = None,
    comment: str = "",
) -> Article:
    """Make the latest version the public one, now or from `visible_from` on. Already public: no change."""
    fresh = lock_article(article, token=token)
    if fresh.status == Status.BLOCKED:
        raise Refused("This story is blocked by law. Lift the block before you publish it.")
    if fresh.status == Status.TRASHED:
        raise Refused("This story is in the trash. Take it out before you publish it.")
    version = fresh.latest_version
    if version is None:
        raise Refused("This story has no words yet: save a draft, then publish it.")
    if version == fresh.public_version and fresh.status == Status.PUBLISHED and visible_from is None:
        return fresh
    before = {**values_of(fresh, CHANGED), "version": fresh.public_version and fresh.public_version.number}
    make_public(fresh, version, at=at, visible_from=visible_from)
    was, now = only_changes(before, {**values_of(fresh, CHANGED), "version": version.number})
    record_deed("publish_article", fresh, by=by, at=at, before=was, after=now, comment=comment)
    return fresh


def make_public(
    fresh: Article,
    version: ArticleVersion,
    *,
    at: datetime,
    visible_from: datetime | None = None,
    stays_away: bool = False,
) -> None:
    """Point the locked article at those words; the caller has asked whether it may.

    With `stays_away` the story stays as hidden as it is: these are the words it was taken away with.
    """
    before = fresh.public_version
    if not version.is_published:
        version.published_at = at
        version.save(update_fields=["published_at"])
    if before is not None and before != version:
        carry_stand_off(from_version=before, to_version=version, new_text=version.text, at=at)
    fresh.public_version = version
    fresh.published_at = fresh.published_at or at
    if not stays_away:
        if fresh.status == Status.WITHDRAWN:
            end_removals(article=fresh, at=at)
        fresh.status = Status.PUBLISHED
        fresh.withdrawn_at, fresh.withdrawn_reason = None, ""
    if visible_from is not None:
        fresh.visible_from = visible_from
    if version.dateline_on is not None:
        fresh.dated_on = version.dateline_on
    touch(fresh, at=at, fields=CHANGED)
    outbox.enqueue(articles=[fresh], at=at)
