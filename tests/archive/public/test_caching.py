"""What caches between us and the reader are told."""

from datetime import UTC, date, datetime, timedelta

import pytest
from django.test import Client
from django.utils import timezone

from archive.actions import save_entity, withdraw_article
from archive.models import Article
from archive.public.page import cache_control
from tests.make import NOON, make_article, make_link, make_mention, make_person

pytestmark = pytest.mark.django_db


def test_a_story_that_has_not_changed_is_not_sent_again(client: Client) -> None:
    """Asked with the ETag it came with."""
    path = make_article().get_absolute_url()
    first = client.get(path)

    again = client.get(path, headers={"if-none-match": first["ETag"]})

    assert again.status_code == 304 and not again.content
    assert again["ETag"] == first["ETag"]
    assert client.get(path, headers={"if-modified-since": first["Last-Modified"]}).status_code == 304


def test_a_page_changes_when_what_stands_on_it_does(client: Client) -> None:
    """A person renamed, a linked story withdrawn: the article itself is as it was."""
    article, linked, person = make_article(), make_article(headline="Linked"), make_person()
    make_mention(article, person)
    make_link(article, linked)
    path = article.get_absolute_url()
    etags = [client.get(path)["ETag"]]
    person.name = "Yuri A. Gagarin"
    save_entity(entity=person, at=NOON)
    etags.append(client.get(path)["ETag"])
    withdraw_article(article=linked, reason="wrong", by=None, at=NOON)
    etags.append(client.get(path)["ETag"])

    assert len(set(etags)) == 3


def test_nothing_is_kept_beyond_the_moment_at_which_it_closes() -> None:
    """Neither fresh nor stale."""
    now = datetime(2026, 1, 1, tzinfo=UTC)

    assert cache_control(at=now, closes_at=None) == "public, max-age=60, stale-while-revalidate=600"
    assert cache_control(at=now, closes_at=now + timedelta(seconds=7)) == "public, max-age=7"
    assert cache_control(at=now, closes_at=now + timedelta(days=1)) == "public, max-age=60"


def test_a_listing_is_kept_no_longer_than_its_stories(client: Client) -> None:
    """The first of them that closes decides."""
    article = make_article()
    Article.objects.filter(pk=article.pk).update(visible_until=timezone.now() + timedelta(seconds=20))

    for page in ("/", "/on/1961/04/12/", article.get_absolute_url()):
        assert int(client.get(page)["Cache-Control"].removeprefix("public, max-age=")) <= 20, page


def test_a_story_that_is_gone_is_not_kept_for_ever(client: Client) -> None:
    """410 may be cached by default, and a story can be restored."""
    article = withdraw_article(article=make_article(), reason="wrong", by=None, at=NOON)

    assert "max-age=60" in client.get(f"/articles/{article.ref}/")["Cache-Control"]


def test_no_reader_is_given_a_cookie(client: Client) -> None:
    """A cookie would keep every cache from keeping the page."""
    article = make_article()

    for page in ("/", "/search?q=x", article.get_absolute_url(), "/nothing/"):
        answer = client.get(page)
        assert not answer.cookies, page
        assert "Cookie" not in answer.get("Vary", ""), page


def test_an_edition_of_today_is_dated_by_its_dateline(client: Client) -> None:
    """The day over the headline is the story's, not ours."""
    article = make_article(dateline_on=date(1957, 10, 4), at=NOON)

    assert article.dated_on == date(1957, 10, 4)
    assert "4 October 1957" in client.get(article.get_absolute_url()).content.decode()
