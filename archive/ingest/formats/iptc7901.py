"""IPTC 7901: the teleprinter message of European agencies, frozen in 1995 and still sent.

Heading: service and number, priority, category, word count, keywords. After the start of text come lines of version
("1ST LEAD"), the headline and its byline, the last of them ending in " ="; then plain copy; behind the end of text
the day and time it was sent.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import UTC, datetime
from functools import partial
from typing import Final

from archive.ingest.draft import Draft, Problem, Provenance
from archive.ingest.formats.lines import Line, join_lines, split_lines
from archive.ingest.formats.margins import Margins
from archive.ingest.formats.messages import Message, label_line, read_messages
from archive.ingest.formats.wire import read_story_lines
from archive.reading.agencies import KNOWN_AGENCIES
from archive.reading.byline import read_byline
from archive.reading.months import month_number
from archive.reading.slugline import is_editors_note, is_version_line, read_urgency_word
from archive.reading.zones import read_zone
from archive.text.spans import Span

MOST_HEAD_LINES: Final = 8

_HEADING: Final = re.compile(
    r"\s*(?P<service>[A-Za-z]{1,4})(?P<number>\d{3,4})\s{1,3}(?P<priority>[1-9])\s{1,3}(?P<category>[A-Za-z]{1,3})"
    r"\s{1,3}(?P<words>\d{1,5})(?P<more>[^\n]{0,80})"
)
_SENT: Final = re.compile(
    r"\s*(\d\d)(\d\d)(\d\d)\s{0,3}(?P<zone>[A-Z]{1,4})?\s{0,3}(?P<month>[^\W\d_]{3,9})\.?\s(\d\d)\b"
)
_AGENCY: Final = re.compile(r"(?P<name>[A-Za-z][\w-]*)\s+\d{1,5}\s*$")
_BRACKETED: Final = re.compile(r"\([^()]{3,30}\)")


def sniff_iptc7901(head: bytes, filename: str) -> float:
    """Sure of a start of heading before a service, its number and a priority that is a digit."""
    return 0.98 if re.match(rb"[\s\x00\x16\x7f]*\x01\s*[A-Za-z]{2,4}\d{3,4}\s{1,3}[1-9]\s", head) else 0.0


def parse_iptc7901(data: bytes, *, received: datetime | None, filename: str = "") -> Iterator[Draft]:
    """The stories of a file of messages. Raises Unreadable when there is none in it."""
    return read_messages(data, partial(_read_message, received=received))


def _read_message(raw: str, message: Message, *, received: datetime | None) -> Draft:
    heading = raw[message.heading.start : message.heading.end]
    trailer = raw[message.trailer.start : message.trailer.end]
    fields = _HEADING.match(heading)
    sent = read_sent_moment(trailer)
    lines = split_lines(raw, start=message.text.start, end=message.text.end)
    margins = Margins()
    taken = _take_head(lines, margins)
    keywords = [line for line in split_lines(raw, start=message.heading.start, end=message.heading.end) if line.text]
    keywords = keywords[1:] if fields else keywords
    if keywords:
        slug = "".join(line.text for line in keywords).removesuffix("/")
        margins.labels["slugline"] = label_line("Slugline", slug, keywords[0])
    draft = read_story_lines(raw, lines[taken:], received=sent or received, margins=margins)
    problems = draft.problems
    if fields is None and heading.strip():
        problems += (Problem("heading_unreadable", "The heading of the message could not be read: see the original."),)
    if sent is None and trailer.strip(" \r\n\x7f\x00"):
        problems += (Problem("no_date", "The time it was sent could not be read: check the year of its dateline."),)
    return replace(
        draft,
        source=draft.source or (_read_agency(fields["more"]) if fields else ""),
        urgency=int(fields["priority"]) if fields else draft.urgency,
        published=sent,
        problems=problems,
        provenance=_trace(draft, message, fields=fields, is_dated=sent is not None),
        extras={**draft.extras, **_keep(heading, fields), **({"sent": trailer.strip(" \r\n\x7f")} if sent else {})},
    )


def _take_head(lines: Sequence[Line], margins: Margins) -> int:
    """Read the lines above the story, down to the one that ends in " ="; how many they are."""
    closing = next((at for at, line in enumerate(lines[:MOST_HEAD_LINES]) if line.text.endswith("=")), None)
    if closing is None:
        return 0  # no sign of where the head ends: plain copy has rules of its own for that
    headline: list[Line] = []
    for line in lines[: closing + 1]:
        text = line.text.removesuffix("=").strip()
        urgency = read_urgency_word(text)
        byline = read_byline(text)
        if not text:
            continue
        if urgency is not None:
            margins.urgency = urgency
            margins.keep("take_key", line)
        elif (is_version_line(text) or _BRACKETED.fullmatch(text)) and not headline:
            margins.keep("editors_notes" if is_editors_note(text) else "take_key", line)
        elif is_editors_note(text):
            margins.keep("editors_notes", line)
        elif byline and headline:
            margins.byline, margins.byline_line = byline, line
        else:
            headline.append(replace(line, text=text))
    if headline:
        joined = replace(headline[0], end=headline[-1].end)
        margins.labels["headline"] = label_line("Headline", join_lines(headline), joined)
    return closing + 1


def read_sent_moment(trailer: str) -> datetime | None:
    """The moment of a line `131137 GMT Nov 13`: day, hour, minute, zone (GMT when none is given), month, year."""
    match = _SENT.match(trailer)
    month = month_number(match["month"]) if match else None
    if match is None or month is None:
        return None
    year = int(match[6])
    century = 1900 if year >= 60 else 2000
    zone = read_zone(match["zone"]) if match["zone"] else UTC
    try:
        return datetime(century + year, month, int(match[1]), int(match[2]), int(match[3]), tzinfo=zone or UTC)
    except ValueError:
        return None


def _read_agency(heading: str) -> str:
    signed = _AGENCY.search(heading)
    agency = KNOWN_AGENCIES.find(signed["name"].partition("-")[0]) if signed else None  # dpa-tns is dpa's
    return agency.code if agency else ""


def _keep(heading: str, fields: re.Match[str] | None) -> dict[str, str]:
    """What the heading says and no field holds."""
    if fields is None:
        return {"heading": heading.strip()} if heading.strip() else {}
    kept = {
        "service": fields["service"],
        "transmission_number": fields["number"],
        "category": fields["category"],
        "word_count": fields["words"],
        "heading": fields["more"].strip(),
    }
    return {name: value for name, value in kept.items() if value}


def _trace(draft: Draft, message: Message, *, fields: re.Match[str] | None, is_dated: bool) -> dict[str, Provenance]:
    traced = dict(draft.provenance)
    for name in ("headline", "slugline"):
        if (read := traced.get(name)) is not None and read.rule == f"{name}.label":
            traced[name] = Provenance("feed", f"iptc7901.{name}", read.span)
    if fields is not None:
        start = message.heading.start + fields.start("priority")
        traced["urgency"] = Provenance("feed", "iptc7901.priority", Span(start, start + 1))
        if not draft.source and _read_agency(fields["more"]):
            at = message.heading.start + fields.start("more")
            traced["source"] = Provenance("feed", "iptc7901.heading", Span(at, at + len(fields["more"])))
    if is_dated:
        traced["published"] = Provenance("feed", "iptc7901.sent", message.trailer)
    return traced
