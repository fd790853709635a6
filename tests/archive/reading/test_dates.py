"""Dates in copy, against the day of issue."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from archive.reading import dates
from archive.reading.dates import read_dates

MONDAY = date(2025, 6, 30)


@pytest.mark.parametrize(
    ("text", "printed", "start", "end"),
    [
        ("They met on Sunday.", "Sunday", date(2025, 6, 29), date(2025, 6, 29)),
        ("It was signed in June last year.", "June last year", date(2024, 6, 1), date(2024, 6, 30)),
        ("Signed on 19 June 2024 there.", "19 June 2024", date(2024, 6, 19), date(2024, 6, 19)),
        ("Prices rose last month.", "last month", date(2025, 5, 1), date(2025, 5, 31)),
        ("It began in 1986.", "1986", date(1986, 1, 1), date(1986, 12, 31)),
        ("the years 2025 to 2027.", "2025 to 2027", date(2025, 1, 1), date(2027, 12, 31)),
        ("On Feb 26 it rained.", "Feb 26", date(2025, 2, 26), date(2025, 2, 26)),
        ("He left yesterday.", "yesterday", date(2025, 6, 29), date(2025, 6, 29)),
        ("On Dec. 3, 1957, it rose.", "Dec. 3, 1957", date(1957, 12, 3), date(1957, 12, 3)),
        ("Talks on March 3-5 failed.", "March 3-5", date(2025, 3, 3), date(2025, 3, 5)),
        ("It will meet on Friday.", "Friday", date(2025, 7, 4), date(2025, 7, 4)),
        ("The 1986/87 harvest.", "1986/87", date(1986, 1, 1), date(1987, 12, 31)),
        ("in the 1980s it grew", "1980s", date(1980, 1, 1), date(1989, 12, 31)),
        ("due by November 15 at latest", "November 15", date(2025, 11, 15), date(2025, 11, 15)),
        ("since Dec 28 it fell", "Dec 28", date(2024, 12, 28), date(2024, 12, 28)),
        ("see 2025-06-01 again", "2025-06-01", date(2025, 6, 1), date(2025, 6, 1)),
        ("It came next week.", "next week", date(2025, 7, 7), date(2025, 7, 13)),
    ],
)
def test_a_date_is_resolved_against_the_day_of_issue(text: str, printed: str, start: date, end: date) -> None:
    (read,) = read_dates(text, issued_on=MONDAY)
    assert (read.text, read.start, read.end) == (printed, start, end)
    assert text[read.span.start : read.span.end] == printed


@pytest.mark.parametrize("text", ["Feb 30", "It may be", "1,987 tonnes", "in 1986 dlrs", "He will march", "$1987", ""])
def test_what_is_no_date_is_left_alone(text: str) -> None:
    assert read_dates(text, issued_on=MONDAY) == []


def test_without_a_day_of_issue_only_dates_with_their_own_year_are_read() -> None:
    read = read_dates("On Sunday, 19 June 2024, and last year, and May 3.", issued_on=None)
    assert [item.text for item in read] == ["19 June 2024"]


@given(
    st.one_of(
        st.text(),
        st.lists(st.sampled_from("Feb June 30 31 0 1999 2024 , last next year Sunday to - in the s 1980s".split())).map(
            " ".join
        ),
    ),
    st.one_of(st.none(), st.dates()),
)
def test_any_text_is_read_without_error(text: str, day: date | None) -> None:
    for read in read_dates(text, issued_on=day):
        assert read.start <= read.end
        assert text[read.span.start : read.span.end] == read.text


PIECES = (
    " ", "\n", "in ", "the ", "since ", "on ", "of ", "early ", "Late ", "mid-", "last ", "Next ", "this ", "year",
    "January", "Feb", "Feb.", "May", "Jun ", "Sept. ", "Dec", "Monday", "Tuesday", "Wednesday", "Thursday", "Friday",
    "Saturday", "Sunday", "yesterday", "Today", "tomorrow", "1987", "1980s", "87", "26", "1st", "3rd", ", ",
    "week", "2025-06-30", " to ", " dlrs", "é", "_", "x", "€", "-", ".", "$",
)  # fmt: skip


@given(st.lists(st.sampled_from(PIECES)).map("".join) | st.text(max_size=60))
def test_looking_only_where_a_date_may_begin_misses_none(text: str) -> None:
    by_rule = [match.span() for match in dates._DATE.finditer(text)]

    assert [match.span() for match in dates._find_dates(text)] == by_rule
