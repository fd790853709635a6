"""`Draft`: what one story says of itself, before anything is decided about it.

Its JSON is the contract of `manage.py read_story` (DESIGN §5). Two kinds of spans live here: those in `provenance` (and
of the dateline, copyright and embargo) point into the decoded text of the raw item; those of people, organisations,
places, events and dates point into `text`. Both count code points.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any, Final, Literal

from archive.reading.copyright import Copyright
from archive.reading.dateline import Dateline
from archive.reading.embargo import Embargo
from archive.text.marks import Mark
from archive.text.spans import Span

Action = Literal["article", "kill", "hold", "advisory", "correction", "update"]
Origin = Literal["rule", "feed"]

LONGEST_HEADLINE: Final = 1_000


@dataclass(frozen=True, slots=True)
class Provenance:
    """Where a value comes from: stated by the feed, or read by a rule out of `span` of the raw text."""

    origin: Origin
    rule: str
    span: Span | None = None
    confidence: float = 1.0

    def to_json(self) -> dict[str, Any]:
        """The provenance as `read_story` prints it."""
        return {
            "origin": self.origin,
            "rule": self.rule,
            "span": list(self.span) if self.span is not None else None,
            "confidence": round(self.confidence, 3),
        }


@dataclass(frozen=True, slots=True)
class Problem:
    """Something an editor should look at: a stable `code`, and a sentence that says what to do."""

    code: str
    sentence: str


@dataclass(frozen=True, slots=True)
class NamedThing:
    """Someone or something a story names: literal name, the descriptor printed beside it, spans in the text."""

    name: str
    descriptor: str = ""
    spans: tuple[Span, ...] = ()
    rule: str = ""
    confidence: float = 1.0
    identifiers: Mapping[str, str] = field(default_factory=dict)

    def to_json(self) -> dict[str, Any]:
        """The thing as `read_story` prints it."""
        return {"name": self.name, "descriptor": self.descriptor, "spans": [list(span) for span in self.spans]}


@dataclass(frozen=True, slots=True)
class NamedDate:
    """A stretch of days the text speaks of: `start` and `end` inclusive, None when open or unknown."""

    text: str
    start: date | None
    end: date | None
    span: Span

    def to_json(self) -> dict[str, Any]:
        """The date as `read_story` prints it."""
        return {
            "text": self.text,
            "start": self.start.isoformat() if self.start else None,
            "end": self.end.isoformat() if self.end else None,
            "span": list(self.span),
        }


@dataclass(frozen=True, slots=True)
class StoryLink:
    """Another story this one names: its `guid`, and how it stands to it (`corrects`, `updates`, `follows`…)."""

    guid: str
    kind: str

    def to_json(self) -> dict[str, Any]:
        """The link as `read_story` prints it."""
        return {"guid": self.guid, "kind": self.kind}


@dataclass(frozen=True, slots=True)
class Draft:
    """One story as it came. Empty strings, empty tuples and None mean that it does not say.

    `version` is the number of an update as the wire prints it (first writethru 1; the original None). `source` is a
    source code. `published` is the feed's own moment of issue. `extras` keeps what was read and has no field.
    """

    guid: str = ""
    headline: str = ""
    subheadline: str = ""
    slugline: str = ""
    abstract: str = ""
    byline: tuple[str, ...] = ()
    language: str = ""
    dateline: Dateline | None = None
    source: str = ""
    copyright: Copyright | None = None
    embargo: Embargo | None = None
    urgency: int | None = None
    version: int | None = None
    action: Action = "article"
    text: str = ""
    marks: tuple[Mark, ...] = ()
    people: tuple[NamedThing, ...] = ()
    organisations: tuple[NamedThing, ...] = ()
    places: tuple[NamedThing, ...] = ()
    events: tuple[NamedThing, ...] = ()
    dates: tuple[NamedDate, ...] = ()
    links: tuple[StoryLink, ...] = ()
    problems: tuple[Problem, ...] = ()
    provenance: Mapping[str, Provenance] = field(default_factory=dict)
    extras: Mapping[str, str] = field(default_factory=dict)
    genre: str = ""
    topics: tuple[str, ...] = ()
    published: datetime | None = None

    def to_json(self) -> dict[str, Any]:
        """The story as `read_story` prints it, but for `path` and `index`, which the caller knows."""
        return {
            "guid": self.guid,
            "headline": self.headline,
            "subheadline": self.subheadline,
            "slugline": self.slugline,
            "abstract": self.abstract,
            "byline": list(self.byline),
            "language": self.language,
            "dateline": _dateline_to_json(self.dateline),
            "source": self.source,
            "copyright": _copyright_to_json(self.copyright),
            "embargo": _embargo_to_json(self.embargo),
            "urgency": self.urgency,
            "version": self.version,
            "action": self.action,
            "text": self.text,
            "people": _each(self.people),
            "organisations": _each(self.organisations),
            "places": _each(self.places),
            "events": _each(self.events),
            "dates": [found.to_json() for found in self.dates],
            "links": [link.to_json() for link in self.links],
            "problems": [{"code": problem.code, "message": problem.sentence} for problem in self.problems],
            "provenance": {name: value.to_json() for name, value in self.provenance.items()},
        }


def _each(things: Sequence[NamedThing]) -> list[dict[str, Any]]:
    return [thing.to_json() for thing in things]


def _dateline_to_json(dateline: Dateline | None) -> dict[str, Any] | None:
    if dateline is None:
        return None
    return {
        "text": dateline.text,
        "places": list(dateline.places),
        "region": dateline.region,
        "country": dateline.country,
        "date": dateline.date.isoformat() if dateline.date else None,
        "month": dateline.month,
        "day": dateline.day,
        "agency": dateline.agency,
    }


def _copyright_to_json(notice: Copyright | None) -> dict[str, Any] | None:
    return {"holder": notice.holder, "year": notice.year, "notice": notice.notice} if notice else None


def _embargo_to_json(embargo: Embargo | None) -> str | None:
    """The moment it lifts; the words of the line when no moment could be read."""
    if embargo is None:
        return None
    return embargo.until.isoformat() if embargo.until else embargo.notice
