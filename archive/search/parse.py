"""What a person typed, read into a query. Nothing is an error: what cannot be read is taken literally, and said so.

    words (all required)   a OR b   -word   "exact phrase"   "near words"~5   prefix*   fuzzy~   (groups)
    headline: by: person: org: place: event: source: topic: lang: genre: dateline: date: after: before:
    headline:(a field before brackets is that of each word in them)

OR binds its two neighbours, as in the search engines people know: `moon apollo OR soyuz` is moon and (apollo or soyuz).
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from archive.search.analysis import query_terms
from archive.search.describe import describe_query
from archive.search.pieces import RANGES, Piece, cut_query
from archive.search.query import (
    FIELDS,
    And,
    DateRange,
    Everything,
    Field,
    Fuzzy,
    Leaf,
    Near,
    Not,
    Or,
    Phrase,
    Prefix,
    Query,
    Word,
)

MAX_LENGTH = 1_000  # characters
MAX_LEAVES = 64  # words, phrases and ranges
MAX_NESTING = 8  # brackets within brackets
MAX_DISTANCE = 100  # words between the words of a Near

_QUOTES = str.maketrans("“”„‟«»＂", '"""""""')
_FUZZY = re.compile(r"(.+)~([12]?)", re.DOTALL)
_POSSESSIVE = re.compile(r"(?<=\w)['\u2019]s$", re.IGNORECASE)  # the text may have the name without it


@dataclass(frozen=True, slots=True)
class Parsed:
    """A query, one line on how it was understood, and sentences on what was taken literally or left out."""

    query: Query
    understood: str
    notes: tuple[str, ...] = ()


def parse_query(typed: str) -> Parsed:
    """Read a query. Never raises; longer or deeper input than the limits above is cut, with a note."""
    notes: list[str] = []
    text = typed.encode("utf-8", "replace").decode().replace("\0", " ").translate(_QUOTES)
    if len(text) > MAX_LENGTH:
        text = text[:MAX_LENGTH]
        notes.append(f"Only the first {MAX_LENGTH:,} characters of the query were read.")
    reader = _Reader(cut_query(text, notes), notes)
    query = reader.read_all()
    return Parsed(query, describe_query(query), tuple(dict.fromkeys(notes)))


class _Reader:
    """Reads pieces into a query, by descent no deeper than MAX_NESTING."""

    def __init__(self, pieces: list[Piece], notes: list[str]) -> None:
        self._pieces = pieces
        self._notes = notes
        self._at = 0
        self._leaves = 0
        self._field = ""  # of the brackets that are being read: headline:(moon OR mars)

    def read_all(self) -> Query:
        parts: list[Query] = []
        while self._at < len(self._pieces):
            if (part := self._read_group(0)) is not None:
                parts.append(part)
            if self._at < len(self._pieces):  # a bracket that nobody opened
                self._at += 1
                self._notes.append("A bracket without its partner was ignored.")
        return _join(parts) or Everything()

    def _read_group(self, depth: int) -> Query | None:
        """Parts up to a closing bracket, which is left for the caller."""
        parts: list[Query] = []
        either = False
        while self._at < len(self._pieces) and self._pieces[self._at].kind != "close":
            piece = self._pieces[self._at]
            if piece.kind == "or":
                self._at += 1
                either = bool(parts)
                continue
            part = self._read_part(depth)
            if part is None:
                continue
            if either:
                parts.append(_either(parts.pop(), part))
                either = False
            else:
                parts.append(part)
        return _join(parts)

    def _read_part(self, depth: int) -> Query | None:
        piece = self._pieces[self._at]
        self._at += 1
        if piece.kind == "not":
            return self._read_not(depth)
        if piece.kind == "open":
            if depth >= MAX_NESTING:
                self._notes.append(f"Brackets deeper than {MAX_NESTING} were ignored.")
                return None
            outer, self._field = self._field, piece.field or self._field
            group = self._read_group(depth + 1)
            self._field = outer
            if self._at < len(self._pieces):
                self._at += 1
            else:
                self._notes.append("A bracket without its partner was ignored.")
            return group
        return self._read_leaf(piece)

    def _read_not(self, depth: int) -> Query | None:
        excluded = False
        while True:
            excluded = not excluded
            if self._at >= len(self._pieces) or self._pieces[self._at].kind in ("close", "or"):
                return None
            if self._pieces[self._at].kind != "not":
                break
            self._at += 1
        part = self._read_part(depth)
        if part is None or not excluded:
            return part
        return part.part if isinstance(part, Not) else Not(part)

    def _read_leaf(self, piece: Piece) -> Query | None:
        if self._leaves >= MAX_LEAVES:
            self._notes.append(f"Only the first {MAX_LEAVES} words and phrases of the query were used.")
            return None
        if self._field and not piece.field:
            piece = piece._replace(field=self._field)
        if piece.field in RANGES:
            days = RANGES[piece.field](piece.text)
            if days is not None:
                self._leaves += 1
                return DateRange(days.first, days.last)
            self._notes.append(
                f"“{piece.field}:{piece.text}” is no date we can read, so it was sought as words. "
                "Write 1987, 1987-03, 1987-03-14 or 1987..1988."
            )
            piece = piece._replace(text=f"{piece.field} {piece.text}", kind="phrase", field="")
        leaf = _make_leaf(piece)
        if not query_terms(leaf.text):
            if leaf.text.strip():
                self._notes.append(f"“{leaf.text.strip()}” was left out: it has no letters or digits.")
            return None
        self._leaves += 1
        return Field(FIELDS[piece.field], leaf) if piece.field else leaf


def _make_leaf(piece: Piece) -> Leaf:
    text = " ".join(piece.text.split())
    if piece.kind == "phrase":
        return Near(text, min(piece.distance, MAX_DISTANCE)) if piece.distance else Phrase(text)
    if text.endswith("*") and len(text.rstrip("*")) >= (1 if not text[0].isascii() else 2):
        return Prefix(text.rstrip("*"))
    if match := _FUZZY.fullmatch(text):
        # Two letters may differ only in long words: in short ones everything resembles everything.
        return Fuzzy(match[1], int(match[2] or (2 if len(match[1]) > 7 else 1)))
    return Word(_POSSESSIVE.sub("", text) or text)


def _either(left: Query, right: Query) -> Query:
    return Or(
        (*(left.parts if isinstance(left, Or) else (left,)), *(right.parts if isinstance(right, Or) else (right,)))
    )


def _join(parts: list[Query]) -> Query | None:
    if not parts:
        return None
    return parts[0] if len(parts) == 1 else And(tuple(parts))
