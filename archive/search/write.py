"""A query written out again as somebody could have typed it: the reverse of `parse.py`."""

from __future__ import annotations

from archive.search.query import And, DateRange, Everything, Field, Fuzzy, Near, Not, Or, Phrase, Prefix, Query, Word

# The field names of query.py, as people type them.
_NAMES = {
    "byline": "by",
    "people": "person",
    "organisations": "org",
    "places": "place",
    "events": "event",
    "topics": "topic",
    "language": "lang",
}


def write_query(query: Query) -> str:
    """Text that `parse_query` reads as this query, if the query came from there."""
    match query:
        case Everything():
            return ""
        case Word(text):
            return text
        case Phrase(text):
            return f'"{text}"'
        case Near(text, distance):
            return f'"{text}"~{distance}'
        case Prefix(text):
            return f"{text}*"
        case Fuzzy(text, distance):
            return f"{text}~{distance}"
        case Field(name, part):
            return f"{_NAMES.get(name, name)}:{write_query(part)}"
        case DateRange(since, until):
            return f"date:{since or ''}..{until or ''}"
        case Not(part):
            return f"-{_write_part(part)}"
        case Or(parts):
            return " OR ".join(_write_part(part) for part in parts)
        case And(parts):
            return " ".join(_write_part(part) for part in parts)


def _write_part(query: Query) -> str:
    return f"({write_query(query)})" if isinstance(query, And | Or) else write_query(query)
