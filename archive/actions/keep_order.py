"""Orders about a story that has not come yet: kept, and followed when it does."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from archive.models import Article, Source, WireStep
from archive.models.wire_step import StepAction

from .hold_story import settle_hold
from .kill_story import kill_story
from .locking import lock_article
from .wire_order import Step, keep_step


@transaction.atomic
def keep_order(*, source: Source, step: Step) -> None:
    """Remember it, once. An order that names no story (no guid, no slugline) can never be followed: it is not kept."""
    if step.guid or step.slug:
        keep_step(step, source_id=source.pk, article=None, version=None)


@transaction.atomic
def follow_order(*, order: WireStep, article: Article, at: datetime) -> None:
    """Do to the story, now that it is there, what its agency asked for before it came."""
    fresh = lock_article(article)
    order.article = fresh
    order.save(update_fields=["article"])
    if order.action == StepAction.KILL:
        kill_story(article=fresh, reason="Withdrawn by its agency before it came", at=at)
    else:
        settle_hold(fresh, at=at)
