"""The header lines of ANPA 1312: slug, headline, notes, photographs and byline, from where plain copy goes on."""

import re
from collections.abc import Sequence
from dataclasses import replace
from typing import Final

from archive.ingest.formats.lines import Line
from archive.ingest.formats.margins import Margins
from archive.ingest.formats.messages import label_line
from archive.reading.byline import read_byline, read_writer_title
from archive.reading.embargo import read_embargo
from archive.reading.slugline import is_editors_note

MOST_HEAD_LINES: Final = 40
LONGEST_HEADLINE: Final = 160

_RERUN: Final = re.compile(r"^\*\d{3,5}<\s*\^?")
_WORDS: Final = re.compile(r",\s?\d{2,5}$")
_MATERIAL: Final = re.compile(r"(?:AP |CP |[A-Z]{2,4} )?(?:Photos?|Graphics?|Video|Audio)\b[^.]{0,400}$", re.IGNORECASE)


def take_head(lines: Sequence[Line], margins: Margins) -> list[Line]:
    """Read the header lines into the margins; the lines of the story that remain, ready for plain copy's reader.

    Rows of tables come indented, as paragraphs do: the header ends at the first of either.
    """
    end = next((at for at, line in enumerate(lines) if line.is_indented and line.text), None)
    head = [at for at, line in enumerate(lines[:end]) if line.text.startswith("^")][:MOST_HEAD_LINES]
    titles_close = any(lines[at].text.endswith("<") and not _is_aside(_tidy(lines[at])) for at in head[1:])
    taken: set[int] = set()
    for at in head:
        # Above a table the title ends in "=" as subheads do; where one ends in "<", only that is the title.
        is_subhead = lines[at].text.endswith("=") and (titles_close or "headline" in margins.labels)
        if _take_line(lines[at], margins, is_first=at == head[0], has_body=end is not None, is_subhead=is_subhead):
            taken.add(at)
    return [_as_paragraph(line) for at, line in enumerate(lines) if at not in taken]


def _is_aside(text: str) -> bool:
    return is_editors_note(text) or _MATERIAL.match(text) is not None or bool(read_byline(text))


def _take_line(line: Line, margins: Margins, *, is_first: bool, has_body: bool, is_subhead: bool) -> bool:
    text = _tidy(line)
    if is_first:
        slug = _WORDS.sub("", text).rstrip(",")
        margins.labels["slugline"] = label_line("Slugline", slug, line)
        return True
    if read_embargo(text, issued_on=None) is not None:
        return False  # plain copy's reader knows what to do about it
    if is_editors_note(text) or is_editors_note(f"({text})"):
        margins.keep("editors_notes", replace(line, text=text))
        return True
    if _MATERIAL.match(text):
        margins.keep("material", replace(line, text=text))
        return True
    byline = read_byline(text)
    if byline and not margins.byline:
        margins.byline, margins.byline_line = byline, line
        return True
    if margins.byline and line.text.endswith("=") and read_writer_title(text):
        margins.keep("credits", replace(line, text=text))
        return True
    if "headline" not in margins.labels and len(text) <= LONGEST_HEADLINE and not is_subhead:
        margins.labels["headline"] = label_line("Headline", text, line)
        return True
    if "headline" in margins.labels and "abstract" not in margins.labels and has_body and not is_subhead:
        margins.labels["abstract"] = label_line("Abstract", text, line)
        return True
    return False


def _tidy(line: Line) -> str:
    return _RERUN.sub("", line.text.lstrip("^").strip()).lstrip("^").rstrip("<= ").strip()


def _as_paragraph(line: Line) -> Line:
    """A line of the story; each that begins with a sign of its own begins a paragraph."""
    if line.is_blank:
        return line
    is_led = line.is_indented or line.text.startswith("^")
    return replace(line, text=_tidy(line), is_indented=is_led or line.is_indented)
