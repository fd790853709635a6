"""Ordering a dossier in a browser: by the arrow keys and by dragging; saved without a button."""

import pytest
from playwright.sync_api import Page, expect
from pytest_django.live_server_helper import LiveServer

from archive.models import Dossier
from tests.make import make_article, make_full_dossier, make_user

pytestmark = pytest.mark.django_db(transaction=True)


def open_dossier(page: Page, live_server: LiveServer) -> Dossier:
    """Signed in, on the page of a dossier of three stories."""
    make_user("vera")
    dossier = make_full_dossier(*(make_article(headline=f"Story {number}") for number in range(3)))
    page.goto(f"{live_server.url}/admin/login/?next=/admin/archive/dossier/{dossier.pk}/change/")
    page.fill("#id_username", "vera")
    page.fill("#id_password", "clear sky")
    page.keyboard.press("Enter")
    page.wait_for_selector("ol.items .grip:visible")
    return dossier


def order_of(dossier: Dossier) -> list[str]:
    return [item.article.latest_version.headline for item in dossier.items.select_related("article__latest_version")]  # type: ignore[union-attr]


def test_the_arrow_keys_move_an_item_and_the_focus_stays_on_it(page: Page, live_server: LiveServer) -> None:
    dossier = open_dossier(page, live_server)

    page.locator(".grip").nth(0).focus()
    page.keyboard.press("ArrowDown")
    page.keyboard.press("ArrowDown")

    expect(page.locator("#moved")).to_have_text("Now number 3 of 3. Saved.")
    assert order_of(dossier) == ["Story 1", "Story 2", "Story 0"]
    assert page.evaluate("document.activeElement.closest('li').textContent.includes('Story 0')")


def test_an_item_is_dragged_to_another_place(page: Page, live_server: LiveServer) -> None:
    dossier = open_dossier(page, live_server)
    grip = page.locator(".grip").nth(0).bounding_box()
    last = page.locator("ol.items > li").nth(2).bounding_box()
    assert grip is not None and last is not None

    page.mouse.move(grip["x"] + 8, grip["y"] + 8)
    page.mouse.down()
    page.mouse.move(grip["x"] + 10, grip["y"] + 40, steps=4)
    page.mouse.move(last["x"] + 80, last["y"] + last["height"] - 5, steps=10)
    page.mouse.up()

    expect(page.locator("#moved")).to_have_text("Now number 3 of 3. Saved.")
    assert order_of(dossier) == ["Story 1", "Story 2", "Story 0"]


def test_an_order_made_on_a_stale_page_is_refused_in_words(page: Page, live_server: LiveServer) -> None:
    dossier = open_dossier(page, live_server)
    dossier.items.order_by("-position")[0].delete()

    page.locator(".grip").nth(0).focus()
    page.keyboard.press("ArrowDown")

    expect(page.locator("#moved")).to_contain_text("was not saved")
