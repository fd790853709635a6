"""Every line of the XSS file in the bodies of notes, stored by an editor's deed: nothing of it runs, at the desk or
before readers. Looked at twice: the elements and attributes of the page, and Chromium with its scripts at work.
"""

from __future__ import annotations

from html.parser import HTMLParser
from pathlib import Path

import pytest
from django.test import Client
from playwright.sync_api import Dialog, Page, Request
from pytest_django.live_server_helper import LiveServer

from archive.models import Annotation, Article
from archive.public.story import MOST_NOTES
from archive.templatetags.notes import TAGS
from editorial.admin.story_notes import PAGE
from tests import make
from tests.editorial.admin.pages import page_of
from tests.journeys.hands import sign_in

LINES = 25  # to a note, each a paragraph of its own, so that all of them are on three pages
DESK_PAGES = (1, 2)


class Shape(HTMLParser):
    """Which elements with which attributes a page is made of, and where its links lead."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.parts: set[tuple[str, str]] = set()
        self.schemes: set[str] = set()
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.parts |= {(tag, ""), *((tag, name) for name, _ in attrs)}
        for name, value in attrs:
            if name in ("href", "src", "action", "formaction", "data-src"):
                head, colon, _ = (value or "").strip().partition(":")
                self.schemes |= {head.lower()} if colon and "/" not in head and "?" not in head else set()


def write_notes(bodies: list[str]) -> Article:
    article = make.make_article(text=" ".join(f"word{number:04}" for number in range(len(bodies))))
    for number, body in enumerate(bodies):
        make.make_note(article, f"word{number:04}", body=body, visibility="public")
    return article


def read_bodies(folder: Path) -> list[str]:
    [payloads] = (folder / "hostile").rglob("xss-payloads.txt")
    lines = [line for line in payloads.read_text(encoding="utf-8", errors="replace").splitlines() if line.strip()]
    assert len(lines) > 2_000
    return ["\n\n".join(lines[at : at + LINES]).strip() for at in range(0, len(lines), LINES)]


@pytest.mark.django_db(transaction=True)
def test_no_hostile_line_in_a_note_runs_at_the_desk_or_before_readers(
    shared_data: Path, client: Client, page: Page, live_server: LiveServer
) -> None:
    client.force_login(make.make_user("vera"))
    bodies = read_bodies(shared_data)
    story, plain = write_notes(bodies), write_notes(["A *note* with a [link](https://example.org)."] * 2)
    assert PAGE < len(bodies) <= PAGE * len(DESK_PAGES) and len(bodies) <= MOST_NOTES
    assert list(Annotation.objects.filter(article=story).order_by("pk").values_list("body", flat=True)) == bodies
    ran: list[str] = []

    def dismiss(dialog: Dialog) -> None:
        ran.append(dialog.message)
        dialog.dismiss()

    def note_strangers(asked: Request) -> None:
        if not asked.url.startswith(live_server.url):
            ran.append(asked.url)

    page.on("dialog", dismiss)
    page.on("pageerror", lambda error: ran.append(str(error)))
    page.on("request", note_strangers)
    sign_in(page, live_server, "vera", plain)

    ways = [f"{page_of(story)}?notes={number}" for number in DESK_PAGES], [story.get_absolute_url()]
    for harmless, addresses in zip((page_of(plain), plain.get_absolute_url()), ways, strict=True):
        allowed = Shape(client.get(harmless).content.decode()).parts | {(tag, "") for tag in TAGS}
        for address in addresses:
            shape = Shape(client.get(address).content.decode())
            page.goto(live_server.url + address)
            assert shape.parts <= allowed, f"{address}: {shape.parts - allowed}"
            assert shape.schemes <= {"http", "https", "mailto"}, address
    assert ran == []
