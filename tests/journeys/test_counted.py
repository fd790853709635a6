"""Journeys at the desk, counted in keys and clicks; and that the focus is never lost on the way."""

from __future__ import annotations

import pytest
from django.utils import timezone
from playwright.sync_api import Page, expect
from pytest_django.live_server_helper import LiveServer

from archive.indexing.drain import drain_outbox
from archive.models import Annotation, Article, Correction, Link, Mention
from archive.models.mention import MentionStatus
from tests import make

from .hands import Hands, expect_said, sign_in

pytestmark = pytest.mark.django_db(transaction=True)
PEOPLE = ("Ada Holm", "Jon Reyes", "Mira Sand", "Ole Vik", "Lena Frost", "Per Dahl")
TEXT = (
    "🐟 Fishermen met at Port Selkie. 김정은은 오지 않았다. Ada Holm spoke first, and the harbour slept.\n\n"
    "Jon Reyes, Mira Sand, Ole Vik, Lena Frost and Per Dahl signed the 2023 treaty; "
    "Ada Holm signed the 2023 treaty too."
)


def make_story() -> Article:
    """Published, with an emoji and Korean words before those that matter."""
    make.make_user("vera")
    return make.make_article(headline="Fishermen meet", text=TEXT)


def test_a_phrase_is_annotated_in_four_actions(page: Page, live_server: LiveServer) -> None:
    """Beyond an emoji and Korean words, and where the same words stand earlier."""
    article = make_story()
    sign_in(page, live_server, "vera", article)
    hands = Hands(page)

    hands.drag_over("harbour slept")
    hands.press("n")
    expect(page.locator("#note-body")).to_be_focused()
    hands.type("Do harbours sleep?")
    hands.press("Control+Enter")

    expect_said(page, "The note is written.")
    assert hands.actions == 4
    note = Annotation.objects.get()
    assert (note.exact, note.start) == ("harbour slept", TEXT.index("harbour slept"))
    assert page.evaluate("document.activeElement.id") == f"note-{note.pk}"


def test_words_are_selected_by_the_arrow_keys_and_the_second_of_two_places_is_meant(
    page: Page, live_server: LiveServer
) -> None:
    article = make_story()
    sign_in(page, live_server, "vera", article)

    page.keyboard.press("w")
    page.keyboard.press("ArrowDown")
    for _ in range(60):
        if page.evaluate("getSelection().toString()") == "Holm":
            break
        page.keyboard.press("ArrowRight")
    for _ in range(3):
        page.keyboard.press("ArrowRight")
    page.keyboard.press("Shift+ArrowRight")
    assert page.evaluate("getSelection().toString()") == "2023 treaty"
    page.keyboard.press("f")
    page.keyboard.insert_text("Which year?")
    page.keyboard.press("Control+Enter")

    expect_said(page, "The note is written.")
    note = Annotation.objects.get()
    assert (note.exact, note.motivation) == ("2023 treaty", "assessing")
    assert note.start == TEXT.rindex("2023 treaty")


def test_five_suggestions_are_accepted_by_five_keys(page: Page, live_server: LiveServer) -> None:
    article = make_story()
    for name in PEOPLE:
        make.make_mention(article, make.make_person(name), words=name)
    Mention.objects.update(status=MentionStatus.SUGGESTED, origin="rule", rule="title", confidence=0.7)
    sign_in(page, live_server, "vera", article)
    hands = Hands(page)

    for _ in range(5):
        hands.press("a")

    expect(page.locator("#names .suggestion")).to_have_count(1)
    assert hands.actions == 5
    assert Mention.objects.filter(status=MentionStatus.CONFIRMED).count() == 5
    left = Mention.objects.get(status=MentionStatus.SUGGESTED)
    expect(page.locator(f"#mention-{left.pk}")).to_be_focused()
    page.keyboard.press("u")
    expect(page.locator("#names .suggestion")).to_have_count(2)


def test_the_proposed_story_is_linked_with_a_reason_in_four_actions(page: Page, live_server: LiveServer) -> None:
    article = make_story()
    other = make.make_article(headline="UPDATE 1 - Fishermen meet", text=TEXT + " More later.")
    drain_outbox(at=timezone.now())
    sign_in(page, live_server, "vera", article)
    hands = Hands(page)

    hands.press("l")
    expect(page.locator("#proposals .card.on")).to_be_focused()
    hands.press("e")
    page.keyboard.press("Control+A")  # what the machine proposes as the reason is typed over
    hands.type("The later telling")
    hands.press("Enter")

    expect_said(page, "The stories are linked")
    assert hands.actions == 4
    link = Link.objects.get()
    assert {link.article_id, link.target_id} == {article.pk, other.pk} and link.reason == "The later telling"
    assert page.evaluate("document.activeElement !== document.body")


def test_a_story_is_corrected_and_republished_in_eight_actions_at_most(page: Page, live_server: LiveServer) -> None:
    article = make_story()
    sign_in(page, live_server, "vera", article)
    hands = Hands(page)

    hands.drag_over("harbour slept")
    hands.press("e")
    expect(page.locator("#id_text")).to_be_focused()
    hands.type("harbour was full")
    hands.press("Escape")
    hands.press("x")
    expect(page.locator("#wrong")).to_have_value("slept")
    hands.type("An earlier version said that the harbour slept. It was full.")
    hands.press("Control+Enter")

    expect(page.locator("#said")).to_contain_text("orrect")
    expect(page.locator("#story-text")).to_contain_text("harbour was full")
    assert hands.actions <= 8
    correction = Correction.objects.get()
    assert "It was full." in correction.notice and correction.to_version.number == 2
    expect(page.locator("#said")).to_be_focused()


def test_keys_are_not_heard_while_somebody_types_and_can_be_switched_off(page: Page, live_server: LiveServer) -> None:
    article = make_story()
    make.make_mention(article, make.make_person("Ada Holm"), words="Ada Holm")
    sign_in(page, live_server, "vera", article)

    page.keyboard.press("n")
    page.keyboard.insert_text("")
    page.keyboard.type("a great jar ? urn")
    assert Mention.objects.get().status == MentionStatus.CONFIRMED
    assert not page.locator("#keys").is_visible()
    page.keyboard.press("Escape")
    page.keyboard.press("?")
    expect(page.locator("#keys")).to_be_visible()
    page.locator("#keys-off").uncheck()
    page.keyboard.press("Escape")
    page.keyboard.press("r")
    page.wait_for_timeout(300)
    assert Mention.objects.get().status == MentionStatus.CONFIRMED
