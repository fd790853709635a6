"""A researcher's walk: a name from the offers, narrowed by place and time, shared, and gone back from."""

from datetime import date

import pytest
from playwright.sync_api import Browser, Page, expect
from pytest_django.live_server_helper import LiveServer

from archive.indexing.drain import drain_outbox
from archive.models.link import LinkType
from tests.make import make_article, make_link, make_mention, make_person, make_place, make_source

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def archive(transactional_db: None) -> None:
    """Gagarin in Moscow and in London, 1961; his death in 1968; one copy from another provider."""
    gagarin = make_person("Yuri Gagarin", aliases=("유리 가가린",), description="Cosmonaut")
    moscow, london = make_place("Moscow"), make_place("London")
    flight = make_article(headline="Gagarin orbits the Earth", dateline_on=date(1961, 4, 12))
    copy = make_article(
        headline="Gagarin circles the Earth", dateline_on=date(1961, 4, 13), source=make_source("TN", name="Tribune")
    )
    visit = make_article(headline="Gagarin comes to London", dateline_on=date(1961, 7, 11))
    death = make_article(headline="Gagarin is killed", dateline_on=date(1968, 3, 27))
    for article, place in ((flight, moscow), (copy, moscow), (visit, london), (death, moscow)):
        make_mention(article, gagarin)
        make_mention(article, place)
    make_link(flight, copy, type=LinkType.DUPLICATES)
    drain_outbox()


def stories(page: Page) -> list[str]:
    return page.locator("article h2").all_inner_texts()


@pytest.mark.usefixtures("archive")
def test_a_search_is_mended_narrowed_shared_and_gone_back_from(
    live_server: LiveServer, page: Page, browser: Browser
) -> None:
    """Every step is an address."""
    page.goto(live_server.url)
    page.get_by_role("combobox", name="Search the archive").fill("gagrin")
    page.keyboard.press("Enter")
    expect(page.get_by_role("status")).to_have_text("0 stories")
    page.get_by_role("link", name="gagarin").first.click()
    expect(page.get_by_role("heading", name="Yuri Gagarin")).to_be_visible()
    assert "also from Tribune" in page.locator("article", has_text="orbits the Earth").inner_text()
    assert "Gagarin circles the Earth" not in stories(page)

    page.locator(".facets").get_by_role("link", name="Moscow").click()
    expect(page.locator(".chips")).to_contain_text("Moscow")
    assert sorted(stories(page)) == ["Gagarin is killed", "Gagarin orbits the Earth"]
    page.get_by_text("as a table").click()
    page.get_by_role("table").get_by_role("link", name="1961").click()
    expect(page.locator("article h2")).to_have_text(["Gagarin orbits the Earth"])
    expect(page.get_by_role("navigation", name="Time")).to_contain_text("1961")

    reader = browser.new_page()
    reader.goto(page.url)
    assert stories(reader) == ["Gagarin orbits the Earth"]
    reader.close()

    page.get_by_role("link", name="Remove Places: Moscow").click()
    expect(page.locator("article h2")).to_have_count(2)
    page.go_back()
    expect(page.locator("article h2")).to_have_text(["Gagarin orbits the Earth"])
    page.get_by_role("navigation", name="Time").get_by_role("link", name="All years").click()
    expect(page.locator("article h2")).to_have_count(2)


@pytest.mark.usefixtures("archive")
def test_it_works_without_javascript(live_server: LiveServer, browser: Browser) -> None:
    """Offers and filters are a help, not a condition."""
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(live_server.url)
    page.get_by_role("searchbox", name="Search the archive").fill("gagarin")
    page.get_by_role("button", name="Search").click()
    expect(page.locator("article h2")).to_have_count(3)
    page.goto(live_server.url + "/search/choices?by=place")
    page.get_by_label("Only those with").fill("lond")
    page.get_by_role("button", name="Filter").click()
    page.get_by_role("link", name="London").click()
    expect(page.locator("article h2")).to_have_text(["Gagarin comes to London"])
    context.close()
