"""Killing a story on its agency's word, published or not."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from archive.models import Article
from archive.models.article import Status
from archive.models.removal import RemovalCategory, RemovalKind

from .locking import lock_article
from .removals import Reason, take_away


@transaction.atomic
def kill_story(*, article: Article, reason: str, at: datetime) -> Article:
    """Withdrawn for readers; one that was never public is kept from becoming so by mistake. Twice: no change.

    A story that the law has blocked stays blocked.
    """
    fresh = lock_article(article)
    if fresh.status in (Status.WITHDRAWN, Status.BLOCKED):
        return fresh
    why = Reason(detail=reason, category=RemovalCategory.AGENCY)
    take_away("kill_story", article=fresh, kind=RemovalKind.WITHDRAWN, reason=why, by=None, at=at)
    return fresh
