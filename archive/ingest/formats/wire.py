"""Plain wire copy: text with no markup, read by the conventions every agency shares (STANDARDS §5).

The margins are taken off first (`margins.py`), then what is left is put into paragraphs (`lines.py`). A headline may
stand above the dateline or, as some agencies export it, as the last line before the copyright notice.
"""

from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, date, datetime

from archive.ingest.decode import decode
from archive.ingest.draft import Draft
from archive.ingest.formats.footer import take_footer
from archive.ingest.formats.lines import Line, join_lines, split_lines, split_paragraphs
from archive.ingest.formats.margins import Margins, label_values, settle_embargo, take_header
from archive.ingest.formats.wire_dateline import cut_dateline, look_for_second_dateline
from archive.ingest.formats.wire_ending import cut_closing_mark
from archive.ingest.formats.wire_fields import (
    place_copyright,
    place_embargo,
    read_abstract,
    read_action,
    read_number,
    read_source,
)
from archive.ingest.formats.wire_headline import find_headline
from archive.ingest.formats.wire_items import split_stories
from archive.ingest.formats.wire_report import report_gaps, trace_margins
from archive.ingest.formats.wire_story import Story
from archive.reading.agencies import KNOWN_AGENCIES, Agencies
from archive.reading.language import detect_language
from archive.text.canonical import join_blocks


def parse_wire(
    data: bytes, *, received: datetime | None, filename: str = "", agencies: Agencies = KNOWN_AGENCIES
) -> list[Draft]:
    """The stories in an item of plain copy, nearly always one. Raises Unreadable, and nothing else, when it is no text.

    `received` is when the item came, from which a dateline's year is worked out; without it that is now, and the
    draft says so.
    """
    decoded = decode(data)
    issued_on = _day_of(received)
    lines = split_lines(decoded.text)
    parts = split_stories(decoded.text, lines, issued_on=issued_on, agencies=agencies)
    drafts = [read_story_lines(decoded.text, part, received=received, agencies=agencies) for part in parts]
    return [replace(draft, problems=decoded.problems + draft.problems) for draft in drafts]


def _day_of(received: datetime | None) -> date:
    return (received if received is not None else datetime.now(UTC)).date()


def read_wire_story(raw: str, *, received: datetime | None, agencies: Agencies = KNOWN_AGENCIES) -> Draft:
    """What a story in plain copy says of itself. Provenance spans point into `raw`. Never raises."""
    return read_story_lines(raw, split_lines(raw), received=received, agencies=agencies)


def read_story_lines(
    raw: str,
    lines: Sequence[Line],
    *,
    received: datetime | None,
    agencies: Agencies = KNOWN_AGENCIES,
    margins: Margins | None = None,
) -> Draft:
    """What these lines of `raw` say as one story: for formats that carry wire copy in an envelope, which may
    have told some of the `margins` already."""
    issued_on = _day_of(received)
    story = Story(raw=raw, lines=lines, margins=margins or Margins())
    end = take_footer(story.lines, story.margins, agencies=agencies, issued_on=issued_on)
    start, story.dateline = take_header(story.lines[:end], story.margins, issued_on=issued_on, agencies=agencies)
    settle_embargo(story.margins, issued_on=story.dateline.date if story.dateline else None)
    body = list(story.lines[start:end])
    if story.dateline is not None:
        body = cut_dateline(story, body)
    paragraphs = split_paragraphs(body)
    cut_closing_mark(paragraphs, story, agencies=agencies)
    find_headline(story, paragraphs)
    cut_closing_mark(paragraphs, story, agencies=agencies)
    look_for_second_dateline(story, paragraphs, issued_on=issued_on, agencies=agencies)
    return _make_draft(story, paragraphs, received=received, agencies=agencies)


def _make_draft(
    story: Story, paragraphs: Sequence[Sequence[Line]], *, received: datetime | None, agencies: Agencies
) -> Draft:
    margins, dateline = story.margins, story.dateline
    values = label_values(margins.labels)
    text = join_blocks(join_lines(paragraph) for paragraph in paragraphs)
    slugline = values.get("slugline", values.get("slug", margins.slug))
    action, version = read_action(story.headline or text[:80], slugline, margins)
    source = read_source(story, values, agencies=agencies)
    language = values.get("language", "") or detect_language(f"{story.headline}\n{text}")
    byline = margins.byline or (dateline.byline if dateline else ())
    if "byline" in values:
        byline = tuple(name.strip() for name in values["byline"].split(",") if name.strip())
    report_gaps(story, text=text, received=received)
    trace_margins(story, source=source, language=language, byline=byline)
    return Draft(
        guid=values.get("guid", values.get("id", "")),
        headline=story.headline,
        subheadline=story.subheadline,
        slugline=slugline,
        abstract=read_abstract(story, values),
        byline=byline,
        language=language,
        dateline=dateline,
        source=source,
        copyright=place_copyright(margins),
        embargo=place_embargo(margins),
        urgency=read_number(values.get("urgency", ""), most=9) or margins.urgency,
        version=read_number(values.get("version", ""), most=9_999) or version,
        action=action,
        text=text,
        problems=tuple(story.problems),
        provenance=story.provenance,
        extras=story.extras,
        genre=values.get("genre", ""),
        topics=tuple(
            topic.strip() for topic in values.get("topics", values.get("keywords", "")).split(",") if topic.strip()
        ),
    )
