"""A weekday held against the calendar."""

from __future__ import annotations

from datetime import date

import pytest

from .stories import find


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("They met on Tuesday, June 29, at noon.", "Tuesday, June 29"),
        ("They met on Sunday (June 30).", "Sunday (June 30)"),
        ("They met on Sunday, 30 June 2025.", "Sunday, 30 June 2025"),
        ("It opened on Friday, June 19, 2024.", "Friday, June 19, 2024"),
        ("On June 30 (Sunday) they met.", "June 30 (Sunday)"),
        ("Ils se sont vus mardi 30 juin.", "mardi 30 juin"),
        ("Sie kamen am Dienstag, dem 29. Juni 2025.", ""),
        ("6월 30일(화) 회담이 열렸다.", "6월 30일(화)"),
        ("2025年6月30日（火）に会談した。", "2025年6月30日（火）"),
        ("双方2025年6月30日星期二会谈。", "2025年6月30日星期二"),
    ],
)
def test_a_weekday_that_does_not_fit_is_asked_about(text: str, words: str) -> None:
    found = find(text, language="")

    assert [check.words for check in found] == ([words] if words else [])


@pytest.mark.parametrize(
    "text",
    [
        "They met on Sunday, June 29.",
        "They met on Monday (June 30).",
        "They will meet on Wednesday, July 2.",
        "It happened on Tuesday, September 11, 2001.",
        "It fell on Thursday, November 22, as always.",  # far off: any year's
        "SANTO DOMINGO, June 30 - It rained.",
        "They work every Sunday, June 30 or not.",
        "They met on Tuesday, June 29-30.",
        "The sun and the sea may 4 times meet.",
        "6월 30일(월) 회담이 열렸다.",
    ],
)
def test_what_fits_or_cannot_be_known_is_left_alone(text: str) -> None:
    assert find(text) == []


def test_without_a_day_of_issue_only_a_date_with_its_year_is_judged() -> None:
    assert find("On Tuesday, June 29, they met.", issued_on=None) == []
    assert len(find("On Tuesday, June 29, 2025, they met.", issued_on=None)) == 1


def test_a_dateline_s_weekday_is_judged_too() -> None:
    (check,) = find("It rained.", dateline="SELKIE, Tuesday, June 30 (MP) -", issued_on=date(2025, 6, 30))

    assert check.spans == () and "dateline" in check.sentence
