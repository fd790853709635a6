"""The end of an item: what stands below a story and is not its text, peeled off from the last line upwards."""

import re
from collections.abc import Sequence
from datetime import date
from typing import Final

from archive.ingest.formats.lines import Line, join_lines, split_paragraphs
from archive.ingest.formats.margins import Margins, keep_copyright, take_embargo
from archive.reading.agencies import Agencies
from archive.reading.byline import read_byline, read_credited_reporters
from archive.reading.copyright import read_copyright
from archive.reading.endmarks import is_end_mark
from archive.reading.signoffs import (
    is_bare_link,
    is_contact,
    is_contribution,
    is_credit,
    is_initials,
    is_promotion,
    is_stamp,
    opens_notebook,
    read_signature,
)
from archive.reading.slugline import is_editors_note

MOST_FOOTER_LINES: Final = 24
MOST_AFTER_RULE: Final = 8

_RULE: Final = re.compile(r"(?:_{3,}|[-=*]{3,}|(?:\*\s){2,}\*|—{2,})")
_TRANSLATED: Final = re.compile(
    r"^[*※†\s(\[]*(?:This (?:article|story|report)\b.{0,160}\b(?:translated|published|edited|produced|generated)\b|"
    r".{0,80}\btranslated (?:by|from|with)\b|이 기사는|본 기사는|この記事は|本文由)",
    re.IGNORECASE,
)
_OPENS_NOTE: Final = ("(", "[", "Eds", "EDITOR", "Editor", "Note", "NOTE", "Redaktion", "RÉACTION", "ATTENTION", "편집")


def take_footer(lines: Sequence[Line], margins: Margins, *, agencies: Agencies, issued_on: date | None = None) -> int:
    """Read what closes a story; the index after its last line of text."""
    lines = lines[: _cut_notebook(lines, margins)]
    end = _cut_after_rule(lines, margins)
    opening = next((index for index, line in enumerate(lines) if not line.is_blank), 0)
    for _ in range(MOST_FOOTER_LINES):
        while end and lines[end - 1].is_blank:
            end -= 1
        if not end:
            break
        start = end - 1
        if start > opening and take_embargo(lines[start], lines[start].text, margins, issued_on=issued_on):
            end = start
            continue
        if not _take_line(lines[start], margins, agencies=agencies, is_only=start <= opening):
            start = _wrapped_block(lines, end)
            if start < 0 or not _take_block(lines[start:end], margins):
                break
        end = start
    return end


def _cut_notebook(lines: Sequence[Line], margins: Margins) -> int:
    """Where the newsroom's own notes begin, which run to the end of the item."""
    for index in range(max(1, len(lines) - 60), len(lines)):
        if opens_notebook(lines[index].text):
            for line in lines[index:]:
                if not line.is_blank:
                    margins.keep("notebook", line)
            return index
    return len(lines)


def _cut_after_rule(lines: Sequence[Line], margins: Margins) -> int:
    """What stands under the last rule ("___") goes when each line of it is promotion, credit or contact."""
    written = [index for index, line in enumerate(lines) if not line.is_blank][-MOST_AFTER_RULE - 1 :]
    rules = [index for index in written if _RULE.fullmatch(lines[index].text)]
    if not rules:
        return len(lines)
    below = [_join(paragraph) for paragraph in split_paragraphs(lines[rules[-1] + 1 :])]
    if not below or not all(_is_aside(line.text) for line in below) or not any(map(_is_written, lines[: rules[-1]])):
        return len(lines)
    for line in below:
        notice = read_copyright(line.text)
        if notice is not None:
            keep_copyright(margins, notice, line)
        else:
            margins.keep("credits" if is_credit(line.text) or is_contribution(line.text) else "footer", line)
    return rules[-1]


def _join(paragraph: Sequence[Line]) -> Line:
    return Line(paragraph[0].start, paragraph[-1].end, join_lines(paragraph), is_indented=False, width=0)


def _is_written(line: Line) -> bool:
    return not line.is_blank


def _is_aside(text: str) -> bool:
    return (
        is_promotion(text)
        or is_credit(text)
        or is_contribution(text)
        or is_contact(text)
        or is_bare_link(text)
        or is_end_mark(text)
        or _TRANSLATED.match(text) is not None
        or read_copyright(text) is not None
    )


def _take_line(line: Line, margins: Margins, *, agencies: Agencies, is_only: bool) -> bool:
    text = line.text
    if is_end_mark(text):
        margins.end_mark = True
        return True
    notice = read_copyright(text)
    if notice is not None:
        keep_copyright(margins, notice, line)
        return True
    if is_only:
        return False
    if is_credit(text):
        _take_credit(text, line, margins)
        return True
    author = read_byline(text) if (len(text) < 80 and "@" in text) or text.endswith(("기자", "특파원")) else ()
    if author and not margins.byline:
        margins.byline, margins.byline_line = author, line
        return True
    signed = read_signature(text, agencies=agencies)
    if signed:
        margins.keep("credits", line)
        if not margins.byline:
            margins.byline, margins.byline_line = (signed,), line
        return True
    if is_initials(text, agencies=agencies) or is_stamp(text):
        margins.end_mark = True
        margins.keep("sign_off", line)
        return True
    if len(text) < 400 and (_TRANSLATED.match(text) or is_contact(text) or is_promotion(text) or is_bare_link(text)):
        margins.keep("footer", line)
        return True
    if len(text) < 300 and is_contribution(text):
        margins.keep("credits", line)
        return True
    if is_editors_note(text) and len(text) < 200 and text.startswith(_OPENS_NOTE):
        margins.keep("editors_notes", line)
        return True
    return False


def _take_credit(text: str, line: Line, margins: Margins) -> None:
    margins.keep("credits", line)
    if not margins.byline:
        margins.byline = read_credited_reporters(text)
        margins.byline_line = line if margins.byline else None


def _wrapped_block(lines: Sequence[Line], end: int) -> int:
    """Where the block of up to five lines that ends at `end` begins: after a blank line, or at a bracket that its
    last line closes; else -1."""
    start = end - 1
    closes = lines[start].text[-1:] in ")]）"
    while start > 0 and end - start < 6 and not lines[start - 1].is_blank:
        start -= 1
        if closes and lines[start].text[:1] in "([（":
            return start
    return start if 1 < end - start < 6 and start > 0 else -1


def _take_block(block: Sequence[Line], margins: Margins) -> bool:
    text = " ".join(line.text for line in block)
    joined = Line(block[0].start, block[-1].end, text, is_indented=False, width=0)
    notice = read_copyright(text)
    if notice is not None:
        keep_copyright(margins, notice, joined)
        return True
    if is_credit(text) and text[-1:] in ")]）":
        _take_credit(text, joined, margins)
        return True
    if len(text) < 400 and (is_contact(text) or is_promotion(text)) and text[:1] in "([（*":
        margins.keep("footer", joined)
        return True
    return False
