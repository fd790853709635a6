"""Changing what a note says, closing it, opening it again."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from archive.models import Annotation
from archive.models.note_change import NoteDeed

from .actor import Actor
from .locking import lock_article, touch
from .note_history import SAID, describe_note, record_change
from .note_mentions import name_colleagues
from .note_rules import check_motivation, check_thread, tidy_body
from .record_deed import only_changes, record_deed
from .refusals import Clash


@transaction.atomic
def edit_annotation(
    *,
    annotation: Annotation,
    body: str,
    visibility: str,
    motivation: str,
    by: Actor,
    at: datetime,
    seen_at: datetime | None = None,
) -> Annotation:
    """Change what the note says or who may see it; the words it is on stay, and so does what it said before.

    `seen_at` is the note's `updated_at` when the form was opened: Clash when somebody has changed it since.
    """
    article = lock_article(annotation.article)
    annotation.refresh_from_db()
    if seen_at is not None and annotation.updated_at != seen_at:
        raise Clash("Somebody else has changed this note since you opened it: look at it again, then change it.")
    body = tidy_body(body, motivation=check_motivation(motivation))
    check_thread(annotation.parent, visibility)
    before = describe_note(annotation, SAID)
    annotation.body, annotation.visibility, annotation.motivation = body, visibility, motivation
    after = describe_note(annotation, SAID)
    if before == after:
        return annotation
    annotation.updated_at = at
    annotation.save(update_fields=[*SAID, "updated_at"])
    record_change(annotation, NoteDeed.EDITED, by=by, at=at, before=before, after=after)
    name_colleagues(note=annotation, by=by, at=at)
    touch(article, at=at)
    was, now = only_changes(before, after)
    record_deed("edit_annotation", article, by=by, at=at, before=was, after={"note": annotation.pk, **now})
    return annotation


@transaction.atomic
def resolve_annotation(*, annotation: Annotation, by: Actor, at: datetime, is_resolved: bool = True) -> Annotation:
    """Close the note, or open it again; done twice it changes nothing. A resolved public note stays public.

    A note that lost its words is closed in the same way: then nobody is asked about it any more.
    """
    article = lock_article(annotation.article)
    annotation.refresh_from_db()
    if (annotation.resolved_at is not None) == is_resolved:
        return annotation
    was = {"resolved_at": annotation.resolved_at}
    annotation.resolved_at = at if is_resolved else None
    annotation.resolved_by = by if is_resolved else None
    annotation.save(update_fields=["resolved_at", "resolved_by"])
    deed = NoteDeed.RESOLVED if is_resolved else NoteDeed.REOPENED
    record_change(annotation, deed, by=by, at=at, before={}, after={})
    touch(article, at=at)
    now = {"note": annotation.pk, "resolved_at": annotation.resolved_at}
    record_deed("resolve_annotation", article, by=by, at=at, before=was, after=now)
    return annotation
