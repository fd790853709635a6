"""Days as people write them in a query."""

from __future__ import annotations

from datetime import date

import pytest

from archive.search.days import read_after, read_before, read_days

MARCH = (date(1987, 3, 1), date(1987, 3, 31))
THIRD = (date(1987, 3, 3), date(1987, 3, 3))


@pytest.mark.parametrize(
    ("text", "days"),
    [
        ("1987", (date(1987, 1, 1), date(1987, 12, 31))),
        ("1987-03", MARCH),
        ("March 1987", MARCH),
        ("mar 1987", MARCH),
        ("1987-03-03", THIRD),
        ("19870303", THIRD),
        ("3 March 1987", THIRD),
        ("3rd march 1987", THIRD),
        ("March 3, 1987", THIRD),
        ("1988-02", (date(1988, 2, 1), date(1988, 2, 29))),
        ("1987..1988", (date(1987, 1, 1), date(1988, 12, 31))),
        ("1988..1987", (date(1987, 1, 1), date(1988, 12, 31))),
        ("1987..", (date(1987, 1, 1), None)),
        ("..1987-03", (None, date(1987, 3, 31))),
        ("..", None),
        ("1987-02-30", None),
        ("1987-13", None),
        ("0000", None),
        ("ma 1987", None),  # March or May
        ("١٩٨٧", None),
        ("", None),
    ],
)
def test_a_day_is_read(text: str, days: tuple[date | None, date | None] | None) -> None:
    assert read_days(text) == days


def test_after_and_before_leave_the_days_themselves_out() -> None:
    assert read_after("1987-03") == (date(1987, 4, 1), None)
    assert read_before("1987-03") == (None, date(1987, 2, 28))
    assert read_after("9999") is None
    assert read_before("0001") is None
