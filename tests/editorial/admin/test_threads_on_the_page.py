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
from editorial.admin.story_notes import read_notes
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
    [noted] = read_notes(article, ArticleVersion.objects.get(article=article))
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


def test_five_thousand_notes_ask_no_more_of_the_database_than_five(desk: Client) -> None:
    article = make.make_draft()
    version = ArticleVersion.objects.get(article=article)

    def write(number: int) -> int:
        at = {"created_at": make.NOON, "updated_at": make.NOON}
        Annotation.objects.bulk_create(
            Annotation(
                article=article, version=version, made_on=version, exact="x", body="Note.", start=n % 60,
                end=n % 60 + 5, **at,
            )
            for n in range(number)
        )  # fmt: skip
        with CaptureQueriesContext(connection) as asked:
            assert desk.get(page_of(article)).status_code == 200
        return len(asked)

    few = write(5)

    assert write(4_995) == few


def test_resolved_notes_say_so_and_leave_the_list_of_open_ones(desk: Client) -> None:
    note = make.make_note(make.make_draft(), "felt well")
    resolve_annotation(annotation=note, by=None, at=make.NOON)

    address = reverse("admin:archive_annotation_changelist")
    assert "felt well" not in desk.get(address, {"state": "open"}).content.decode()
    assert "felt well" in desk.get(address, {"state": "resolved"}).content.decode()
