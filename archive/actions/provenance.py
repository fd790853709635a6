"""Provenance entries: who says that a field is so."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from .actor import Actor
from .words import Words

# Which entry speaks for which printed fields; the others speak for themselves.
ENTRIES = {
    "dateline": ("dateline_text", "dateline_place", "dateline_region", "dateline_country", "dateline_agency"),
    "dateline_date": ("dateline_on",),
    **{name: (name,) for name in ("headline", "subheadline", "abstract", "byline", "text")},
}


def said_by_person(*, by: Actor, at: datetime) -> dict[str, Any]:
    """An entry that outranks every machine's, for ever (promise 2)."""
    return {"origin": "person", "by": by.get_username() if by else "", "at": at.isoformat()}


def words_by_person(before: Words, after: Words, *, by: Actor, at: datetime) -> dict[str, Any]:
    """An entry for each part of the words that a person has changed."""
    return {
        entry: said_by_person(by=by, at=at)
        for entry, names in ENTRIES.items()
        if any(getattr(before, name) != getattr(after, name) for name in names)
    }
