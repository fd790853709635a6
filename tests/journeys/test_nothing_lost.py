"""What an editor types is not lost: not by waiting, not by a sign-in that ends, not by a network that drops."""

from __future__ import annotations

import pytest
from django.contrib.sessions.models import Session
from playwright.sync_api import Browser, Page, Route, expect
from pytest_django.live_server_helper import LiveServer

from archive.models import Annotation
from editorial.models import WorkingDraft
from tests import make
from tests.conftest import PRESENCE

from .hands import expect_said, sign_in

pytestmark = pytest.mark.django_db(transaction=True)


def test_words_are_kept_while_typing_and_survive_the_end_of_the_sign_in(page: Page, live_server: LiveServer) -> None:
    make.make_user("vera")
    article = make.make_draft()
    sign_in(page, live_server, "vera", article)

    page.keyboard.press("e")
    page.locator("#id_headline").fill("A first thought")
    expect(page.locator("#kept")).to_contain_text("Kept ")
    assert WorkingDraft.objects.get().fields["headline"] == "A first thought"

    Session.objects.all().delete()
    page.locator("#id_headline").fill("A second thought")
    expect(page.locator("#kept")).to_contain_text("You are signed out. Your words are kept in this browser.")
    sign_in(page, live_server, "vera", article)
    offer = page.locator("#kept-here")
    expect(offer).to_be_visible()
    offer.get_by_role("button", name="Take them up").click()
    expect(page.locator("#id_headline")).to_have_value("A second thought")
    page.keyboard.press("Control+s")

    expect(page.locator("#story h1")).to_have_text("A second thought")
    expect(page.locator("#kept-here")).to_be_hidden()
    assert not WorkingDraft.objects.exists()


def test_an_answer_that_is_lost_is_asked_for_again_and_the_note_is_written_once(
    page: Page, live_server: LiveServer
) -> None:
    make.make_user("vera")
    article = make.make_draft()
    sign_in(page, live_server, "vera", article)
    lost: list[str] = []

    def lose_the_first_answer(route: Route) -> None:
        if lost:
            route.continue_()
            return
        route.fetch(max_redirects=0)  # the server does it, and nobody hears of it
        lost.append(route.request.url)
        route.abort()

    page.route("**/notes/add/", lose_the_first_answer)
    page.keyboard.press("n")
    page.locator("#note-exact").fill("felt well")
    page.locator("#note-body").fill("Says who?")
    page.keyboard.press("Control+Enter")

    expect_said(page, "The note is written.")
    assert len(lost) == 1
    assert Annotation.objects.count() == 1


def test_without_a_network_the_words_stay_and_can_be_sent_later(page: Page, live_server: LiveServer) -> None:
    make.make_user("vera")
    article = make.make_draft()
    sign_in(page, live_server, "vera", article)
    page.route("**/notes/add/", lambda route: route.abort())

    page.keyboard.press("n")
    page.locator("#note-exact").fill("felt well")
    page.locator("#note-body").fill("Says who?")
    page.keyboard.press("Control+Enter")
    expect(page.locator("#said")).to_contain_text("There is no connection")
    expect(page.locator("#note-body")).to_have_value("Says who?")
    page.unroute("**/notes/add/")
    page.get_by_role("button", name="Try again").click()

    expect_said(page, "The note is written.")
    assert Annotation.objects.get().body == "Says who?"


def test_two_editors_see_each_other(page: Page, live_server: LiveServer, browser: Browser) -> None:
    make.make_user("vera")
    make.make_user("jon")
    article = make.make_draft()
    other = browser.new_context()
    jon = other.new_page()
    sign_in(jon, live_server, "jon", article)
    with jon.expect_response(PRESENCE):
        jon.reload()
    page.context.unroute(PRESENCE)

    with page.expect_response(PRESENCE):
        sign_in(page, live_server, "vera", article)

    expect(page.locator("#others")).to_contain_text("Also open: jon")
    jon.route(PRESENCE, lambda route: route.abort())
    page.context.route(PRESENCE, lambda route: route.abort())
    other.close()


def test_the_desk_works_without_scripts(live_server: LiveServer, browser: Browser) -> None:
    """Forms and links alone: note by paragraph and quotation, confirm, edit, save."""
    make.make_user("vera")
    article = make.make_draft()
    make.make_mention(article, make.make_person("Yuri Gagarin"), words="Yuri Gagarin")
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    address = f"/admin/archive/article/{article.pk}/change/"
    page.goto(f"{live_server.url}/admin/login/?next={address}")
    page.fill("#id_username", "vera")
    page.fill("#id_password", "clear sky")
    page.get_by_role("button", name="Log in").click()

    page.locator("#note-exact").fill("felt well")
    page.locator("#note-paragraph").fill("2")
    page.locator("#note-body").fill("Says who?")
    page.get_by_role("button", name="Keep note").click()
    expect(page.locator("#story-text .noted")).to_contain_text("felt well")
    expect(page.locator("#margin")).to_contain_text("Says who?")
    page.get_by_text("Edit the words").click()
    page.locator("#id_headline").fill("Saved by a form")
    page.get_by_role("button", name="Save draft").click()
    expect(page.locator("#story h1")).to_have_text("Saved by a form")
    context.close()
