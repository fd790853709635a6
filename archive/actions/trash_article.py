"""The trash of stories: for drafts that no reader ever saw. Nothing is deleted; lists and indexes leave it out."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from archive.models import Article
from archive.models.article import Status

from .actor import Actor
from .locking import lock_article
from .refusals import Refused
from .standing import set_status


@transaction.atomic
def trash_article(*, article: Article, by: Actor, at: datetime, token: int | None = None, comment: str = "") -> Article:
    """Throw a draft away. Refused for a story that has words meant for readers: that one is withdrawn."""
    fresh = lock_article(article, token=token)
    if fresh.status == Status.TRASHED:
        return fresh
    if fresh.status not in (Status.DRAFT, Status.REVIEW) or fresh.published_at is not None:
        raise Refused("Only a draft that was never published can be thrown away; withdraw this story instead.")
    return set_status("trash_article", fresh, Status.TRASHED, by=by, at=at, comment=comment)


@transaction.atomic
def untrash_article(
    *, article: Article, by: Actor, at: datetime, token: int | None = None, comment: str = ""
) -> Article:
    """Take it out of the trash: a draft again."""
    fresh = lock_article(article, token=token)
    if fresh.status != Status.TRASHED:
        raise Refused("This story is not in the trash.")
    return set_status("untrash_article", fresh, Status.DRAFT, by=by, at=at, comment=comment)
