"""Keeping a new note: its row, the first line of its history, a word to those it names, and the trail."""

from __future__ import annotations

from datetime import datetime

from archive.models import Annotation
from archive.models.note_change import NoteDeed

from .actor import Actor
from .locking import touch
from .note_history import PLACED, SAID, describe_note, record_change
from .note_mentions import name_colleagues
from .record_deed import record_deed, values_of

KEPT = ("exact", "start", "end", "motivation", "body", "visibility")  # what a deed tells of a note


def keep_new_note(note: Annotation, *, verb: str, by: Actor, at: datetime) -> Annotation:
    """Save a note with the first line of its history, and tell those it names. The article is locked."""
    note.save()
    after = describe_note(note, (*SAID, *PLACED))
    record_change(note, NoteDeed.WRITTEN, by=by, at=at, before={}, after=after)
    name_colleagues(note=note, by=by, at=at)
    touch(note.article, at=at)
    record_deed(verb, note.article, by=by, at=at, after={"note": note.pk, **values_of(note, KEPT)})
    return note
