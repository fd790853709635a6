"""Charts and timelines as numbers."""

from datetime import date

import pytest

from archive.models import Event
from archive.models.event import Precision
from archive.public.charts import HEIGHT, WIDTH, draw_chart
from archive.public.chronicle import when_of
from archive.search.results import Period


def test_years_without_stories_are_part_of_the_picture() -> None:
    """A gap is a fact."""
    chart = draw_chart([Period("1961", 4), Period("1957", 2)], href=lambda label: f"/on/{label}/")

    assert chart is not None
    assert [bar.label for bar in chart.bars] == ["1957", "1958", "1959", "1960", "1961"]
    assert [bar.count for bar in chart.bars] == [2, 0, 0, 0, 4]
    assert chart.bars[-1].height == HEIGHT
    assert all(bar.x >= 0 and bar.x + bar.width <= WIDTH for bar in chart.bars)
    assert (chart.span, chart.total) == ("1957 to 1961", 6)


def test_months_run_over_the_turn_of_the_year() -> None:
    """December is followed by January."""
    chart = draw_chart([Period("1961-11", 1), Period("1962-02", 1)], href=str)

    assert chart is not None
    assert [bar.name for bar in chart.bars] == ["Nov 1961", "Dec 1961", "Jan 1962", "Feb 1962"]


def test_one_bar_tells_nothing() -> None:
    """And none even less."""
    assert draw_chart([Period("1961", 4)], href=str) is None
    assert draw_chart([], href=str, least=1) is None


def test_two_years_far_apart_do_not_make_a_page_of_bars() -> None:
    """A story misdated to the year 1 must not draw two thousand of them."""
    chart = draw_chart([Period("0001", 1), Period("2026", 1)], href=str)

    assert chart is not None
    assert len(chart.bars) == 2


@pytest.mark.parametrize(
    ("first", "last", "precision", "said"),
    [
        (date(1961, 4, 12), date(1961, 4, 12), Precision.DAY, "12 April 1961"),
        (date(1961, 8, 6), date(1961, 8, 7), Precision.DAY, "6–7 August 1961"),
        (date(1960, 8, 31), date(1960, 9, 1), Precision.DAY, "31 August 1960 – 1 September 1960"),
        (date(1960, 5, 1), date(1963, 6, 30), Precision.MONTH, "May 1960 – June 1963"),
        (date(1957, 1, 1), date(1957, 12, 31), Precision.YEAR, "1957"),
        (date(1957, 1, 1), None, Precision.YEAR, "1957"),
        (None, None, Precision.DAY, ""),
    ],
)
def test_a_time_is_said_as_exactly_as_it_is_known(
    first: date | None, last: date | None, precision: str, said: str
) -> None:
    """No day is invented for a month."""
    assert when_of(Event(starts_on=first, ends_on=last, precision=precision)) == said
