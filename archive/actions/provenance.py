"""Provenance entries: who says that a field is so."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from .actor import Actor


def said_by_person(*, by: Actor, at: datetime) -> dict[str, Any]:
    """An entry that outranks every machine's, for ever (promise 2)."""
    return {"origin": "person", "by": by.get_username() if by else "", "at": at.isoformat()}
