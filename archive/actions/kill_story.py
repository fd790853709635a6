"""Killing a story on its agency's word, published or not."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from archive.models import Article
from archive.models.article import Status
from archive.models.removal import RemovalCategory, RemovalKind

from .locking import lock_article
from .removals import Reason, take_away
from .wire_order import Step, keep_step


@transaction.atomic
def kill_story(*, article: Article, reason: str, at: datetime, step: Step | None = None) -> Article:
    """Withdrawn for readers; one that was never public is kept from becoming so by mistake. Twice: no change.

    A story that the law has blocked stays blocked. `step` is the order as the wire gave it.
    """
    fresh = lock_article(article)
    if step is not None:
        keep_step(step, source_id=fresh.source_id, article=fresh, version=None)
    if fresh.status in (Status.WITHDRAWN, Status.BLOCKED):
        return fresh
    why = Reason(detail=reason, category=RemovalCategory.AGENCY)
    take_away("kill_story", article=fresh, kind=RemovalKind.WITHDRAWN, reason=why, by=None, at=at)
    return fresh
