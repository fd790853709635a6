"""Several stories in one item of plain copy: where one ends and the next begins.

An end of transmission (NNNN, ETX, a form feed) or a rule only divides an item when every part has a headed story of
its own, that is, a complete dateline near its top; otherwise the item stays one story.
"""

import re
from collections.abc import Sequence
from datetime import date
from typing import Final

from archive.ingest.formats.lines import Line
from archive.ingest.formats.margins import Margins, take_header
from archive.reading.agencies import Agencies

MOST_STORIES: Final = 500

_DIVIDER: Final = re.compile(r"(?:N{4}|[-=*]{5,}|-30-|# ?# ?#)")
_CONTROLS: Final = ("\x03", "\x04", "\x0c")
_SURE: Final = 0.8


def split_stories(
    raw: str, lines: Sequence[Line], *, issued_on: date | None, agencies: Agencies
) -> list[Sequence[Line]]:
    """The lines of each story of an item; one part when it cannot be divided safely."""
    if "NNNN" not in raw and not any(control in raw for control in _CONTROLS) and _DIVIDER.search(raw) is None:
        return [lines]
    parts: list[Sequence[Line]] = []
    start = 0
    for index, line in enumerate(lines):
        if not _divides(raw, line):
            continue
        parts.append(lines[start : index + 1])
        start = index + 1
        if len(parts) > MOST_STORIES:
            return [lines]
    parts.append(lines[start:])
    stories = [part for part in parts if sum(_is_read(line) for line in part) > 1]
    if len(stories) < 2 or any(_has_words(part) for part in parts if part not in stories):
        return [lines]
    return stories if all(_has_dateline(part, issued_on=issued_on, agencies=agencies) for part in stories) else [lines]


def _divides(raw: str, line: Line) -> bool:
    if len(line.text) < 40 and _DIVIDER.fullmatch(line.text):
        return True
    return line.end - line.start < 4_000 and any(mark in raw[line.start : line.end + 1] for mark in _CONTROLS)


def _is_read(line: Line) -> bool:
    return not line.is_blank and _DIVIDER.fullmatch(line.text) is None


def _has_words(part: Sequence[Line]) -> bool:
    return any(_is_read(line) for line in part)


def _has_dateline(part: Sequence[Line], *, issued_on: date | None, agencies: Agencies) -> bool:
    at, dateline = take_header(part, Margins(), issued_on=issued_on, agencies=agencies)
    return dateline is not None and dateline.confidence >= _SURE and at < len(part)
