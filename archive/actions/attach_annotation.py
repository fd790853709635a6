"""Attaching a note to words by hand: one that lost its own, or stands on the wrong ones."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from archive.models import Annotation
from archive.models.annotation import AnchorState
from archive.models.note_change import NoteDeed
from archive.text.quotes import Quote, describe_span

from .actor import Actor
from .locking import lock_article, touch
from .note_history import PLACED, describe_note, record_change
from .note_rules import find_quote
from .record_deed import record_deed
from .refusals import Refused

FIELDS = ("version", "exact", "prefix", "suffix", "start", "end", "anchor_state", "anchor_score")


@transaction.atomic
def attach_annotation(
    *, annotation: Annotation, quote: Quote, by: Actor, at: datetime, hint: int | None = None
) -> Annotation:
    """Put the note, with its whole thread, on these words of the story's latest version.

    A person says so: the words become the note's own. What they were before stays in its history.
    """
    article = lock_article(annotation.article)
    version = article.latest_version
    if version is None:
        raise Refused("This story has no words yet: save a draft, then attach the note.")
    first = Annotation.objects.select_related("version").get(pk=annotation.parent_id or annotation.pk)
    span = find_quote(version.text, quote, hint=hint)
    found = describe_span(version.text, span)
    was = {"note": first.pk, **describe_note(first, PLACED)}
    replies = Annotation.with_trash.filter(parent=first).select_related("version").order_by("id")
    for note in (first, *replies):
        before = describe_note(note, PLACED)
        note.version, note.start, note.end = version, span.start, span.end
        note.exact, note.prefix, note.suffix = found.exact, found.prefix, found.suffix
        note.anchor_state, note.anchor_score = AnchorState.EXACT, None
        note.save(update_fields=FIELDS)
        record_change(note, NoteDeed.ATTACHED, by=by, at=at, before=before, after=describe_note(note, PLACED))
    touch(article, at=at)
    now = {"note": first.pk, **describe_note(first, PLACED)}
    record_deed("attach_annotation", article, by=by, at=at, before=was, after={**now, "exact": found.exact})
    return Annotation.objects.get(pk=annotation.pk)
