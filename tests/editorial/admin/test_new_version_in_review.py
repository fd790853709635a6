"""The new version of a published story: to review and back, while readers go on seeing the old one."""

from __future__ import annotations

import pytest
from django.contrib.auth.models import User
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from archive.actions import save_draft
from archive.models import Article, Deed
from editorial.actions.move_article import read_facts
from editorial.models import Move
from editorial.workflow import NewWords
from tests import make

from .pages import deed_of, read_page


@pytest.fixture
def story(editor: User) -> Article:
    """Published, with other words waiting."""
    article = make.make_article(headline="Old words")
    save_draft(article=article, words=make.make_words(headline="New words"), by=editor, at=timezone.now())
    return Article.objects.get(pk=article.pk)


def move(desk: Client, article: Article, name: str, **typed: object) -> str:
    answer = desk.post(deed_of(article, f"move_{name}"), typed, follow=True)
    assert answer.status_code == 200
    return answer.content.decode()


def stand_of(article: Article) -> NewWords:
    return read_facts(Article.objects.get(pk=article.pk), at=timezone.now()).new_words


def test_it_goes_to_review_and_back_and_no_reader_notices(desk: Client, story: Article) -> None:
    address = story.get_absolute_url()
    seen = Client().get(address).content

    page = move(desk, story, "submit_version", comment="Please check.", token=story.token)

    assert "its new version is in review" in page
    assert "New words" in desk.get(reverse("admin:index")).content.decode().split("New versions in review")[1]
    assert stand_of(story) == NewWords.REVIEW
    page = move(desk, story, "return_version", comment="A source is missing.", token=story.token)
    assert "its new version is a draft" in page
    assert stand_of(story) == NewWords.DRAFT
    assert "No new version of a published story waits." in desk.get(reverse("admin:index")).content.decode()
    assert Client().get(address).content == seen
    assert Article.objects.get(pk=story.pk).updated_at == story.updated_at
    assert list(Move.objects.values_list("name", flat=True)) == ["return_version", "submit_version"]
    assert set(Deed.objects.filter(verb__endswith="_version").values_list("by_name", flat=True)) == {"editor"}


def test_what_is_reviewed_is_published_and_the_next_version_begins_anew(
    desk: Client, editor: User, story: Article
) -> None:
    move(desk, story, "submit_version", token=story.token)
    move(desk, story, "publish_version", token=story.token)

    assert b"New words" in Client().get(story.get_absolute_url(), follow=True).content
    assert stand_of(story) == NewWords.NONE
    save_draft(article=story, words=make.make_words(headline="Newer words"), by=editor, at=timezone.now())
    assert stand_of(story) == NewWords.DRAFT


def test_it_is_not_sent_twice_nor_back_without_a_reason(desk: Client, story: Article) -> None:
    assert "is for a new version in review" in move(desk, story, "return_version", comment="Why not.")
    move(desk, story, "submit_version")
    assert "is for a new version in draft" in move(desk, story, "submit_version")
    assert "Say why" in move(desk, story, "return_version", comment=" ")
    assert Move.objects.count() == 1


def test_a_move_from_a_page_that_is_out_of_date_is_refused(desk: Client, editor: User, story: Article) -> None:
    assert f'name="token" value="{story.token}"' in read_page(desk, story)
    save_draft(article=story, words=make.make_words(headline="Words of a colleague"), by=editor, at=timezone.now())

    page = move(desk, story, "publish_version", token=story.token)

    assert "Somebody has changed this story since you opened its page" in page
    assert b"Old words" in Client().get(story.get_absolute_url(), follow=True).content
