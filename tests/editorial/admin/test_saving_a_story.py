"""Saving, publishing, correcting and withdrawing a story at the desk."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from django.contrib.auth.models import User
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from archive.models import Article, Correction
from archive.models.article import Status
from tests import make

from .pages import deed_of, fill_form, page_of, read_page


def test_a_new_story_is_a_draft_with_what_was_typed(desk: Client) -> None:
    form = {
        "headline": "Harbour\nopens",
        "text": "Line one.\r\n\r\n\r\nLine two.",
        "source": str(make.make_source().pk),
        "display_policy": "full",
        "topics": "ports, trade",
        "language": "en",
        "_draft": "",
    }

    response = desk.post(reverse("admin:archive_article_add"), form, follow=True)

    article = Article.objects.get()
    assert response.redirect_chain[0][0] == page_of(article)
    assert article.status == Status.DRAFT
    assert article.latest_version is not None
    assert (article.latest_version.headline, article.latest_version.text) == (
        "Harbour opens",
        "Line one.\n\nLine two.",
    )
    assert sorted(article.topics.names()) == ["ports", "trade"]
    assert article.rights.holder == "Meridian Press"


def test_a_story_without_a_headline_is_not_saved_and_nothing_typed_is_lost(desk: Client) -> None:
    form = {"text": "Words typed", "source": str(make.make_source().pk), "display_policy": "full"}

    response = desk.post(reverse("admin:archive_article_add"), form)

    assert response.status_code == 200
    assert "Words typed" in response.content.decode()
    assert not Article.objects.exists()


def test_saving_a_draft_of_a_published_story_leaves_the_public_words(desk: Client) -> None:
    article = make.make_article()

    desk.post(page_of(article), fill_form(article, headline="A better headline", _draft=""))

    article.refresh_from_db()
    assert article.latest_version is not None and article.public_version is not None
    assert article.latest_version.headline == "A better headline"
    assert article.public_version.headline == "Soviet Union puts a man in orbit"


def test_publishing_makes_the_words_public(desk: Client, editor: User) -> None:
    article = make.make_draft()

    response = desk.post(page_of(article), fill_form(article, text="New words.", _publish=""), follow=True)

    article.refresh_from_db()
    assert article.public_version is not None
    assert (article.status, article.public_version.text) == (Status.PUBLISHED, "New words.")
    assert article.public_version.by == editor
    assert "Published. Readers see these words." in response.content.decode()


def test_an_embargo_is_told_when_publishing(desk: Client) -> None:
    article = make.make_draft()
    later = (timezone.now() + timedelta(days=3)).strftime("%Y-%m-%dT%H:%M:%S")

    response = desk.post(page_of(article), fill_form(article, visible_from=later, _publish=""), follow=True)

    article.refresh_from_db()
    assert not article.is_readable(timezone.now())
    assert "Readers see these words from" in response.content.decode()


def test_saving_without_a_change_changes_nothing(desk: Client) -> None:
    until = datetime(2031, 1, 1, 12, 30, 15, 123456, tzinfo=UTC)
    article = make.make_article(topics=("space",))
    Article.objects.filter(pk=article.pk).update(visible_until=until)
    before = Article.objects.values().get(pk=article.pk)

    desk.post(page_of(article), fill_form(article, _draft=""))

    assert Article.objects.values().get(pk=article.pk) == before


def test_a_field_that_a_person_changed_says_so(desk: Client) -> None:
    article = make.make_draft()

    desk.post(page_of(article), fill_form(article, genre="Feature", _draft=""))

    article.refresh_from_db()
    assert article.provenance["genre"]["by"] == "editor"
    assert "language" not in article.provenance
    assert "person: editor" in read_page(desk, article)


def test_words_that_a_person_changed_are_no_longer_a_rule_s(desk: Client) -> None:
    article = make.make_draft()
    rule = {"origin": "rule", "rule": "headline.last_line", "confidence": 0.9}
    Article.objects.filter(pk=article.pk).update(provenance={"headline": rule, "dateline": rule})

    desk.post(page_of(article), fill_form(article, headline="Rewritten", _draft=""))

    article.refresh_from_db()
    assert article.provenance["headline"]["by"] == "editor"
    assert article.provenance["dateline"] == rule
    assert "text" not in article.provenance


def test_a_rule_s_reading_is_shown_with_its_confidence(desk: Client) -> None:
    article = make.make_draft()
    entry = {"origin": "rule", "rule": "dateline", "confidence": 0.95}
    Article.objects.filter(pk=article.pk).update(provenance={"dateline": entry})

    assert "rule dateline, 0.95" in read_page(desk, article)


def test_formatting_stays_when_a_story_is_edited_around_it(desk: Client) -> None:
    article = make.make_draft(text="One two three.", marks=((4, 7, "emphasis", {}),))

    desk.post(page_of(article), fill_form(article, text="Zero one. One two three.", _draft=""))

    article.refresh_from_db()
    assert article.latest_version is not None
    assert article.latest_version.marks == [[14, 17, "emphasis", {}]]


def test_a_correction_publishes_a_new_version_with_its_notice(desk: Client) -> None:
    article = make.make_article()
    form = fill_form(article, headline="Soviet Union puts a woman in orbit", _correct="")

    desk.post(page_of(article), form | {"correction": "It was a woman."})

    correction = Correction.objects.get(article=article)
    article.refresh_from_db()
    assert (correction.notice, correction.to_version) == ("It was a woman.", article.public_version)
    assert "It was a woman." in read_page(desk, article)


def test_a_correction_without_a_notice_is_refused_and_the_words_stay_in_the_form(desk: Client) -> None:
    article = make.make_article()

    response = desk.post(page_of(article), fill_form(article, headline="Typed anew", _correct=""))

    page = response.content.decode()
    assert "a correction needs its notice" in page
    assert "Typed anew" in page
    assert not Correction.objects.exists()


def test_two_editors_clash_and_both_texts_are_shown(desk: Client) -> None:
    article = make.make_draft(headline="Opening")
    mine = fill_form(article, text="My own words.", _draft="")
    desk.post(page_of(article), fill_form(article, text="Their other words.", headline="Theirs", _draft=""))

    response = desk.post(page_of(article), mine)

    page = response.content.decode()
    article.refresh_from_db()
    assert response.status_code == 409
    assert "Somebody else has saved this story" in page
    assert "My own words." in page and "Their other words." in page
    assert article.latest_version is not None
    assert article.latest_version.text == "Their other words."


def test_after_a_clash_the_editor_who_has_seen_both_can_save(desk: Client) -> None:
    article = make.make_draft()
    mine = fill_form(article, text="My own words.", _draft="")
    desk.post(page_of(article), fill_form(article, text="Their words.", _draft=""))
    response = desk.post(page_of(article), mine)
    seen = response.context["form"]

    desk.post(page_of(article), mine | {"token": seen["token"].value(), "seen": seen["seen"].value()})

    article.refresh_from_db()
    assert article.latest_version is not None
    assert article.latest_version.text == "My own words."


def test_a_form_that_does_not_say_what_it_was_opened_with_is_not_saved(desk: Client) -> None:
    article = make.make_draft()

    response = desk.post(page_of(article), fill_form(article, text="Blind.", token="", seen="", _draft=""))

    assert response.status_code == 409


def test_a_note_that_a_colleague_wrote_meanwhile_is_no_clash(desk: Client) -> None:
    article = make.make_draft()
    mine = fill_form(article, headline="Mine", _draft="")
    make.make_note(article, "felt well")

    response = desk.post(page_of(article), mine)

    assert response.status_code == 302


def test_withdrawing_asks_for_a_reason_first(desk: Client) -> None:
    article = make.make_article()
    page = deed_of(article, "withdraw")

    assert desk.get(page).status_code == 200
    assert desk.post(page, {"how": "withdraw", "category": "error", "reason": " "}).status_code == 200
    article.refresh_from_db()
    assert article.status == Status.PUBLISHED

    desk.post(page, {"how": "withdraw", "category": "error", "reason": "The source took it back."})
    article.refresh_from_db()
    assert (article.status, article.withdrawn_reason) == (Status.WITHDRAWN, "The source took it back.")


def test_a_withdrawn_story_can_be_restored(desk: Client) -> None:
    article = make.make_article()
    desk.post(deed_of(article, "withdraw"), {"how": "withdraw", "category": "error", "reason": "By mistake."})

    response = desk.post(deed_of(article, "restore"), follow=True)

    article.refresh_from_db()
    assert article.status == Status.PUBLISHED
    assert "Restored" in response.content.decode()


def test_a_legal_demand_blocks_a_story(desk: Client) -> None:
    article = make.make_article()

    desk.post(deed_of(article, "withdraw"), {"how": "block", "category": "court", "reason": "Order 12 of the court."})

    article.refresh_from_db()
    assert article.status == Status.BLOCKED
    assert "Blocked" in read_page(desk, article)


def test_a_draft_cannot_be_withdrawn_and_is_told_why(desk: Client) -> None:
    article = make.make_draft()

    response = desk.post(deed_of(article, "withdraw"), {"how": "withdraw", "category": "error", "reason": "No."})

    assert "this one is draft" in response.content.decode()


def test_a_blocked_story_is_not_published_but_told(desk: Client) -> None:
    article = make.make_draft()
    Article.objects.filter(pk=article.pk).update(status=Status.BLOCKED)

    response = desk.post(page_of(article), fill_form(article, _publish=""))

    assert "this one is blocked" in response.content.decode()


def test_what_was_done_stands_in_the_story_s_history(desk: Client) -> None:
    article = make.make_draft()

    desk.post(page_of(article), fill_form(article, headline="Again", _publish=""))

    assert "Published. Readers see these words." in read_page(desk, article)


def test_stories_are_not_deleted(desk: Client) -> None:
    article = make.make_draft()

    response = desk.post(reverse("admin:archive_article_delete", args=[article.pk]), {"post": "yes"})

    assert response.status_code == 403
    assert Article.objects.filter(pk=article.pk).exists()


@pytest.mark.parametrize("number", ["0", "99999999999999999999", "x"])
def test_a_story_that_is_not_there_is_not_found(desk: Client, number: str) -> None:
    assert desk.get(f"/admin/archive/article/{number}/change/").status_code == 404


def test_a_correction_can_be_told_by_what_was_wrong_and_what_is_right(desk: Client) -> None:
    article = make.make_article(text="The flight took 89 minutes.")
    sent = fill_form(article, text="The flight took 108 minutes.") | {"_correct": "", "wrong": "89", "right": "108"}

    refused = desk.post(page_of(article), sent | {"right": ""}).content.decode()
    assert "needs its notice" in refused and 'value="89"' in refused
    desk.post(page_of(article), sent)

    correction = Correction.objects.get(article=article)
    assert correction.notice == "An earlier version said “89”. It is “108”."
    assert (correction.wrong, correction.right) == ("89", "108")
