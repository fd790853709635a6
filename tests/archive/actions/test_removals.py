"""Taking a story from readers leaves a record of why, and of whether readers ever had it."""

import pytest

from archive.actions import (
    Refused,
    block_article,
    correct_article,
    kill_story,
    publish_article,
    restore_article,
    withdraw_article,
)
from archive.models import Removal
from tests.make import NOON, make_article, make_draft, make_words

pytestmark = pytest.mark.django_db


def test_a_withdrawal_is_recorded_with_its_category_and_what_readers_are_told() -> None:
    article = make_article()

    withdraw_article(
        article=article, reason="Letter of 3 May", category="privacy", wording="At a person's wish.", by=None, at=NOON
    )

    removal = Removal.objects.get(article=article)
    assert (removal.kind, removal.category, removal.was_public) == ("withdrawn", "privacy", True)
    assert (removal.wording, removal.detail) == ("At a person's wish.", "Letter of 3 May")


def test_a_category_that_nobody_knows_is_refused_and_nothing_changes() -> None:
    article = make_article()

    with pytest.raises(Refused, match="no category"):
        withdraw_article(article=article, reason="x", category="whim", by=None, at=NOON)
    article.refresh_from_db()
    assert article.status == "published"
    assert not Removal.objects.exists()


def test_blocking_a_draft_is_recorded_but_never_told_to_readers() -> None:
    block_article(article=make_draft(), reason="Order 7", by=None, at=NOON)

    assert Removal.objects.get().was_public is False
    assert not Removal.objects.told().exists()


def test_a_kill_of_the_agency_is_recorded_as_such_once() -> None:
    article = make_article()
    kill_story(article=article, reason="KILL", at=NOON)
    kill_story(article=article, reason="KILL", at=NOON)

    assert [one.category for one in Removal.objects.all()] == ["agency"]


def test_blocking_what_was_withdrawn_ends_the_first_removal() -> None:
    article = make_article()
    withdraw_article(article=article, reason="first", by=None, at=NOON)
    block_article(article=article, reason="second", by=None, at=NOON)

    assert [(one.kind, one.ended_at) for one in Removal.objects.order_by("id")] == [
        ("withdrawn", NOON),
        ("blocked", None),
    ]
    assert Removal.objects.told().count() == 2


def test_a_story_that_comes_back_ends_its_removal_however_it_comes() -> None:
    restored, republished = make_article(), make_article(headline="Another")
    for article in (restored, republished):
        withdraw_article(article=article, reason="a mistake", by=None, at=NOON)
    restore_article(article=restored, by=None, at=NOON)
    publish_article(article=republished, by=None, at=NOON)

    assert not Removal.objects.in_force().exists()


def test_a_correction_of_two_phrases_writes_its_own_notice() -> None:
    article = make_article(headline="A flight of 89 minutes")

    correction = correct_article(
        article=article,
        words=make_words(headline="A flight of 108 minutes"),
        notice="",
        wrong=" 89 minutes",
        right="108 minutes ",
        by=None,
        at=NOON,
    )

    assert correction.notice == "An earlier version said “89 minutes”. It is “108 minutes”."
    assert (correction.wrong, correction.right) == ("89 minutes", "108 minutes")


def test_a_correction_that_tells_readers_nothing_is_refused() -> None:
    with pytest.raises(Refused, match="needs its notice"):
        correct_article(
            article=make_article(), words=make_words(headline="x"), notice=" ", wrong="89", right="", by=None, at=NOON
        )
