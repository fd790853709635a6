"""Words typed and not saved: kept for their editor alone, taken up again, and guarded like any other save."""

from __future__ import annotations

import pytest
from django.contrib.auth.models import Permission, User
from django.test import Client
from django.utils import timezone

from archive.actions import save_draft
from archive.models import Article
from editorial.models import WorkingDraft
from tests import make

from .pages import deed_of, fill_form, page_of, read_page

pytestmark = pytest.mark.django_db


def keep(client: Client, article: Article, **changes: str) -> dict[str, str]:
    sent = fill_form(article, **changes)
    answer = client.post(deed_of(article, "keep"), sent)
    assert answer.status_code == 200 and answer.json()["said"].startswith("Kept ")
    return sent


def test_what_is_typed_is_kept_and_offered_and_taken_up(desk: Client) -> None:
    article = make.make_draft()
    keep(desk, article, headline="Half a headl")

    page = read_page(desk, article)
    taken = desk.get(page_of(article) + "?draft=1").content.decode()

    assert "You have words here that are not saved" in page and "Half a headl" not in page
    assert "Half a headl" in taken
    assert Article.objects.get().latest_version.headline != "Half a headl"  # type: ignore[union-attr]


def test_nobody_else_sees_it(desk: Client) -> None:
    article = make.make_draft()
    keep(desk, article, headline="Half a headl")
    other = Client()
    other.force_login(make.make_user("vera"))

    assert "You have words here" not in read_page(other, article)
    assert "Half a headl" not in other.get(page_of(article) + "?draft=1").content.decode()


def test_saving_or_throwing_away_ends_it(desk: Client) -> None:
    article = make.make_draft()
    sent = keep(desk, article, headline="A whole headline")
    desk.post(page_of(article), sent)
    assert not WorkingDraft.objects.exists()

    keep(desk, article, headline="Another")
    desk.post(deed_of(article, "forget"))
    assert not WorkingDraft.objects.exists()


def test_words_taken_up_after_somebody_else_saved_clash_and_both_changes_are_shown(desk: Client, editor: User) -> None:
    """Three ways: what both began with, what they did, what you did. Neither is lost."""
    article = make.make_draft()
    sent = keep(desk, article, text=make.TEXT.replace("safely", "softly"))
    theirs = make.make_words(text=make.TEXT.replace("felt well", "felt ill"))
    save_draft(article=article, words=theirs, by=make.make_user("vera"), at=timezone.now())

    clash = desk.post(page_of(article), sent)

    page = clash.content.decode()
    assert clash.status_code == 409
    they, you = page.split("What they changed")[1].split("What you changed")
    assert "<ins>ill </ins>" in they and "softly" not in they
    assert "<ins>softly</ins>" in you.split("In the archive now")[0].replace("softly ", "softly")
    assert WorkingDraft.objects.get(editor=editor).fields["text"] == sent["text"]


def test_keeping_needs_a_session_and_the_right_to_change() -> None:
    """A page whose sign-in has ended is sent to the sign-in; it then keeps the words in the browser."""
    article = make.make_draft()
    client = Client()
    assert client.post(deed_of(article, "keep"), {"headline": "x"}).status_code == 302

    client.force_login(sign_in_reader())
    assert client.post(deed_of(article, "keep"), {"headline": "x"}).status_code == 403
    assert not WorkingDraft.objects.exists()


def sign_in_reader() -> User:
    """Staff who may look and do nothing else."""
    reader = make.make_user("reader", is_superuser=False)
    reader.user_permissions.add(Permission.objects.get(codename="view_article"))
    return reader


def test_a_base_made_up_by_somebody_breaks_nothing(desk: Client) -> None:
    article = make.make_draft()
    sent = fill_form(article, headline="Mine", base='["<b>"]')
    save_draft(article=article, words=make.make_words(headline="Theirs"), by=None, at=timezone.now())

    clash = desk.post(page_of(article), sent)

    assert clash.status_code == 409 and "Theirs" in clash.content.decode()
