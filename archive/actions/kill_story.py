"""Killing a story on its agency's word, published or not."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from archive import outbox
from archive.models import Article
from archive.models.article import Status

from .locking import lock_article, touch


@transaction.atomic
def kill_story(*, article: Article, reason: str, at: datetime) -> Article:
    """Withdrawn for readers; one that was never public is kept from becoming so by mistake. Twice: no change.

    A story that the law has blocked stays blocked.
    """
    fresh = lock_article(article)
    if fresh.status in (Status.WITHDRAWN, Status.BLOCKED):
        return fresh
    fresh.status = Status.WITHDRAWN
    fresh.withdrawn_at = at
    fresh.withdrawn_reason = reason.strip()[:500]
    touch(fresh, at=at, fields=("status", "withdrawn_at", "withdrawn_reason"))
    outbox.enqueue(articles=[fresh], at=at)
    return fresh
