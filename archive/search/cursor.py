"""Cursors: an opaque word that says where the next page begins."""

from __future__ import annotations

import base64
import binascii
import re
from typing import NamedTuple

_SHAPE = re.compile(r"(relevance|newest|oldest):(\d{1,20})(?::([0-9A-Za-z_-]{1,32}))?")


class Place(NamedTuple):
    """Where a page begins. `number` is an offset for relevance, a sort key for the others; `after` is the ref of the
    last story of the page before, by which the place is found again when others have come in between.
    """

    number: int
    after: str = ""


def write_cursor(sort: str, place: int, after: str = "") -> str:
    """The cursor of a page that begins there; see `Place`."""
    told = f"{sort}:{place}:{after}" if after else f"{sort}:{place}"
    return base64.urlsafe_b64encode(told.encode()).decode().rstrip("=")


def read_cursor(cursor: str, sort: str) -> Place | None:
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
    return Place(place, match[3] or "") if place < 1 << 64 else None
