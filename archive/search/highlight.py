"""The snippet of a hit: the passage of a story that answers a query best, with the answering words marked."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable

from archive.search.matching import Match, find_matches
from archive.search.query import Or, Phrase, Query
from archive.search.results import Highlighted
from archive.text.spans import Span

LENGTH = 220  # characters of a snippet, about three lines
MAX_TEXT = 100_000  # characters of a story that are looked at: no snippet is worth more time
_ELLIPSIS = "…"
_LEAD = 60  # characters shown before the first word marked, so that it can be understood
_STRETCH = 20  # characters a cut may move to fall between words
_BLANKS = re.compile(r" \s+|[^\S ]\s*")  # runs of blanks that are not one plain space already


def highlight(
    query: Query,
    *,
    headline: str,
    text: str,
    language: str = "en",
    length: int = LENGTH,
    names: Iterable[str] = (),
) -> Highlighted:
    """Mark a hit. All spans are code points; the snippet is one line, cut between words, “…” where it is cut.

    `names` are other names of those the query asks for: who seeks 김정은 sees “Kim Jong-un” lit. A story found by what
    is not in its text (an alias, a field) gets its beginning. Takes time in proportion to the
    text.
    """
    text = text[:MAX_TEXT]
    if others := tuple(Phrase(name) for name in names):
        query = Or((query, *others))
    matches = find_matches(query, text, language=language, headline=False)
    start, end = _pick_passage(text, matches, length)
    snippet, spans = _make_line(text, start, end, matches)
    in_headline = find_matches(query, headline, language=language, headline=True)
    return Highlighted(_merge(in_headline), snippet, spans)


def _pick_passage(text: str, matches: list[Match], length: int) -> tuple[int, int]:
    """The window with most different words of the query, then most words, then the earliest."""
    if not matches or len(text) <= length:
        start = 0
    else:
        room = max(1, length - _LEAD)
        best, best_worth = 0, (0, 0)
        counts: dict[int, int] = {}
        first = 0
        for last, match in enumerate(matches):
            counts[match.leaf] = counts.get(match.leaf, 0) + 1
            while first < last and match.end - matches[first].start > room:
                left = matches[first].leaf
                counts[left] -= 1
                if not counts[left]:
                    del counts[left]
                first += 1
            worth = (len(counts), last - first + 1)
            if worth > best_worth:
                best, best_worth = first, worth
        start = _find_start(text, matches[best].start)
        if start + length > len(text):
            start = _cut_at(text, max(0, min(start, len(text) - length)), forward=True)
    end = len(text) if start + length >= len(text) else _cut_at(text, start + length, forward=False, floor=start + 1)
    return start, end


def _find_start(text: str, place: int) -> int:
    """Where a passage about `place` begins: at its paragraph or sentence if that is near, else between words."""
    earliest = max(0, place - _LEAD)
    before = text[earliest:place]
    for mark in ("\n", ". ", "! ", "? ", "。", "”", "“"):
        at = before.rfind(mark)
        if at >= 0:
            at += 0 if mark == "“" else len(mark)
            return earliest + at + (len(before[at:]) - len(before[at:].lstrip()))
    return _cut_at(text, earliest, forward=True) if earliest else 0


def _cut_at(text: str, place: int, *, forward: bool, floor: int = 0) -> int:
    """The nearest place between words within reach; in scripts without blanks, between characters."""
    for step in range(_STRETCH):
        at = place + step if forward else place - step
        if not floor < at < len(text):
            break
        if text[at - 1].isspace() or (not forward and text[at].isspace()):
            return at
    while floor < place < len(text) and _clings(text, place):
        place -= 1
    return place


def _clings(text: str, place: int) -> bool:
    """Whether a cut here would split what is read as one character: marks, joiners, skin tones, flags."""
    char = text[place]
    return (
        unicodedata.category(char).startswith("M")
        or "\u200d" in (char, text[place - 1])
        or "\U0001f3fb" <= char <= "\U0001f3ff"
        or "\U0001f1e6" <= char <= "\U0001f1ff"
    )


def _make_line(text: str, start: int, end: int, matches: Iterable[Match]) -> tuple[str, tuple[Span, ...]]:
    """One line of text[start:end], runs of blanks made one, and the matches in it."""
    while start < end and text[start].isspace():
        start += 1
    while start < end and text[end - 1].isspace():
        end -= 1
    line: list[str] = [_ELLIPSIS] if start > 0 else []
    size = len(line)
    spans: list[Match] = []
    waiting = iter(_merge(match for match in matches if match.start < end and match.end > start))
    span = next(waiting, None)
    place = start
    moves: list[tuple[int, int]] = []  # (place in text, place in line) after every run of blanks
    for blank in (*_BLANKS.finditer(text, start, end), None):
        stop = blank.start() if blank else end
        moves.append((place, size))
        line.append(text[place:stop])
        size += stop - place
        if blank:
            line.append(" ")
            size += 1
            place = blank.end()
    at = 0
    while span is not None:
        ends = []
        for edge in (max(span.start, start), min(span.end, end)):
            while at + 1 < len(moves) and moves[at + 1][0] <= edge:
                at += 1
            ends.append(moves[at][1] + edge - moves[at][0])
        spans.append(Match(ends[0], ends[1], 0))
        span = next(waiting, None)
    if end < len(text.rstrip()):
        line.append(_ELLIPSIS)
    return "".join(line), _merge(spans)


def _merge(matches: Iterable[Match]) -> tuple[Span, ...]:
    """Matches as spans in order; those that overlap are made one."""
    spans: list[Span] = []
    for match in matches:
        if spans and match.start < spans[-1].end:
            spans[-1] = Span(spans[-1].start, max(spans[-1].end, match.end))
        else:
            spans.append(Span(match.start, match.end))
    return tuple(spans)
