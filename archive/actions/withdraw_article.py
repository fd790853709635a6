"""Withdrawing a published story: gone for readers everywhere, kept whole for the desk."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from archive.models import Article
from archive.models.article import Status
from archive.models.removal import RemovalCategory, RemovalKind

from .actor import Actor
from .locking import lock_article
from .refusals import Refused
from .removals import Reason, take_away


@transaction.atomic
def withdraw_article(
    *,
    article: Article,
    reason: str,
    by: Actor,
    at: datetime,
    token: int | None = None,
    category: str = RemovalCategory.OTHER,
    wording: str = "",
) -> Article:
    """From now on readers get 410 and a tombstone with `wording`. Twice: no change.

    `reason` is for the desk's record alone; `category` stands in the public log of removals.
    """
    fresh = lock_article(article, token=token)
    if fresh.status == Status.WITHDRAWN:
        return fresh
    if fresh.status != Status.PUBLISHED:
        raise Refused("Only a published story can be withdrawn; this one has never been public.")
    if not reason.strip():
        raise Refused("Say why the story is withdrawn: the record keeps the reason.")
    why = Reason(detail=reason, category=category, wording=wording)
    take_away("withdraw_article", article=fresh, kind=RemovalKind.WITHDRAWN, reason=why, by=by, at=at)
    return fresh
