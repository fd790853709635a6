"""Queries written out again."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from archive.search.parse import parse_query
from archive.search.write import write_query


@pytest.mark.parametrize(
    "typed",
    [
        "",
        "moon",
        "moon landing -film",
        '"first man" gagrin~1 vost*',
        "moon (mars OR venus OR “red planet”)",
        'person:"kim jong un" date:1961-04..1963 lang:ko -org:nasa',
        "before:1961 by:weld headline:dog*",
        "headline:(moon OR mars) -date:(1961 OR 1963)",
        '"a b"~5 -(a b)',
        "김정은 평양",
    ],
)
def test_a_query_written_out_is_read_as_it_was(typed: str) -> None:
    query = parse_query(typed).query

    assert parse_query(write_query(query)).query == query


@given(st.text(alphabet='ab OR"()-*~:.1k', max_size=40))
def test_it_is_written_so_that_it_is_read_again_or_at_least_without_harm(typed: str) -> None:
    """Most queries come back as they were; the rest are found out by reading them again, as `fixes.py` does."""
    query = parse_query(typed).query
    again = parse_query(write_query(query)).query

    assert parse_query(write_query(again)).understood
