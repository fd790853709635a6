"""The facts of a whole story: who, which bodies, where, when. The one place that asks every reader of names."""

from dataclasses import dataclass
from datetime import date
from typing import Final

from archive.reading.dates import DateRead, read_dates
from archive.reading.names import Name, read_names
from archive.reading.organisations import read_organisations
from archive.reading.places import Place, read_places

SUGGESTED: Final = 0.5
"""Below this confidence a reading is noise and is not kept, not even as a suggestion."""


@dataclass(frozen=True, slots=True)
class StoryFacts:
    """What a story's text names. All spans point into the text given; `headline_spans` of a name into the headline."""

    people: tuple[Name, ...]
    organisations: tuple[Name, ...]
    places: tuple[Place, ...]
    dates: tuple[DateRead, ...]


def read_story_facts(text: str, *, headline: str = "", issued_on: date | None = None) -> StoryFacts:
    """The people, organisations, places and dates a text names, each once, in order of first mention.

    `issued_on` is the day the story is dated, from which "on Sunday" and "in June last year" are understood.
    """
    people = tuple(name for name in read_names(text, headline=headline) if name.confidence >= SUGGESTED)
    bodies = tuple(name for name in read_organisations(text, headline=headline) if name.confidence >= SUGGESTED)
    taken = [span for name in (*people, *bodies) for span in name.spans]
    places = tuple(place for place in read_places(text, taken=taken) if place.confidence >= SUGGESTED)
    return StoryFacts(people, bodies, places, tuple(read_dates(text, issued_on=issued_on)))
