"""The audit at the desk: searched by person, record, deed and day; never counted, never changed."""

from __future__ import annotations

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from archive.actions import save_draft, set_topics
from archive.models import Article, Deed
from tests import make
from tests.make import NOON

LIST = "admin:archive_deed_changelist"


@pytest.fixture
def auditor(db: None) -> Client:
    client = Client()
    client.force_login(make.make_user("auditor"))
    return client


@pytest.fixture
def article(db: None) -> Article:
    ada, ben = make.make_user("ada"), make.make_user("ben")
    article = make.make_draft(by=ada)
    set_topics(article=article, topics=["Space"], by=ben, at=NOON)
    make.make_draft(headline="Another story", by=ada)
    return article


def search(auditor: Client, words: str) -> set[str]:
    response = auditor.get(reverse(LIST), {"q": words})
    assert response.status_code == 200
    return {f"{deed.verb} {deed.ref} {deed.by_name}" for deed in response.context["cl"].result_list}


def test_the_trail_is_searched_by_person_record_deed_and_day(auditor: Client, article: Article) -> None:
    ref = article.ref

    assert search(auditor, "by:ben") == {f"set_topics {ref} ben"}
    assert search(auditor, ref) == {f"create_article {ref} ada", f"set_topics {ref} ben"}
    assert search(auditor, f"set_topics {ref}") == {f"set_topics {ref} ben"}
    assert len(search(auditor, "create_article on:1961-04-12")) == 2
    assert search(auditor, "on:1961-04-13") == set()
    assert search(auditor, "by:machine create_article") == set()


def test_a_link_is_in_the_trail_of_both_stories(auditor: Client, db: None) -> None:
    first, second = make.make_article(), make.make_article()
    make.make_link(first, second)

    assert f"link_articles {first.ref} " in search(auditor, second.ref)


@pytest.mark.parametrize("words", ["on:2026-99-99", "'; --", "\0", "by:", "x" * 500, "_ _", "%"])
def test_no_search_of_the_trail_is_an_error(auditor: Client, article: Article, words: str) -> None:
    assert search(auditor, words) is not None


def test_a_deed_shows_what_was_before_and_after(auditor: Client, article: Article) -> None:
    save_draft(article=article, words=make.make_words(headline="<b>New</b>"), by=None, at=NOON)
    deed = Deed.objects.newest_first()[0]

    page = auditor.get(reverse("admin:archive_deed_change", args=[deed.pk])).content.decode()

    assert "Soviet Union puts a man in orbit" in page and "&lt;b&gt;New&lt;/b&gt;" in page


def test_nobody_changes_adds_or_deletes_a_deed(auditor: Client, article: Article) -> None:
    deed = Deed.objects.newest_first()[0]

    assert auditor.post(reverse("admin:archive_deed_change", args=[deed.pk]), {"verb": "x"}).status_code == 403
    assert auditor.post(reverse("admin:archive_deed_add"), {"verb": "x"}).status_code == 403
    assert auditor.post(reverse("admin:archive_deed_delete", args=[deed.pk]), {"post": "yes"}).status_code == 403


def test_the_list_costs_the_same_however_long_the_trail_is(auditor: Client, article: Article) -> None:
    with CaptureQueriesContext(connection) as few:
        auditor.get(reverse(LIST))
    for _ in range(60):
        make.make_draft()

    with CaptureQueriesContext(connection) as many:
        auditor.get(reverse(LIST))

    assert len(many) == len(few)
    assert not [query for query in many if "COUNT(" in query["sql"].upper()]
