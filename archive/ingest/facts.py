"""Put the facts a story's text names into its Draft. Apart from parsing, which is far cheaper than reading names."""

import re
from collections.abc import Iterable
from dataclasses import replace
from itertools import islice
from typing import Final

from archive.ingest.draft import Draft, NamedDate, NamedThing
from archive.reading.names import Name
from archive.reading.places import Place
from archive.reading.story import read_story_facts
from archive.text.spans import Span

MOST_SPANS: Final = 100  # of one stated name in one text


def with_facts(draft: Draft) -> Draft:
    """The same draft with the people, organisations, places and dates of its text. What the feed names comes first.

    A name that the feed states and the text has gets the places where it stands there.
    """
    dateline_date = draft.dateline.date if draft.dateline else None
    issued_on = dateline_date or (draft.published.date() if draft.published else None)
    facts = read_story_facts(draft.text, headline=draft.headline, issued_on=issued_on)
    return replace(
        draft,
        people=_join(draft.people, map(_person, facts.people), draft.text),
        organisations=_join(draft.organisations, map(_person, facts.organisations), draft.text),
        places=_join(draft.places, map(_place, facts.places), draft.text),
        events=_join(draft.events, (), draft.text),
        dates=draft.dates or tuple(NamedDate(read.text, read.start, read.end, read.span) for read in facts.dates),
    )


def _join(stated: Iterable[NamedThing], read: Iterable[NamedThing], text: str) -> tuple[NamedThing, ...]:
    """Stated names with what was read of them, then the other read ones."""
    found = {thing.name.casefold(): thing for thing in read}
    joined = []
    for thing in stated:
        known = found.pop(thing.name.casefold(), None)
        joined.append(
            replace(
                thing,
                descriptor=thing.descriptor or (known.descriptor if known else ""),
                spans=(known.spans if known else thing.spans) or _find_spans(thing.name, text),
                identifiers={**known.identifiers, **thing.identifiers} if known else thing.identifiers,
            )
        )
    return (*joined, *found.values())


def _find_spans(name: str, text: str) -> tuple[Span, ...]:
    """Where a stated name stands in the text, letter for letter and as words of their own."""
    if not name.strip():
        return ()
    places = re.finditer(rf"(?<![A-Za-z]){re.escape(name)}(?![A-Za-z])", text)
    return tuple(Span(place.start(), place.end()) for place in islice(places, MOST_SPANS))


def _person(name: Name) -> NamedThing:
    return NamedThing(
        name.name, descriptor=name.descriptor, spans=name.spans, rule=name.rule, confidence=name.confidence
    )


def _place(place: Place) -> NamedThing:
    """As printed ("Москве"); the identifiers say which place of the gazetteer was meant ("Moscow", RU)."""
    entry = place.entry
    meant = {"name": entry.name}
    if entry.kind == "city":  # a state named with its state would be its city: Oklahoma, OK
        meant |= {"country": entry.country_code, "region": entry.region}
    return NamedThing(place.name, spans=place.spans, rule=place.rule, confidence=place.confidence, identifiers=meant)
