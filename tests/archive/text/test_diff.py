"""Word diffs."""

from itertools import pairwise

import pytest
from hypothesis import given

from archive.text.diff import diff_words
from tests.archive.text.strategies import texts


@given(texts, texts)
def test_both_texts_can_be_read_back_from_the_diff(old: str, new: str) -> None:
    changes = diff_words(old, new)

    assert "".join(words for op, words in changes if op != "added") == old
    assert "".join(words for op, words in changes if op != "removed") == new
    assert all(before[0] != after[0] for before, after in pairwise(changes))


@pytest.mark.parametrize(
    ("old", "new", "changes"),
    [
        ("", "", []),
        ("same", "same", [("same", "same")]),
        ("", "new", [("added", "new")]),
        (
            "He met Kim in Seoul.",
            "He met Lee in Seoul.",
            [("same", "He met "), ("removed", "Kim "), ("added", "Lee "), ("same", "in Seoul.")],
        ),
        (
            "東京で会談",
            "京都で会談",
            [("removed", "東"), ("same", "京"), ("added", "都"), ("same", "で会談")],
        ),
        ("김정은 총비서", "김정은 위원장", [("same", "김정은 "), ("removed", "총비서"), ("added", "위원장")]),
        ("हिन्दी में", "हिन्दू में", [("removed", "हिन्दी "), ("added", "हिन्दू "), ("same", "में")]),
    ],
)
def test_words_are_compared_as_each_script_writes_them(old: str, new: str, changes: list[tuple[str, str]]) -> None:
    assert diff_words(old, new) == changes


def test_an_untouched_paragraph_is_not_looked_into() -> None:
    old, new = "One.\n\nKept as it is.\n\nThree.", "Two.\n\nKept as it is.\n\nThree and more."

    assert ("same", ".\n\nKept as it is.\n\n") in diff_words(old, new)


def test_texts_too_long_to_compare_by_words_are_given_whole() -> None:
    old, new = "old " + "a b " * 5_000 + "c", "new " + "b a " * 5_000 + "d"

    assert diff_words(old, new) == [("removed", old), ("added", new)]
