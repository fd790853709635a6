"""Marks: their stored shape and what is refused."""

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from archive.text.marks import Mark, check_marks, marks_from_json, marks_to_json

any_marks = st.lists(
    st.builds(Mark, st.integers(), st.integers(), st.text(), st.dictionaries(st.text(), st.text(), max_size=3))
)


@given(any_marks)
def test_marks_come_back_from_json_as_they_went(marks: list[Mark]) -> None:
    assert marks_from_json(json.loads(json.dumps(marks_to_json(marks)))) == tuple(marks)


def test_the_data_may_be_left_out() -> None:
    assert marks_from_json([[0, 4, "emphasis"]]) == (Mark(0, 4, "emphasis"),)


@pytest.mark.parametrize(
    "value",
    [
        None, "marks", {}, [1], [[0, 4]], [[0, 4, "link", {}, 1]], [["0", 4, "link"]], [[True, 4, "link"]],
        [[0.0, 4, "link"]], [[0, 4, 1]], [[0, 4, "link", []]], [[0, 4, "link", {"href": 1}]],
    ],
)  # fmt: skip
def test_any_other_shape_is_refused(value: object) -> None:
    with pytest.raises(ValueError, match=r"^(Marks|Mark 1|The kind|The data) .*\.$"):
        marks_from_json(value)


@pytest.mark.parametrize(
    ("mark", "words"),
    [
        (Mark(0, 4, "blink"), "unknown kind"),
        (Mark(-1, 4, "strong"), "at least one"),
        (Mark(4, 4, "strong"), "at least one"),
        (Mark(0, 99, "strong"), "at least one"),
        (Mark(0, 4, "link"), "needs an http"),
        (Mark(0, 4, "link", {"href": "javascript:alert(1)"}), "needs an http"),
        (Mark(3, 9, "quote"), "overlaps the paragraph mark"),
    ],
)
def test_a_mark_that_does_not_fit_is_refused_with_a_sentence(mark: Mark, words: str) -> None:
    with pytest.raises(ValueError, match=words):
        check_marks("Good morning", [Mark(0, 4, "paragraph"), mark])


def test_inline_marks_may_overlap_anything() -> None:
    marks = [
        Mark(0, 8, "strong"),
        Mark(4, 12, "emphasis"),
        Mark(0, 12, "paragraph"),
        Mark(2, 5, "link", {"href": "/x"}),
    ]

    check_marks("Good morning", marks)
