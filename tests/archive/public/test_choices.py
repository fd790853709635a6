"""The choices of the facets: right counts, all of them within reach."""

import random
import re
from html import unescape
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.test import Client
from playwright.sync_api import Page, expect
from pytest_django.live_server_helper import LiveServer

from archive.indexing.drain import drain_outbox
from archive.models import Article
from archive.public.choices import fits
from archive.public.facets import TITLES
from archive.public.search_address import PARAMETERS
from tests.make import make_article, make_event, make_mention, make_person, make_place, make_source

pytestmark = pytest.mark.django_db
RULES = {"runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]}


def choices(page: str) -> dict[str, int]:
    found = re.findall(r"<bdi>([^<]+)</bdi>(?:<span[^>]*>[^<]*</span>)?</a><span class=\"count\">(\d+)", page)
    return {unescape(name): int(count) for name, count in found}


@pytest.fixture
def people(db: None) -> None:
    """Forty-five people in one story, José in two."""
    article = make_article(headline="Crowd")
    for number in range(44):
        make_mention(article, make_person(f"Person {number:02}"))
    jose = make_person("José Müller")
    make_mention(article, jose)
    make_mention(make_article(headline="Second"), jose)
    drain_outbox()


@pytest.mark.usefixtures("people")
def test_more_leads_to_all_choices(client: Client) -> None:
    """Under the same search; each is a link back to it."""
    page = client.get("/search", {"q": "crowd", "from": "1961"}).content.decode()
    href = re.search(r'<a href="(/search/choices[^"]+by=person)"', page)
    assert href is not None
    answer = client.get(unescape(href[1]))
    page = answer.content.decode()

    assert len(choices(page)) == 45
    assert 'href="/search?q=crowd&amp;person=person-07&amp;from=1961"' in page
    assert 'href="/search?q=crowd&amp;from=1961"' in page
    assert answer["X-Robots-Tag"] == "noindex"


@pytest.mark.usefixtures("people")
def test_choices_are_filtered_by_the_beginnings_of_words(client: Client) -> None:
    """Without JavaScript, whatever the accents; those chosen stay."""
    filtered = client.get("/search/choices", {"by": "person", "find": "MULL jose"}).content.decode()
    chosen = client.get("/search/choices", {"by": "person", "find": "mull", "person": "person-03"}).content.decode()

    assert choices(filtered) == {"José Müller": 2}
    assert choices(chosen) == {"Person 03": 1, "José Müller": 2}
    assert "None has a word that begins" in client.get("/search/choices?by=person&find=zzz").content.decode()


def test_a_facet_that_is_none_is_not_found(client: Client) -> None:
    """Rather than an empty page."""
    for by in ("", "nothing", "status", "\x00"):
        assert client.get("/search/choices", {"by": by}).status_code == 404


def test_every_facet_has_a_title() -> None:
    """A new facet needs both."""
    assert set(TITLES) == set(PARAMETERS)


@pytest.mark.parametrize(
    ("name", "find", "does"),
    [("Yuri Gagarin", "gag", True), ("Yuri Gagarin", "arin", False), ("김정은", "정은", True), ("Anything", "", True)],
)
def test_a_name_fits_by_the_beginning_of_its_words(name: str, find: str, does: bool) -> None:
    """In scripts without spaces, anywhere."""
    assert fits(name, find) is does


@pytest.mark.parametrize("seed", range(6))
def test_counts_are_those_of_the_database(client: Client, seed: int) -> None:
    """Within a facet OR, across facets AND; a facet's own choices do not shrink its counts. By brute force."""
    dice = random.Random(seed)
    kinds: dict[str, list[Any]] = {
        "person": [make_person(f"Person {n}") for n in range(4)],
        "place": [make_place(f"Place {n}") for n in range(3)],
        "event": [make_event(f"Event {n}") for n in range(3)],
    }
    traits: list[dict[str, set[str]]] = []
    for number in range(25):
        source = f"S{dice.randrange(3)}"
        article = make_article(
            headline=f"Story {number}", source=make_source(source), language=dice.choice(["en", "ko"])
        )
        has: dict[str, set[str]] = {"source": {f"Source {source}"}}
        for name, entities in kinds.items():
            for entity in dice.sample(entities, dice.randrange(len(entities))):
                make_mention(article, entity)
                has.setdefault(name, set()).add(entity.name)
        traits.append(has)
    drain_outbox()
    assert Article.objects.count() == 25
    address_of = {entity.name: entity.slug for entities in kinds.values() for entity in entities}
    address_of.update({f"Source S{n}": f"S{n}" for n in range(3)})

    for _ in range(6):
        chosen: dict[str, list[str]] = {
            name: dice.sample(sorted(address_of_kind), dice.randrange(3))
            for name, address_of_kind in (
                *((name, [one.name for one in entities]) for name, entities in kinds.items()),
                ("source", [f"Source S{n}" for n in range(3)]),
            )
        }
        params = {name: [address_of[value] for value in values] for name, values in chosen.items()}

        def matches(has: dict[str, set[str]], spared: str, chosen: dict[str, list[str]] = chosen) -> bool:
            return all(
                not values or name == spared or has.get(name, set()) & set(values) for name, values in chosen.items()
            )

        page = client.get("/search", params).content.decode()
        assert f"<b>{sum(matches(has, '') for has in traits)} stor" in page, chosen
        for name in chosen:
            expected: dict[str, int] = {}
            for has in traits:
                if matches(has, name):
                    for value in has.get(name, set()):
                        expected[value] = expected.get(value, 0) + 1
            expected |= {value: 0 for value in chosen[name] if value not in expected}
            listed = choices(client.get("/search/choices", {**params, "by": name}).content.decode())
            assert listed == expected, (name, chosen)


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize(("width", "scheme"), [(375, "dark"), (1440, "light")])
def test_the_list_is_filtered_while_typing_without_a_barrier(
    live_server: LiveServer, page: Page, transactional_db: None, people: None, width: int, scheme: str
) -> None:
    """The number left is announced."""
    page.set_viewport_size({"width": width, "height": 900})
    page.emulate_media(color_scheme="dark" if scheme == "dark" else "light")
    page.goto(live_server.url + "/search/choices?by=person")
    expect(page.get_by_role("status")).to_have_text("45 choices")
    page.get_by_label("Only those with").fill("mull")
    expect(page.get_by_role("status")).to_have_text("1 choice")
    expect(page.locator("#choices li:visible")).to_have_count(1)

    assert not [one["id"] for one in Axe().run(page, options=RULES).response["violations"]]
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    page.get_by_role("link", name="José Müller").click()
    page.wait_for_url(lambda url: "/search?person=jos" in url)
    page.go_back()
    page.wait_for_url("**/search/choices?by=person")
