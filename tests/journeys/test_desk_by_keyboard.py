"""The desk without a mouse: Tab reaches every control and shows where it stands; the focus is never lost."""

from __future__ import annotations

from pathlib import Path
from pprint import pformat

import pytest
from django.urls import reverse
from playwright.sync_api import Page, expect
from pytest_django.live_server_helper import LiveServer

from archive.models import Disagreement, Dossier, Entity, IngestRun

from .hands import expect_said, sign_in
from .whole_desk import NAME, Desk, lay_out_desk

pytestmark = pytest.mark.django_db(transaction=True)
# Numbers every control that the eye sees. A radio button stands for its group; a tab list has one stop.
NUMBER = """() => {
    const found = [...document.querySelectorAll(
        "a[href], button, input:not([type=hidden]), select, textarea, summary, [tabindex='0']")];
    const open = found.filter((each) => !each.disabled && each.tabIndex >= 0
        && each.checkVisibility({ visibilityProperty: true, contentVisibilityAuto: true }));
    open.forEach((each, number) => { each.dataset.stop = number; });
    return open.map((each) => `${each.dataset.stop} ${each.outerHTML.slice(0, 120)}`);
}"""
STANDS = """() => {
    const here = document.activeElement;
    const shown = [here, here.closest(".select2-container")].filter(Boolean).map((each) => getComputedStyle(each));
    const box = [here, here.querySelector(".select2-selection")].filter(Boolean).map((each) => getComputedStyle(each));
    const isSeen = [...shown, ...box].some(
        (style) => (style.outlineStyle !== "none" && style.outlineWidth !== "0px") || style.boxShadow !== "none");
    return [here.dataset.stop ?? "", isSeen, here.outerHTML.slice(0, 120)];
}"""


@pytest.fixture
def desk(tmp_path: Path, transactional_db: None) -> Desk:
    folder = tmp_path / "in"
    folder.mkdir()
    return lay_out_desk(folder)


def walk_by_tab(page: Page) -> tuple[set[str], list[str]]:
    """What Tab did not reach on this page, and where it stood unseen."""
    controls = page.evaluate(NUMBER)
    reached: dict[str, tuple[bool, str]] = {}  # a field for a day has a stop for each of its parts: one shows it
    page.evaluate("document.activeElement?.blur()")
    for _ in range(2 * len(controls) + 10):
        page.keyboard.press("Tab")
        stop, is_seen, html = page.evaluate(STANDS)
        if html.startswith("<body") or (stop == "0" and "0" in reached):
            break
        reached[stop] = (is_seen or reached.get(stop, (False, ""))[0], html)
    unseen = [html for is_seen, html in reached.values() if not is_seen]
    return {each for each in controls if each.split(" ", 1)[0] not in reached}, unseen


def test_tab_reaches_every_control_and_shows_where_it_stands(live_server: LiveServer, page: Page, desk: Desk) -> None:
    sign_in(page, live_server, NAME, desk.story)
    holm, other = Entity.objects.get(name="Ada Holm"), Entity.objects.get(name="Ada Holme")
    run = IngestRun.objects.filter(origin__startswith="import_files").get()
    troubles = {}
    for address in (
        "/admin/",
        "/admin/archive/article/?q=fisheries",
        reverse("admin:archive_article_change", args=[desk.story.pk]),
        reverse("admin:archive_person_change", args=[holm.pk]),
        reverse("admin:archive_person_merge", args=[holm.pk]) + f"?other={other.pk}",
        reverse("admin:archive_person_split", args=[holm.pk]),
        reverse("admin:archive_dossier_change", args=[Dossier.objects.get().pk]),
        reverse("admin:archive_person_import"),
        reverse("admin:archive_ingestrun_change", args=[run.pk]),
        reverse("admin:auth_user_change", args=[desk.user.pk]),
    ):
        page.goto(live_server.url + address)
        page.wait_for_load_state("load")
        missed, unseen = walk_by_tab(page)
        if missed or unseen:
            troubles[address] = (sorted(missed), unseen)

    assert troubles == {}, pformat(troubles, width=180)


def test_the_keyboard_stands_in_the_first_field_that_is_wrong(live_server: LiveServer, page: Page, desk: Desk) -> None:
    sign_in(page, live_server, NAME, desk.story)
    page.goto(live_server.url + reverse("admin:archive_place_add"))
    page.fill("#id_name", "Port Selkie")
    page.fill("#id_wikidata_id", "no such id")
    page.keyboard.press("Enter")
    expect(page.locator("#id_wikidata_id")).to_be_focused()

    page.goto(live_server.url + reverse("admin:archive_person_add"))
    page.keyboard.press("Enter")
    expect(page.locator("#id_name")).to_be_focused()


def test_help_gives_the_focus_back(live_server: LiveServer, page: Page, desk: Desk) -> None:
    sign_in(page, live_server, NAME, desk.story)
    page.get_by_role("tab", name="Notes").focus()
    page.keyboard.press("?")
    expect(page.get_by_role("dialog")).to_be_visible()
    page.keyboard.press("Escape")
    expect(page.get_by_role("tab", name="Notes")).to_be_focused()


def test_tabs_are_walked_by_the_arrow_keys(live_server: LiveServer, page: Page, desk: Desk) -> None:
    sign_in(page, live_server, NAME, desk.story)
    page.get_by_role("tab", name="Names").focus()
    page.keyboard.press("ArrowRight")
    expect(page.get_by_role("tab", name="Checks")).to_be_focused()
    expect(page.locator("#checks")).to_be_visible()


def test_the_last_answer_to_the_agency_leaves_the_keyboard_on_the_page(
    live_server: LiveServer, page: Page, desk: Desk
) -> None:
    """The part goes away with its last item; the focus does not go with it."""
    row = Disagreement.objects.get()
    sign_in(page, live_server, NAME, row.article, part="disagreements")
    expect(page.get_by_role("tab", name="The agency")).to_have_attribute("aria-selected", "true")

    page.get_by_role("button", name="Keep our genre").focus()
    page.keyboard.press("Enter")

    expect(page.locator("#disagreements")).to_have_count(0)
    expect_said(page, "The genre stays.")
    expect(page.locator("#names")).to_be_visible()
    assert page.evaluate("document.activeElement !== document.body")


def test_taking_something_out_of_a_dossier_leaves_the_keyboard_there(
    live_server: LiveServer, page: Page, desk: Desk
) -> None:
    sign_in(page, live_server, NAME, desk.story)
    dossier = Dossier.objects.get()
    page.goto(live_server.url + reverse("admin:archive_dossier_change", args=[dossier.pk]))
    page.get_by_role("button", name="Take out: number 2").focus()
    page.keyboard.press("Enter")

    expect(page.locator("ol.items > li")).to_have_count(2)
    expect(page.locator("#items")).to_be_focused()
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.closest('#items') !== null")
