"""What withdrawing and blocking have in common: the record of the removal, and its end."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db import transaction

from archive import outbox
from archive.models import Article, Removal
from archive.models.article import Status
from archive.models.removal import RemovalCategory, RemovalKind

from .actor import Actor
from .locking import touch
from .refusals import Refused

STATUS_OF = {RemovalKind.WITHDRAWN: Status.WITHDRAWN, RemovalKind.BLOCKED: Status.BLOCKED}


@dataclass(frozen=True, slots=True, kw_only=True)
class Reason:
    """Why a story goes: a category for the public log, words for its readers, details for the desk alone."""

    detail: str
    category: str = RemovalCategory.OTHER
    wording: str = ""


def take_away(*, article: Article, kind: RemovalKind, reason: Reason, by: Actor, at: datetime) -> Removal:
    """From now on no surface shows it. `article` is locked by the deed that calls this."""
    if reason.category not in RemovalCategory.values:
        raise Refused(f"“{reason.category}” is no category of reasons; choose one of {', '.join(RemovalCategory)}.")
    was_public = article.standing_at(at) != "hidden"
    end_removals(article=article, at=at)
    article.status = STATUS_OF[kind]
    article.withdrawn_at = article.withdrawn_at or at
    article.withdrawn_reason = reason.detail.strip()[:500]
    touch(article, at=at, fields=("status", "withdrawn_at", "withdrawn_reason"))
    outbox.enqueue(articles=[article], at=at)
    return Removal.objects.create(
        article=article,
        kind=kind,
        category=reason.category,
        wording=" ".join(reason.wording.split())[:500],
        detail=reason.detail.strip()[:500],
        was_public=was_public,
        by=by,
        removed_at=at,
    )


def end_removals(*, article: Article, at: datetime) -> None:
    """The story is no longer kept away for those reasons: it came back, or a new reason took their place."""
    Removal.objects.in_force().filter(article=article).update(ended_at=at)


@transaction.atomic
def keep_report(*, removal: Removal, answers: list[dict[str, Any]], at: datetime) -> Removal:
    """What the surfaces answered, kept beside the removal as evidence; a later asking replaces it."""
    removal.report, removal.reported_at = answers, at
    removal.save(update_fields=["report", "reported_at"])
    return removal
