"""Blocking a story on a legal demand: readers get 451."""

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
def block_article(*, article: Article, reason: str, by: Actor, at: datetime, token: int | None = None) -> Article:
    """From now on nobody reads it, whatever its state was; the reason names the demand."""
    if not reason.strip():
        raise Refused("Say which demand blocks the story: the record keeps it.")
    fresh = lock_article(article, token=token)
    fresh.status = Status.BLOCKED
    fresh.withdrawn_at = fresh.withdrawn_at or at
    fresh.withdrawn_reason = reason.strip()[:500]
    touch(fresh, at=at, fields=("status", "withdrawn_at", "withdrawn_reason"))
    outbox.enqueue(articles=[fresh], at=at)
    return fresh
