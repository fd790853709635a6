"""Handing a draft on: to whoever reviews it, and back to whoever writes it."""

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
def send_to_review(
    *, article: Article, by: Actor, at: datetime, token: int | None = None, comment: str = ""
) -> Article:
    """A draft waits for a second pair of eyes."""
    fresh = lock_article(article, token=token)
    if fresh.status != Status.DRAFT:
        raise Refused("Only a draft can be sent to review.")
    return set_status("send_to_review", fresh, Status.REVIEW, by=by, at=at, comment=comment)


@transaction.atomic
def send_back(*, article: Article, by: Actor, at: datetime, comment: str, token: int | None = None) -> Article:
    """Back to its writer, who is told why."""
    fresh = lock_article(article, token=token)
    if fresh.status != Status.REVIEW:
        raise Refused("Only a story in review can be sent back.")
    if not comment.strip():
        raise Refused("Say what is missing: whoever wrote the story reads it.")
    return set_status("send_back", fresh, Status.DRAFT, by=by, at=at, comment=comment)
