"""Words found in a plain text without cutting it are the words found by cutting it."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from archive.search.matching import find_matches
from archive.search.parse import parse_query
from archive.search.plain_text import PlainText

WORDS = st.sampled_from(
    [
        "oil",
        "Oil",
        "oils",
        "boil",
        "price",
        "prices",
        "priced",
        "U.S.",
        "1987",
        "trade",
        "trading",
        "x",
        "co-op",
        "isn’t",
    ]
)
GAPS = st.sampled_from([" ", ", ", "\n\n", "-", "—", " “", "” ", "…", "'", "/", "\u00a0"])
TEXTS = st.lists(st.tuples(WORDS, GAPS)).map(lambda parts: "".join(word + gap for word, gap in parts))
QUERIES = st.sampled_from(
    ["oil", "price", "prices oil", '"oil price"', "pri*", "ol~", "trade OR oil", '"oil oil"', '"pri*"', '"trade oil"~3',
     "co-op", "isn’t", "u.s.", "1987", "x", "-oil price", "headline:oil", "(oil price) trade"]
)  # fmt: skip


@given(text=TEXTS, asked=QUERIES, headline=st.booleans())
def test_a_plain_text_is_marked_as_any_other(text: str, asked: str, headline: bool) -> None:
    query = parse_query(asked).query
    plain = find_matches(query, text, language="en", headline=headline)
    # One letter with an accent, at the end and apart, and the text is no longer plain: it is cut into terms.
    cut = find_matches(query, f"{text} é", language="en", headline=headline)

    assert PlainText.read(text) is not None
    assert PlainText.read(f"{text} é") is None
    assert plain == cut


@pytest.mark.parametrize("text", ["naïve", "김정은", "x" * 65, "ﬁve", "Ⅻ"])
def test_what_is_not_plain_is_left_to_be_cut(text: str) -> None:
    assert PlainText.read(text) is None


def test_a_word_inside_another_is_not_found() -> None:
    plain = PlainText.read("boiled oil, oilfield, oil")
    assert plain is not None
    assert sorted(plain.find_terms(["oil", "gas"])) == [(7, 10), (22, 25)]


def test_rows_that_overlap_are_all_found() -> None:
    plain = PlainText.read("go go go")
    assert plain is not None
    assert list(plain.find_row(("go", "go"), open_end=False)) == [(0, 5), (3, 8)]
