"""Cursors: an opaque word that says where the next page begins."""

from __future__ import annotations

import base64
import binascii
import re

_SHAPE = re.compile(r"(relevance|newest|oldest):(\d{1,20})")


def write_cursor(sort: str, place: int) -> str:
    """The cursor of a page that begins after `place`: an offset for relevance, a sort key for the others."""
    return base64.urlsafe_b64encode(f"{sort}:{place}".encode()).decode().rstrip("=")


def read_cursor(cursor: str, sort: str) -> int | None:
    """The place a cursor stands for; None when it is empty, of another order, or no cursor of ours."""
    if not cursor or len(cursor) > 100 or not cursor.isascii():
        return None
    try:
        plain = base64.b64decode(cursor + "=" * (-len(cursor) % 4), altchars=b"-_", validate=True).decode()
    except (binascii.Error, ValueError):
        return None
    match = _SHAPE.fullmatch(plain)
    if match is None or match[1] != sort:
        return None
    place = int(match[2])
    return place if place < 1 << 64 else None
