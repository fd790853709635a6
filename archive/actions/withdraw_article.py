"""Withdrawing a published story: gone for readers everywhere, kept whole for the desk."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from archive import outbox
from archive.models import Article
from archive.models.article import Status

from .actor import Actor
from .locking import lock_article, touch
from .refusals import Refused


@transaction.atomic
def withdraw_article(*, article: Article, reason: str, by: Actor, at: datetime, token: int | None = None) -> Article:
    """From now on readers get 410 and a tombstone. The reason is for the desk's record. Twice: no change."""
    fresh = lock_article(article, token=token)
    if fresh.status == Status.WITHDRAWN:
        return fresh
    if fresh.status != Status.PUBLISHED:
        raise Refused("Only a published story can be withdrawn; this one has never been public.")
    if not reason.strip():
        raise Refused("Say why the story is withdrawn: the record keeps the reason.")
    fresh.status = Status.WITHDRAWN
    fresh.withdrawn_at = at
    fresh.withdrawn_reason = reason.strip()[:500]
    touch(fresh, at=at, fields=("status", "withdrawn_at", "withdrawn_reason"))
    outbox.enqueue(articles=[fresh], at=at)
    return fresh
