"""An editor's walk through the desk, in a browser: from an imported draft to a published, annotated, linked story."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from django.contrib.auth.models import User
from playwright.sync_api import Page, expect
from pytest_django.live_server_helper import LiveServer

from archive.models import Annotation, Article, Link
from archive.models.article import Status
from tests import make

pytestmark = pytest.mark.django_db(transaction=True)
TEXT = (
    "The two governments today renewed the fisheries pact that their ministers signed a year ago.\n\n"
    "Minister Ada Holm called the 2023 treaty a good beginning; the 2023 catch was small, she said.\n\n"
    "Ships of both countries will meet off Port Selkie in spring. 🐟 The harbour master there, Jon Reyes, "
    "expects forty."
)
SHOTS = os.environ.get("DESK_SHOTS", "")  # a folder: keep pictures of every step there


def keep_picture(page: Page, name: str) -> None:
    """For looking at; nothing depends on it."""
    if SHOTS:
        page.screenshot(path=Path(SHOTS) / f"{name}.png", full_page=True)


def choose(page: Page, selector: str, typed: str, wanted: str) -> None:
    """Pick from an autocomplete field as a person does: open, type, click."""
    page.locator(f"{selector} + .select2-container").click()
    page.locator(".select2-search__field").fill(typed)
    page.locator(".select2-results__option", has_text=wanted).first.click()


def select_words(page: Page, words: str) -> None:
    """Select words of the story with the mouse's own means: a range, then the button goes up."""
    page.evaluate(
        """(words) => {
            const walker = document.createTreeWalker(document.getElementById("story-text"), NodeFilter.SHOW_TEXT);
            for (let node = walker.nextNode(); node; node = walker.nextNode()) {
                const at = node.data.indexOf(words);
                if (at < 0) continue;
                const range = document.createRange();
                range.setStart(node, at);
                range.setEnd(node, at + words.length);
                getSelection().removeAllRanges();
                getSelection().addRange(range);
                node.parentElement.dispatchEvent(new MouseEvent("mouseup", { bubbles: true }));
                return;
            }
            throw new Error(`not found: ${words}`);
        }""",
        words,
    )


def test_an_editor_ties_a_draft_to_an_event_annotates_links_and_publishes_it(
    live_server: LiveServer, page: Page
) -> None:
    """Sign in, open the draft, add the event, note two words for readers, link, publish."""
    errors: list[str] = []
    page.on("pageerror", lambda error: errors.append(str(error)))
    page.on("console", lambda message: errors.append(message.text) if message.type == "error" else None)
    editor = make.make_user("ann")
    draft = make.make_draft(headline="Fisheries pact renewed", text=TEXT, dateline_text="SELKIE, June 30 (MP) -")
    person = make.make_person("Ada Holm")
    make.make_mention(draft, person, words="Ada Holm", descriptor="Minister")
    make.make_event("Selkie Fisheries Treaty signed")
    older = make.make_article(headline="Ministers sign a fisheries pact")

    page.goto(f"{live_server.url}/admin/")
    page.get_by_label("Username").fill(editor.username)
    page.get_by_label("Password").fill("clear sky")
    page.get_by_role("button", name="Log in").click()
    keep_picture(page, "front")
    page.get_by_role("link", name="Fisheries pact renewed").first.click()
    expect(page.locator("#story h1")).to_have_text("Fisheries pact renewed")
    keep_picture(page, "story")

    choose(page, "#mention-entity", "selkie fish", "Selkie Fisheries Treaty signed")
    page.get_by_role("button", name="Add", exact=True).click()
    expect(page.locator("#said")).to_contain_text("Selkie Fisheries Treaty signed")

    select_words(page, "2023 treaty")
    page.get_by_role("button", name="Note", exact=True).click()
    expect(page.locator("#note-exact")).to_have_value("2023 treaty")
    page.locator("#note-body").fill("The treaty was **signed** in 2024.")
    page.get_by_label("Who sees it").last.select_option(label="readers too")
    page.get_by_role("button", name="Keep note").click()
    expect(page.locator("#story-text .noted")).to_contain_text("2023 treaty")
    keep_picture(page, "noted")

    page.get_by_role("tab", name="Links").click()
    page.locator("#link-type").select_option("background")
    choose(page, "#link-target", older.ref, "Ministers sign a fisheries pact")
    page.locator("#link-reason").fill("The pact itself")
    page.get_by_role("button", name="Link", exact=True).click()
    expect(page.locator("#links")).to_contain_text("The pact itself")
    page.get_by_role("button", name="Publish").click()
    expect(page.locator(".bar .state")).to_have_text("Published")
    keep_picture(page, "published")

    story = Article.objects.get(pk=draft.pk)
    note = Annotation.objects.get(article=story)
    assert story.status == Status.PUBLISHED
    assert (note.exact, note.visibility) == ("2023 treaty", "public")
    assert note.start == TEXT.index("2023 treaty")
    assert Link.objects.get(article=story).target == older
    assert set(story.mentions.values_list("entity__name", flat=True)) == {
        "Ada Holm",
        "Selkie Fisheries Treaty signed",
    }
    assert errors == []


def test_words_being_edited_survive_a_note_that_is_kept_meanwhile(live_server: LiveServer, page: Page) -> None:
    """The small forms do not reload the page when words are unsaved."""
    make.make_user("ann")
    draft = make.make_draft(headline="Fisheries pact renewed", text=TEXT)
    page.goto(f"{live_server.url}/admin/archive/article/{draft.pk}/change/")
    page.get_by_label("Username").fill("ann")
    page.get_by_label("Password").fill("clear sky")
    page.get_by_role("button", name="Log in").click()

    page.get_by_text("Edit the words").click()
    page.locator("#id_headline").fill("A headline that nobody has saved")
    page.get_by_role("tab", name="Notes").click()
    page.locator("#note-exact").fill("forty")
    page.locator("#note-body").fill("Check.")
    page.get_by_role("button", name="Keep note").click()
    expect(page.locator("#story-text .noted")).to_contain_text("forty")

    expect(page.locator("#id_headline")).to_have_value("A headline that nobody has saved")
    page.get_by_role("button", name="Save draft").click()
    expect(page.locator("#story h1")).to_have_text("A headline that nobody has saved")
    assert User.objects.get(username="ann").is_active
