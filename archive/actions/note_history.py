"""The history of a note: each change as it happens, with what was there before."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from archive.models import Annotation, NoteChange
from archive.models.note_change import NoteDeed

from .actor import Actor

SAID = ("body", "visibility", "motivation")
PLACED = ("anchor_state", "start", "end", "exact")


def describe_note(note: Annotation, fields: Iterable[str]) -> dict[str, Any]:
    """Those fields as they are now; a place says of which version it is."""
    values = {name: getattr(note, name) for name in fields}
    return values | {"version": note.version.number} if "start" in values else values


def record_change(
    note: Annotation, deed: NoteDeed, *, by: Actor, at: datetime, before: dict[str, Any], after: dict[str, Any]
) -> None:
    """Keep what changed and nothing else; a change that changed nothing is none."""
    change = make_change(note, deed, by=by, at=at, before=before, after=after)
    if change is not None:
        change.save()


def make_change(
    note: Annotation, deed: NoteDeed, *, by: Actor, at: datetime, before: dict[str, Any], after: dict[str, Any]
) -> NoteChange | None:
    """The change, not yet saved, for those who have many."""
    names = [name for name in {**before, **after} if before.get(name) != after.get(name)]
    if not names and deed == NoteDeed.EDITED:
        return None
    return NoteChange(
        annotation=note,
        deed=deed,
        by=by,
        at=at,
        before={name: before[name] for name in names if name in before},
        after={name: after[name] for name in names if name in after},
    )
