"""What comes back from a search. Tuples with names, because a page of results holds hundreds of them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import NamedTuple

from archive.text.spans import Span


class Hit(NamedTuple):
    """One story found. An engine keeps no text: fetch the story and let `highlight.highlight` make the snippet."""

    ref: str
    score: float


@dataclass(frozen=True, slots=True)
class Highlighted:
    """A hit as shown: `headline_spans` point into the headline, `snippet_spans` into `snippet`, in code points, in
    order, apart.
    """

    headline_spans: tuple[Span, ...]
    snippet: str
    snippet_spans: tuple[Span, ...]


class Choice(NamedTuple):
    """One value of a facet and how many stories of the result have it."""

    value: str
    count: int  # type: ignore[assignment]  # hides the count of tuples, which nobody asks of a choice
    selected: bool = False


class Facet(NamedTuple):
    """The choices of one facet, most frequent first (years: latest first).

    `more` = values there are beyond those listed exist.
    """

    name: str
    choices: tuple[Choice, ...]
    more: bool = False


class Period(NamedTuple):
    """One bar of the histogram: `label` is YYYY, YYYY-MM or YYYY-MM-DD."""

    label: str
    count: int  # type: ignore[assignment]  # the same


SUGGESTED = ("name", "topic", "story")  # the kinds of what may be about to be typed


@dataclass(frozen=True, slots=True)
class Suggestion:
    """A completion.

    kind “name”: `text` is a name or alias in the index; “topic”: the slug of one; “story”: the ref of a story whose
    headline fits; “word”: a word.
    """

    kind: str
    text: str
    count: int


class Results(NamedTuple):
    """A page of results.

    `total` counts all of them; `next_cursor` is empty on the last page; `notes` are sentences for the reader.
    """

    total: int
    hits: tuple[Hit, ...]
    facets: tuple[Facet, ...]
    years: tuple[Period, ...]
    next_cursor: str
    understood: str
    took_ms: float
    notes: tuple[str, ...] = ()
