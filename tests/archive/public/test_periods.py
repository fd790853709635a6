"""Time on the search page: from years to days and back."""

import re
from datetime import date

import pytest
from django.http import QueryDict
from django.test import Client

from archive.indexing.drain import drain_outbox
from archive.public.periods import step_of, trail_of
from archive.public.search_address import read_address
from archive.public.sparklines import draw_sparkline
from archive.search.results import Period
from tests.make import make_article

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("query", "step"),
    [
        ("", "year"),
        ("from=1961&to=1970", "year"),
        ("from=1961", "year"),
        ("from=1961&to=1961", "month"),
        ("year=1961", "month"),
        ("year=1961&year=1962", "year"),
        ("from=1961-04&to=1961-04", "day"),
        ("from=1961-04-12&to=1961-04-12", "day"),
        ("from=1962&to=1961", "day"),
        ("from=9999-12&to=9999-12", "day"),
    ],
)
def test_the_shorter_the_time_the_finer_the_chart(query: str, step: str) -> None:
    """Years, months, days."""
    assert step_of(read_address(QueryDict(query))) == step


@pytest.mark.parametrize(
    ("query", "names"),
    [
        ("", []),
        ("from=1961&to=1961", ["All years", "1961"]),
        ("from=1961-04&to=1961-04", ["All years", "1961", "April 1961"]),
        ("from=1961-04-12&to=1961-04-12", ["All years", "1961", "April 1961", "12 April 1961"]),
        ("from=1961-04-12&to=1961-04-14", ["All years", "1961", "April 1961", "12 April 1961 to 14 April 1961"]),
        ("from=1961-04&to=1961-06", ["All years", "1961", "April 1961 to June 1961"]),
        ("from=1960&to=1962", ["All years", "1960 to 1962"]),
        ("from=1961-04", ["All years", "from April 1961"]),
        ("to=1961", ["All years", "until 1961"]),
        ("from=9999-12-31&to=9999-12-31", ["All years", "9999", "December 9999", "31 December 9999"]),
        ("from=0001&to=0001", ["All years", "0001"]),
        ("from=1962&to=1961", ["All years", "1962 to 1961"]),
    ],
)
def test_a_way_leads_back_out_of_every_time(query: str, names: list[str]) -> None:
    """Each step wider than the one after it."""
    trail = trail_of(read_address(QueryDict(query)))

    assert [crumb.name for crumb in trail] == names
    assert not trail or (trail[-1].href == "" and all(crumb.href for crumb in trail[:-1]))


def test_a_reader_goes_from_a_year_to_a_day_and_back(client: Client) -> None:
    """Every bar is a link, and stands in the table too."""
    for day in (date(1961, 4, 12), date(1961, 4, 20), date(1961, 8, 6), date(1963, 6, 16)):
        make_article(headline="Flight", dateline_on=day)
    drain_outbox()

    def bars(url: str) -> dict[str, str]:
        page = client.get(url).content.decode()
        rows = re.findall(r'<th scope="row"><a href="([^"]+)">([^<]+)</a></th><td>(\d+)', page)
        assert 'role="img"' in page or "<svg" in page
        return {name: href.replace("&amp;", "&") for href, name, _ in rows}

    years = bars("/search?q=flight")
    assert list(years) == ["1961", "1963"]
    months = bars(years["1961"])
    assert list(months) == ["Apr 1961", "Aug 1961"]
    days = bars(months["Apr 1961"])
    assert list(days) == ["12 Apr 1961", "20 Apr 1961"]
    page = client.get(days["12 Apr 1961"]).content.decode()
    assert "<b>1 story</b>" in page
    assert re.search(r'aria-label="Time".*?href="/search\?q=flight&amp;from=1961&amp;to=1961"', page, flags=re.S)


def test_a_line_tells_the_years_without_stories_too() -> None:
    """A gap is a fall to the foot."""
    line = draw_sparkline([Period("1961", 2), Period("1963", 1)])

    assert line is not None and line.span == "1961 to 1963"
    assert line.points == "0.0,2.0 70.0,34.0 140.0,18.0"
    assert draw_sparkline([]) is None
    alone = draw_sparkline([Period("1961", 2)])
    assert alone is not None and (alone.points, alone.span) == ("", "1961")
