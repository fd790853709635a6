"""The parts beside a story by their digits: the same on every story, also on one that has more of them."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page, expect
from pytest_django.live_server_helper import LiveServer

from archive.models import Article, Disagreement
from archive.models.disagreement import Answer
from tests import make

from .hands import expect_said, sign_in

pytestmark = pytest.mark.django_db(transaction=True)
DIGITS = {
    "1": "workflow", "2": "names", "3": "checks", "4": "notes", "5": "links", "6": "details", "7": "versions",
    "8": "history", "9": "came-with", "0": "disagreements",
}  # fmt: skip


def make_disputed() -> Article:
    """With values of the feed that have no field, and a headline that the agency has otherwise."""
    make.make_user("vera")
    article = make.make_draft(headline="Fishermen meet")
    Article.objects.filter(pk=article.pk).update(extras={"service level": "a"})
    values = {"here": {"headline": "Fishermen meet"}, "wire": {"headline": "Fishers meet"}}
    Disagreement.objects.create(article=article, field="headline", wire_sha256="0" * 64, said_at=make.NOON, **values)
    return article


def test_each_part_has_its_digit_whichever_others_the_story_has(page: Page, live_server: LiveServer) -> None:
    article, plain = make_disputed(), make.make_draft(headline="A plain one")
    sign_in(page, live_server, "vera", article)
    for digit, part in DIGITS.items():
        page.keyboard.press(digit)
        expect(page.locator(f"#{part}")).to_be_visible()
        expect(page.locator(f".tabs a[href='#{part}']")).to_have_attribute("aria-selected", "true")

    page.goto(f"{live_server.url}/admin/archive/article/{plain.pk}/change/")
    page.wait_for_selector("html[data-ready]")
    page.keyboard.press("8")
    expect(page.locator("#history")).to_be_visible()
    page.keyboard.press("9")
    expect_said(page, "This story has not got that part.")
    expect(page.locator("#history")).to_be_visible()


def test_what_the_agency_says_otherwise_is_settled_by_two_keys(page: Page, live_server: LiveServer) -> None:
    article = make_disputed()
    sign_in(page, live_server, "vera", article)

    page.keyboard.press("0")
    page.keyboard.press("r")

    expect(page.locator("#disagreements")).to_have_count(0)
    expect(page.locator("#names")).to_be_visible()
    assert Disagreement.objects.get().answer == Answer.REFUSED
    assert page.evaluate("document.activeElement !== document.body"), "the focus is lost"
