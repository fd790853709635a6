"""Dossiers as readers meet them: in order, with a timeline, and without a word of what they may not see."""

import json
import re
from datetime import date

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from lxml import etree

from archive.actions import make_dossier, merge_entities, note_in_dossier, unpublish_dossier
from archive.indexing.drain import drain_outbox
from archive.public.lifeline import Point, draw_lifeline
from tests.archive.public.test_feeds import ATOM, read, titles
from tests.archive.public.test_visibility import CANARY, STATES
from tests.make import NOON, make_article, make_event, make_full_dossier, make_mention

pytestmark = pytest.mark.django_db


def test_a_dossier_shows_its_introduction_and_its_items_in_order(client: Client) -> None:
    vostok = make_event("Vostok 1")
    first, second = make_article(headline="He is up"), make_article(headline="He is down")
    make_mention(second, vostok)
    dossier = make_full_dossier(second, vostok, first, introduction="The *whole* flight. <script>x</script>")
    note_in_dossier(item=dossier.items.all()[0], note="Read **this** first.", by=None, at=NOON)

    page = client.get("/dossiers/the-first-man-in-space/").content.decode()

    items = page[page.index('id="items-title"') :]
    assert items.index("He is down") < items.index("Vostok 1") < items.index("He is up")
    assert "<em>whole</em>" in page and "<strong>this</strong>" in page
    assert "<script>x" not in page
    data = json.loads(re.search(r'ld\+json">(.*?)</script>', page, re.S)[1])  # type: ignore[index]
    assert [part["headline"] for part in data["hasPart"]] == ["He is down", "He is up"]
    assert data["description"].startswith("The whole flight.")


def test_a_draft_is_found_nowhere(client: Client) -> None:
    published = make_full_dossier(make_article(), title=f"{CANARY} files")
    unpublish_dossier(dossier=published, by=None, at=NOON)
    make_dossier(title=f"{CANARY} papers", by=None, at=NOON)

    for path in ("/dossiers/zanzibarquokka-files/", "/feeds/dossiers/zanzibarquokka-papers/"):
        assert client.get(path).status_code == 404
    for path in ("/", "/dossiers/", "/feeds/dossiers/"):
        assert CANARY not in client.get(path).content.decode(), path


@pytest.mark.parametrize("state", STATES)
def test_a_dossier_says_no_word_of_a_story_that_is_not_readable(client: Client, state: str) -> None:
    """Nor the note on it, nor an event that only such a story names, nor a number that is missing."""
    make_hidden, status = STATES[state]
    hidden, event = make_hidden(), make_event(f"{CANARY} Congress")
    make_mention(hidden, event, words=CANARY)
    dossier = make_full_dossier(
        hidden, event, make_article(headline="In May 1962 nothing happened"), title="Open", introduction="Words."
    )
    for item in dossier.items.all()[:2]:
        note_in_dossier(item=item, note=f"{CANARY} note", by=None, at=NOON)
    drain_outbox()

    for path in ("/dossiers/open/", "/feeds/dossiers/open/", "/dossiers/", "/feeds/dossiers/", "/"):
        answer = client.get(path)
        assert answer.status_code == 200, path
        assert CANARY.lower() not in answer.content.decode().lower(), path
    page = client.get("/dossiers/open/").content.decode()
    numbers = re.findall(r'<li value="(\d+)">', page)
    assert numbers == (["1", "2"] if status == 410 else ["1"])
    assert (hidden.ref in page) is (status == 410)
    assert "1 story" in client.get("/dossiers/").content.decode()


def test_the_timeline_is_a_picture_and_the_same_as_a_table(client: Client) -> None:
    article = make_article(headline="He is down", text="He had trained since March 28, 1961, near Moscow.")
    vostok = make_event("Vostok 1")
    make_mention(article, vostok)
    make_full_dossier(vostok, article, title="Flight")

    page = client.get("/dossiers/flight/").content.decode()

    svg = page[page.index("<svg width") : page.index("</svg>", page.index("<svg width"))]
    table = page[page.index("<tbody>") : page.index("</tbody>")]
    for name in ("Vostok 1", "He is down"):
        assert name in svg and name in table
    assert svg.count("<circle") == table.count("<tr>")


def test_days_that_a_story_tells_of_are_drawn_when_they_are_near(client: Client) -> None:
    early = make_article(headline="Early", dateline_on=date(1961, 2, 1), text="The trial is set for March 3, 1961.")
    late = make_article(headline="Late", text="It began on October 4, 1957.")
    make_full_dossier(early, late, title="Flight")

    page = client.get("/dossiers/flight/").content.decode()
    table = page[page.index("<tbody>") : page.index("</tbody>")]

    assert "“March 3, 1961” in Early" in table
    assert "October 4, 1957" not in table


def test_a_timeline_needs_two_days_and_keeps_every_point_inside_the_picture() -> None:
    def point(name: str, first: date, last: date | None = None) -> Point:
        return Point("event", name, "/", "", first, last or first)

    assert draw_lifeline([point("a", date(1961, 1, 1)), point("b", date(1961, 1, 1))]) is None
    line = draw_lifeline([point("a" * 60, date(1, 1, 1)), point("b", date(1961, 1, 1), date(9999, 12, 31))])
    assert line is not None
    for drawn in line.rows[0].drawn:
        assert 0 <= drawn.x <= drawn.x + drawn.width <= 100


def test_a_dossier_and_its_feed_hold_what_is_readable_newest_first(client: Client) -> None:
    make_full_dossier(
        make_article(headline="First", dateline_on=date(1961, 4, 12)),
        make_article(headline="Second", dateline_on=date(1961, 4, 14)),
        title="Flight",
    )

    feed = read(client, "/feeds/dossiers/flight/")
    assert titles(feed) == ["Second", "First"]
    assert feed.findtext("o:totalResults", "", ATOM | {"o": "http://a9.com/-/spec/opensearch/1.1/"}) == "2"
    assert titles(read(client, "/feeds/dossiers/")) == ["Flight"]
    page = etree.HTML(client.get("/dossiers/flight/").content)
    assert page.xpath("//link[@type='application/atom+xml']/@href") == ["/feeds/dossiers/flight/"]


def test_a_dossier_costs_the_same_number_of_queries_whatever_it_holds(client: Client) -> None:
    def count(size: int) -> int:
        items = [make_article(headline=f"Story {size} {number}") for number in range(size)]
        events = [make_event(f"Event {size} {number}") for number in range(size)]
        for item, event in zip(items, events, strict=True):
            make_mention(item, event)
        make_full_dossier(*items, *events, title=f"Size {size}")
        with CaptureQueriesContext(connection) as queries:
            assert client.get(f"/dossiers/size-{size}/").status_code == 200
        return len(queries)

    assert count(3) == count(12) <= 8


def test_an_event_that_was_merged_lives_on_in_its_survivor_once(client: Client) -> None:
    kept, doubled = make_event("Vostok 1"), make_event("Gagarin's flight")
    article = make_article()
    make_mention(article, kept)
    make_full_dossier(doubled, kept, article, title="Flight")
    merge_entities(keep=kept, merged=[doubled], by=None, at=NOON)

    page = client.get("/dossiers/flight/").content.decode()

    items = page[page.index('id="items-title"') :]
    assert items.count('href="/events/vostok-1/"') == 1
    assert "Gagarin" not in items.split("Vostok 1")[0]
    assert re.findall(r'<li value="(\d+)">', page) == ["1", "2"]
