"""Whatever is sent, the answer is a page."""

from urllib.parse import quote

import pytest
from django.test import Client
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from archive.indexing.drain import drain_outbox
from archive.public.keyset import read_cursor
from tests.make import make_article, make_mention, make_person

pytestmark = pytest.mark.django_db

VALUES = [
    "\x00", "a\x00b", "%00", "'; DROP TABLE archive_article; --", "\"><script>alert(1)</script>", "9" * 5000, "-1",
    "..", "../../etc/passwd", "\ud7ff\uffff", "🚀" * 300, "NaN", "1e400", "MTk2MS0wNC0xMi4xMjM",
    "MTk2MS0wNC0xMi45OTk5OTk5OTk5OTk5OTk5OTk5OTk5",  # a cursor of ours with a number that no database holds
   
    "0000-00-00", "9999-12-31", "1961-02-30", "٣", "²", "a" * 4000,
]  # fmt: skip
NAMES = ["q", "cursor", "sort", "from", "to", "year", "person", "place", "event", "source", "topic", "language"]


@pytest.fixture
def archive(db: None) -> None:
    """One story with a name."""
    make_mention(make_article(), make_person())
    drain_outbox()


@pytest.mark.parametrize("value", VALUES)
@pytest.mark.usefixtures("archive")
def test_no_parameter_breaks_a_page(client: Client, value: str) -> None:
    """Every parameter of every page that has some."""
    for name in NAMES:
        assert client.get("/search", {name: [value, value]}).status_code == 200, name
    for page in ("/", "/people/yuri-gagarin/", "/sources/MP/", "/on/1961/", "/topics/x/"):
        assert client.get(page, {"cursor": value}).status_code in (200, 404), page


@pytest.mark.parametrize("value", VALUES)
@pytest.mark.usefixtures("archive")
def test_no_address_breaks_a_page(client: Client, value: str) -> None:
    """Every part of an address."""
    part = quote(value, safe="")
    for folder in ("people", "places", "events", "organisations", "sources", "topics", "articles", "on"):
        assert client.get(f"/{folder}/{part}/").status_code in (200, 301, 404), folder
    for path in (f"/articles/{part}/v/{part}/", f"/on/1961/{part}/1/", f"/articles/{part}/changes/{part}-{part}/"):
        assert client.get(path).status_code in (301, 404), path


def test_a_day_that_never_was_is_not_found(client: Client) -> None:
    """And no year before the first or after the last that a calendar has."""
    for path in ("/on/1961/02/30/", "/on/1961/13/", "/on/0/", "/on/10000/", "/on/1961/0/1/"):
        assert client.get(path).status_code == 404, path


def test_a_question_of_a_thousand_choices_is_cut(client: Client) -> None:
    """Nobody can choose so many; the page stays a page."""
    assert client.get("/search", {"person": [f"p{n}" for n in range(900)]}).status_code == 200


@given(st.text(max_size=60))
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_a_cursor_is_read_or_is_none(cursor: str) -> None:
    """Never an exception."""
    assert read_cursor(cursor) is None or isinstance(read_cursor(cursor), tuple)
