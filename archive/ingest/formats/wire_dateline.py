"""The dateline of plain copy: off the first lines of the text, into its field."""

import re
from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from typing import Final

from archive.ingest.draft import Problem, Provenance
from archive.ingest.formats.lines import Line, find_in_raw
from archive.ingest.formats.wire_story import Story
from archive.reading.agencies import Agencies
from archive.reading.dateline import read_dateline
from archive.text.spans import Span

_MAY_BE_DATELINE: Final = re.compile(r"--|[—–)/】\]）电電]|\s[-_]\s")


def cut_dateline(story: Story, body: list[Line]) -> list[Line]:
    """Take the dateline off the first lines of the body, and move its span into the raw text."""
    dateline = story.dateline
    assert dateline is not None
    span = Span(_raw_offset(story.raw, body, dateline.span.start), _raw_offset(story.raw, body, dateline.span.end))
    story.dateline = replace(dateline, span=span)
    for name in ("dateline", "dateline_date") if dateline.date else ("dateline",):
        story.provenance[name] = Provenance("rule", dateline.rule, span, dateline.confidence)
    story.problems += [Problem("dateline", sentence) for sentence in dateline.problems]
    if not dateline.is_sure:
        return body
    rest = dateline.span.end
    while body and rest >= len(body[0].text) and rest > 0:
        rest -= len(body[0].text) + 1
        body = body[1:]
        if rest < 0:
            break
    if body and rest > 0:
        line = body[0]
        text = line.text[rest:].lstrip()
        body = [replace(line, start=line.end - len(text), text=text), *body[1:]]
    return body


def _raw_offset(raw: str, body: Sequence[Line], offset: int) -> int:
    """Where an offset into the first two lines of a body, joined by a newline, stands in the raw text."""
    first = body[0]
    if offset <= len(first.text) or len(body) < 2:
        return find_in_raw(raw, first, offset)
    return find_in_raw(raw, body[1], offset - len(first.text) - 1)


def look_for_second_dateline(
    story: Story, paragraphs: Sequence[Sequence[Line]], *, issued_on: date, agencies: Agencies
) -> None:
    """A second complete dateline means two stories in one item, or a picked-up one: an editor must look."""
    for paragraph in paragraphs[1:] if story.dateline is not None else ():
        if _MAY_BE_DATELINE.search(paragraph[0].text, 0, 120) is None:
            continue
        found = read_dateline(paragraph[0].text, issued_on=issued_on, agencies=agencies)
        if found is not None and found.confidence >= 0.8:
            sentence = (
                f"A second dateline, {found.text!r}, stands further down; the first was used: check for a second story."
            )
            story.problems.append(Problem("second_dateline", sentence))
            return
