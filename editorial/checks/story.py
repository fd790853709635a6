"""What the checks know of a story: frozen values, made by whoever has the record at hand."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from archive.text.spans import Span


@dataclass(frozen=True, slots=True)
class CheckedName:
    """Somebody or something the story names. `kind`: person, organisation, place or event; spans are of the text."""

    name: str
    kind: str
    spans: tuple[Span, ...] = ()
    headline_spans: tuple[Span, ...] = ()


@dataclass(frozen=True, slots=True)
class CheckedPlace:
    """A place as the archive has it: `country` is its ISO 3166 code. It is believed before the gazetteer."""

    name: str
    country: str


@dataclass(frozen=True, slots=True)
class KnownEvent:
    """An event of the archive, first to last day. `is_linked`: the story is tied to it, not only alike in words."""

    name: str
    starts_on: date
    ends_on: date
    other_names: tuple[str, ...] = ()
    is_linked: bool = False


@dataclass(frozen=True, slots=True)
class SourceHabits:
    """What the source's stories say of rights. `prints_notice`: whether they usually carry a copyright line."""

    name: str = ""
    holder: str = ""
    notice: str = ""
    prints_notice: bool = False


@dataclass(frozen=True, slots=True)
class CheckedStory:
    """One version of a story and what is known around it. `issued_on`: the day of its dateline, else of its arrival."""

    text: str
    headline: str = ""
    issued_on: date | None = None
    dateline: str = ""
    dateline_place: str = ""
    dateline_country: str = ""
    language: str = ""
    names: tuple[CheckedName, ...] = ()
    places: tuple[CheckedPlace, ...] = ()
    events: tuple[KnownEvent, ...] = ()
    notice: str = ""
    holder: str = ""
    source: SourceHabits = SourceHabits()
