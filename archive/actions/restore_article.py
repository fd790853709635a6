"""Restoring a withdrawn or blocked story to the public."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from archive import outbox
from archive.models import Article
from archive.models.article import Status

from .actor import Actor
from .locking import STANDING, lock_article, touch
from .record_deed import record_deed, values_of
from .refusals import Refused
from .removals import end_removals


@transaction.atomic
def restore_article(
    *, article: Article, by: Actor, at: datetime, token: int | None = None, comment: str = ""
) -> Article:
    """Back to what it was before it was taken away: published with the same words, or a draft."""
    fresh = lock_article(article, token=token)
    if fresh.status not in (Status.WITHDRAWN, Status.BLOCKED):
        raise Refused("Only a withdrawn or blocked story can be restored.")
    before = values_of(fresh, STANDING)
    fresh.status = Status.PUBLISHED if fresh.public_version_id else Status.DRAFT
    fresh.withdrawn_at, fresh.withdrawn_reason = None, ""
    touch(fresh, at=at, fields=STANDING)
    end_removals(article=fresh, at=at)
    outbox.enqueue(articles=[fresh], at=at)
    after = values_of(fresh, STANDING)
    record_deed("restore_article", fresh, by=by, at=at, before=before, after=after, comment=comment)
    return fresh
