"""The trash of notes: gone from every page, with the replies to it, and restored together."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction
from django.db.models import Q

from archive.models import Annotation

from .actor import Actor
from .locking import lock_article, touch
from .record_deed import record_deed
from .refusals import Refused


@transaction.atomic
def trash_annotation(*, annotation: Annotation, by: Actor, at: datetime) -> Annotation:
    """Throw the note away, and the replies that hang on it."""
    article = lock_article(annotation.article)
    kept = Annotation.objects.filter(Q(pk=annotation.pk) | Q(parent=annotation.pk))
    notes = sorted(kept.values_list("pk", flat=True))
    if annotation.pk not in notes:
        raise Refused("This note is in the trash already.")
    kept.update(trashed_at=at)
    touch(article, at=at)
    before = {"notes": notes, "exact": annotation.exact, "body": annotation.body}
    record_deed("trash_annotation", article, by=by, at=at, before=before)
    return Annotation.with_trash.get(pk=annotation.pk)


@transaction.atomic
def restore_annotation(*, annotation: Annotation, by: Actor, at: datetime) -> Annotation:
    """Take it out of the trash, with the replies that went there together with it."""
    article = lock_article(annotation.article)
    note = Annotation.with_trash.select_related("parent").get(pk=annotation.pk)
    if note.trashed_at is None:
        raise Refused("This note is not in the trash.")
    if note.parent is not None and note.parent.trashed_at is not None:
        raise Refused("The note that this one answers is in the trash: restore that one first.")
    together = Annotation.with_trash.filter(Q(pk=note.pk) | Q(parent=note.pk), trashed_at=note.trashed_at)
    notes = sorted(together.values_list("pk", flat=True))
    together.update(trashed_at=None)
    touch(article, at=at)
    record_deed("restore_annotation", article, by=by, at=at, after={"notes": notes})
    return Annotation.objects.get(pk=note.pk)
