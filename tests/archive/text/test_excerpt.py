"""Excerpts."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from archive.text.excerpt import plain_excerpt
from tests.archive.text.strategies import texts


@given(texts, st.integers(0, 80))
def test_an_excerpt_is_one_line_within_its_limit_and_begins_as_the_text_does(text: str, limit: int) -> None:
    excerpt = plain_excerpt(text, limit)
    line = " ".join(text.split())

    assert len(excerpt) <= limit
    assert excerpt == line or limit == 0 or (excerpt.endswith("…") and line.startswith(excerpt[:-1]))


@pytest.mark.parametrize(
    ("text", "limit", "excerpt"),
    [
        ("One two.\n\nThree", 80, "One two. Three"),
        ("The ship rose, and came down", 16, "The ship rose…"),
        ("東京で会談が開かれた", 6, "東京で会談…"),
        ("e\u0323e\u0323e\u0323e\u0323", 6, "e\u0323e\u0323…"),
        ("ab👩‍👩‍👧 and more", 5, "ab…"),
        ("word", 0, ""),
        ("", 9, ""),
    ],
)
def test_it_ends_where_a_reader_would_end_it(text: str, limit: int, excerpt: str) -> None:
    assert plain_excerpt(text, limit) == excerpt
