"""The fields of plain copy that its margins, its headline and its labels tell together."""

from dataclasses import replace
from typing import Final

from archive.ingest.draft import Action
from archive.ingest.formats.margins import Margins
from archive.ingest.formats.wire_story import Story
from archive.reading.agencies import Agencies
from archive.reading.copyright import Copyright
from archive.reading.embargo import Embargo
from archive.reading.headline import read_headline_signal, read_slug_signal
from archive.reading.slugline import is_version_line
from archive.text.spans import Span

_WEIGHT: Final = {"article": 0, "update": 1, "correction": 2, "advisory": 3, "hold": 4, "kill": 5}


def read_action(headline: str, slugline: str, margins: Margins) -> tuple[Action, int | None]:
    """What headline, slug and notes to editors ask for: the gravest wins, and the highest version."""
    signals = [read_headline_signal(headline), read_slug_signal(slugline)]
    signals += [read_headline_signal(f"{note} -" if is_version_line(note) else note) for note in margins.notes]
    gravest = max(signals, key=lambda signal: _WEIGHT[signal.action])
    return gravest.action, max((signal.version for signal in signals if signal.version), default=None)


def read_source(story: Story, values: dict[str, str], *, agencies: Agencies) -> str:
    """The code of the provider: labelled, named in the dateline, the owner of the copyright or the signature."""
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


def read_number(printed: str, *, most: int) -> int | None:
    """A number from 1 to `most`, or None."""
    return int(printed) if printed.isdecimal() and len(printed) < 6 and 1 <= int(printed) <= most else None


def read_abstract(story: Story, values: dict[str, str]) -> str:
    """The labelled abstract, else the points that some agencies print above the dateline, a line each."""
    points = story.margins.points
    if points:
        story.trace("abstract", "abstract.points", replace(points[0], end=points[-1].end), confidence=0.9)
    return values.get("abstract", values.get("summary", "\n".join(point.text for point in points)))


def place_copyright(margins: Margins) -> Copyright | None:
    """The notice, its span pointing into the raw text."""
    if margins.copyright is None or margins.copyright_line is None:
        return None
    line = margins.copyright_line
    return replace(margins.copyright, span=Span(line.start, line.end))


def place_embargo(margins: Margins) -> Embargo | None:
    """The embargo, its span pointing into the raw text."""
    if margins.embargo is None or margins.embargo_line is None:
        return None
    return replace(margins.embargo, span=Span(margins.embargo_line.start, margins.embargo_line.end))
