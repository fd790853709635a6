"""A network that drops between request and response: asking again does nothing twice, and says what was done."""

from __future__ import annotations

import re
from datetime import timedelta

import pytest
from django.contrib.auth.models import User
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from archive.models import Annotation, Article, ArticleVersion, Removal
from editorial.admin.once import KEPT
from editorial.models import Move, OnceKey, WorkingDraft
from tests import make

from .pages import deed_of, fill_form, page_of, read_page

NOTE = {"exact": "felt well", "body": "Says who?", "visibility": "internal", "motivation": "questioning"}


def once_of(client: Client, article: Article) -> str:
    found = re.search(r'name="once" value="([^"]+)"', read_page(client, article))
    assert found is not None
    return found[1]


def test_a_note_that_is_sent_twice_is_written_once(desk: Client) -> None:
    article = make.make_draft()
    sent = {**NOTE, "once": once_of(desk, article)}

    first = desk.post(deed_of(article, "note"), sent)
    again = desk.post(deed_of(article, "note"), sent, follow=True)

    assert Annotation.objects.count() == 1
    assert again.redirect_chain == [(first["Location"], 302)]
    assert "The note is written." in again.content.decode()


def test_another_note_from_the_same_page_is_another_deed(desk: Client) -> None:
    article = make.make_draft()
    once = once_of(desk, article)

    desk.post(deed_of(article, "note"), {**NOTE, "once": once})
    desk.post(deed_of(article, "note"), {**NOTE, "body": "And when?", "once": once})

    assert Annotation.objects.count() == 2


def test_a_deed_that_was_refused_may_be_tried_again(desk: Client) -> None:
    article = make.make_draft()
    sent = {**NOTE, "exact": "never printed", "once": once_of(desk, article)}

    for _ in range(2):
        assert "These words are not in the story" in desk.post(deed_of(article, "note"), sent).content.decode()

    assert not OnceKey.objects.exists()


def test_a_correction_that_is_sent_twice_makes_one_version(desk: Client) -> None:
    article = make.make_article()
    sent = fill_form(article, text=make.TEXT.replace("safely", "well"))
    sent |= {"_correct": "", "correction": "He landed well.", "once": once_of(desk, article)}

    desk.post(page_of(article), sent)
    again = desk.post(page_of(article), sent)

    assert again.status_code == 302
    assert ArticleVersion.objects.filter(article=article).count() == 2
    assert article.corrections.count() == 1


def test_a_new_story_that_is_sent_twice_is_one_story(desk: Client) -> None:
    source = make.make_source()
    sent = {"headline": "New", "source": str(source.pk), "language": "en", "display_policy": "full", "once": "x1"}

    first = desk.post("/admin/archive/article/add/", sent)
    again = desk.post("/admin/archive/article/add/", sent)

    assert Article.objects.count() == 1
    assert first["Location"] == again["Location"]


def test_the_same_from_two_people_is_two_deeds(desk: Client) -> None:
    article = make.make_draft()
    sent = {**NOTE, "once": "same"}
    other = Client()
    other.force_login(make.make_user("vera"))

    desk.post(deed_of(article, "note"), sent)
    other.post(deed_of(article, "note"), sent)

    assert Annotation.objects.count() == 2


@pytest.mark.django_db
def test_keys_are_thrown_away_after_two_days(desk: Client, editor: User) -> None:
    article = make.make_draft()
    long_ago = timezone.now() - KEPT - timedelta(minutes=1)
    OnceKey.objects.create(key="old", by=editor, sentence="Done.", location="/", at=long_ago)

    desk.post(deed_of(article, "note"), {**NOTE, "once": once_of(desk, article)})

    assert not OnceKey.objects.filter(key="old").exists() and OnceKey.objects.count() == 1


@pytest.mark.parametrize(("how", "status"), [("withdraw", "withdrawn"), ("block", "blocked")])
def test_a_story_that_is_taken_away_twice_is_taken_away_once_and_the_report_is_shown_again(
    desk: Client, how: str, status: str
) -> None:
    article = make.make_article()
    page = desk.get(deed_of(article, "withdraw")).content.decode()
    once = re.search(r'name="once" value="([^"]+)"', page)
    assert once is not None
    sent = {"how": how, "category": "error", "reason": "They took it back.", "once": once[1]}

    first = desk.post(deed_of(article, "withdraw"), sent)
    again = desk.post(deed_of(article, "withdraw"), sent)

    assert (first.status_code, again.status_code) == (302, 302)
    report = reverse("admin:archive_removal_change", args=[Removal.objects.get().pk])
    assert again["Location"] == first["Location"] == report
    assert Article.objects.get().status == status
    assert Move.objects.filter(name=how).count() == 1


def test_throwing_words_away_twice_does_not_throw_away_what_was_typed_since(desk: Client) -> None:
    article = make.make_draft()
    desk.post(deed_of(article, "keep"), fill_form(article, headline="Not wanted"))
    sent = {"once": once_of(desk, article)}

    desk.post(deed_of(article, "forget"), sent)
    desk.post(deed_of(article, "keep"), fill_form(article, headline="Wanted"))
    again = desk.post(deed_of(article, "forget"), sent)

    assert again["Location"] == page_of(article)
    assert WorkingDraft.objects.get().fields["headline"] == "Wanted"
