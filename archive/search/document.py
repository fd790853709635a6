"""What the index knows of one article."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime


@dataclass(frozen=True, slots=True)
class Document:
    """One article as the index sees it; `ref` is its identity, a second `put` of a ref replaces the first.

    `fingerprint` is a hash of everything indexed, chosen by whoever builds the document: `Engine.versions` gives it
    back, so that index and database can be compared without reading the text. `people` and its kin are entity slugs
    (facet values); `names` holds every alias of those entities, so that a story is found under names it does not
    print. `dated_on` is the day the story is of (its dateline's date, else its day of publication). `language` is a
    BCP 47 tag and chooses the stemmer.
    """

    ref: str
    fingerprint: str
    headline: str
    text: str
    dated_on: date
    subheadline: str = ""
    byline: str = ""
    dateline: str = ""
    language: str = "en"
    source: str = ""
    genre: str = ""
    topics: tuple[str, ...] = ()
    people: tuple[str, ...] = ()
    organisations: tuple[str, ...] = ()
    places: tuple[str, ...] = ()
    events: tuple[str, ...] = ()
    names: tuple[str, ...] = ()
    published_at: datetime | None = None
    status: str = "published"
