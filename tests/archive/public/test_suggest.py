"""Completions while somebody types."""

import json
from datetime import timedelta

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from lxml import etree
from playwright.sync_api import Page, Route, expect
from pytest_django.live_server_helper import LiveServer

from archive.actions import withdraw_article
from archive.indexing.drain import drain_outbox
from archive.models import Article, Rights
from archive.search.door import index_path, open_engine
from tests.make import NOON, make_article, make_draft, make_event, make_mention, make_person, make_place

pytestmark = pytest.mark.django_db
RULES = {"runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]}


@pytest.fixture
def archive(db: None) -> None:
    """Two stories of Gagarin, one with everything else."""
    gagarin = make_person("Yuri Gagarin", aliases=("Юрий Гагарин", "유리 가가린", "José Müller"))
    one = make_article(headline="Man in orbit", topics=("Human spaceflight",))
    two = make_article(headline="Gagarin comes to London")
    for article in (one, two):
        make_mention(article, gagarin)
    make_mention(one, make_person("Kim Jong Un"))
    make_mention(one, make_place("Gagra"))
    make_mention(one, make_event("Vostok 1"))
    drain_outbox()


def offers(client: Client, typed: str) -> list[tuple[str, str]]:
    answer = client.get("/search/suggest", {"q": typed})
    assert answer.status_code == 200
    return [(offer["kind"], offer["name"]) for offer in answer.json()["offers"]]


@pytest.mark.usefixtures("archive")
@pytest.mark.parametrize(
    ("typed", "first"),
    [
        ("gagarin", ("person", "Yuri Gagarin")),
        ("yuri gag", ("person", "Yuri Gagarin")),
        ("gagarin yu", ("person", "Yuri Gagarin")),
        ("гагар", ("person", "Yuri Gagarin")),
        ("가가", ("person", "Yuri Gagarin")),
        ("jose mull", ("person", "Yuri Gagarin")),
        ("kim jong-u", ("person", "Kim Jong Un")),
        ("jongun", ("person", "Kim Jong Un")),
        ("vost", ("event", "Vostok 1")),
        ("space", ("topic", "Human spaceflight")),
        ("orb", ("story", "Man in orbit")),
    ],
)
def test_the_beginning_of_any_word_leads_to_it_in_any_script_order_and_spelling(
    client: Client, typed: str, first: tuple[str, str]
) -> None:
    """People type what they remember."""
    assert (offers(client, typed) or [("", "")])[0] == first


@pytest.mark.usefixtures("archive")
def test_names_of_most_stories_stand_first_and_headlines_keep_a_place(client: Client) -> None:
    """One line for one person, however many aliases fit."""
    found = offers(client, "gag")

    assert found == [("person", "Yuri Gagarin"), ("place", "Gagra"), ("story", "Gagarin comes to London")]


@pytest.mark.usefixtures("archive")
def test_an_alias_is_shown_when_the_name_does_not_fit(client: Client) -> None:
    """Otherwise nobody would see why it is offered."""
    (offer,) = client.get("/search/suggest", {"q": "가가린"}).json()["offers"]

    assert (offer["name"], offer["also"], offer["count"], offer["href"]) == (
        "Yuri Gagarin", "유리 가가린", 2, "/people/yuri-gagarin/",
    )  # fmt: skip


@pytest.mark.usefixtures("archive")
def test_a_browser_is_answered_in_its_own_form(client: Client) -> None:
    """OpenSearch: four lists."""
    answer = client.get("/opensearch/suggest", {"q": "vost"})

    assert answer["Content-Type"] == "application/x-suggestions+json"
    assert answer.json() == ["vost", ["Vostok 1"], ["event, 1 story"], ["http://127.0.0.1:8000/events/vostok-1/"]]
    description = etree.fromstring(client.get("/opensearch.xml").content)
    templates = [url.get("template") or "" for url in description.iter("{*}Url")]
    assert templates == [
        "http://127.0.0.1:8000/search?q={searchTerms}",
        "http://127.0.0.1:8000/opensearch/suggest?q={searchTerms}",
    ]
    assert b'href="/opensearch.xml"' in client.get("/").content


@pytest.mark.usefixtures("archive")
@pytest.mark.parametrize("typed", ["gag", "space", "man", "g", "nothing at all", "a b c d e f g h i j k"])
def test_two_queries_at_most_and_ten_offers(client: Client, typed: str) -> None:
    """Whatever is typed; and a cache may keep the answer for a minute."""
    for number in range(15):
        make_mention(make_article(headline=f"Gagarin and man {number}"), make_person(f"Gagarin{number} Man"))
    drain_outbox()

    with CaptureQueriesContext(connection) as queries:
        answer = client.get("/search/suggest", {"q": typed})

    assert len(queries) <= 2
    assert len(answer.json()["offers"]) <= 10
    assert answer["Cache-Control"].startswith("public, max-age=60")


def test_nothing_is_offered_that_readers_may_not_know_of(client: Client) -> None:
    """Drafts, embargoes, withdrawals, rights that show nothing; nor the people named only there."""
    make_mention(make_draft(headline="Zebra draft"), make_person("Zebra Draft"))
    make_mention(make_article(headline="Zebra embargo", visible_from=timezone.now() + timedelta(days=1)),
                 make_person("Zebra Embargo"))  # fmt: skip
    gone = make_article(headline="Zebra withdrawn", topics=("Zebra topic",))
    make_mention(gone, make_person("Zebra Withdrawn"))
    drain_outbox()
    assert offers(client, "zebra")
    withdraw_article(article=gone, reason="wrong", by=None, at=NOON)

    assert [name for kind, name in offers(client, "zebra") if kind != "topic"] == []
    drain_outbox()
    assert offers(client, "zebra") == []


def test_a_headline_is_kept_no_longer_than_its_rights(client: Client) -> None:
    """Neither by us nor by a cache."""
    article = make_article(headline="Zebra")
    drain_outbox()
    Article.objects.filter(pk=article.pk).update(visible_until=timezone.now() + timedelta(seconds=20))

    seconds = int(client.get("/search/suggest", {"q": "zeb"})["Cache-Control"].removeprefix("public, max-age="))

    assert seconds <= 20
    Rights.objects.update_or_create(article=article, defaults={"display_policy": "none"})
    assert offers(client, "zeb") == []


def test_an_index_that_cannot_be_read_offers_nothing(client: Client) -> None:
    """The box stays a box."""
    make_article()
    drain_outbox()
    open_engine("public").close()
    for file in index_path("public").rglob("*"):
        if file.is_file():
            file.write_bytes(b"not an index")

    assert offers(client, "man") == []


# In a browser


@pytest.fixture
def front(live_server: LiveServer, page: Page, transactional_db: None, archive: None) -> Page:
    """The front page."""
    page.goto(live_server.url)
    return page


@pytest.mark.django_db(transaction=True)
def test_a_name_is_chosen_by_keyboard(front: Page) -> None:
    """Down, up, Enter; what is chosen is told to screen readers, what was typed stays."""
    box = front.get_by_role("combobox", name="Search the archive")
    before = front.locator("main").bounding_box()
    box.type("gag")
    options = front.get_by_role("option")
    expect(options).to_have_count(3)
    expect(box).to_have_attribute("aria-expanded", "true")
    expect(front.get_by_text("3 suggestions, use the arrow keys")).to_be_attached()
    assert front.locator("main").bounding_box() == before, "the list pushes nothing aside"

    front.keyboard.press("ArrowDown")
    expect(options.first).to_have_attribute("aria-selected", "true")
    assert box.get_attribute("aria-activedescendant") == options.first.get_attribute("id")
    front.keyboard.press("ArrowUp")
    expect(front.locator("[aria-selected=true]")).to_have_count(0)
    front.keyboard.press("ArrowDown")
    assert box.input_value() == "gag"
    front.keyboard.press("Enter")
    expect(front).to_have_url(front.url.split("/", 3)[0] + "//" + front.url.split("/", 3)[2] + "/people/yuri-gagarin/")


@pytest.mark.django_db(transaction=True)
def test_escape_closes_the_list_and_enter_searches_what_was_typed(front: Page) -> None:
    """Nobody is forced to choose."""
    box = front.get_by_role("combobox", name="Search the archive")
    box.type("gag")
    expect(front.get_by_role("listbox")).to_be_visible()
    front.keyboard.press("Escape")
    expect(front.get_by_role("listbox")).to_be_hidden()
    assert box.input_value() == "gag"
    front.keyboard.press("Enter")
    front.wait_for_url("**/search?q=gag")


@pytest.mark.django_db(transaction=True)
def test_a_late_answer_never_replaces_a_newer_one(front: Page) -> None:
    """The first answer is held back until the second has been shown."""
    held: list[Route] = []

    def answer(route: Route) -> None:
        if route.request.url.endswith("q=v"):
            held.append(route)
        else:
            route.continue_()

    front.route("**/search/suggest*", answer)
    box = front.get_by_role("combobox", name="Search the archive")
    box.type("v")
    front.wait_for_timeout(300)
    box.type("ost")
    expect(front.get_by_role("option")).to_have_text("Vostok 1 event, 1 story")
    body = json.dumps({"q": "v", "offers": [{"kind": "person", "name": "Stale", "href": "/", "count": 1}]})
    for route in held:
        route.fulfill(body=body, content_type="application/json")
    front.wait_for_timeout(100)

    expect(front.get_by_role("option")).to_have_text("Vostok 1 event, 1 story")


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize(("width", "scheme"), [(375, "dark"), (1440, "light"), (320, "light")])
def test_the_open_list_has_no_barrier(front: Page, width: int, scheme: str) -> None:
    """Names in their own scripts, counts in words, nothing off the screen."""
    heard: list[str] = []
    front.on("console", lambda message: heard.append(message.text))
    front.set_viewport_size({"width": width, "height": 900})
    front.emulate_media(color_scheme="dark" if scheme == "dark" else "light")
    front.get_by_role("combobox", name="Search the archive").type("가가")
    expect(front.get_by_role("option")).to_have_count(1)
    front.keyboard.press("ArrowDown")
    expect(front.locator("[aria-selected=true]")).to_have_count(1)

    violations = Axe().run(front, options=RULES).response["violations"]

    assert not [(one["id"], [node["html"] for node in one["nodes"]]) for one in violations]
    assert front.evaluate("document.documentElement.scrollWidth") <= width
    assert not heard
