"""The copyright line held against the source's habits."""

from __future__ import annotations

from datetime import date
from typing import Any

from editorial.checks import SourceHabits

from .stories import find

MP = SourceHabits("Meridian Press", "Meridian Press", "Copyright Meridian Press. All rights reserved.", True)


def notices(notice: str, source: SourceHabits = MP, **fields: Any) -> list[str]:
    """What is said of the line."""
    return [check.sentence for check in find("It rained.", notice=notice, source=source, **fields)]


def test_a_line_is_missed_where_the_source_prints_one() -> None:
    assert "no copyright line" in notices("")[0]


def test_none_is_missed_where_the_source_prints_none() -> None:
    assert notices("", SourceHabits("Reuters", "Reuters", "", prints_notice=False)) == []


def test_the_usual_line_is_left_alone_in_any_dress() -> None:
    assert notices("Copyright Meridian Press. All rights reserved.") == []
    assert notices("© 2025 MERIDIAN PRESS, Inc.") == []
    assert notices("(c) The Meridian Press 2025") == []


def test_another_holder_is_asked_about() -> None:
    assert "names Ardmore Wire" in notices("Copyright Ardmore Wire. All rights reserved.")[0]


def test_a_holder_in_another_script_may_be_the_same() -> None:
    assert notices("ⓒ 메리디언통신, 무단 전재 금지") == []


def test_another_year_is_asked_about_but_not_in_the_first_days_of_january() -> None:
    assert "is of 2019" in notices("Copyright 2019 Meridian Press")[0]
    assert notices("Copyright 2024 Meridian Press", issued_on=date(2025, 1, 2)) == []


def test_a_line_that_is_none_is_asked_about() -> None:
    assert "does not read as one" in notices("More follows later")[0]


def test_a_source_without_habits_is_held_to_nothing() -> None:
    assert notices("Copyright Anybody 2025", SourceHabits()) == []
