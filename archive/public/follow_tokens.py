"""Signed tokens that stand in the mails: whoever holds one owns the mailbox."""

from __future__ import annotations

import uuid
from dataclasses import dataclass
from typing import Any

from django.core import signing

from archive.models import Follow
from archive.models.follow import CONFIRM_WITHIN, Frequency

CONFIRM, END = "archive.follow.confirm", "archive.follow.end"  # salts: one kind never passes for the other


@dataclass(frozen=True, slots=True)
class Confirmation:
    """What confirming means: that follow, that often."""

    key: uuid.UUID
    frequency: Frequency


def write_confirmation(follow: Follow, frequency: str) -> str:
    """Good for a week."""
    return signing.dumps([str(follow.key), frequency], salt=CONFIRM)


def read_confirmation(token: str) -> Confirmation | None:
    """None when it is not ours or too old."""
    try:
        key, frequency = _load(token, CONFIRM, max_age=int(CONFIRM_WITHIN.total_seconds()))
        return Confirmation(uuid.UUID(key), Frequency(frequency))
    except (signing.BadSignature, ValueError, TypeError):
        return None


def write_end(follow: Follow) -> str:
    """Good for ever: an old mail must still be able to stop the new ones."""
    return signing.dumps(str(follow.key), salt=END)


def read_end(token: str) -> uuid.UUID | None:
    """None when it is not ours."""
    try:
        return uuid.UUID(_load(token, END))
    except (signing.BadSignature, ValueError, TypeError, AttributeError):
        return None


def _load(token: str, salt: str, max_age: int | None = None) -> Any:
    return signing.loads(token, salt=salt, max_age=max_age)
