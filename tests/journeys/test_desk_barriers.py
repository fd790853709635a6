"""axe-core on every page of the desk that its own resolver lists: light and dark, wide and on a phone."""

from __future__ import annotations

import os
from pathlib import Path
from pprint import pformat
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.test import Client
from django.utils import timezone
from playwright.sync_api import Page
from pytest_django.live_server_helper import LiveServer

from archive.actions import save_draft
from archive.models import Article
from tests import make

from .hands import PASSWORD
from .whole_desk import NAME, Desk, lay_out_desk, list_pages

pytestmark = pytest.mark.django_db(transaction=True)
PARTS = ("workflow", "names", "checks", "notes", "links", "details", "versions", "history")
ALL_RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
WIDE, PHONE = 1440, 375
# One template makes these for every kind of record, or one set of them for every kind of entity; EVERY_LOOK=1 looks at
# each of them as closely.
ALIKE = ("history", "import", "export", "merge", "split", "delete", "undo")
ENTITIES = ("_person_", "_organisation_", "_place_", "_event_")
EVERY_LOOK = os.environ.get("EVERY_LOOK") == "1"


@pytest.fixture
def desk(tmp_path: Path, transactional_db: None) -> Desk:
    folder = tmp_path / "in"
    folder.mkdir()
    return lay_out_desk(folder)


class Look:
    """At one page up to three times without loading it again; what is found is kept under the page's name."""

    def __init__(self, page: Page) -> None:
        self.page, self.axe = page, Axe()
        self.found: dict[str, list[Any]] = {}

    def look(self, name: str, *, is_first: bool = True) -> None:
        """Every rule in the light, the contrast in the dark, the size of targets and the width on a phone.

        A page that is made like one seen before differs in its words: only these may be too wide.
        """
        if is_first:
            self._ask(name, "light", WIDE, ALL_RULES)
            self._ask(name, "dark", WIDE, ["color-contrast", "link-in-text-block"])
            self._ask(name, "light", PHONE, ["target-size"])
        self._show("light", PHONE)
        width = self.page.evaluate("document.documentElement.scrollWidth")
        if width > PHONE:
            self.found.setdefault(name, []).append(f"{width} pixels wide on a phone")
        self._show("light", WIDE)

    def _show(self, scheme: str, width: int) -> None:
        self.page.emulate_media(color_scheme="dark" if scheme == "dark" else "light", reduced_motion="reduce")
        self.page.set_viewport_size({"width": width, "height": 900})

    def _ask(self, name: str, scheme: str, width: int, rules: list[str]) -> None:
        self._show(scheme, width)
        options = {"runOnly": rules, "resultTypes": ["violations"]}
        for violation in self.axe.run(self.page, options=options).response["violations"]:
            told = (scheme, width, violation["id"], [node["html"] for node in violation["nodes"][:3]])
            self.found.setdefault(name, []).append(told)


def sign_in(page: Page, server: LiveServer, look: Look) -> None:
    page.goto(f"{server.url}/admin/login/?next=/admin/")
    look.look("sign-in")
    page.fill("#id_username", NAME)
    page.fill("#id_password", "wrong")
    page.keyboard.press("Enter")
    page.wait_for_selector(".errornote")
    look.look("sign-in refused")
    page.fill("#id_username", NAME)
    page.fill("#id_password", PASSWORD)
    page.keyboard.press("Enter")
    page.wait_for_selector("h1:text-is('Desk')")


def kind_of(name: str) -> str:
    """What pages that are made alike have in common; else the name itself."""
    for each in ALIKE:
        if name.endswith(f"_{each}"):
            return each
    for each in ENTITIES:
        name = name.replace(each, "_entity_")
    return name


def test_axe_finds_no_barrier_on_any_page_of_the_desk(live_server: LiveServer, page: Page, desk: Desk) -> None:
    client = Client()
    client.force_login(desk.user)
    pages = list_pages(client, desk)
    assert len(pages) > 90
    look = Look(page)
    sign_in(page, live_server, look)

    seen: set[str] = set()
    for name, address in pages.items():
        page.goto(live_server.url + address)
        kind = kind_of(name)
        look.look(name, is_first=EVERY_LOOK or kind not in seen)
        seen.add(kind)

    assert look.found == {}, pformat(look.found, width=180)


def test_axe_finds_no_barrier_in_any_part_of_a_story_s_page(live_server: LiveServer, page: Page, desk: Desk) -> None:
    look = Look(page)
    sign_in(page, live_server, look)
    page.goto(f"{live_server.url}/admin/archive/article/{desk.story.pk}/change/")
    page.wait_for_selector("html[data-ready]")

    for number, part in enumerate(PARTS, start=1):
        page.keyboard.press(str(number))
        page.wait_for_selector(f"#{part}:not([hidden])")
        look.look(part)
    page.get_by_text("Edit the words").click()
    look.look("the words as a form")
    page.get_by_text("Edit the words").click()
    page.keyboard.press("w")
    look.look("the bar for selected words")
    page.keyboard.press("Escape")
    page.keyboard.press("?")
    look.look("help")

    assert look.found == {}, pformat(look.found, width=180)


def test_axe_finds_no_barrier_where_two_saved_at_once(live_server: LiveServer, page: Page, desk: Desk) -> None:
    """The three-way view of a clash, of a story and of an entry, and a form with errors."""
    look = Look(page)
    sign_in(page, live_server, look)
    page.goto(f"{live_server.url}/admin/archive/article/{desk.story.pk}/change/")
    page.get_by_text("Edit the words").click()
    page.locator("#id_headline").fill("Mine")
    words = make.make_words(headline="Theirs", text="Other words altogether.")
    save_draft(article=Article.objects.get(pk=desk.story.pk), words=words, by=None, at=timezone.now())
    page.get_by_role("button", name="Save draft").click()
    page.wait_for_selector(".clash")
    look.look("clash")
    page.goto(f"{live_server.url}/admin/archive/person/add/")
    page.get_by_role("button", name="Save", exact=True).click()
    page.wait_for_selector(".errorlist")
    look.look("errors")

    assert look.found == {}, pformat(look.found, width=180)
