"""The day of the issue: three doubtful facts found by the checks, annotated, answered, corrected and republished.

In Chromium and by keyboard alone; once with the real story of the first issue, once with a story of ours. Of the second
run the tutorial has its pictures: set DESK_PICTURES to docs/pictures to take them anew.
"""

from __future__ import annotations

import os
from dataclasses import dataclass, field
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect
from pytest_django.live_server_helper import LiveServer

from archive.models import Annotation, Article, Correction
from tests import make
from tests.archive.ingest.importing import import_paths

from .hands import Hands, expect_said

pytestmark = pytest.mark.django_db(transaction=True)
SAMPLES = Path(__file__).resolve().parent.parent / "samples"
PICTURES = os.environ.get("DESK_PICTURES", "")
KIND = os.environ.get("DESK_PICTURES_KIND", "jpg")


@dataclass(frozen=True)
class Copy:
    """A story with three doubts: the words, what they shall be, and what the readers are told."""

    path: str
    search: str
    headline: str
    fixed_headline: str
    fixes: dict[str, str]
    notice: str
    answers: dict[str, str] = field(default_factory=dict)


SEED = Copy(
    path="seed/ajp-lyubimova-pyongyang.txt",
    search="Lyubimova",
    headline="Kim Jong Un meets Russian culture minister, pushes for stronger cultural ties",
    fixed_headline="Kim Jong-un meets Russian culture minister, pushes for stronger cultural ties",
    fixes={"2023 treaty": "2024 treaty", "Ukraine's Kursk region": "Russia's Kursk region"},
    notice="An earlier version gave the treaty a wrong year and put the Kursk region in Ukraine.",
)
OURS = Copy(
    path="desk/telescope.txt",
    search="telescope",
    headline="Paolo Serrani Conti shows minister first pictures, gets second mirror",
    fixed_headline="Paolo Serrani-Conti shows minister first pictures, gets second mirror",
    fixes={"2023 treaty": "2024 treaty", "Austrian city of Verona": "Italian city of Verona"},
    notice="An earlier version gave the treaty a wrong year and put Verona in Austria.",
)


def take_picture(page: Page, copy: Copy, name: str) -> None:
    """For the tutorial; only ever of our own story."""
    if PICTURES and copy is OURS:
        page.wait_for_timeout(150)
        path = Path(PICTURES) / f"day-{name}.{KIND}"
        if KIND == "jpg":
            page.screenshot(path=path, type="jpeg", quality=82)
        else:
            page.screenshot(path=path)


def press_tab_to(page: Page, selector: str, *, most: int = 60) -> None:
    """As somebody without a mouse gets there."""
    for _ in range(most):
        if page.evaluate("(selector) => document.activeElement.matches(selector)", selector):
            return
        page.keyboard.press("Tab")
    raise AssertionError(f"Tab does not lead to {selector}")


def expect_focus_somewhere(page: Page) -> None:
    assert page.evaluate("document.activeElement !== document.body"), "the focus is lost"


def walk(page: Page, server: LiveServer, copy: Copy, folder: Path) -> None:
    imported = import_paths(folder / copy.path, received="2025-06-30T18:00+09:00", publish=True)
    assert imported.outcomes == ["created"]
    story = Article.objects.get()
    make.make_user("vera")
    page.set_viewport_size({"width": 1440, "height": 860})
    errors: list[str] = []
    page.on("pageerror", lambda error: errors.append(f"{page.url}: {error.stack}"))

    # Sign in, find the story; the words that were searched for are lit in it.
    page.goto(f"{server.url}/admin/")
    page.wait_for_function("document.activeElement.id === 'id_username'")
    page.keyboard.insert_text("vera")
    page.keyboard.press("Tab")
    page.keyboard.insert_text("clear sky")
    page.keyboard.press("Enter")
    page.wait_for_selector("h1:text-is('Desk')")
    press_tab_to(page, "#find-q")
    take_picture(page, copy, "1-front")
    page.keyboard.insert_text(copy.search)
    page.keyboard.press("Enter")
    page.wait_for_selector("#result_list")
    press_tab_to(page, "#result_list th.field-headline a")
    page.keyboard.press("Enter")
    page.wait_for_selector("html[data-ready]")
    expect(page.locator("#story-text mark").first).to_have_text(copy.search)
    hands = Hands(page)

    # The checks: each is noted by one key.
    hands.press("3")
    checks = page.locator("#checks > .check")
    expect(checks).to_have_count(3)
    take_picture(page, copy, "2-checks")
    for number in range(3):
        expect(checks.nth(number)).to_be_focused()
        hands.press("n")
        expect_said(page, "Noted, for the desk only.")
        expect(checks.nth(number)).to_contain_text("see the note")
        expect_focus_somewhere(page)
        if number < 2:
            expect(checks.nth(number + 1)).to_be_focused()
    assert Annotation.objects.filter(parent=None, motivation="questioning").count() == 3

    # The notes: each is answered.
    hands.press("4")
    notes = page.locator("#notes > .note")
    for number in range(3):
        expect(notes.nth(number)).to_be_focused()
        hands.press("m")
        hands.type("Asked the reporter: right, we mend it.")
        if number == 1:
            take_picture(page, copy, "3-answer")
        hands.press("Control+Enter")
        expect(notes.nth(number).locator(".reply")).to_have_count(1)
        expect_said(page, "Answered.")
        if number < 2:
            expect(notes.nth(number + 1)).to_be_focused()
    assert Annotation.objects.filter(motivation="replying").count() == 3

    # The words: from each check to its place in the form.
    for number, (wrong, right) in enumerate(copy.fixes.items(), start=1):
        hands.press("3")
        for _ in range(number):
            hands.press("j")
        hands.press("e")
        expect(page.locator("#id_text")).to_be_focused()
        assert page.evaluate("getSelection().toString()") == wrong
        hands.type(right)
        hands.press("Escape")
    hands.press("e")
    press_shift_tab_to_headline(page)
    page.keyboard.press("Control+A")
    hands.type(copy.fixed_headline)
    expect(page.locator("#kept")).to_contain_text("Kept ")
    take_picture(page, copy, "4-words")
    hands.press("Escape")

    # Publish with a notice.
    hands.press("x")
    expect(page.locator("#correction")).to_be_focused()
    hands.type(copy.notice)
    take_picture(page, copy, "5-correction")
    hands.press("Control+Enter")
    expect(page.locator("#story h1")).to_have_text(copy.fixed_headline)
    expect(page.locator("#said")).to_be_focused()

    # No check finds anything; the notes whose words are gone are listed, and closed by a key each.
    hands.press("3")
    expect(page.locator("#checks")).to_contain_text("Nothing odd was found")
    hands.press("4")
    for _ in range(3):
        hands.press("a")
    expect(page.locator("#notes > .note:not(.resolved)")).to_have_count(0)
    take_picture(page, copy, "6-corrected")
    hands.press("8")

    # What a reader meets.
    page.goto(f"{server.url}{Article.objects.get(pk=story.pk).get_absolute_url()}")
    expect(page.locator("h1")).to_have_text(copy.fixed_headline)
    expect(page.get_by_text(copy.notice).first).to_be_visible()
    for wrong, right in copy.fixes.items():
        expect(page.locator("body")).to_contain_text(right)
        assert wrong not in page.locator("article").first.inner_text()
    take_picture(page, copy, "7-reader")
    correction = Correction.objects.get()
    assert (correction.from_version.number, correction.to_version.number) == (1, 2)
    assert errors == []


def press_shift_tab_to_headline(page: Page) -> None:
    for _ in range(20):
        if page.evaluate("document.activeElement.id") == "id_headline":
            return
        page.keyboard.press("Shift+Tab")
    raise AssertionError("Shift+Tab does not lead to the headline")


def test_three_doubts_in_a_story_of_ours_are_mended_by_keyboard(page: Page, live_server: LiveServer) -> None:
    walk(page, live_server, OURS, SAMPLES)


def test_the_seed_s_three_doubts_are_mended_by_keyboard(page: Page, live_server: LiveServer, shared_data: Path) -> None:
    walk(page, live_server, SEED, shared_data)
