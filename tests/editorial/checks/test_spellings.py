"""One person, two spellings."""

from __future__ import annotations

import pytest

from .stories import find


def test_a_name_hyphenated_in_the_text_and_not_in_the_headline_is_asked_about() -> None:
    text = "President Kim Min-soo spoke on Sunday. Kim left early."
    (check,) = find(text, headline="Kim Min Soo speaks at harbour")

    assert (check.kind, check.words) == ("spelling", "Kim Min Soo / Kim Min-soo")
    assert [text[start:end] for start, end in check.spans] == ["Kim Min-soo"]
    assert {evidence.where for evidence in check.evidence} == {"text", "headline"}


def test_two_spellings_within_the_text_mark_the_second() -> None:
    text = "President Kim Min-soo spoke. Later President Kim Min Soo left."
    (check,) = find(text)

    assert [text[start:end] for start, end in check.spans] == ["Kim Min Soo"]


def test_a_surname_misprinted_later_is_asked_about() -> None:
    text = "Minister Ada Lindqvist spoke to reporters. Then Lindqvist smiled. Budgets, Lindqivst said, will grow."
    (check,) = find(text)

    assert [text[start:end] for start, end in check.spans] == ["Lindqivst"]


def test_a_name_romanised_two_ways_is_asked_about() -> None:
    text = "Ambassador Aleksandr Matsukov came.\n\nLater Ambassador Alexander Matsukov sang."

    assert [check.kind for check in find(text)] == ["spelling"]


@pytest.mark.parametrize(
    ("text", "headline"),
    [
        ("President Kim Min-soo spoke.", "KIM MIN-SOO SPEAKS"),
        ("Mr J.P. Holm spoke. Later J. P. Holm sat down.", ""),
        ("Minister Jim Holm spoke. Later James Holm sat down.", ""),
        ("Minister Maria Stone and her sister Marie Stone came.", ""),
        ("Minister Ada Anderson met Minister Ada Andersen.", ""),
        ("President Kim Jong-un and his father Kim Jong-il are on stamps.", ""),
        ("Chairman L.D. Brink and Mary Brink sold shares.", "LDBRINK GROUP SELLS"),
        ("Minister Ada Holm's plan and Ada Holm’s ship.", ""),
    ],
)
def test_what_is_no_other_spelling_is_left_alone(text: str, headline: str) -> None:
    assert find(text, headline=headline) == []
