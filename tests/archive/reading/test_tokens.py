"""Cutting copy into words: the quick way gives what the rules say."""

from __future__ import annotations

import re

from hypothesis import given
from hypothesis import strategies as st

from archive.reading import tokens
from archive.reading.tokens import PARAGRAPH, cut

PIECES = (
    " ", "  ", "\n", "\n\n", " \n \n ", "\t", "\x1d", "the", "a", "ship's", "don't", "Jean-Luc", "U.S.", "U.S", "J.P.",
    "Mr.", "Mr", "Sen.", "Senator", "al-Assad", "O’Brien", "_", "x_y", "3rd", "1,000.50", "dlrs", "END", ".", ",", "-",
    "(", "\"", "é", "École", "İstanbul'da", "김정은", "Москве", "de", "van", "Ab", "abC", "a.b", "No.5", "’s", "'",
)  # fmt: skip
COPY = st.lists(st.sampled_from(PIECES)).map("".join) | st.text(max_size=60)


@given(COPY)
def test_words_and_their_places_are_those_of_the_rules(text: str) -> None:
    by_rules = [match.span() for match in re.finditer(tokens._RULES, text)]

    copy = cut(text)

    assert list(zip(copy.starts, copy.ends, strict=True)) == by_rules
    assert copy.words == [PARAGRAPH if text[a] == "\n" else text[a:b] for a, b in by_rules]


def test_runs_of_capitals_take_their_particles_with_them() -> None:
    copy = cut("The minister Charles de Gaulle met Ludwig van der Rohe, and de Klerk. Olga")

    assert [copy.words[first:last] for first, last in copy.runs] == [
        ["The"],
        ["Charles", "de", "Gaulle"],
        ["Ludwig", "van", "der", "Rohe"],
        ["Klerk"],
        ["Olga"],
    ]


def test_the_empty_text_has_no_words() -> None:
    assert (cut("").words, cut("").runs) == ([], [])
