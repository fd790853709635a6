"""What the documents say of the query language is true of the parser."""

import re

import pytest

from archive.search.parse import MAX_LEAVES, MAX_LENGTH, MAX_NESTING, parse_query
from archive.search.pieces import RANGES
from archive.search.query import FIELDS, And, DateRange, Field, Not, Or, Query
from tests.sources import REPOSITORY

REFERENCE = (REPOSITORY / "docs" / "reference" / "query-language.md").read_text(encoding="utf-8")
HOW_TO = (REPOSITORY / "docs" / "how-to" / "search.md").read_text(encoding="utf-8")
FIRST_CELL = re.compile(r"^\| `([^`]+)` \|", re.M)
LAST_CELL = re.compile(r"\| `([^`]+)` \|$", re.M)
EXAMPLES = [*FIRST_CELL.findall(REFERENCE), *LAST_CELL.findall(HOW_TO)]


def fields_of(query: Query) -> set[str]:
    match query:
        case Field(name, _):
            return {name}
        case DateRange():
            return {"date"}
        case And(parts) | Or(parts):
            return {name for part in parts for name in fields_of(part)}
        case Not(part):
            return fields_of(part)
        case _:
            return set()


def test_there_are_examples() -> None:
    """A change of the tables' form must not empty this test."""
    assert len(EXAMPLES) > 35


@pytest.mark.parametrize("typed", EXAMPLES)
def test_every_example_is_read_without_reserve(typed: str) -> None:
    """Nothing of it is taken literally or left out; a field is read as a field."""
    parsed = parse_query(typed)

    assert parsed.notes == ()
    name = re.match(r"([a-z]+):", typed)
    assert not name or fields_of(parsed.query), typed


def test_every_field_and_range_is_described() -> None:
    """By each of its names."""
    missing = [name for name in (*FIELDS, *RANGES) if f"`{name}:" not in REFERENCE and f" {name}:" not in REFERENCE]

    assert not missing


def test_the_limits_told_are_those_kept() -> None:
    """In numbers."""
    assert f"first {MAX_LENGTH:,} characters" in REFERENCE
    assert f"first {MAX_LEAVES} words" in REFERENCE
    assert MAX_NESTING == 8 and "eight levels" in REFERENCE
