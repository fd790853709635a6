"""Threads on a story's page: answers, history, notes that lost their words, colleagues named. All by plain forms."""

from __future__ import annotations

import pytest
from django.contrib.auth.models import User
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from archive.actions import publish_article, resolve_annotation, save_draft
from archive.models import Annotation, Article, ArticleVersion
from editorial.admin.story_notes import PAGE, read_notes, turn_to
from tests import make

from .pages import deed_of, page_of, read_page
from .test_who_may import sign_in


def lose(article: Article) -> Annotation:
    """A note whose words have been changed too much to follow."""
    note = make.make_note(article, "landed him safely", body="How far off?")
    changed = make.TEXT.replace("landed him safely", "landed him quite safely")
    save_draft(article=article, words=make.make_words(text=changed), by=None, at=make.NOON)
    return Annotation.objects.get(pk=note.pk)


def test_a_lost_note_is_listed_with_its_version_and_the_likely_place(desk: Client) -> None:
    article = make.make_draft()
    note = lose(article)

    page = read_page(desk, article)

    assert note.anchor_state == "orphaned"
    assert "Without their words" in page and "version 1</a>" in page
    assert "% alike" in page and "Attach here" in page


def test_the_likely_place_is_taken_by_one_click(desk: Client, editor: User) -> None:
    article = make.make_draft()
    note = lose(article)
    version = ArticleVersion.objects.get(article=article)
    [noted] = turn_to(read_notes(article, version), version).shown
    assert noted.proposal is not None
    form = {"exact": noted.proposal.words, "start": noted.proposal.span.start}

    response = desk.post(deed_of(article, "attach", note.pk), form)

    assert response["Location"] == page_of(article) + "#notes"
    note.refresh_from_db()
    assert (note.anchor_state, note.exact) == ("exact", noted.proposal.words)
    assert "Attached by hand by editor" in read_page(desk, article)


def test_a_lost_note_is_attached_to_typed_words_or_closed(desk: Client) -> None:
    article = make.make_draft()
    note = lose(article)

    assert (
        "not in the story"
        in desk.post(deed_of(article, "attach", note.pk), {"exact": "Saturn"}, follow=True).content.decode()
    )
    desk.post(deed_of(article, "attach", note.pk), {"exact": "felt well", "before": ""})
    assert Annotation.objects.get(pk=note.pk).exact == "felt well"

    other = lose(make.make_draft())
    desk.post(deed_of(other.article, "resolve", other.pk), {"resolved": "on"})
    assert not Annotation.objects.orphaned().exists()


def test_a_note_on_public_words_is_shown_in_the_draft_where_its_words_are(desk: Client) -> None:
    article = make.make_article()
    make.make_note(article, "felt well throughout")
    save_draft(article=article, words=make.make_words(text="An opening.\n\n" + make.TEXT), by=None, at=make.NOON)

    assert "Without their words" not in read_page(desk, article)
    publish_article(article=article, by=None, at=make.NOON)
    assert Annotation.objects.get().anchor_state == "moved"


def test_answers_stand_below_their_note(desk: Client, editor: User) -> None:
    article = make.make_draft()
    note = make.make_note(article, "felt well", body="Who says?")

    desk.post(deed_of(article, "reply", note.pk), {"body": "TASS says."})

    page = read_page(desk, article)
    assert page.index("Who says?") < page.index("TASS says.")
    assert Annotation.objects.get(parent=note).by == editor


def test_one_who_is_named_sees_it_on_the_front_page_until_it_is_read(desk: Client) -> None:
    article = make.make_draft()
    make.make_note(article, "felt well", body="@editor, is this so?")
    front = reverse("admin:index")
    assert "@editor, is this so?" in desk.get(front).content.decode()

    desk.post(deed_of(article, "read_notes"))

    assert "@editor, is this so?" not in desk.get(front).content.decode()


@pytest.mark.django_db
def test_answering_and_attaching_need_their_permissions() -> None:
    article = make.make_draft()
    note = make.make_note(article, "felt well")
    client = sign_in("view_article", "change_article", "view_annotation")

    assert client.post(deed_of(article, "reply", note.pk), {"body": "x"}).status_code == 403
    assert client.post(deed_of(article, "attach", note.pk), {"exact": "felt well"}).status_code == 403


def test_resolved_notes_say_so_and_leave_the_list_of_open_ones(desk: Client) -> None:
    note = make.make_note(make.make_draft(), "felt well")
    resolve_annotation(annotation=note, by=None, at=make.NOON)

    address = reverse("admin:archive_annotation_changelist")
    assert "felt well" not in desk.get(address, {"state": "open"}).content.decode()
    assert "felt well" in desk.get(address, {"state": "resolved"}).content.decode()


def write_many(article: Article, number: int, *, parent: Annotation | None = None) -> None:
    version = ArticleVersion.objects.get(article=article)
    Annotation.objects.bulk_create(
        Annotation(
            article=article, version=version, made_on=version, exact="x", body=f"Note {n}.", start=n % 60,
            end=n % 60 + 5, parent=parent, created_at=make.NOON, updated_at=make.NOON,
        )
        for n in range(number)
    )  # fmt: skip


def test_of_five_thousand_notes_a_page_is_shown_with_the_questions_and_the_length_of_a_hundred(desk: Client) -> None:
    article = make.make_draft()
    write_many(article, PAGE)
    with CaptureQueriesContext(connection) as few:
        short = desk.get(page_of(article)).content
    write_many(article, 5_000 - PAGE)
    with CaptureQueriesContext(connection) as many:
        first = desk.get(page_of(article)).content
    last = desk.get(page_of(article), {"notes": 50}).content.decode()

    assert len(many) == len(few)
    assert len(first) < len(short) * 1.05
    assert "1 to 100 of 5000 notes" in first.decode() and "?notes=2#notes" in first.decode()
    assert "4901 to 5000 of 5000 notes" in last and "?notes=51" not in last
    assert last.count('class="card note internal"') == last.count('class="beside') == PAGE


def test_each_of_many_notes_is_on_one_page_and_nonsense_is_the_first(desk: Client) -> None:
    article = make.make_draft()
    write_many(article, 250)
    notes = read_notes(article, None)

    pages = [[noted.note.pk for noted in turn_to(notes, None, number=each).shown] for each in ("1", "2", "3")]

    assert [len(page) for page in pages] == [100, 100, 50]
    assert len({pk for page in pages for pk in page}) == 250
    assert [turn_to(notes, None, number=each).number for each in ("0", "-1", "x", "9" * 30, "4")] == [1, 1, 1, 1, 3]
    assert turn_to(notes, None, note="9" * 30).number == 1


def test_a_note_that_is_asked_for_is_on_the_page_and_a_deed_there_leads_back_to_it(desk: Client) -> None:
    article = make.make_draft()
    write_many(article, 250)
    last = Annotation.objects.order_by("start", "pk").last()
    assert last is not None

    listed = desk.get(reverse("admin:archive_annotation_change", args=[last.pk]))
    page = desk.get(listed["Location"].partition("#")[0]).content.decode()
    done = desk.post(deed_of(article, "resolve", last.pk), {"resolved": "on", "note": str(last.pk)})

    assert f'id="note-{last.pk}"' in page and f'name="note" value="{last.pk}"' in page
    assert done["Location"] == f"{page_of(article)}?note={last.pk}#notes"


def test_of_a_thousand_answers_the_latest_are_shown_and_more_when_they_are_asked_for(desk: Client) -> None:
    article = make.make_draft()
    note = make.make_note(article, "felt well")
    write_many(article, 1_000, parent=note)

    page, asked = read_page(desk, article), desk.get(page_of(article), {"note": note.pk}).content.decode()

    assert (page.count('class="reply"'), asked.count('class="reply"')) == (20, 500)
    assert "980 earlier answers" in page and f"?note={note.pk}#note-{note.pk}" in page
    assert "Note 999." in page and "Note 979." not in page
