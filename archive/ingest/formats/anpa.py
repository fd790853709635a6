"""ANPA 1312: the teleprinter message of American agencies.

Heading: service level and number, selector, priority, category, format codes, keyword with its version, day, word
count. Behind the start of text, header lines begin with `^` and end in `<` or `=`; paragraphs begin with a tab.
The character set has no dash, quotation marks or halves: `_`, ``, '' and { stand for them.
"""

import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime
from functools import partial
from typing import Final

from archive.ingest.draft import Draft, Problem, Provenance
from archive.ingest.formats.anpa_head import take_head
from archive.ingest.formats.lines import Line, split_lines
from archive.ingest.formats.margins import Margins
from archive.ingest.formats.messages import Message, label_line, read_messages
from archive.ingest.formats.wire import read_story_lines
from archive.reading.agencies import KNOWN_AGENCIES
from archive.reading.slugline import read_priority
from archive.reading.zones import read_zone
from archive.text.spans import Span

_HEADING: Final = re.compile(
    r"\s*(?P<service>[A-Za-z])(?P<number>\d{4})(?P<optional>[^\x1f\n]{0,15})(?:\x1f(?P<selector>[^\n]{0,12}))?\s*\n"
    r"(?P<priority>[a-z])\s(?P<category>[a-z])(?P<body>[\x13\x14])?(?P<format>[\x11\x12])?\s{0,3}"
    r"(?P<keyword>\S[^\n]{0,60}?)\s{1,8}(?P<day>\d\d-\d\d)(?:\s{1,3}(?P<words>\d{1,5}))?\s*$"
)
_VERSION: Final = re.compile(
    r"\s+(?P<version>\d{0,2}(?:st|nd|rd|th)?\s?(?:Ld|Add|Sub|Lead)?-?(?:Writethr\w*)?)$", re.IGNORECASE
)
_REFERENCE: Final = re.compile(r"\s+(?P<reference>[a-z]\d{4})$")
_SENT: Final = re.compile(
    r"\s*(?:(?P<agency>[A-Z]{2,4})-[A-Z]{2}-)?(?P<first>\d\d)-(?P<second>\d\d)-(?P<year>\d\d)\s+"
    r"(?P<hour>\d\d):?(?P<minute>\d\d)(?P<zone>[A-Z]{1,4})"
)
_CLOCK_FIRST: Final = re.compile(
    r"\s*(?P<hour>\d\d):(?P<minute>\d\d)(?P<zone>[A-Z]{1,4})\s+(?P<first>\d\d)-(?P<second>\d\d)-(?P<year>\d\d)"
)
_DAY_FIRST_ZONES: Final = {"ET"}  # The Canadian Press: hour, zone, then the day before the month
_HALF: Final = re.compile(r"(?<=\d)\{|(?<=;)\{(?=;)")
_ROW: Final = "\x08"
_DASH: Final = re.compile(r"(?<=\s)_(?=\s)")


def sniff_anpa(head: bytes, filename: str) -> float:
    """Sure of a start of heading before one letter and four digits, and a priority that is a letter."""
    form = rb"[\s\x00\x16\x7f]*\x01\s*[A-Za-z]\d{4}[^\n]{0,40}\n[a-z] [a-z][\x11-\x14 ]"
    return 0.98 if re.match(form, head) else 0.0


def parse_anpa(data: bytes, *, received: datetime | None, filename: str = "") -> Iterator[Draft]:
    """The stories of a file of messages. Raises Unreadable when there is none in it."""
    return read_messages(data, partial(_read_message, received=received))


def _read_message(raw: str, message: Message, *, received: datetime | None) -> Draft:
    heading = raw[message.heading.start : message.heading.end].replace("\r", "")
    trailer = raw[message.trailer.start : message.trailer.end]
    fields = _HEADING.match(heading)
    sent, problems = read_sent_moment(trailer, heading_day=fields["day"] if fields else "")
    margins = Margins()
    lines = [_translate(raw, line) for line in split_lines(raw, start=message.text.start, end=message.text.end)]
    body = take_head(lines, margins)
    if fields is not None and "slugline" not in margins.labels:
        place = Line(message.heading.start, message.heading.end, fields["keyword"], is_indented=False, width=0)
        margins.labels["slugline"] = label_line("Slugline", fields["keyword"].strip(), place)
    draft = read_story_lines(raw, body, received=sent or received, margins=margins)
    if fields is None and heading.strip():
        sentence = "The heading of the message could not be read: see the original."
        problems += (Problem("heading_unreadable", sentence),)
    return replace(
        draft,
        source=draft.source or _read_agency(trailer),
        urgency=read_priority(fields["priority"]) if fields else draft.urgency,
        published=sent,
        problems=draft.problems + problems,
        provenance=_trace(draft, message, fields=fields, is_dated=sent is not None),
        extras={**draft.extras, **_keep(heading, fields), **({"sent": trailer.strip(" \r\n<\x0c")} if sent else {})},
    )


def _translate(raw: str, line: Line) -> Line:
    """What the character set of 1312 had no room for. A row of a table, led by a backspace, stands for itself."""
    text = line.text
    is_row = line.start < line.end and raw[line.start] == _ROW
    if is_row:
        text = " ".join(text.lstrip("^").split())
    if "_" in text:
        text = _DASH.sub("—", text)
    if "`" in text or "''" in text:
        text = text.replace("``", "“").replace("''", "”").replace("`", "‘")
    if "{" in text:
        text = _HALF.sub("½", text)
    return replace(line, text=text, is_indented=line.is_indented or is_row)


def read_sent_moment(trailer: str, *, heading_day: str = "") -> tuple[datetime | None, tuple[Problem, ...]]:
    """The moment of `AP-WF-11-13-13 1509GMT` or `16:35ET 31-10-14`, and what is not sure about it.

    Whether the day or the month comes first is the feed's own custom: the day that the heading gives, numbers above
    12, and else the month first, as the first form has it.
    """
    match = _SENT.match(trailer) or _CLOCK_FIRST.match(trailer)
    if match is None:
        return None, ()
    first, second = int(match["first"]), int(match["second"])
    day_first = first > 12 or (second <= 12 and match.re is _CLOCK_FIRST)
    problems: tuple[Problem, ...] = ()
    if first <= 12 and second <= 12 and first != second and match.re is _CLOCK_FIRST:
        problems = (Problem("date_order", "Which is the day and which the month is told by custom only: check it."),)
    month, day = (second, first) if day_first else (first, second)
    zone = read_zone("EST" if match["zone"] in _DAY_FIRST_ZONES else match["zone"])
    try:
        year = int(match["year"])
        year += 1900 if year >= 60 else 2000
        return datetime(year, month, day, int(match["hour"]), int(match["minute"]), tzinfo=zone or UTC), problems
    except ValueError:
        return None, (Problem("no_date", "The day it was sent could not be read: check the dateline's year."),)


def _read_agency(trailer: str) -> str:
    match = _SENT.match(trailer)
    agency = KNOWN_AGENCIES.find(match["agency"]) if match and match["agency"] else None
    return agency.code if agency else ""


def _keep(heading: str, fields: re.Match[str] | None) -> dict[str, str]:
    """What the heading says and no field holds."""
    if fields is None:
        return {"heading": heading.strip()} if heading.strip() else {}
    keyword = fields["keyword"]
    reference = _REFERENCE.search(keyword)
    keyword = keyword[: reference.start()] if reference else keyword
    version = _VERSION.search(keyword)
    keyword = keyword[: version.start()] if version and version["version"] else keyword
    kept = {
        "service": fields["service"],
        "transmission_number": fields["number"],
        "selector": fields["selector"] or "",
        "optional": fields["optional"].strip(),
        "category": fields["category"],
        "layout": "tabular" if fields["format"] == "\x12" else "",
        "keyword": keyword.strip(),
        "take_key": version["version"] if version else "",
        "reference": reference["reference"] if reference else "",
        "heading_day": fields["day"],
        "word_count": (fields["words"] or "").lstrip("0"),
    }
    return {name: value for name, value in kept.items() if value}


def _trace(draft: Draft, message: Message, *, fields: re.Match[str] | None, is_dated: bool) -> dict[str, Provenance]:
    traced = dict(draft.provenance)
    for name in ("headline", "slugline", "byline", "abstract"):
        if (read := traced.get(name)) is not None and read.rule == f"{name}.label":
            traced[name] = Provenance("feed", f"anpa.{name}", read.span)
    if fields is not None:
        traced["urgency"] = Provenance("feed", "anpa.priority", Span(message.heading.start, message.heading.end))
    if is_dated:
        traced["published"] = Provenance("feed", "anpa.sent", message.trailer)
        if not draft.source:
            traced["source"] = Provenance("feed", "anpa.sent", message.trailer)
    return traced
