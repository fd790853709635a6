"""The preview: the reader's own page of words that no reader may have yet, and nobody but the desk gets it."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.contrib.auth.models import Permission, User
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from archive.actions import annotate_version, publish_article, save_draft
from archive.actions.withdraw_article import withdraw_article
from archive.models import Article, ArticleVersion, Deed, OutboxRow
from archive.text.quotes import Quote
from tests import make

LONG = "First words. " * 60 + "Last words."


def preview_of(article: Article) -> str:
    return reverse("preview", args=[article.ref])


def show(desk: Client, article: Article, **chosen: str) -> str:
    answer = desk.get(preview_of(article), chosen)
    assert answer.status_code == 200
    return answer.content.decode()


def test_the_button_of_the_desk_leads_to_the_readers_page(desk: Client) -> None:
    article = make.make_draft(headline="Not yet told")

    answer = desk.get(reverse("admin:archive_article_preview", args=[article.pk]), {"policy": "headline"}, follow=True)

    assert answer.redirect_chain == [(f"/preview/{article.ref}/?policy=headline", 302)]
    assert "archive/article.html" in [template.name for template in answer.templates]
    assert "Not yet told</h1>" in answer.content.decode()


def test_it_is_word_for_word_what_readers_get_afterwards(desk: Client, editor: User) -> None:
    article = make.make_article(text="The dog Laika is in orbit.\n\nShe is well.")
    make.make_mention(article, make.make_person("Laika"), words="Laika")
    assert article.public_version is not None
    quote = Quote(exact="in orbit", prefix="", suffix="")
    now = timezone.now()
    annotate_version(version=article.public_version, quote=quote, body="Seen.", by=editor, at=now, visibility="public")
    save_draft(
        article=article,
        words=make.make_words(text="The dog Laika is in orbit.\n\nShe is well.\n\nA word after."),
        by=editor,
        at=now,
    )

    before = show(desk, article).split("<article", 1)[1]
    publish_article(article=article, by=editor, at=timezone.now())
    after = Client().get(article.get_absolute_url(), follow=True).content.decode().split("<article", 1)[1]

    assert "A word after." in after and "Seen." in after and "name person" in after

    def without_minutes(page: str) -> list[str]:
        return [line for line in page.splitlines() if line.strip() and 'class="editions"' not in line]

    assert without_minutes(before) == without_minutes(after)


def test_looking_changes_nothing(desk: Client) -> None:
    article = make.make_draft(headline="Not yet told")

    def state() -> list[object]:
        return [
            *Article.objects.values_list(),
            *ArticleVersion.objects.values_list(),
            OutboxRow.objects.count(),
            Deed.objects.count(),
        ]

    before = state()
    show(desk, article)
    show(desk, article, policy="none", on="2031-01-01")

    assert state() == before
    assert Client().get(article.get_absolute_url()).status_code == 404


def test_a_day_and_a_policy_can_be_tried(desk: Client) -> None:
    later = timezone.now() + timedelta(days=9)
    article = make.make_article(visible_from=later, at=timezone.now(), text=LONG)

    day = (later + timedelta(days=1)).date().isoformat()
    assert "nobody sees it yet" in show(desk, article)
    assert "Last words." in show(desk, article, on=day)
    assert "Last words." not in show(desk, article, on=day, policy="excerpt")
    assert "First words." in show(desk, article, on=day, policy="excerpt")
    assert "First words." not in show(desk, article, on=day, policy="headline")
    assert "man in orbit</h1>" in show(desk, article, on=day, policy="headline")
    assert "man in orbit" not in show(desk, article, on=day, policy="none")
    assert Article.objects.get(pk=article.pk).rights.display_policy == "full"


@pytest.mark.parametrize("nonsense", ["", "soon", "0001-01-01", "9999-12-31", "2024-02-30", "\0"])
def test_a_day_that_cannot_be_asked_for_is_no_error(desk: Client, nonsense: str) -> None:
    assert desk.get(preview_of(make.make_draft()), {"on": nonsense, "policy": nonsense}).status_code == 200


def test_a_withdrawn_story_is_not_shown_in_preview_either(desk: Client, editor: User) -> None:
    article = make.make_article(text=LONG)
    withdraw_article(article=article, reason="A mistake.", by=editor, at=timezone.now())

    page = show(desk, article)

    assert "the story is gone" in page and "First words." not in page


def test_it_is_never_kept_and_never_found(desk: Client) -> None:
    answer = desk.get(preview_of(make.make_draft()))

    assert answer["Cache-Control"] == "no-store"
    assert answer["X-Robots-Tag"] == "noindex, nofollow"
    assert "ETag" not in answer and "Last-Modified" not in answer
    assert b'<meta name="robots" content="noindex, nofollow">' in answer.content


@pytest.mark.django_db
@pytest.mark.parametrize("who", ["nobody", "a reader with an account", "staff without the right", "left the house"])
def test_whoever_is_not_of_the_desk_cannot_tell_whether_there_is_such_a_story(who: str) -> None:
    article, client = make.make_draft(headline="Not yet told"), Client()
    if who != "nobody":
        user = User.objects.create_user("somebody", is_staff=who != "a reader with an account")
        if who != "staff without the right":
            user.user_permissions.add(Permission.objects.get(codename="view_article"))
        client.force_login(user)
        if who == "left the house":
            User.objects.update(is_active=False)

    real, made_up = client.get(preview_of(article)), client.get("/preview/0000000000/")

    assert real.status_code == made_up.status_code == 404
    assert real.content.replace(article.ref.encode(), b"") == made_up.content.replace(b"0000000000", b"")
    assert b"Not yet told" not in real.content


def test_an_unknown_reference_is_not_found(desk: Client) -> None:
    assert desk.get("/preview/0000000000/").status_code == 404
