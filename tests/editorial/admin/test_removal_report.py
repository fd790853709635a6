"""After a removal every surface is asked; one that nobody thought of fails here, not in front of a reader."""

import re
from unittest.mock import patch

import pytest
from django.http import HttpRequest, HttpResponse
from django.test import Client
from django.urls import get_resolver, path

from archive.actions import block_article, make_dossier, withdraw_article
from archive.indexing.drain import drain_outbox
from archive.models import Article, Removal
from editorial.admin.removal_report import ask_surfaces, fetch
from editorial.admin.removal_surfaces import NOT_ASKED, fill_route, list_questions, list_routes, read_facts
from tests.editorial.admin.pages import deed_of
from tests.make import (
    NOON,
    make_article,
    make_event,
    make_full_dossier,
    make_link,
    make_mention,
    make_organisation,
    make_person,
    make_place,
)

pytestmark = pytest.mark.django_db


def show_nothing(request: HttpRequest, thing: str) -> HttpResponse:
    return HttpResponse(thing)


def make_known_story() -> Article:
    """A story that stands on every surface there is."""
    article = make_article(headline="The kestrel came back to Vinohrady", topics=("birds",))
    for entity in (make_person(), make_place(), make_organisation(), make_event()):
        make_mention(article, entity)
    other = make_article(headline="Another")
    make_link(other, article)
    make_full_dossier(article, other, title="Birds")
    drain_outbox()
    return article


def test_every_public_address_is_asked_or_named_with_a_reason_why_not() -> None:
    facts = read_facts(make_known_story())
    unknown = [route for route in list_routes() if route not in NOT_ASKED and fill_route(route, facts) is None]

    assert not unknown, f"name these in NOT_ASKED of editorial/admin/removal_surfaces.py, or fill them: {unknown}"
    assert set(NOT_ASKED) <= set(list_routes()), "these are no addresses any more: take them out of NOT_ASKED"


def test_an_address_whose_parameter_nobody_knows_is_found_out() -> None:
    urlconf = get_resolver()
    with patch.object(urlconf, "url_patterns", [*urlconf.url_patterns, path("leaks/<str:thing>/", show_nothing)]):
        facts = read_facts(make_known_story())
        assert [route for route in list_routes() if fill_route(route, facts) is None and route not in NOT_ASKED] == [
            "/leaks/<thing>/"
        ]


def test_before_a_removal_nearly_every_surface_shows_the_story() -> None:
    """So the questions can fail: what is asked does stand there while the story is public."""
    article = make_known_story()

    answers = {answer.surface: answer for answer in ask_surfaces(article)}

    assert answers["the public index"].is_closed is False
    for surface in (
        "/", "/search", "/search/suggest", "/articles/<ref>/", "/articles/<ref>/<slug>/", "/articles/<ref>/v/<number>/",
        "/people/<slug>/", "/organisations/<slug>/", "/places/<slug>/", "/events/<slug>/", "/topics/<slug>/",
        "/sources/<code>/", "/dossiers/<slug>/", "/on/<year>/", "/on/<year>/<month>/", "/on/<year>/<month>/<day>/",
        "/feeds/", "/feeds/search/", "/feeds/people/<slug>/", "/feeds/topics/<slug>/", "/feeds/sources/<code>/",
        "/feeds/dossiers/<slug>/", "stories linked to it",
    ):  # fmt: skip
        assert answers[surface].is_closed is False, answers[surface]


@pytest.mark.parametrize("kind", ["withdraw", "block"])
def test_after_it_every_surface_keeps_the_story_from_readers(desk: Client, kind: str) -> None:
    article = make_known_story()
    sent = {"how": kind, "category": "privacy", "wording": "At somebody's wish.", "reason": "Letter of 3 May"}

    page = desk.post(deed_of(article, "withdraw"), sent, follow=True).content.decode()

    removal = Removal.objects.get()
    assert [answer for answer in removal.report if not answer["is_closed"]] == []
    assert removal.reported_at is not None and removal.category == "privacy"
    assert ("451 blocked by law" if kind == "block" else "410 gone") in page
    assert "Letter of 3 May" in page
    assert f"/articles/{article.ref}/v/1/" in page


def test_the_report_is_kept_and_asked_again_only_by_who_may_withdraw(desk: Client, client: Client) -> None:
    article = make_known_story()
    withdraw_article(article=article, reason="x", by=None, at=NOON)
    removal = Removal.objects.get()
    page = f"/admin/archive/removal/{removal.pk}/change/"

    assert client.get(page).status_code == 302
    desk.get(page)
    removal.refresh_from_db()
    first = removal.reported_at
    desk.get(page)
    removal.refresh_from_db()
    assert removal.reported_at == first
    assert desk.post(page).status_code == 302
    removal.refresh_from_db()
    assert removal.reported_at is not None and first is not None and removal.reported_at > first
    assert desk.get("/admin/archive/removal/0/change/").status_code == 404


def test_an_index_that_still_holds_the_story_is_told(desk: Client) -> None:
    article = make_known_story()
    block_article(article=article, reason="Order 7", by=None, at=NOON)

    assert [answer.surface for answer in ask_surfaces(article) if not answer.is_closed] == ["the public index"]


def test_a_surface_that_breaks_is_told_and_the_others_are_asked() -> None:
    article = make_known_story()
    block_article(article=article, reason="Order 7", by=None, at=NOON)
    drain_outbox()
    with patch("archive.public.home.ask_index", side_effect=RuntimeError("broken")):
        answers = ask_surfaces(article)

    assert [(answer.surface, answer.answered) for answer in answers if not answer.is_closed] == [("/", "500 an error")]
    assert len(answers) > 30


def test_questions_stay_few_however_much_a_story_names() -> None:
    article = make_article(topics=tuple(f"topic {n}" for n in range(30)))
    for number in range(30):
        make_mention(article, make_person(f"Person {number}"))
    make_dossier(title="Draft", by=None, at=NOON)

    assert len(list_questions(read_facts(article))) < 120


def test_an_address_in_any_script_can_be_asked() -> None:
    person = make_person("김정은")
    make_mention(make_article(), person)

    assert fetch(person.get_absolute_url())[0] == 200
    assert fetch("/nowhere/at/all/")[0] == 404
    assert re.search("김정은", fetch(person.get_absolute_url())[1])
