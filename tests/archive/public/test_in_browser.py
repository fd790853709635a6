"""The pages in a browser: no barrier, nothing from elsewhere, no sideways scrolling, light and dark."""

import re
from collections.abc import Iterator
from datetime import date

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, expect
from pytest_django.live_server_helper import LiveServer

from archive.actions import Words, add_alias, correct_article, withdraw_article
from archive.indexing.drain import drain_outbox
from archive.models import Article
from tests.make import (
    NOON,
    make_article,
    make_event,
    make_link,
    make_mention,
    make_note,
    make_person,
    make_place,
)

pytestmark = pytest.mark.django_db(transaction=True)
TEXT = "The flight took 89 minutes. Major Yuri Gagarin felt well.\n\nHe rose east of the Aral Sea at 9.07."


@pytest.fixture
def story(transactional_db: None) -> Iterator[Article]:
    """A story with one of everything that a page can show."""
    programme = make_event("Vostok programme", starts_on=date(1960, 5, 15), ends_on=date(1963, 6, 19))
    flight = make_event("Vostok 1", parent=programme)
    person = make_person("Yuri Gagarin", description="Cosmonaut", born_on=date(1934, 3, 9))
    add_alias(entity=person, name="유리 가가린", language="ko", at=NOON)
    place = make_place("Moscow", latitude=55.75, longitude=37.62, country="RU")
    article = make_article(
        headline="Soviet Union puts a man in orbit", subheadline="Pilot named", text=TEXT,
        dateline_place=place, language="en", topics=("Human spaceflight",),
    )  # fmt: skip
    words = Words(
        headline="Soviet Union puts a man in orbit", text=TEXT.replace("89", "108"), subheadline="Pilot named",
        dateline_text="MOSCOW, April 12 (MP) -", dateline_place=place,
    )  # fmt: skip
    correct_article(article=article, words=words, notice="It took 108 minutes.", by=None, at=NOON)
    article.refresh_from_db()
    make_mention(article, person, words="Yuri Gagarin", descriptor="Major")
    for entity in (place, flight, programme):
        make_mention(article, entity)
    make_note(article, "east of the Aral Sea", body="At **Tyuratam**.", visibility="public")
    korean = make_article(
        headline="소련, 사람을 궤도에", text="유리 가가린 소령", language="ko", dateline_on=date(1962, 1, 2)
    )
    make_mention(korean, person, words="유리 가가린")
    make_link(article, korean, reason="the same news in Seoul")
    gone = withdraw_article(article=make_article(), reason="wrong", by=None, at=NOON)
    make_link(article, gone)
    drain_outbox()
    yield article


def pages(story: Article) -> list[str]:
    return [
        "/", "/search?q=yuri+gagarin&person=yuri-gagarin", "/search?q=nothingfound",
        "/search?q=gagrin+orbit", "/search/choices?by=person",
        "/search?q=man&from=1961-04&to=1961-04", story.get_absolute_url(),
        f"/articles/{story.ref}/v/1/", f"/articles/{story.ref}/changes/1-2/", "/people/yuri-gagarin/",
        "/events/vostok-1/", "/places/moscow/", "/events/", "/people/", "/on/", "/on/1961/04/12/",
        "/sources/MP/", "/topics/human-spaceflight/", "/nothing/here",
    ]  # fmt: skip


@pytest.mark.parametrize(("width", "scheme"), [(375, "light"), (1440, "dark"), (1440, "light"), (320, "dark")])
def test_no_page_has_a_barrier(live_server: LiveServer, page: Page, story: Article, width: int, scheme: str) -> None:
    """WCAG 2.2 AA as far as a machine can tell; and no page scrolls sideways, not even at 320 pixels."""
    page.set_viewport_size({"width": width, "height": 900})
    page.emulate_media(color_scheme="dark" if scheme == "dark" else "light", reduced_motion="reduce")
    heard: list[str] = []
    page.on("console", lambda message: heard.append(message.text) if "404" not in message.text else None)
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    rules = {"runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]}

    problems = []
    for path in pages(story):
        page.goto(live_server.url + path)
        for violation in Axe().run(page, options=rules).response["violations"]:
            nodes = [node["html"] for node in violation["nodes"][:3]]
            problems.append((path, violation["id"], violation["help"], nodes))
        if page.evaluate("document.documentElement.scrollWidth") > width:
            problems.append((path, "scrolls sideways", "", []))

    assert not problems, problems
    assert not heard, heard
    assert {url.split("/", 3)[2] for url in asked} == {live_server.url.split("/", 3)[2]}


def test_a_reader_goes_by_keyboard_from_the_words_to_the_note_and_back(
    live_server: LiveServer, page: Page, story: Article
) -> None:
    """Without a mouse and without JavaScript of ours."""
    page.goto(live_server.url + story.get_absolute_url())
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.className") == "skip"

    page.locator("sup a[href='#note-1']").focus()
    page.keyboard.press("Enter")
    expect(page).to_have_url(re.compile("#note-1$"))
    page.locator("#note-1 a.number").focus()
    page.keyboard.press("Enter")
    expect(page).to_have_url(re.compile("#words-1$"))


def test_a_reader_searches_narrows_and_opens_a_story(live_server: LiveServer, page: Page, story: Article) -> None:
    """The way through the reading room."""
    page.goto(live_server.url)
    page.get_by_role("combobox", name="Search the archive").first.fill("유리 가가린")
    page.keyboard.press("Enter")
    expect(page.get_by_role("status")).to_have_text(re.compile("^2 stories"))
    page.locator(".facets").get_by_role("link", name="Moscow").click()
    expect(page.get_by_role("status")).to_have_text(re.compile("^1 story"))
    page.get_by_role("link", name="Soviet Union puts a man in orbit", exact=True).click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Soviet Union puts a man in orbit")
