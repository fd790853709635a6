"""What plain copy is told about: where each field was read, and what an editor should look at."""

from dataclasses import replace
from datetime import datetime

from archive.ingest.draft import Problem
from archive.ingest.formats.printed_embargo import say_unreadable
from archive.ingest.formats.wire_story import Story


def report_gaps(story: Story, *, text: str, received: datetime | None) -> None:
    """Note what is missing or not sure."""
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
        story.problems.append(Problem("embargo_unreadable", say_unreadable(story.margins.embargo)))


def trace_margins(story: Story, *, source: str, language: str, byline: tuple[str, ...]) -> None:
    """Note where the fields that the margins told were read, and keep what has no field."""
    margins = story.margins
    if margins.copyright is not None:
        story.trace("copyright", "copyright.line", margins.copyright_line)
    if margins.embargo is not None:
        story.trace("embargo", "embargo.line", margins.embargo_line)
    if margins.slugline is not None:
        story.trace("slugline", "slugline.line", margins.slugline)
    elif (label := margins.labels.get("slugline", margins.labels.get("slug"))) is not None:
        story.trace("slugline", "slugline.label", label)
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
