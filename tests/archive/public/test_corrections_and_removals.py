"""The two public logs: what was put right, with its words; what was taken away, without any."""

import re
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from django.test import Client

from archive.actions import (
    RightsStatement,
    block_article,
    correct_article,
    restore_article,
    save_draft,
    set_rights,
    withdraw_article,
)
from archive.models import Article, Correction
from tests.archive.public.test_feeds import read, titles
from tests.archive.public.test_visibility import BODY, CANARY, HIDDEN
from tests.make import NOON, make_article, make_draft, make_source, make_words

pytestmark = pytest.mark.django_db
BOTH = ("/corrections/", "/feeds/corrections/")
LOG = ("/removals/", "/feeds/removals/")


def correct(article: Article, **words: Any) -> Correction:
    """The flight was longer."""
    return correct_article(
        article=article,
        words=make_words(**{"text": "The flight took 108 minutes.", **words}),
        notice="",
        wrong="89 minutes",
        right="108 minutes",
        by=None,
        at=NOON,
    )


def test_a_correction_stands_above_the_story_in_the_list_and_in_the_feed(client: Client) -> None:
    article = make_article(text="The flight took 89 minutes.")
    correction = correct(article)

    story = client.get(article.get_absolute_url()).content.decode()
    assert story.index("An earlier version said") < story.index('<div class="body"')
    page = client.get("/corrections/").content.decode()
    assert '<del dir="auto">89 minutes</del>' in page and '<ins dir="auto">108 minutes</ins>' in page
    assert f"/articles/{article.ref}/changes/1-2/" in page
    feed = read(client, "/feeds/corrections/")
    assert titles(feed) == ["Corrected: Soviet Union puts a man in orbit"]
    assert f"#correction-{correction.pk}" in client.get("/feeds/corrections/").content.decode()
    assert f'id="correction-{correction.pk}"' in story


HIDE: dict[str, Callable[[Article], object]] = {
    "withdrawn": lambda article: withdraw_article(article=article, reason=CANARY, by=None, at=NOON),
    "blocked": lambda article: block_article(article=article, reason=CANARY, by=None, at=NOON),
    "closed by policy": lambda article: set_rights(
        article=article, statement=RightsStatement(display_policy="none"), by=None, at=NOON
    ),
    "expired": lambda article: set_rights(
        article=article, statement=RightsStatement(expires_on=datetime(1962, 1, 1, tzinfo=UTC).date()), by=None, at=NOON
    ),
}


@pytest.mark.parametrize("how", HIDE)
def test_the_correction_of_a_story_that_is_gone_is_gone_with_it(client: Client, how: str) -> None:
    article = make_article(headline=HIDDEN, text="The flight took 89 minutes.")
    correct(article, headline=HIDDEN)
    article.refresh_from_db()
    HIDE[how](article)

    for path in BOTH:
        text = client.get(path).content.decode()
        assert CANARY not in text and "89 minutes" not in text, path


def test_a_correction_of_an_embargoed_story_waits_with_it(client: Client) -> None:
    article = make_article(headline=HIDDEN, text="89 minutes", visible_from=NOON.replace(year=2999))
    correct(article, headline=HIDDEN)

    for path in BOTH:
        assert CANARY not in client.get(path).content.decode()


def test_quoted_words_and_changes_need_the_right_to_the_text(client: Client) -> None:
    """The notice is written for everybody; the words themselves belong to the holder."""
    article = make_article(text=f"{CANARY} 89")
    correct_article(
        article=article, words=make_words(text=f"{CANARY} 108"), notice="A number was wrong.",
        wrong=f"{CANARY} 89", right=f"{CANARY} 108", by=None, at=NOON,
    )  # fmt: skip
    set_rights(article=article, statement=RightsStatement(display_policy="headline"), by=None, at=NOON)

    for path in (*BOTH, article.get_absolute_url()):
        text = client.get(path).content.decode()
        assert "A number was wrong." in text
        assert CANARY not in text and "/changes/" not in text


def test_a_draft_beyond_the_corrected_version_says_nothing(client: Client) -> None:
    article = make_article(text="The flight took 89 minutes.")
    correct(article)
    save_draft(article=article, words=make_words(headline=HIDDEN, text=BODY), by=None, at=NOON)

    assert CANARY not in client.get("/corrections/").content.decode()


def test_many_corrections_are_told_on_several_pages(client: Client) -> None:
    article = make_article(text="0")
    for number in range(1, 56):
        correct_article(
            article=article, words=make_words(text=str(number)), notice=f"Correction {number:03}",
            by=None, at=NOON + timedelta(minutes=number),
        )  # fmt: skip

    pages = [client.get("/corrections/", {"cursor": cursor}).content.decode() for cursor in ("", "2", "x", "99999")]
    found = [re.findall(r"Correction (\d{3})", page) for page in pages]
    assert found[0] == [f"{number:03}" for number in range(55, 5, -1)]
    assert found[1] == [f"{number:03}" for number in range(5, 0, -1)]
    assert found[2] == found[3] == found[0]
    assert 'rel="next" href="?cursor=2"' in pages[0]


def test_the_log_of_removals_gives_day_source_kind_and_reason_and_no_word_of_the_story(client: Client) -> None:
    source = make_source("QQ", name="Quay Quarterly")
    article = make_article(headline=HIDDEN, text=BODY, source=source)
    withdraw_article(
        article=article, reason=f"{CANARY} complained", category="privacy", wording=f"{CANARY} asked",
        by=None, at=datetime(2024, 5, 3, 13, 37, 11, tzinfo=UTC),
    )  # fmt: skip

    for path in LOG:
        text = client.get(path).content.decode()
        assert "Quay Quarterly" in text and "privacy" in text and "ithdrawn" in text
        assert "2024-05-03" in text
        for secret in (CANARY, CANARY.lower(), article.ref, str(article.uuid), "13:37", "asked"):
            assert secret not in text, (path, secret)


def test_what_readers_never_had_is_not_in_the_log(client: Client) -> None:
    block_article(article=make_draft(headline=HIDDEN), reason="Order 7", by=None, at=NOON)
    embargoed = make_article(headline=HIDDEN, visible_from=NOON.replace(year=2999))
    withdraw_article(article=embargoed, reason="wrong", by=None, at=NOON)

    assert "Nothing has been taken away." in client.get("/removals/").content.decode()
    assert titles(read(client, "/feeds/removals/")) == []


def test_a_story_that_came_back_is_told_as_that(client: Client) -> None:
    article = make_article()
    withdraw_article(article=article, reason="a mistake", category="error", by=None, at=NOON)
    restore_article(article=article, by=None, at=NOON + timedelta(days=1))

    assert "until 13 April 1961" in client.get("/removals/").content.decode()
    assert "It came back on 1961-04-13." in client.get("/feeds/removals/").content.decode()


@pytest.mark.parametrize(("deed", "status"), [(withdraw_article, 410), (block_article, 451)])
def test_the_tombstone_gives_the_reason_that_was_written_for_readers(
    client: Client, deed: Callable[..., Article], status: int
) -> None:
    worded, plain = make_article(), make_article(headline="Another")
    deed(
        article=worded, reason=f"{CANARY} & Sons wrote", category="privacy", wording="Somebody <asked> us.",
        by=None, at=NOON,
    )  # fmt: skip
    deed(article=plain, reason=CANARY, category="rights", by=None, at=NOON)

    answer = client.get(worded.get_absolute_url())
    assert answer.status_code == status
    assert "Somebody &lt;asked&gt; us." in answer.content.decode()
    other = client.get(plain.get_absolute_url()).content.decode()
    assert "The reason: rights of the author or the agency." in other
    assert CANARY not in answer.content.decode() + other
