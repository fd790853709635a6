"""The pieces of a typed query: words, phrases, brackets, OR and NOT, in order."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from typing import NamedTuple

from archive.search.days import Days, read_after, read_before, read_days
from archive.search.query import FIELDS

_PIECE = re.compile(
    r"""\s*(?:
        (?P<open>\() | (?P<close>\))
      | (?P<quoted>"(?P<inside>[^"]*)"(?:~(?P<distance>\d{1,6}))?)
      | (?P<bare>[^\s()"]+)
      | (?P<stray>")
    )""",
    re.VERBOSE,
)
_MINUS = re.compile(r"[-\u2212](?=[^\s-])")
_NAME = re.compile(r"([A-Za-z]{2,12}):(.*)", re.DOTALL)
_VALUE = re.compile(r'"([^"]*)"(?:~(\d{1,6}))?')

# Fields whose value is a day or a range of days.
RANGES: Mapping[str, Callable[[str], Days | None]] = {
    "date": read_days,
    "after": read_after,
    "before": read_before,
}


class Piece(NamedTuple):
    """One piece. `field` is the name that stood before its colon, as typed in lower case: of an opening bracket, the
    field of all within.
    """

    kind: str  # word phrase open close or not
    text: str = ""
    distance: int = 0
    field: str = ""


def cut_query(text: str, notes: list[str]) -> list[Piece]:
    """The pieces of a query, in order."""
    pieces: list[Piece] = []
    place = 0
    while match := _PIECE.match(text, place):
        place = match.end()
        if match["open"]:
            pieces.append(Piece("open"))
        elif match["close"]:
            pieces.append(Piece("close"))
        elif match["quoted"] is not None:
            pieces.append(Piece("phrase", match["inside"], int(match["distance"] or 0)))
        elif match["stray"]:
            notes.append("A quotation mark without its partner was ignored.")
        else:
            place = match.start("bare")
            place = _cut_bare(text, place, match["bare"], pieces)
    return pieces


def _cut_bare(text: str, place: int, bare: str, pieces: list[Piece]) -> int:
    """Add the pieces of a run without blanks, quotes or brackets; gives the place after it and its quoted value."""
    end = place + len(bare)
    if bare in ("OR", "|", "||"):
        pieces.append(Piece("or"))
        return end
    if bare in ("AND", "&&"):
        return end
    if bare == "NOT":
        pieces.append(Piece("not"))
        return end
    # A minus touches what it excludes, be it a word, a phrase or a bracket.
    if _MINUS.match(text, place):
        pieces.append(Piece("not"))
        return place + 1
    match = _NAME.match(bare)
    name = match[1].lower() if match else ""
    if match and (name in FIELDS or name in RANGES):
        if match[2]:
            pieces.append(Piece("word", match[2], field=name))
            return end
        quoted = _VALUE.match(text, end)
        if quoted:
            pieces.append(Piece("phrase", quoted[1], int(quoted[2] or 0), field=name))
            return quoted.end()
        if text.startswith("(", end):
            pieces.append(Piece("open", field=name))
            return end + 1
    pieces.append(Piece("word", bare))
    return end
