"""Every search and listing is an Atom feed."""

from datetime import UTC, datetime, timedelta
from pathlib import Path
from urllib.parse import urlencode

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from lxml import etree

from archive.actions import RightsStatement, set_rights, withdraw_article
from archive.indexing.drain import drain_outbox
from archive.public.feed_atom import FeedEntry, FeedPage, write_feed
from tests.archive.public.test_visibility import CANARY, STATES
from tests.make import NOON, make_article, make_event, make_mention, make_organisation, make_person, make_place

pytestmark = pytest.mark.django_db
ATOM = {"a": "http://www.w3.org/2005/Atom", "o": "http://a9.com/-/spec/opensearch/1.1/"}


def read(client: Client, path: str) -> etree._Element:
    answer = client.get(path)
    assert answer.status_code == 200, path
    assert answer["Content-Type"].startswith("application/atom+xml")
    return etree.fromstring(answer.content)


def titles(feed: etree._Element) -> list[str]:
    return [str(title.text) for title in feed.findall("a:entry/a:title", ATOM)]


def test_a_search_is_a_feed_of_what_it_finds(client: Client) -> None:
    article = make_article(headline="A kestrel flies", language="en")
    make_article(headline="A falcon flies")
    drain_outbox()

    feed = read(client, "/feeds/search/?q=kestrel")

    assert titles(feed) == ["A kestrel flies"]
    assert feed.findtext("a:entry/a:id", "", ATOM).endswith(f"/articles/{article.ref}/")
    assert feed.findtext("o:totalResults", "", ATOM) == "1"
    rels = {link.get("rel"): link.get("href") for link in feed.findall("a:link", ATOM)}
    assert rels["alternate"] == "http://127.0.0.1:8000/search?q=kestrel&sort=newest"
    assert rels["self"] == feed.findtext("a:id", "", ATOM)


def test_every_listing_has_a_feed_and_names_it(client: Client) -> None:
    article = make_article(headline="Named", topics=("space",))
    named = [make_person(), make_place(), make_organisation(), make_event()]
    for entity in named:
        make_mention(article, entity)
    drain_outbox()

    for page in ["/", "/topics/space/", "/sources/MP/", *(entity.get_absolute_url() for entity in named)]:
        assert titles(read(client, f"/feeds{page}")) == ["Named"], page
        assert f'href="/feeds{page}"' in client.get(page).content.decode(), page
    assert 'href="/feeds/search/?q=named"' in client.get("/search?q=named&sort=oldest").content.decode()


def test_a_long_feed_is_paged_without_losing_a_story(client: Client) -> None:
    for number in range(60):
        make_article(headline=f"Story {number}")
    drain_outbox()
    found, path = [], "/feeds/search/?q=story"
    while path:
        feed = read(client, path)
        found += titles(feed)
        following = feed.find("a:link[@rel='next']", ATOM)
        path = "" if following is None else str(following.get("href")).removeprefix("http://127.0.0.1:8000")

    assert sorted(found) == sorted(f"Story {number}" for number in range(60))


@pytest.mark.parametrize("state", STATES)
def test_no_feed_says_a_word_of_a_story_that_is_not_readable(client: Client, state: str) -> None:
    hidden = STATES[state][0]()
    person = make_person(f"{CANARY} Smith")
    make_mention(hidden, person)
    make_article(topics=("space",))
    drain_outbox()

    for path in ("/feeds/", "/feeds/search/", "/feeds/sources/MP/", "/feeds/topics/space/"):
        assert CANARY.lower() not in client.get(path).content.decode().lower(), path
    assert titles(read(client, f"/feeds/search/?q={CANARY}")) == []
    assert client.get(f"/feeds{person.get_absolute_url()}").status_code == 404


def test_a_story_withdrawn_a_moment_ago_is_in_no_feed(client: Client) -> None:
    article = make_article(headline=CANARY)
    drain_outbox()
    first = client.get("/feeds/")
    withdraw_article(article=article, reason="wrong", by=None, at=NOON)

    again = client.get("/feeds/", headers={"if-none-match": first["ETag"]})
    assert again.status_code == 200 and CANARY not in again.content.decode()


def test_a_summary_says_no_more_than_the_rights_allow(client: Client) -> None:
    article = make_article(text="Telltale words.")
    set_rights(article=article, statement=RightsStatement(display_policy="headline"), by=None, at=NOON)
    drain_outbox()

    assert "Telltale" not in client.get("/feeds/").content.decode()


def test_a_feed_that_has_not_changed_is_not_sent_again(client: Client) -> None:
    article = make_article()
    set_rights(article=article, statement=RightsStatement(), by=None, at=NOON)
    drain_outbox()
    first = client.get("/feeds/")

    again = client.get("/feeds/", headers={"if-none-match": first["ETag"]})

    assert again.status_code == 304 and not again.content


def test_caches_do_not_learn_when_an_embargo_lifts(client: Client) -> None:
    make_article()
    make_article(visible_from=timezone.now() + timedelta(seconds=20))
    drain_outbox()

    assert "max-age=60" in client.get("/feeds/")["Cache-Control"]


def test_a_feed_costs_a_few_queries_whatever_its_length(client: Client) -> None:
    for number in range(12):
        make_mention(make_article(headline=f"Story {number}"), make_person(f"Person {number}"))
    drain_outbox()
    with CaptureQueriesContext(connection) as queries:
        read(client, "/feeds/search/?q=story")

    assert len(queries) <= 3


def test_naughty_strings_are_searched_for_or_refused_never_an_error(client: Client, shared_data: Path) -> None:
    make_article()
    drain_outbox()
    lists = [path for path in (shared_data / "hostile").rglob("*") if path.is_file() and "blns" in str(path)]
    lines = {line for path in lists for line in path.read_text("utf-8", "replace").splitlines() if line.strip()}
    assert lines
    for line in sorted(lines)[:600]:
        answer = client.get("/feeds/search/?" + urlencode({"q": line, "cursor": line, "source": line}))
        assert answer.status_code in (200, 400), line
        etree.fromstring(answer.content)


@given(text=st.text(alphabet=st.characters(exclude_categories=["Cs"]), max_size=50))
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=50)
def test_the_xml_is_well_formed_whatever_stands_in_a_story(text: str) -> None:
    moment = datetime(1961, 4, 12, tzinfo=UTC)
    entry = FeedEntry(text, text, text, text, text, text, text, text, text, moment, moment)

    root = etree.fromstring(write_feed(FeedPage(text, text, text, text, text, text, 1, 50, text, True, (entry,))))

    assert root.findtext("a:updated", "", ATOM) == "1961-04-12T00:00:00Z"
