"""Reuters-21578: 1987 copy as it was circulated for research, in SGML with the wire's control characters.

Only splitting and unescaping happen here; the dateline, byline and end marks are read by the same rules as on any
wire. The SGML is not parsed as such: its elements are few, never nested in themselves, and no entity is expanded but
the five plain ones and numbers of characters.
"""

import html
import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime
from typing import Final

from archive.ingest.decode import Unreadable
from archive.ingest.draft import LONGEST_HEADLINE, Draft, Origin, Problem, Provenance
from archive.ingest.formats.lines import join_lines, split_lines, split_paragraphs
from archive.reading.agencies import KNOWN_AGENCIES
from archive.reading.byline import read_byline
from archive.reading.dateline import Dateline, read_dateline
from archive.reading.endmarks import is_end_mark
from archive.reading.headline import read_headline_signal
from archive.reading.slugline import Slugline, read_slugline
from archive.text.canonical import canonicalise, join_blocks
from archive.text.spans import Span

_OPENING: Final = b"<REUTERS"
_CLOSING: Final = b"</REUTERS>"
_ATTRIBUTE: Final = re.compile(r'(\w+)="([^"]*)"')
_ELEMENTS: Final = (
    "DATE", "TOPICS", "PLACES", "PEOPLE", "ORGS", "EXCHANGES", "COMPANIES", "UNKNOWN",
    "AUTHOR", "DATELINE", "TITLE", "BODY",
)  # fmt: skip
_TEXT: Final = re.compile(r'<TEXT(?:\s{1,5}TYPE="(?P<type>\w{1,20})")?\s{0,5}>')
_LISTED: Final = re.compile(r"<D>([^<]*)</D>")
_WHEN: Final = re.compile(r"(\d{1,2})-([A-Z]{3})-(\d{4})\s+(\d\d):(\d\d):(\d\d)(?:\.(\d+))?")
_MONTHS: Final = ("JAN", "FEB", "MAR", "APR", "MAY", "JUN", "JUL", "AUG", "SEP", "OCT", "NOV", "DEC")
_CONTROL_ENTITY: Final = re.compile(r"&#(?:[0-8]|1[124-9]|2[0-9]|3[01]|12[7-9]|1[3-5][0-9]);")
_LINE_OF_STARS: Final = re.compile(r"^[ \t]{0,20}\*{2,}", re.MULTILINE)
_STARS: Final = re.compile(r"^\s*\*{2,}\s*")
_LISTS: Final = {
    "PLACES": "places",
    "PEOPLE": "people",
    "ORGS": "orgs",
    "EXCHANGES": "exchanges",
    "COMPANIES": "companies",
}


def parse_reuters_sgml(data: bytes, *, received: datetime | None, filename: str = "") -> Iterator[Draft]:
    """The stories of one `reut2-*.sgm`, one at a time. Raises Unreadable when it holds none.

    The year comes from each item's own DATE; `received` is only used where that is missing. Provenance spans count in
    the whole file, where Latin-1 makes a character a byte.
    """
    start = data.find(_OPENING)
    if start < 0:
        raise Unreadable("no_items", "The file has no <REUTERS> item in it: it is cut short or in another format.")
    while start >= 0:
        following = data.find(_OPENING, start + len(_OPENING))
        limit = following if following >= 0 else len(data)
        close = data.find(_CLOSING, start, limit)
        inside = data.find(b">", start, limit) + 1 or start + len(_OPENING)
        attributes = dict(_ATTRIBUTE.findall(data[start:inside].decode("latin-1")))
        item = _Item(data[inside : close if close >= 0 else limit].decode("latin-1"), offset=inside)
        if close < 0:
            item.report("cut_short", "The item has no end: words may be missing. Ask for it again.")
        yield item.read(attributes, received=received)
        start = following


class _Item:
    """One <REUTERS> element on its way to a Draft; `offset` is where its inside begins in the file."""

    def __init__(self, inside: str, *, offset: int) -> None:
        self.inside = inside
        self.offset = offset
        self.fields = {name: span for name in _ELEMENTS if (span := _find_element(inside, name)) is not None}
        opening = _TEXT.search(inside)
        self.kind = (opening["type"] or "NORM") if opening else "UNPROC"
        start = opening.end() if opening else 0
        end = inside.find("</TEXT>", start)
        self.words = Span(start, end if end >= 0 else len(inside))
        self.problems: list[Problem] = []
        self.provenance: dict[str, Provenance] = {}
        self.extras: dict[str, str] = {"text_type": self.kind}

    def read(self, attributes: dict[str, str], *, received: datetime | None) -> Draft:
        """The draft of this item."""
        published = _read_moment(self.value("DATE"))
        if published is None:
            self.report("no_date", "The item has no readable DATE: check the year of its dateline.")
        dateline, tail = self.read_dateline(published or received)
        headline, body = self.read_words()
        slug = _read_slug(self.value("UNKNOWN"))
        signal = read_headline_signal(headline)
        self.extras |= {name.lower(): value for name, value in attributes.items()}
        for element, name in _LISTS.items():
            if listed := _LISTED.findall(self.value(element)):
                self.extras[name] = ", ".join(listed)
        byline = read_byline(_clean(self.value("AUTHOR")).strip())
        self.trace("byline", "AUTHOR", "byline.line", wanted=bool(byline))
        self.trace(
            "topics", "TOPICS", "reuters.topics", wanted=bool(_LISTED.search(self.value("TOPICS"))), origin="feed"
        )
        return Draft(
            guid=f"reuters-21578:{attributes['NEWID']}" if attributes.get("NEWID") else "",
            headline=headline,
            slugline=slug.slug if slug else "",
            byline=byline,
            language="en",
            dateline=dateline,
            source="REUTERS",
            urgency=slug.urgency if slug else None,
            version=signal.version,
            action=signal.action,
            text=join_blocks(_paragraphs(tail + body)),
            problems=tuple(self.problems),
            provenance=self.provenance,
            extras=self.extras,
            topics=tuple(_LISTED.findall(self.value("TOPICS"))),
            published=published,
        )

    def value(self, name: str) -> str:
        """What an element holds, or ""."""
        span = self.fields.get(name)
        return self.inside[span.start : span.end] if span is not None else ""

    def report(self, code: str, sentence: str) -> None:
        """Note something for an editor."""
        self.problems.append(Problem(code, sentence))

    def trace(self, field: str, element: str, rule: str, *, wanted: bool, origin: Origin = "rule") -> None:
        """Note where a field was read."""
        found = self.fields.get(element)
        if wanted and found is not None:
            span = Span(self.offset + found.start, self.offset + found.end)
            self.provenance[field] = Provenance(origin, rule, span)

    def read_dateline(self, issued: datetime | None) -> tuple[Dateline | None, str]:
        """The dateline of its element as printed, and the words of the story that were keyed behind it."""
        element = self.fields.get("DATELINE")
        if element is None:
            if self.kind == "NORM":
                self.report("no_dateline", "No dateline was sent: give place and day by hand if they are known.")
            return None, ""
        printed = self.value("DATELINE")
        words = html.unescape(printed) if "&" in printed else printed
        found = read_dateline(words, issued_on=issued.date() if issued else None, agencies=KNOWN_AGENCIES)
        if found is None:
            self.report("no_dateline", f"The dateline {words.strip()!r} could not be read: set place and day by hand.")
            return None, words
        tail = words[found.span.end :]
        start = self.offset + element.start + found.span.start
        span = Span(start, start + len(found.text))
        for sentence in found.problems:
            self.report("dateline", sentence)
        for field in ("dateline", "dateline_date") if found.date else ("dateline",):
            self.provenance[field] = Provenance("rule", found.rule, span, found.confidence)
        return replace(found, span=span), tail.lstrip() if tail.strip() else ""

    def beside_elements(self) -> str:
        """What stands in the text beside its title, author and dateline, without the stars of a flash."""
        parts: list[str] = []
        at = self.words.start
        for name, span in sorted(self.fields.items(), key=lambda field: field[1]):
            if name in {"TITLE", "AUTHOR", "DATELINE"} and at <= span.start <= self.words.end:
                parts.append(self.inside[at : span.start - len(name) - 2])
                at = span.end + len(name) + 3
        parts.append(self.inside[at : self.words.end])
        return _LINE_OF_STARS.sub("", "".join(parts))

    def read_words(self) -> tuple[str, str]:
        """Headline and body: of an item without BODY, what stands beside its title; without TITLE, the first line."""
        title, body = self.value("TITLE"), self.value("BODY")
        if not body:
            body = self.beside_elements()
        if not title:
            lines = [line for line in split_lines(_clean(body)) if not line.is_blank]
            if len(lines) > 1:
                title, body = lines[0].text, "\n".join(_clean(body).split(lines[0].text, 1)[1:])
                self.provenance["headline"] = Provenance("rule", "headline.first_line", None, 0.8)
        self.trace("headline", "TITLE", "reuters.title", wanted=True, origin="feed")
        headline = " ".join(canonicalise(_STARS.sub("", _clean(title))).split())
        if not headline:
            self.report("no_headline", "No headline was sent: write one before this is published.")
        if len(headline) > LONGEST_HEADLINE:
            self.extras["headline_in_full"] = headline
            self.report("headline_too_long", "The headline was cut: write a shorter one.")
        return headline[:LONGEST_HEADLINE], body


def _find_element(inside: str, name: str) -> Span | None:
    """Where the value of the first element of a name stands, or None. Plain finding, so that no input is slow."""
    start = inside.find(f"<{name}>")
    if start < 0:
        return None
    start += len(name) + 2
    end = inside.find(f"</{name}>", start)
    return Span(start, end) if end >= 0 else None


def _clean(printed: str) -> str:
    """Entities resolved and the wire's control characters left out. Numbers below 32 are such controls."""
    printed = _CONTROL_ENTITY.sub("", printed)
    return html.unescape(printed) if "&" in printed else printed


def _paragraphs(body: str) -> Iterator[str]:
    lines = split_lines(_clean(body))
    while lines and (lines[-1].is_blank or is_end_mark(lines[-1].text)):
        lines.pop()
    if lines and not lines[0].is_indented:
        # The first paragraph follows the dateline on its line; every other one is indented.
        lines[0] = replace(lines[0], is_indented=True)
    for paragraph in split_paragraphs(lines):
        yield join_lines(paragraph)


def _read_moment(printed: str) -> datetime | None:
    match = _WHEN.search(printed)
    if match is None or match[2] not in _MONTHS:
        return None
    try:
        return datetime(
            int(match[3]),
            _MONTHS.index(match[2]) + 1,
            int(match[1]),
            int(match[4]),
            int(match[5]),
            int(match[6]),
            tzinfo=UTC,
        )
    except ValueError:
        return None


def _read_slug(printed: str) -> Slugline | None:
    """The slug and urgency of the transmission header ("u f BC-BAHIA-COCOA-REVIEW   02-26 0105")."""
    last = _clean(printed).rstrip().rsplit("\n", 1)[-1]
    return read_slugline(last) if last else None
