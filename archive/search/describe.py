"""How a query was understood, in plain English."""

from __future__ import annotations

from archive.search.days import write_day
from archive.search.query import And, DateRange, Everything, Field, Fuzzy, Near, Not, Or, Phrase, Prefix, Query, Word

_FIELDS = {
    "headline": "{} in the headline",
    "byline": "by {}",
    "people": "the person {}",
    "organisations": "the organisation {}",
    "places": "the place {}",
    "events": "the event {}",
    "source": "from the source {}",
    "topics": "on the topic {}",
    "language": "in the language {}",
    "genre": "of the genre {}",
    "dateline": "{} in the dateline",
}


def describe_query(query: Query) -> str:
    """One line such as: gagarin and the exact phrase “first man”, without film.

    No markup in it; it quotes what was typed.
    """
    match query:
        case Everything():
            return "every story"
        case Word(text):
            return text
        case Phrase(text):
            return f"the exact phrase “{text}”" if " " in text else f"exactly “{text}”"
        case Near(text, distance):
            return f"“{text}” within {distance} words of each other"
        case Prefix(text):
            return f"words beginning “{text}”"
        case Fuzzy(text):
            return f"words spelt like “{text}”"
        case Field(name, part):
            return _FIELDS[name].format(f"“{part.text}”" if isinstance(part, Word | Phrase) else describe_query(part))
        case DateRange(since, until):
            return _describe_days(DateRange(since, until))
        case Not(part):
            return f"every story without {_describe_inner(part)}"
        case Or(parts):
            return " or ".join(_describe_inner(part) for part in parts)
        case And(parts):
            wanted = " and ".join(_describe_inner(part) for part in parts if not isinstance(part, Not))
            unwanted = " and without ".join(_describe_inner(part.part) for part in parts if isinstance(part, Not))
            if not unwanted:
                return wanted
            return f"{wanted}, without {unwanted}" if wanted else f"every story without {unwanted}"


def _describe_inner(query: Query) -> str:
    return f"({describe_query(query)})" if isinstance(query, And | Or) else describe_query(query)


def _describe_days(days: DateRange) -> str:
    if days.since and days.until:
        if days.since == days.until:
            return f"dated {write_day(days.since)}"
        return f"dated {write_day(days.since)} to {write_day(days.until)}"
    if days.since:
        return f"dated {write_day(days.since)} or later"
    return f"dated {write_day(days.until)} or earlier" if days.until else "of any date"
