"""Plain wire copy: text with no markup, read by the conventions every agency shares (STANDARDS §5).

The margins are taken off first (`margins.py`), then what is left is put into paragraphs (`lines.py`). A headline may
stand above the dateline or, as some agencies export it, as the last line before the copyright notice.
"""

import re
from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, date, datetime
from typing import Final

from archive.ingest.decode import decode
from archive.ingest.draft import Action, Draft, Problem, Provenance
from archive.ingest.formats.footer import take_footer
from archive.ingest.formats.lines import Line, find_in_raw, join_lines, split_lines, split_paragraphs
from archive.ingest.formats.margins import Margins, label_values, settle_embargo, take_header
from archive.ingest.formats.wire_headline import find_headline
from archive.ingest.formats.wire_items import split_stories
from archive.ingest.formats.wire_story import Story
from archive.reading.agencies import KNOWN_AGENCIES, Agencies
from archive.reading.copyright import Copyright
from archive.reading.dateline import read_dateline
from archive.reading.embargo import Embargo
from archive.reading.endmarks import find_closing_mark
from archive.reading.headline import (
    read_headline_signal,
    read_slug_signal,
)
from archive.reading.language import detect_language
from archive.reading.signoffs import find_sign_off
from archive.reading.slugline import is_version_line
from archive.text.canonical import join_blocks
from archive.text.spans import Span

_MAY_BE_DATELINE: Final = re.compile(r"--|[—–)/】\]）电電]|\s[-_]\s")
_LONGEST_MARK: Final = 12  # "(Enditem)": what is longer says something, and is kept
_WEIGHT: Final = {"article": 0, "update": 1, "correction": 2, "advisory": 3, "hold": 4, "kill": 5}


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
    drafts = [_read_story(decoded.text, part, received=received, agencies=agencies) for part in parts]
    return [replace(draft, problems=decoded.problems + draft.problems) for draft in drafts]


def _day_of(received: datetime | None) -> date:
    return (received if received is not None else datetime.now(UTC)).date()


def read_wire_story(raw: str, *, received: datetime | None, agencies: Agencies = KNOWN_AGENCIES) -> Draft:
    """What a story in plain copy says of itself. Provenance spans point into `raw`. Never raises."""
    return _read_story(raw, split_lines(raw), received=received, agencies=agencies)


def _read_story(raw: str, lines: Sequence[Line], *, received: datetime | None, agencies: Agencies) -> Draft:
    issued_on = _day_of(received)
    story = Story(raw=raw, lines=lines)
    end = take_footer(story.lines, story.margins, agencies=agencies)
    start, story.dateline = take_header(story.lines[:end], story.margins, issued_on=issued_on, agencies=agencies)
    settle_embargo(story.margins, issued_on=story.dateline.date if story.dateline else None)
    body = list(story.lines[start:end])
    if story.dateline is not None:
        body = _cut_dateline(story, body)
    paragraphs = split_paragraphs(body)
    _cut_closing_mark(paragraphs, story, agencies=agencies)
    find_headline(story, paragraphs)
    _cut_closing_mark(paragraphs, story, agencies=agencies)
    _look_for_second_dateline(story, paragraphs, issued_on=issued_on, agencies=agencies)
    return _make_draft(story, paragraphs, received=received, agencies=agencies)


def _cut_dateline(story: Story, body: list[Line]) -> list[Line]:
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


def _cut_closing_mark(paragraphs: list[list[Line]], story: Story, *, agencies: Agencies) -> None:
    """Take an end mark off the last words of the text ("… on Monday. (END)")."""
    if not paragraphs or not paragraphs[-1]:
        return
    last = paragraphs[-1][-1]
    agency = story.dateline.agency if story.dateline is not None else ""
    at = min(find_closing_mark(last.text), find_sign_off(last.text, agency=agency, agencies=agencies))
    if at == len(last.text):
        return
    story.margins.end_mark = True
    kept = last.text[:at].rstrip()
    if len(last.text) - len(kept) > _LONGEST_MARK or find_closing_mark(last.text) == len(last.text):
        cut = replace(last, start=find_in_raw(story.raw, last, len(kept)), text=last.text[len(kept) :].strip())
        story.margins.keep("sign_off", cut)
    if kept:
        paragraphs[-1][-1] = replace(last, text=kept)
        return
    paragraphs[-1].pop()
    if not paragraphs[-1]:
        paragraphs.pop()


def _look_for_second_dateline(
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


def _make_draft(
    story: Story, paragraphs: Sequence[Sequence[Line]], *, received: datetime | None, agencies: Agencies
) -> Draft:
    margins, dateline = story.margins, story.dateline
    values = label_values(margins.labels)
    text = join_blocks(join_lines(paragraph) for paragraph in paragraphs)
    slugline = values.get("slugline", values.get("slug", margins.slug))
    action, version = _read_action(story.headline, slugline, margins)
    source = _read_source(story, values, agencies=agencies)
    language = values.get("language", "") or detect_language(f"{story.headline}\n{text}")
    byline = margins.byline or (dateline.byline if dateline else ())
    if "byline" in values:
        byline = tuple(name.strip() for name in values["byline"].split(",") if name.strip())
    _report_gaps(story, text=text, received=received)
    _trace_margins(story, source=source, language=language, byline=byline)
    return Draft(
        guid=values.get("guid", values.get("id", "")),
        headline=story.headline,
        subheadline=story.subheadline,
        slugline=slugline,
        abstract=_read_abstract(story, values),
        byline=byline,
        language=language,
        dateline=dateline,
        source=source,
        copyright=_shift_copyright(margins),
        embargo=_shift_embargo(margins),
        urgency=_read_number(values.get("urgency", ""), most=9) or margins.urgency,
        version=_read_number(values.get("version", ""), most=9_999) or version,
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


def _read_abstract(story: Story, values: dict[str, str]) -> str:
    """The labelled abstract, else the points that some agencies print above the dateline, a line each."""
    points = story.margins.points
    if points:
        story.trace("abstract", "abstract.points", replace(points[0], end=points[-1].end), confidence=0.9)
    return values.get("abstract", values.get("summary", "\n".join(point.text for point in points)))


def _read_action(headline: str, slugline: str, margins: Margins) -> tuple[Action, int | None]:
    """What headline, slug and notes to editors ask for: the gravest wins, and the highest version."""
    signals = [read_headline_signal(headline), read_slug_signal(slugline)]
    signals += [read_headline_signal(f"{note} -" if is_version_line(note) else note) for note in margins.notes]
    gravest = max(signals, key=lambda signal: _WEIGHT[signal.action])
    return gravest.action, max((signal.version for signal in signals if signal.version), default=None)


def _read_source(story: Story, values: dict[str, str], *, agencies: Agencies) -> str:
    if values.get("source"):
        found = agencies.find(values["source"])
        story.trace("source", "source.label", story.margins.labels["source"])
        return found.code if found else values["source"]
    if story.dateline is not None and story.dateline.agency:
        story.provenance["source"] = replace(story.provenance["dateline"], rule="source.dateline_agency")
        return story.dateline.agency_code or story.dateline.agency
    if story.margins.copyright is not None:
        found = agencies.find(story.margins.copyright.holder)
        if found is not None:
            story.trace("source", "source.copyright_holder", story.margins.copyright_line, confidence=0.8)
            return found.code
    for line in story.margins.asides.get("sign_off", ()):
        found = agencies.find(line.text.strip(" ()-–—.=/"))
        if found is not None:
            story.trace("source", "source.sign_off", line, confidence=0.8)
            return found.code
    return ""


def _read_number(printed: str, *, most: int) -> int | None:
    return int(printed) if printed.isdecimal() and len(printed) < 6 and 1 <= int(printed) <= most else None


def _report_gaps(story: Story, *, text: str, received: datetime | None) -> None:
    if story.dateline is None:
        story.problems.append(
            Problem("no_dateline", "No dateline was found: give the place and the day by hand if they are known.")
        )
    elif received is None and story.dateline.year is None and story.dateline.day is not None:
        story.problems.append(
            Problem(
                "year_inferred_from_arrival",
                "The dateline's year was taken from today, for want of the day it was received: check the year.",
            )
        )
    if not text:
        story.problems.append(Problem("no_text", "No text remains beside the headline and notices: check the item."))
    if story.margins.embargo is not None and story.margins.embargo.until is None:
        story.problems.append(
            Problem(
                "embargo_unreadable",
                f"The embargo {story.margins.embargo.notice!r} gives no certain moment with a time zone: "
                "the story is withheld until an editor sets it.",
            )
        )


def _trace_margins(story: Story, *, source: str, language: str, byline: tuple[str, ...]) -> None:
    margins = story.margins
    if margins.copyright is not None:
        story.trace("copyright", "copyright.line", margins.copyright_line)
    if margins.embargo is not None:
        story.trace("embargo", "embargo.line", margins.embargo_line)
    if margins.slugline is not None:
        story.trace("slugline", "slugline.line", margins.slugline)
    if "byline" in margins.labels:
        story.trace("byline", "byline.label", margins.labels["byline"])
    elif margins.byline_line is not None:
        story.trace("byline", "byline.line", margins.byline_line, confidence=0.9)
    elif byline and "dateline" in story.provenance:
        story.provenance["byline"] = replace(story.provenance["dateline"], rule="byline.in_dateline")
    if language:
        story.trace("language", "language.script_and_words", None, confidence=0.9)
    for name, lines in margins.asides.items():
        ordered = sorted(lines, key=lambda line: line.start)
        story.extras[name] = "\n".join(line.text for line in ordered)
        story.trace(name, f"{name}.line", replace(ordered[0], end=ordered[-1].end))


def _shift_copyright(margins: Margins) -> Copyright | None:
    if margins.copyright is None or margins.copyright_line is None:
        return None
    line = margins.copyright_line
    return replace(margins.copyright, span=Span(line.start, line.end))


def _shift_embargo(margins: Margins) -> Embargo | None:
    if margins.embargo is None or margins.embargo_line is None:
        return None
    return replace(margins.embargo, span=Span(margins.embargo_line.start, margins.embargo_line.end))
