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
from .locking import STANDING, touch
from .record_deed import record_deed, values_of
from .refusals import Refused

STATUS_OF = {RemovalKind.WITHDRAWN: Status.WITHDRAWN, RemovalKind.BLOCKED: Status.BLOCKED}


@dataclass(frozen=True, slots=True, kw_only=True)
class Reason:
    """Why a story goes: a category for the public log, words for its readers, details for the desk alone."""

    detail: str
    category: str = RemovalCategory.OTHER
    wording: str = ""


def take_away(verb: str, *, article: Article, kind: RemovalKind, reason: Reason, by: Actor, at: datetime) -> Removal:
    """From now on no surface shows it. `article` is locked by the deed that calls this, whose name is `verb`."""
    if reason.category not in RemovalCategory.values:
        raise Refused(f"“{reason.category}” is no category of reasons; choose one of {', '.join(RemovalCategory)}.")
    was_public = was_ever_public(article, at)
    end_removals(article=article, at=at)
    before = values_of(article, STANDING)
    article.status = STATUS_OF[kind]
    article.withdrawn_at = article.withdrawn_at or at
    article.withdrawn_reason = reason.detail.strip()[:500]
    touch(article, at=at, fields=STANDING)
    outbox.enqueue(articles=[article], at=at)
    removal = Removal.objects.create(
        article=article,
        kind=kind,
        category=reason.category,
        wording=" ".join(reason.wording.split())[:500],
        detail=reason.detail.strip()[:500],
        was_public=was_public,
        by=by,
        removed_at=at,
    )
    after = {**values_of(article, STANDING), "removal": removal.pk, "category": reason.category}
    record_deed(verb, article, by=by, at=at, before=before, after=after, comment=reason.detail)
    return removal


def was_ever_public(article: Article, at: datetime) -> bool:
    """Whether readers could see it at some time, be it that its agency has asked to hold it since."""
    if article.standing_at(at) != "hidden":
        return True
    return is_held(article) and article.was_public(at)


def is_held(article: Article) -> bool:
    """Whether its agency has asked to hold it, and has not released it yet."""
    return article.status == Status.REVIEW and "hold" in article.provenance


def end_removals(*, article: Article, at: datetime) -> None:
    """The story is no longer kept away for those reasons: it came back, or a new reason took their place."""
    Removal.objects.in_force().filter(article=article).update(ended_at=at)


@transaction.atomic
def keep_report(*, removal: Removal, answers: list[dict[str, Any]], at: datetime) -> Removal:
    """What the surfaces answered, kept beside the removal as evidence; a later asking replaces it."""
    removal.report, removal.reported_at = answers, at
    removal.save(update_fields=["report", "reported_at"])
    record_deed("keep_report", removal.article, by=None, at=at, after={"removal": removal.pk, "answers": answers})
    return removal
