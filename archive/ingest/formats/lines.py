"""Lines of raw copy that remember where they stand, and the paragraphs they make.

Copy comes in three layouts: a line a paragraph; paragraphs divided by blank lines; and hard-wrapped lines of some 60
to 80 characters whose paragraphs begin with an indent. Which one it is can be seen from the lines themselves.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Final

_LINE: Final = re.compile(r"[^\n\r\x0b\x0c\x85\u2028\u2029]*")
_LINE_END: Final = re.compile(r"\r\n|[\n\r\x0b\x0c\x85\u2028\u2029]")
_DROPPED: Final = re.compile(r"[\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f\ufeff]")
_INDENT: Final = re.compile(r"^(?:\t| {2,}|\u3000)")
_ITEM: Final = re.compile(r"^\s*(?:[-*•–—·■▲○◇●]|\d{1,2}[.)])\s+\S")
_SENTENCE_END: Final = re.compile(r"[.!?:。！？…][\"'”’」』)\]]*$")
_NO_SPACE: Final = re.compile(r"[\u2e80-\u9fff\uff00-\uffef]")

SHORTEST_WRAP: Final = 30
WRAPPED_WIDTH: Final = 100
"""Hard-wrapped copy has no line longer than this."""


@dataclass(frozen=True, slots=True)
class Line:
    """One line of the raw text: `raw[start:end]`; `text` is the same without control characters and edge blanks."""

    start: int
    end: int
    text: str
    is_indented: bool
    width: int

    @property
    def is_blank(self) -> bool:
        """Whether nothing is printed on it."""
        return not self.text


def split_lines(raw: str, *, start: int = 0, end: int | None = None) -> list[Line]:
    """The lines of a raw text, or of `raw[start:end]`, blank ones too; they know where in `raw` they stand."""
    lines: list[Line] = []
    end = len(raw) if end is None else end
    for ending in _LINE_END.finditer(raw, start, end):
        lines.append(_line(raw, start, ending.start()))
        start = ending.end()
    if start < end:
        lines.append(_line(raw, start, end))
    return lines


def _line(raw: str, start: int, end: int) -> Line:
    printed = raw[start:end]
    clean = printed if printed.isprintable() else _DROPPED.sub("", printed)
    text = clean.strip()
    return Line(start, end, text, is_indented=_INDENT.match(clean) is not None, width=len(clean.rstrip()))


def find_in_raw(raw: str, line: Line, offset: int) -> int:
    """Where the character at `offset` of a line's text stands in the raw text; its end for an offset past the last."""
    at = line.start
    while at < line.end and (raw[at].isspace() or _DROPPED.match(raw[at])):
        at += 1
    for _ in range(min(offset, len(line.text))):
        while at < line.end and _DROPPED.match(raw[at]):
            at += 1
        at += 1
    return min(at, line.end)


def join_lines(lines: Sequence[Line]) -> str:
    """One paragraph of these lines: a space at each joint, none after a hyphen or between Chinese or Japanese."""
    if not lines:
        return ""
    parts = [lines[0].text]
    for before, line in pairwise(lines):
        last, first = before.text[-1:], line.text[:1]
        is_hyphen = last == "-" and before.text[-2:-1].isalnum() and first.isalnum()
        is_close = bool(_NO_SPACE.match(last) and _NO_SPACE.match(first))
        parts.append(line.text if is_hyphen or is_close else " " + line.text)
    return "".join(parts)


def split_paragraphs(lines: Sequence[Line]) -> list[list[Line]]:
    """The lines of a body, gathered into paragraphs; blank lines are left out."""
    written = [line for line in lines if not line.is_blank]
    if not written:
        return []
    if any(line.width > WRAPPED_WIDTH for line in written):
        return list(_by_line(lines))
    if any(line.is_indented for line in written[1:]):
        return list(_by_indent(lines))
    if not _is_wrapped(lines):
        return [[line] for line in written]
    width = max(line.width for line in written)
    if any(line.is_blank for line in _inner(lines)):
        return list(_by_blank(lines, width=width))
    return list(_by_short_line(written, width=width))


def _by_line(lines: Sequence[Line]) -> Iterator[list[Line]]:
    """A line a paragraph; but one that begins in small letters right under a line that is not closed runs on."""
    group: list[Line] = []
    for line in lines:
        runs_on = (
            group
            and not line.is_indented
            and line.text[:1].islower()
            and group[-1].width >= SHORTEST_WRAP
            and _SENTENCE_END.search(group[-1].text) is None
        )
        if not runs_on and group:
            yield group
            group = []
        if not line.is_blank:
            group.append(line)
    if group:
        yield group


def _is_wrapped(lines: Sequence[Line]) -> bool:
    """Whether lines break inside sentences: where one runs straight into the next, it seldom ends a sentence."""
    runs = [line for line, following in pairwise(lines) if not line.is_blank and not following.is_blank]
    broken = sum(_SENTENCE_END.search(line.text) is None and line.width >= SHORTEST_WRAP for line in runs)
    return broken * 5 >= len(runs) * 2 and broken > 0


def _inner(lines: Sequence[Line]) -> Sequence[Line]:
    """The lines between the first and the last written one."""
    first = next(index for index, line in enumerate(lines) if not line.is_blank)
    last = max(index for index, line in enumerate(lines) if not line.is_blank)
    return lines[first : last + 1]


def _by_indent(lines: Sequence[Line]) -> Iterator[list[Line]]:
    """A new paragraph at each indent and after each blank line, unless everything is indented alike and divided."""
    has_blanks = any(line.is_blank for line in _inner(lines))
    written = [line for line in lines if not line.is_blank]
    all_indented = sum(line.is_indented for line in written) > len(written) * 0.9
    if all_indented and has_blanks and any(not a.is_blank and not b.is_blank for a, b in pairwise(lines)):
        yield from _by_blank(lines, width=max(line.width for line in written))
        return
    group: list[Line] = []
    for line in lines:
        if (line.is_blank or line.is_indented) and group:
            yield group
            group = []
        if not line.is_blank:
            group.append(line)
    if group:
        yield group


def _by_blank(lines: Sequence[Line], *, width: int) -> Iterator[list[Line]]:
    """A new paragraph after each blank line; list items, and lines that are plainly whole, stay apart."""
    group: list[Line] = []
    for line in lines:
        if (line.is_blank or _ITEM.match(line.text)) and group:
            yield from _by_short_line(group, width=width)
            group = []
        if not line.is_blank:
            group.append(line)
    if group:
        yield from _by_short_line(group, width=width)


def _by_short_line(lines: Sequence[Line], *, width: int) -> Iterator[list[Line]]:
    """Wrapped lines without indents: a paragraph ends at a line well short of the others that closes a sentence."""
    group: list[Line] = []
    for line in lines:
        group.append(line)
        if line.width < width * 0.75 and _SENTENCE_END.search(line.text) is not None:
            yield group
            group = []
    if group:
        yield group
