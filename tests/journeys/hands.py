"""The hands of somebody at the desk: every key that is pressed and every click is counted, as the issue counts them.

Typing a text is one action, however long it is; so is selecting words, by one drag or by one run of the arrow keys.
"""

from __future__ import annotations

from playwright.sync_api import Page, expect
from pytest_django.live_server_helper import LiveServer

from archive.models import Article

PASSWORD = "clear sky"  # the factories' own
DRAG = """(words) => {
    const walker = document.createTreeWalker(document.getElementById("story-text"), NodeFilter.SHOW_TEXT);
    for (let node = walker.nextNode(); node; node = walker.nextNode()) {
        const at = node.data.indexOf(words);
        if (at < 0) continue;
        const range = document.createRange();
        range.setStart(node, at);
        range.setEnd(node, at + words.length);
        const [first, last] = [range.getClientRects()[0], [...range.getClientRects()].at(-1)];
        return [first.left + 1, first.top + first.height / 2, last.right - 1, last.top + last.height / 2];
    }
    throw new Error(`not found: ${words}`);
}"""


class Hands:
    """One page, and how often it was touched."""

    def __init__(self, page: Page) -> None:
        self.page = page
        self.actions = 0

    def press(self, key: str) -> None:
        self.actions += 1
        self.page.keyboard.press(key)

    def type(self, text: str) -> None:
        self.actions += 1
        self.page.keyboard.insert_text(text)

    def drag_over(self, words: str) -> None:
        """With the mouse, from the first letter to the last."""
        self.actions += 1
        self.page.get_by_text(words).last.scroll_into_view_if_needed()
        left, top, right, bottom = self.page.evaluate(DRAG, words)
        self.page.mouse.move(left, top)
        self.page.mouse.down()
        self.page.mouse.move(right, bottom, steps=4)
        self.page.mouse.up()


def sign_in(page: Page, server: LiveServer, name: str, article: Article, part: str = "") -> None:
    """On the page of the story, with its scripts at work."""
    address = f"/admin/archive/article/{article.pk}/change/"
    page.goto(f"{server.url}/admin/login/?next={address}")
    page.fill("#id_username", name)
    page.fill("#id_password", PASSWORD)
    page.keyboard.press("Enter")
    page.wait_for_selector("html[data-ready]")
    if part:
        page.goto(f"{server.url}{address}#{part}")
        page.wait_for_selector("html[data-ready]")


def expect_said(page: Page, sentence: str) -> None:
    """What those hear who do not see the page."""
    expect(page.locator("#live")).to_contain_text(sentence)
