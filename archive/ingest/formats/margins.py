"""The margins of a story: what stands above and below it and is not its text.

`take_header` reads slugs, notes, bylines, embargoes and headlines down to the dateline; `footer.py` peels off what
closes a story. Both only look at a bounded number of lines.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Final

from archive.ingest.formats.lines import Line
from archive.reading.agencies import Agencies
from archive.reading.byline import read_byline, read_writer_title
from archive.reading.copyright import Copyright, read_copyright
from archive.reading.dateline import Dateline, read_dateline
from archive.reading.embargo import Embargo, confirm_embargo, read_embargo
from archive.reading.endmarks import is_end_mark
from archive.reading.headline import looks_like_headline
from archive.reading.slugline import (
    is_editors_note,
    is_transmission_line,
    is_version_line,
    read_slugline,
    read_urgency_word,
)

MOST_HEADER_LINES: Final = 14
DATELINE_PARAGRAPHS: Final = 5
TWICE: Final = "it is stated twice, in two ways"

_LABEL: Final = re.compile(
    r"(?P<label>Headline|Title|Subheadline|Subhead|Slugline|Slug|Byline|Source|Language|Urgency|Genre|Topics|Keywords|"
    r"Abstract|Summary|GUID|ID|Version)\s?:\s+(?P<value>\S.*)$",
    re.IGNORECASE,
)
_POINT: Final = re.compile(r"[*•▪■●]\s+\S")


@dataclass(slots=True)
class Margins:
    """What the margins said. Spans are filled in by where each line stood."""

    headlines: list[Line] = field(default_factory=list)
    labels: dict[str, Line] = field(default_factory=dict)
    slugline: Line | None = None
    slug: str = ""
    urgency: int | None = None
    byline: tuple[str, ...] = ()
    byline_line: Line | None = None
    embargo: Embargo | None = None
    embargo_line: Line | None = None
    copyright: Copyright | None = None
    copyright_line: Line | None = None
    points: list[Line] = field(default_factory=list)
    asides: dict[str, list[Line]] = field(default_factory=dict)
    end_mark: bool = False

    def keep(self, name: str, line: Line) -> None:
        """Keep a line that is no text under a name: `editors_notes`, `credits`, `footer`, `sign_off`."""
        self.asides.setdefault(name, []).append(line)

    @property
    def notes(self) -> list[str]:
        """The notes to editors, lines of version among them, top to bottom."""
        lines = [*self.asides.get("editors_notes", ()), *self.asides.get("take_key", ())]
        return [line.text for line in sorted(lines, key=lambda line: line.start)]


def keep_copyright(margins: Margins, notice: Copyright, line: Line) -> None:
    """Keep a notice; of several, the one that names an owner. The others go to the footer."""
    if margins.copyright is None or (not margins.copyright.holder and notice.holder):
        if margins.copyright is not None and margins.copyright_line is not None:
            margins.keep("footer", margins.copyright_line)
        margins.copyright, margins.copyright_line = notice, line
    else:
        margins.keep("footer", line)


def take_embargo(line: Line, text: str, margins: Margins, *, issued_on: date | None) -> bool:
    """Whether a line states an embargo, which is then kept; of two that do not agree, neither gives a moment."""
    embargo = read_embargo(text, issued_on=issued_on)
    if embargo is None:
        return False
    if margins.embargo is None:
        margins.embargo, margins.embargo_line = embargo, line
    elif margins.embargo.until != embargo.until:
        notice = f"{margins.embargo.notice} / {embargo.notice}"
        margins.embargo = replace(margins.embargo, notice=notice, until=None, why=TWICE)
    return True


def take_header(
    lines: Sequence[Line], margins: Margins, *, issued_on: date | None, agencies: Agencies
) -> tuple[int, Dateline | None]:
    """Read what stands before the text; the index of its first line, and the dateline that opens it, if any.

    Lines before a dateline that are nothing else are its headlines. Without a dateline, the header ends at the
    first line that reads as text.
    """
    plain: list[tuple[int, Line]] = []
    dateline: Dateline | None = None
    seen = 0
    after_byline = False
    at = 0
    while at < len(lines) and seen < MOST_HEADER_LINES:
        line = lines[at]
        if line.is_blank:
            at += 1
            continue
        seen += 1
        if _take_header_line(line, margins, issued_on=issued_on, after_byline=after_byline, has_text=bool(plain)):
            after_byline = margins.byline_line is line
            at += 1
            continue
        after_byline = False
        if _POINT.match(line.text) and plain and len(line.text) < 300:
            margins.points.append(line)
            at += 1
            continue
        if len(plain) < DATELINE_PARAGRAPHS:
            dateline = _dateline_at(lines, at, issued_on=issued_on, agencies=agencies)
            if dateline is not None and (dateline.is_sure or not plain):
                break
            dateline = None
        plain.append((at, line))
        at += 1
    if dateline is not None:
        margins.headlines = [line for _, line in plain]
        return at, dateline
    margins.points.clear()  # without a dateline they are the text's own
    return _header_without_dateline(lines, plain, margins, end=at), None


def _dateline_at(lines: Sequence[Line], at: int, *, issued_on: date | None, agencies: Agencies) -> Dateline | None:
    """The dateline of a paragraph that begins at a line; a wrapped one may run into the next."""
    printed = lines[at].text
    if len(printed) < 100 and at + 1 < len(lines):
        printed = f"{printed}\n{lines[at + 1].text}"
    return read_dateline(printed, issued_on=issued_on, agencies=agencies)


def _take_header_line(
    line: Line, margins: Margins, *, issued_on: date | None, after_byline: bool, has_text: bool
) -> bool:
    text = line.text.lstrip("^").rstrip("<").strip() if line.text[:1] == "^" or line.text[-1:] == "<" else line.text
    label = _LABEL.match(text)
    if label is not None and len(text) < 2_000:
        margins.labels.setdefault(label["label"].lower(), line)
        return True
    if len(text) > 600:
        return False
    slug = read_slugline(line.text)
    if slug is not None and margins.slugline is None and not has_text:
        margins.slugline, margins.slug, margins.urgency = line, slug.slug, slug.urgency or margins.urgency
        return True
    if not has_text and is_transmission_line(text):
        margins.keep("transmission", line)
        return True
    urgency = read_urgency_word(text)
    if urgency is not None:
        margins.urgency = margins.urgency or urgency
        return True
    if take_embargo(line, text, margins, issued_on=issued_on):
        return True
    if is_editors_note(text) or is_version_line(text):
        margins.keep("editors_notes", line)
        return True
    author = read_byline(text)
    if author and (margins.byline_line is None or margins.byline_line.start > line.end):
        margins.byline, margins.byline_line = author, line
        return True
    if after_byline and read_writer_title(text):
        margins.keep("editors_notes", line)
        return True
    notice = read_copyright(text) if len(text) < 200 else None
    if notice is not None:
        keep_copyright(margins, notice, line)
        return True
    return is_end_mark(text) and not has_text


def _header_without_dateline(
    lines: Sequence[Line], plain: Sequence[tuple[int, Line]], margins: Margins, *, end: int
) -> int:
    """Headline and subheadline of a story that has no dateline; the index of the first line of its text."""
    if not plain:
        return end
    first_at, first = plain[0]
    written = sum(not line.is_blank for line in lines[first_at:])
    if "headline" in margins.labels or "title" in margins.labels or written < 2:
        return first_at
    is_apart = first_at + 1 < len(lines) and lines[first_at + 1].is_blank
    follows = next((line for line in lines[first_at + 1 :] if not line.is_blank), first)
    is_title = looks_like_headline(first.text) or len(first.text) > 600
    if is_title and (is_apart or follows.width > first.width + 20 or follows.is_indented):
        margins.headlines = [first]
        return first_at + 1
    return first_at


def settle_embargo(margins: Margins, *, issued_on: date | None) -> None:
    """Read the embargo again once the dateline has told the day of the story, which its year must lie nearest to."""
    if margins.embargo is not None and margins.embargo.why != TWICE and issued_on is not None:
        margins.embargo = confirm_embargo(margins.embargo, issued_on=issued_on)


def label_values(labels: Mapping[str, Line]) -> dict[str, str]:
    """The values of labelled lines, by label in small letters."""
    return {label: line.text.partition(":")[2].strip() for label, line in labels.items()}
