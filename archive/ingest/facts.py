"""Put the facts a story's text names into its Draft. Apart from parsing, which is far cheaper than reading names."""

from dataclasses import replace

from archive.ingest.draft import Draft, NamedDate, NamedThing
from archive.reading.names import Name
from archive.reading.places import Place
from archive.reading.story import read_story_facts


def with_facts(draft: Draft) -> Draft:
    """The same draft with the people, organisations, places and dates of its text. What the feed named stays."""
    dateline_date = draft.dateline.date if draft.dateline else None
    issued_on = dateline_date or (draft.published.date() if draft.published else None)
    facts = read_story_facts(draft.text, headline=draft.headline, issued_on=issued_on)
    return replace(
        draft,
        people=draft.people or tuple(map(_person, facts.people)),
        organisations=draft.organisations or tuple(map(_person, facts.organisations)),
        places=draft.places or tuple(map(_place, facts.places)),
        dates=draft.dates or tuple(NamedDate(read.text, read.start, read.end, read.span) for read in facts.dates),
    )


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
