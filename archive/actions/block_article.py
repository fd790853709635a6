"""Blocking a story on a legal demand: readers get 451."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from archive.models import Article
from archive.models.removal import RemovalCategory, RemovalKind

from .actor import Actor
from .locking import lock_article
from .refusals import Refused
from .removals import Reason, take_away


@transaction.atomic
def block_article(
    *,
    article: Article,
    reason: str,
    by: Actor,
    at: datetime,
    token: int | None = None,
    category: str = RemovalCategory.COURT,
    wording: str = "",
) -> Article:
    """From now on nobody reads it, whatever its state was; the reason names the demand, for the desk alone."""
    if not reason.strip():
        raise Refused("Say which demand blocks the story: the record keeps it.")
    fresh = lock_article(article, token=token)
    why = Reason(detail=reason, category=category, wording=wording)
    take_away("block_article", article=fresh, kind=RemovalKind.BLOCKED, reason=why, by=by, at=at)
    return fresh
