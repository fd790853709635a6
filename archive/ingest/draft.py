"""`Draft`: what one story says of itself, before anything is decided about it.

Its JSON is the contract of `manage.py read_story` (DESIGN §5). Two kinds of spans live here: those in `provenance` (and
of the dateline, copyright and embargo) point into the decoded text of the raw item; those of people, organisations,
places, events and dates point into `text`. Both count code points.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, Final, Literal

from archive.reading.copyright import Copyright
from archive.reading.dateline import Dateline
from archive.reading.embargo import Embargo
from archive.text.marks import Mark

from .draft_parts import (
    MediaItem,
    MediaKind,
    NamedDate,
    NamedThing,
    Origin,
    Packed,
    Problem,
    Provenance,
    StoryLink,
    Subject,
)

__all__ = [
    "LONGEST_HEADLINE",
    "Action",
    "Draft",
    "MediaItem",
    "MediaKind",
    "NamedDate",
    "NamedThing",
    "Origin",
    "Problem",
    "Provenance",
    "PubStatus",
    "StoryLink",
    "Subject",
]

Action = Literal["article", "kill", "hold", "advisory", "correction", "update"]
PubStatus = Literal["usable", "withheld", "canceled"]  # IPTC's own spelling, as in its code lists

LONGEST_HEADLINE: Final = 1_000


@dataclass(frozen=True, slots=True)
class Draft(Packed):
    """One story as it came. Empty strings, empty tuples and None mean that it does not say.

    `version` is the number of an update as the wire prints it (first writethru 1; the original None). `source` is a
    source code, `provider` and `creditline` are as printed. `published` is the feed's own moment of issue;
    `first_created` and `version_created` are its times of the story and of this version of it. `rights_expire` is the
    first moment at which the story may no longer be shown. `correction` is what readers are to be told, `ednote` what
    only editors are. `pubstatus` is the feed's own word; `action` says what is to be done. `topics` are the tags of
    feeds without a controlled list, `subjects` those with one, `keywords` what searchers should find it by. `extras`
    keeps what was read and has no field here: a name → the words, for editors to see.
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
    provider: str = ""
    creditline: str = ""
    usage_terms: str = ""
    rights_expire: datetime | None = None
    pubstatus: PubStatus = "usable"
    subjects: tuple[Subject, ...] = ()
    keywords: tuple[str, ...] = ()
    first_created: datetime | None = None
    version_created: datetime | None = None
    correction: str = ""
    ednote: str = ""
    media: tuple[MediaItem, ...] = ()

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
            "genre": self.genre,
            "topics": list(self.topics),
            "subjects": [subject.to_json() for subject in self.subjects],
            "keywords": list(self.keywords),
            "published": _moment_to_json(self.published),
            "first_created": _moment_to_json(self.first_created),
            "version_created": _moment_to_json(self.version_created),
            "provider": self.provider,
            "creditline": self.creditline,
            "usage_terms": self.usage_terms,
            "rights_expire": _moment_to_json(self.rights_expire),
            "pubstatus": self.pubstatus,
            "correction": self.correction,
            "ednote": self.ednote,
            "media": [item.to_json() for item in self.media],
            "extras": dict(self.extras),
        }


def _moment_to_json(moment: datetime | None) -> str | None:
    return moment.isoformat() if moment else None


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
