"""The lists: they never count, they ask as much of the database for two hundred stories as for two."""

from __future__ import annotations

import pytest
from django.contrib.auth.models import User
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from archive.indexing.drain import drain_outbox
from archive.models import Article
from tests import make

from .pages import page_of

LISTS = (
    "article person organisation place event source topic mention annotation link ingestrun ingestitem original"
).split()


def list_of(model: str, query: str = "") -> str:
    return reverse(f"admin:archive_{model}_changelist") + query


def count_queries(client: Client, address: str) -> int:
    with CaptureQueriesContext(connection) as asked:
        assert client.get(address).status_code == 200
    return len(asked)


def add_stories(number: int) -> None:
    person = make.make_person()
    first = make.make_article(headline="The first of many")
    for each in range(number):
        article = make.make_article(headline=f"Story {each}")
        make.make_mention(article, person)
        make.make_note(article, "felt well")
        make.make_link(article, first)


@pytest.mark.parametrize("model", LISTS)
def test_every_list_opens_for_an_editor_and_says_when_it_is_empty(desk: Client, model: str) -> None:
    response = desk.get(list_of(model))

    assert response.status_code == 200
    assert "Nothing here." in response.content.decode()


@pytest.mark.parametrize("model", ["article", "mention", "annotation", "link", "person"])
def test_a_long_list_asks_no_more_of_the_database_than_a_short_one(desk: Client, model: str) -> None:
    add_stories(2)
    desk.get(list_of(model))
    few = count_queries(desk, list_of(model))
    add_stories(30)

    assert count_queries(desk, list_of(model)) == few


def test_two_hundred_stories_are_listed_without_counting_them(desk: Client, editor: User) -> None:
    source = make.make_source()
    for number in range(200):
        make.make_draft(source=source, headline=f"Story {number}")

    with CaptureQueriesContext(connection) as asked:
        page = desk.get(list_of("article")).content.decode()

    assert len(asked) <= 10
    assert not [query["sql"] for query in asked if "COUNT(" in query["sql"].upper()]
    assert "Page 1" in page and "?p=2" in page and "Story 199" in page


def test_the_last_page_offers_no_next_one(desk: Client) -> None:
    for number in range(51):
        make.make_draft(headline=f"Story {number}")

    page = desk.get(list_of("article", "?p=2")).content.decode()

    assert "Story 0" in page and 'rel="prev"' in page and 'rel="next"' not in page


@pytest.mark.parametrize("query", ["?p=0", "?p=-1", "?p=9999999", "?p=x", "?names=x", "?names=99999999999999999999"])
def test_a_page_that_cannot_be_is_no_failure(desk: Client, query: str) -> None:
    assert desk.get(list_of("article", query), follow=True).status_code == 200


def test_stories_are_found_by_their_words_in_the_order_of_the_index(desk: Client) -> None:
    make.make_draft(headline="Harbour", text="A tide rose.")
    wanted = make.make_draft(headline="Tide tables printed", text="The tide, the tide.")
    make.make_draft(headline="Unrelated", text="Nothing of the sort.")
    drain_outbox()

    page = desk.get(list_of("article", "?q=tide")).content.decode()

    assert "Unrelated" not in page
    assert page.index("Tide tables printed") < page.index("Harbour")
    assert wanted.ref in page


def test_a_story_is_found_by_its_reference_and_by_the_wire_s(desk: Client) -> None:
    wanted = make.make_draft(headline="Wanted", guid="urn:mp:77")
    make.make_draft(headline="Another")

    for term in (wanted.ref, wanted.ref.upper(), "urn:mp:77"):
        page = desk.get(list_of("article"), {"q": term}).content.decode()
        assert "Wanted" in page and "Another" not in page


@pytest.mark.parametrize("term", ["'", '"', "(", "a OR", "-", "*", "\x00", "💥", "x" * 5000])
def test_no_search_term_is_an_error(desk: Client, term: str) -> None:
    make.make_draft()

    assert desk.get(list_of("article"), {"q": term}).status_code == 200


def test_stories_are_filtered_by_source_and_status(desk: Client) -> None:
    make.make_draft(headline="Ours")
    make.make_article(headline="Theirs", source=make.make_source("XX"))

    assert "Theirs" not in desk.get(list_of("article", "?source=MP")).content.decode()
    assert "Ours" not in desk.get(list_of("article", "?status__exact=published")).content.decode()


def test_people_are_found_by_the_beginning_of_any_name(desk: Client) -> None:
    make.make_person("Yuri Gagarin", aliases=("Юрий Гагарин",))
    make.make_person("Valentina Tereshkova")

    for term in ("yuri", "YURI GAG", "юрий", "gagar", "Гагарин"):
        page = desk.get(list_of("person"), {"q": term}).content.decode()
        assert "Yuri Gagarin" in page and "Tereshkova" not in page


def test_a_person_is_found_by_a_wikidata_id(desk: Client) -> None:
    make.make_person("Yuri Gagarin", wikidata_id="Q7327")

    assert "Yuri Gagarin" in desk.get(list_of("person"), {"q": "q7327"}).content.decode()


def test_the_texts_of_stories_are_not_read_to_list_their_headlines(desk: Client) -> None:
    add_stories(2)

    for model in ("article", "mention", "annotation", "link"):
        with CaptureQueriesContext(connection) as asked:
            desk.get(list_of(model))
        assert not [query for query in asked if '."text"' in query["sql"]], model


def test_completions_say_what_a_name_stands_for(desk: Client) -> None:
    make.make_person("Selkie")
    make.make_event("Selkie landing")
    fields = {"app_label": "archive", "model_name": "mention", "field_name": "entity", "term": "selkie"}

    found = desk.get(reverse("admin:autocomplete"), fields).json()

    assert [each["text"] for each in found["results"]] == ["Selkie · person", "Selkie landing · event"]
    assert found["pagination"] == {"more": False}


@pytest.mark.parametrize(("model", "field"), [("mention", "entity"), ("link", "target"), ("article", "source")])
@pytest.mark.parametrize("term", ["", "\0", "%", "_", "'", "💥", "x" * 3000])
def test_no_completion_fails_whatever_is_typed(desk: Client, model: str, field: str, term: str) -> None:
    make.make_mention(make.make_draft(), make.make_person())
    fields = {"app_label": "archive", "model_name": model, "field_name": field, "term": term}

    assert desk.get(reverse("admin:autocomplete"), fields).status_code == 200


def test_a_story_is_offered_while_its_headline_is_being_typed(desk: Client) -> None:
    wanted = make.make_draft(headline="Tide tables printed")
    make.make_draft(headline="Harbour opens")
    drain_outbox()
    fields = {"app_label": "archive", "model_name": "link", "field_name": "target", "term": "tide tab"}

    found = desk.get(reverse("admin:autocomplete"), fields).json()["results"]

    assert [each["id"] for each in found] == [str(wanted.pk)]


def test_completions_page_without_counting(desk: Client) -> None:
    for number in range(25):
        make.make_person(f"Ann {number}")
    fields = {"app_label": "archive", "model_name": "mention", "field_name": "entity", "term": "ann"}

    with CaptureQueriesContext(connection) as asked:
        first = desk.get(reverse("admin:autocomplete"), fields).json()
    second = desk.get(reverse("admin:autocomplete"), fields | {"page": "2"}).json()

    assert (len(first["results"]), first["pagination"]["more"]) == (20, True)
    assert (len(second["results"]), second["pagination"]["more"]) == (5, False)
    assert not [query for query in asked if "COUNT(" in query["sql"].upper()]


def test_a_note_in_the_list_leads_to_its_place_on_the_story_s_page(desk: Client) -> None:
    article = make.make_draft()
    note = make.make_note(article, "felt well")

    response = desk.get(reverse("admin:archive_annotation_change", args=[note.pk]))

    assert response["Location"] == f"{page_of(article)}?note={note.pk}#note-{note.pk}"


def test_a_story_s_page_asks_the_same_whatever_hangs_on_it(desk: Client) -> None:
    article = make.make_draft()
    make.make_mention(article, make.make_person("One"))
    make.make_note(article, "felt well")
    make.make_link(article, make.make_draft())
    desk.get(page_of(article))
    few = count_queries(desk, page_of(article))
    for number in range(15):
        make.make_mention(article, make.make_place(f"Place {number}"))
        make.make_note(article, "landed him safely")
        make.make_link(article, make.make_draft())

    assert count_queries(desk, page_of(article)) == few
    assert few <= 27


def test_nobody_is_shown_every_story_at_once(desk: Client) -> None:
    for number in range(60):
        make.make_draft(headline=f"Story {number}")

    page = desk.get(list_of("article", "?all="), follow=True).content.decode()

    assert Article.objects.count() == 60
    assert "Story 1<" not in page
