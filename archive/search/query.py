"""A query as frozen values that no engine has touched, and the request that carries it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Literal

Sort = Literal["relevance", "newest", "oldest"]
Step = Literal["year", "month", "day"]

# The facets of a result, by the name used in filters, in `SearchRequest.facets` and in `Facet.name`.
FACETS = ("people", "organisations", "places", "events", "source", "topics", "language", "genre", "year")


@dataclass(frozen=True, slots=True)
class Everything:
    """Matches every document."""


@dataclass(frozen=True, slots=True)
class Word:
    """A word as typed. Matches its inflections; a compound such as “Jong-un” matches its parts side by side."""

    text: str


@dataclass(frozen=True, slots=True)
class Phrase:
    """These words as printed, unstemmed, side by side and in this order."""

    text: str


@dataclass(frozen=True, slots=True)
class Near:
    """These words, unstemmed, with at most `distance` moves between them."""

    text: str
    distance: int


@dataclass(frozen=True, slots=True)
class Prefix:
    """Any word that begins so."""

    text: str


@dataclass(frozen=True, slots=True)
class Fuzzy:
    """Any word within `distance` (1 or 2) letters of this one."""

    text: str
    distance: int


Leaf = Word | Phrase | Near | Prefix | Fuzzy

# What may stand before a colon, and the name it is known by.
FIELDS: Mapping[str, str] = {
    "headline": "headline", "title": "headline",
    "by": "byline", "byline": "byline", "author": "byline",
    "person": "people", "people": "people",
    "org": "organisations", "organisation": "organisations", "organization": "organisations",
    "place": "places", "event": "events",
    "source": "source", "topic": "topics", "lang": "language", "language": "language", "genre": "genre",
    "dateline": "dateline",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Field:
    """A leaf sought in one field only; `name` is a value of `FIELDS`."""

    name: str
    part: Leaf


@dataclass(frozen=True, slots=True)
class DateRange:
    """Dated from `since` to `until`, both days included; None is open."""

    since: date | None
    until: date | None


@dataclass(frozen=True, slots=True)
class Not:
    """Everything that `part` does not match."""

    part: Query


@dataclass(frozen=True, slots=True)
class And:
    """All of the parts."""

    parts: tuple[Query, ...]


@dataclass(frozen=True, slots=True)
class Or:
    """Any of the parts."""

    parts: tuple[Query, ...]


Query = Everything | Word | Phrase | Near | Prefix | Fuzzy | Field | DateRange | Not | And | Or


@dataclass(frozen=True, slots=True)
class SearchRequest:
    """One search. `filters` maps a name of `FACETS` to the values chosen in it: any of them within a facet, all
    facets together.

    `since` and `until` are days, included. `facets` names those to be counted; `histogram` asks for counts by `step`.
    `cursor` is the `next_cursor` of the page before, or empty. `limit` is at most 100. `refs` asks only which of these
    stories the rest of the request finds, a thousand at most; None is no such bound.
    """

    query: Query = Everything()
    filters: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    since: date | None = None
    until: date | None = None
    sort: Sort = "relevance"
    limit: int = 20
    cursor: str = ""
    facets: tuple[str, ...] = ()
    histogram: bool = False
    step: Step = "year"
    choices: int = 20
    refs: tuple[str, ...] | None = None
