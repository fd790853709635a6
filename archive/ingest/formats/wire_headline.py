"""The headline of plain copy: above the dateline, or the last line of the text, where some agencies export it."""

import re
from collections.abc import Sequence
from dataclasses import replace
from typing import Final

from archive.ingest.draft import LONGEST_HEADLINE, Problem
from archive.ingest.formats.lines import Line, join_lines
from archive.ingest.formats.margins import label_values
from archive.ingest.formats.wire_story import Story
from archive.reading.headline import is_open_ended, looks_like_headline, share_of_words
from archive.text.canonical import canonicalise

_SUBHEAD_LABEL: Final = re.compile(r"(?:Utl|Unterzeile|Subhead)\.?\s?:\s*")


def find_headline(story: Story, paragraphs: list[list[Line]]) -> None:
    """The headline from the header, else from the end of the text, where some agencies export it."""
    margins = story.margins
    values = label_values(margins.labels)
    label = "headline" if "headline" in values else "title"
    if label in values:
        story.headline = values[label]
        story.trace("headline", "headline.label", margins.labels[label])
        paragraphs[:0] = [[line] for line in margins.headlines]
    elif margins.headlines:
        _take_header_headlines(story, paragraphs)
    elif len(paragraphs) > 1:
        last = paragraphs[-1]
        text = join_lines(last)
        lead = join_lines(paragraphs[0]) + " " + (" ".join(story.dateline.places) if story.dateline else "")
        shared = share_of_words(text, lead + " " + join_lines(paragraphs[1]))
        is_title = is_open_ended(text) and len(last) <= 2
        if is_title and (shared >= 0.3 or (story.dateline is not None and _is_lone_title(text, paragraphs))):
            story.headline = text
            story.trace("headline", "headline.last_line", _span_of(last), confidence=0.9 if shared >= 0.3 else 0.6)
            paragraphs.pop()
    for name in ("subheadline", "subhead"):
        if name in values:
            story.subheadline = values[name]
            story.trace("subheadline", "subheadline.label", margins.labels[name])
    _check_headline(story)


def _take_header_headlines(story: Story, paragraphs: list[list[Line]]) -> None:
    """The first plain line above the dateline is the headline, with the lines it was wrapped over; the next is the
    subheadline; what remains is text."""
    above = story.margins.headlines
    first = [above[0]]
    rest = above[1:]
    while rest and len(first) < 4 and _continues(first[-1], rest[0]):
        first.append(rest[0])
        rest = rest[1:]
    story.headline = join_lines(first)
    story.trace("headline", "headline.first_line", _span_of(first), confidence=0.95)
    if rest and looks_like_headline(rest[0].text):
        story.subheadline = _SUBHEAD_LABEL.sub("", rest[0].text).rstrip(" =")
        story.trace("subheadline", "subheadline.second_line", rest[0], confidence=0.8)
        rest = rest[1:]
    paragraphs[:0] = [[line] for line in rest]


def _continues(line: Line, following: Line) -> bool:
    """Whether a headline runs on into the next line."""
    is_next = following.start - line.end <= 2
    return is_next and line.width >= 40 and (following.text[:1].islower() or line.text[-1:] in ",-–—")


def _is_lone_title(text: str, paragraphs: Sequence[Sequence[Line]]) -> bool:
    """Whether the last line alone is open-ended while all before it end as sentences do."""
    others = [join_lines(paragraph) for paragraph in paragraphs[-4:-1]]
    return len(text) < 150 and all(not looks_like_headline(other) for other in others)


def _check_headline(story: Story) -> None:
    story.headline = " ".join(canonicalise(story.headline).split())
    story.subheadline = " ".join(canonicalise(story.subheadline).split())
    if not story.headline:
        story.problems.append(
            Problem("no_headline", "No line reads as a headline: write one before this is published.")
        )
    elif len(story.headline) > LONGEST_HEADLINE:
        story.extras["headline_in_full"] = story.headline
        size = len(story.headline)
        story.headline = story.headline[:LONGEST_HEADLINE].rstrip()
        story.problems.append(
            Problem(
                "headline_too_long",
                f"The headline runs to {size:,} characters and was cut to {LONGEST_HEADLINE:,}: write a shorter one.",
            )
        )


def _span_of(lines: Sequence[Line]) -> Line:
    return replace(lines[0], end=lines[-1].end)
