"""Who may do what: a person without the permission meets a closed door, whatever address they know."""

from __future__ import annotations

import pytest
from django.contrib.auth.models import Permission, User
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from archive.models import Annotation, Article, Mention, Original
from archive.models.mention import MentionStatus
from tests import make

from .pages import deed_of, fill_form, page_of


def sign_in(*permissions: str) -> Client:
    user = make.make_user(is_superuser=False)
    user.user_permissions.set(Permission.objects.filter(content_type__app_label="archive", codename__in=permissions))
    client = Client()
    client.force_login(user)
    return client


@pytest.fixture
def article(db: None) -> Article:
    return make.make_article(headline="canary-headline")


def test_a_stranger_is_asked_to_sign_in(article: Article) -> None:
    client = Client()

    for address in (page_of(article), deed_of(article, "preview"), reverse("admin:index")):
        response = client.get(address)
        assert response.status_code == 302 and "/login/" in response["Location"]


def test_staff_without_permissions_sees_no_story(article: Article) -> None:
    client = sign_in()

    assert client.get(page_of(article)).status_code == 403
    assert client.get(deed_of(article, "preview")).status_code == 403
    assert client.get(deed_of(article, "version", 1)).status_code == 403
    assert client.get(reverse("admin:archive_article_changelist")).status_code == 403
    assert "canary-headline" not in client.get(reverse("admin:index")).content.decode()


def test_one_who_may_only_look_sees_the_story_without_buttons(article: Article) -> None:
    client = sign_in("view_article")

    page = client.get(page_of(article)).content.decode()

    assert "canary-headline" in page
    assert 'name="_publish"' not in page and "Add a name" not in page


def test_one_who_may_only_look_saves_nothing(article: Article) -> None:
    client = sign_in("view_article")

    assert client.post(page_of(article), fill_form(article, headline="No", _draft="")).status_code == 403
    assert client.post(deed_of(article, "withdraw"), {"reason": "No."}).status_code == 403
    assert client.post(deed_of(article, "restore")).status_code == 403
    assert client.get(reverse("admin:archive_article_add")).status_code == 403


@pytest.mark.parametrize("name", ["mention", "note", "link"])
def test_each_panel_needs_its_own_permission(article: Article, name: str) -> None:
    assert sign_in("view_article", "change_article").post(deed_of(article, name)).status_code == 403


@pytest.mark.parametrize("name", ["confirm", "reject"])
def test_deciding_on_a_name_needs_its_permission(article: Article, name: str) -> None:
    mention = make.make_mention(article, make.make_person())
    Mention.objects.filter(pk=mention.pk).update(status=MentionStatus.SUGGESTED)

    assert sign_in("view_article").post(deed_of(article, name, mention.pk)).status_code == 403
    assert Mention.objects.get(pk=mention.pk).status == MentionStatus.SUGGESTED


def test_changing_a_note_or_removing_a_link_needs_its_permission(article: Article) -> None:
    note = make.make_note(article, "felt well")
    link = make.make_link(article, make.make_draft())
    client = sign_in("view_article", "change_article")

    assert client.post(deed_of(article, "resolve", note.pk), {"resolved": "on"}).status_code == 403
    assert client.post(deed_of(article, "edit_note", note.pk), {"body": "x"}).status_code == 403
    assert client.post(deed_of(article, "unlink", link.pk)).status_code == 403
    assert Annotation.objects.get(pk=note.pk).resolved_at is None


def test_completions_tell_nothing_to_one_who_may_not_look(article: Article) -> None:
    fields = {"app_label": "archive", "model_name": "link", "field_name": "target", "term": "canary"}

    assert sign_in("view_person").get(reverse("admin:autocomplete"), fields).status_code == 403


def test_the_work_list_shows_only_what_one_may_look_at(article: Article) -> None:
    make.make_draft(headline="canary-draft")

    page = sign_in("view_source").get(reverse("admin:index")).content.decode()

    assert "canary" not in page


def test_an_original_is_not_handed_to_one_who_may_not_look(article: Article) -> None:
    original = Original.objects.create(sha256="0" * 64, size=1, received_at=timezone.now())
    address = reverse("admin:archive_original_download", args=[original.pk])

    assert sign_in("view_article").get(address).status_code == 403


def test_an_account_that_is_no_staff_is_kept_out(article: Article) -> None:
    client = Client()
    client.force_login(User.objects.create_user("reader", password="clear sky"))

    assert client.get(page_of(article)).status_code == 302


def test_a_page_that_is_not_open_says_who_can_open_it(article: Article) -> None:
    page = sign_in("view_article").get(reverse("admin:archive_article_add"))

    assert page.status_code == 403
    assert "ask whoever keeps the accounts" in page.content.decode()
