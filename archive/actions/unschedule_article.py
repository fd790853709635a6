"""Taking a story off the schedule before any reader could see it."""

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
def unschedule_article(
    *, article: Article, by: Actor, at: datetime, token: int | None = None, comment: str = ""
) -> Article:
    """A draft again, without a time. Refused once its time has come: then it is withdrawn.

    The version that was to appear stays as it is; what is written next is a new one.
    """
    fresh = lock_article(article, token=token)
    if fresh.status != Status.PUBLISHED or fresh.visible_from is None or fresh.visible_from <= at:
        raise Refused("Only a story that waits for its time can be taken off the schedule; withdraw this one instead.")
    nothing = {"public_version": None, "published_at": None, "visible_from": None}
    return set_status("unschedule_article", fresh, Status.DRAFT, by=by, at=at, comment=comment, **nothing)
