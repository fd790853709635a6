"""Dossiers at the desk: made, filled, ordered and published without JavaScript; by whom it may be."""

import re

import pytest
from django.contrib.auth.models import Permission, User
from django.test import Client
from django.urls import reverse

from archive.actions import add_to_dossier, make_dossier
from archive.indexing.drain import drain_outbox
from archive.models import Dossier
from editorial.admin import dossier_filling
from tests.make import NOON, make_article, make_draft, make_event, make_full_dossier, make_user

pytestmark = pytest.mark.django_db


def at(name: str, dossier: Dossier, *more: int) -> str:
    return reverse(f"admin:archive_dossier_{name}", args=[dossier.pk, *more])


def order_of(dossier: Dossier) -> list[str]:
    """Headlines and names, in order."""
    return [
        item.article.latest_version.headline if item.article and item.article.latest_version else str(item.event)
        for item in dossier.items.select_related("article__latest_version", "event")
    ]


def test_a_dossier_is_made_filled_noted_ordered_and_published(desk: Client) -> None:
    desk.post(reverse("admin:archive_dossier_add"), {"title": "The first man", "introduction": "A *flight*."})
    dossier = Dossier.objects.get()
    story, event = make_draft(headline="He is up"), make_event("Vostok 1")
    desk.post(at("add", dossier), {"article": story.pk, "event": ""})
    desk.post(at("add", dossier), {"article": "", "event": event.pk})
    second = dossier.items.get(event=event)
    desk.post(at("up", dossier, second.pk))
    desk.post(at("note", dossier, second.pk), {"note": "Begin **here**."})
    answer = desk.post(at("publish", dossier), follow=True).content.decode()

    dossier.refresh_from_db()
    assert dossier.is_published and "Published" in answer
    assert order_of(dossier) == ["Vostok 1", "He is up"]
    assert dossier.items.get(event=event).note == "Begin **here**."
    public = Client().get(dossier.get_absolute_url()).content.decode()
    assert "<em>flight</em>" in public and "He is up" not in public


def test_an_order_sent_at_once_is_taken_and_a_stale_one_refused_with_its_reason(desk: Client) -> None:
    dossier = make_full_dossier(*(make_article(headline=f"Story {n}") for n in range(3)))
    keys = list(dossier.items.values_list("pk", flat=True))

    assert desk.post(at("order", dossier), {"order": ",".join(map(str, keys[::-1]))}).status_code == 302
    assert order_of(dossier) == ["Story 2", "Story 1", "Story 0"]
    add_to_dossier(dossier=dossier, items=[make_article(headline="Story 3")], by=None, at=NOON)
    stale = desk.post(at("order", dossier), {"order": ",".join(map(str, keys))})
    assert stale.status_code == 409 and "Somebody else has changed this dossier" in stale.content.decode()
    assert desk.post(at("order", dossier), {"order": "1;drop"}).status_code == 409


def test_what_is_taken_out_leaves_the_story_alone(desk: Client) -> None:
    article = make_article(headline="Kept")
    dossier = make_full_dossier(article)
    desk.post(at("remove", dossier, dossier.items.get().pk))

    assert order_of(dossier) == []
    article.refresh_from_db()
    assert article.status == "published"


def test_ticked_stories_go_into_a_new_dossier_in_the_order_of_the_list(desk: Client) -> None:
    stories = [make_article(headline=f"Story {n}") for n in range(3)]
    answer = desk.post(
        reverse("admin:archive_article_changelist"),
        {"action": "put_in_dossier", "index": "0", "_selected_action": [stories[0].pk, stories[2].pk]},
    )
    page = desk.get(answer["Location"]).content.decode()
    picked = re.findall(r'name="pick" value="(\d+)"', page)
    assert picked == [str(stories[2].pk), str(stories[0].pk)]

    desk.post(reverse("admin:archive_dossier_fill"), {"pick": picked, "dossier": "", "title": "Ticked"})
    assert order_of(Dossier.objects.get()) == ["Story 2", "Story 0"]


def test_all_that_a_search_found_goes_into_a_dossier_up_to_the_limit_that_is_said(
    desk: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(dossier_filling, "MOST", 3)
    for number in range(5):
        make_article(headline=f"The kestrel flies {number}")
    make_article(headline="Nothing of the kind")
    drain_outbox()
    dossier = make_dossier(title="Birds", by=None, at=NOON)
    listing = desk.get(reverse("admin:archive_article_changelist"), {"q": "kestrel"}).content.decode()
    link = re.search(r'href="(/admin/archive/dossier/fill/\?search=[^"]+)"', listing)
    assert link is not None

    page = desk.get(link[1]).content.decode()
    assert "There are more than 3 stories; the first 3 are put in." in page
    picked = re.findall(r'name="pick" value="(\d+)"', page)
    desk.post(reverse("admin:archive_dossier_fill"), {"pick": picked, "dossier": dossier.pk})

    assert len(order_of(dossier)) == 3
    assert all("kestrel" in headline for headline in order_of(dossier))


def test_nothing_chosen_or_no_title_is_told(desk: Client) -> None:
    fill = reverse("admin:archive_dossier_fill")
    assert "No story was chosen" in desk.post(fill, {"title": "Empty"}).content.decode()
    article = make_article()
    assert "Give the dossier a title" in desk.post(fill, {"pick": [article.pk], "title": " "}).content.decode()
    assert not Dossier.objects.exists()
    assert desk.get(fill, {"pick": ["x", "9" * 30, "-1"]}).status_code == 200


def test_who_may_only_look_changes_nothing() -> None:
    user: User = make_user(is_superuser=False)
    user.user_permissions.add(*Permission.objects.filter(codename__in=["view_dossier", "view_article"]))
    client = Client()
    client.force_login(user)
    dossier = make_full_dossier(make_article())
    item = dossier.items.get().pk

    page = client.get(reverse("admin:archive_dossier_change", args=[dossier.pk])).content.decode()
    assert "Take out" not in page and 'name="title"' not in page
    for path in (
        at("save", dossier), at("publish", dossier), at("up", dossier, item), at("remove", dossier, item),
        at("order", dossier), at("unpublish", dossier), reverse("admin:archive_dossier_fill"),
    ):  # fmt: skip
        assert client.post(path).status_code == 403, path
    assert client.get(reverse("admin:archive_dossier_add")).status_code == 403
    assert "Put the ticked" not in client.get(reverse("admin:archive_article_changelist")).content.decode()


def test_a_dossier_that_is_not_there_is_not_found(desk: Client) -> None:
    for key in ("0", "x", "9" * 40):
        assert desk.get(f"/admin/archive/dossier/{key}/change/").status_code == 404


def test_what_is_sent_twice_is_done_once(desk: Client) -> None:
    """The first answer was lost on its way, so the browser asks again with the same word of the page."""
    page = desk.get(reverse("admin:archive_dossier_add")).content.decode()
    word = re.search(r'name="once" value="([^"]+)"', page)
    assert word
    asked = {"title": "The first man", "introduction": "", "once": word[1]}
    first, again = (desk.post(reverse("admin:archive_dossier_add"), asked) for _ in range(2))

    dossier = Dossier.objects.get()
    assert first["Location"] == again["Location"]
    for headline in ("One", "Two", "Three"):
        add_to_dossier(dossier=dossier, items=[make_article(headline=headline)], by=None, at=NOON)
    last = dossier.items.order_by("position").last()
    assert last
    for _ in range(2):
        assert desk.post(at("up", dossier, last.pk), {"once": "a word"}).status_code == 302
    assert order_of(dossier) == ["One", "Three", "Two"]

    desk.post(at("up", dossier, last.pk), {"once": "the word of the page that came back"})
    assert order_of(dossier) == ["Three", "One", "Two"]
