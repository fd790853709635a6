"""A story is dragged onto words, or onto the links: the form of the link is made, and an editor says how and why."""

from __future__ import annotations

import pytest
from django.utils import timezone
from playwright.sync_api import Page, expect
from pytest_django.live_server_helper import LiveServer

from archive.indexing.drain import drain_outbox
from archive.models import Annotation, Article, Link
from tests import make

from .hands import DRAG, Hands, expect_said, sign_in

pytestmark = pytest.mark.django_db(transaction=True)
TEXT = (
    "🐟 Fishermen met at Port Selkie. 김정은은 오지 않았다. Ada Holm spoke first, and the harbour slept.\n\n"
    "Jon Reyes signed the 2023 treaty."
)
TALL = 1600  # so that nothing scrolls
DROP = """([address, title, x, y]) => {
    const data = new DataTransfer();
    data.setData("text/uri-list", address);
    data.setData("text/html", `<a href="${address}">${title}</a>`);
    for (const kind of ["dragover", "drop"]) {
        const there = document.elementFromPoint(x, y);
        const event = { bubbles: true, cancelable: true, dataTransfer: data, clientX: x, clientY: y };
        there.dispatchEvent(new DragEvent(kind, event));
    }
}"""


@pytest.fixture
def pair() -> tuple[Article, Article]:
    """A story, and a later telling that is proposed to it."""
    make.make_user("vera")
    article = make.make_article(headline="Fishermen meet", text=TEXT)
    other = make.make_article(headline="UPDATE 1 - Fishermen meet", text=TEXT + " More later.")
    drain_outbox(at=timezone.now())
    return article, other


def middle_of(page: Page, words: str) -> tuple[float, float]:
    left, top, right, _ = page.evaluate(DRAG, words)
    return (left + right) / 2, top


def drag(page: Page, selector: str, x: float, y: float) -> None:
    """With the mouse, as a hand does it. Both ends are in the window."""
    box = page.locator(selector).bounding_box()
    assert box is not None and box["y"] < TALL
    page.mouse.move(box["x"] + 20, box["y"] + box["height"] / 2)
    page.mouse.down()
    page.mouse.move(x - 30, y, steps=5)
    page.mouse.move(x, y, steps=3)
    page.mouse.up()


def drop_from_elsewhere(page: Page, address: str, title: str, x: float, y: float) -> None:
    """What a link dragged from another window brings."""
    page.evaluate(DROP, [address, title, x, y])


def test_a_proposal_is_dragged_onto_selected_words(
    page: Page, live_server: LiveServer, pair: tuple[Article, Article]
) -> None:
    article, other = pair
    page.set_viewport_size({"width": 1440, "height": TALL})
    sign_in(page, live_server, "vera", article, part="links")
    expect(page.locator(f"#proposal-{other.pk}")).to_be_visible()
    Hands(page).drag_over("harbour slept")
    x, y = middle_of(page, "harbour slept")

    drag(page, f"#proposal-{other.pk} h4 a", x, y)

    expect(page.locator("#link-words")).to_have_value("harbour slept")
    expect(page.locator("#link-target")).to_have_value(str(other.pk))
    expect(page.locator("#links .select2-selection__rendered")).to_contain_text("UPDATE 1 - Fishermen meet")
    expect_said(page, "The link from these words is ready")
    if page.evaluate("document.activeElement.id") == "link-type":  # the proposal is read from the other side
        page.locator("#link-type").select_option(label="tells the same story as")
    page.locator("#link-reason").fill("The later telling")
    page.locator("#link-reason").press("Control+Enter")

    expect_said(page, "The stories are linked, and the words lead there")
    link, note = Link.objects.get(), Annotation.objects.get()
    assert (link.article_id, link.target_id, link.reason) == (article.pk, other.pk, "The later telling")
    assert (note.exact, note.start) == ("harbour slept", TEXT.index("harbour slept"))


def test_a_proposal_is_dragged_onto_the_links(
    page: Page, live_server: LiveServer, pair: tuple[Article, Article]
) -> None:
    article, other = pair
    page.set_viewport_size({"width": 1440, "height": TALL})
    sign_in(page, live_server, "vera", article, part="links")
    expect(page.locator(f"#proposal-{other.pk}")).to_be_visible()
    box = page.locator(".tabs a[href='#links']").bounding_box()
    assert box is not None

    drag(page, f"#proposal-{other.pk} h4 a", box["x"] + 10, box["y"] + 10)

    expect(page.locator("#link-target")).to_have_value(str(other.pk))
    expect(page.locator("#link-words")).to_have_value("")
    expect_said(page, "The link is ready")
    assert page.evaluate("document.activeElement.form.action").endswith("/links/add/")


@pytest.mark.parametrize("is_readers", [False, True])
def test_a_story_comes_from_another_window_onto_a_word(
    page: Page, live_server: LiveServer, pair: tuple[Article, Article], is_readers: bool
) -> None:
    """A result of a search at the desk, or the reader's page of the story; the word under the pointer is meant."""
    article, other = pair
    sign_in(page, live_server, "vera", article)
    x, y = middle_of(page, "treaty")
    address = f"/admin/archive/article/{other.pk}/change/?_changelist_filters=q%3Dx"
    if is_readers:
        address = other.get_absolute_url()

    drop_from_elsewhere(page, live_server.url + address, "UPDATE 1", x, y)

    expect(page.locator("#link-words")).to_have_value("treaty")
    expect(page.locator("#link-target")).to_have_value(str(other.pk))
    expect(page.locator("#links")).to_be_visible()


@pytest.mark.parametrize("address", ["https://example.org/admin/archive/article/1/change/", "/search", "javascript:1"])
def test_what_is_no_story_of_this_archive_makes_no_link(
    page: Page, live_server: LiveServer, pair: tuple[Article, Article], address: str
) -> None:
    article, _ = pair
    sign_in(page, live_server, "vera", article)

    drop_from_elsewhere(page, address, "<img src=x onerror=alert(1)>", *middle_of(page, "treaty"))

    expect_said(page, "Only a story of this archive can be linked")
    expect(page.locator("#link-words")).to_have_value("")
