"""Files of notes at the desk: everything out, and in again exactly."""

from __future__ import annotations

import json
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from archive.actions import reply_to_annotation, resolve_annotation, save_draft
from archive.models import Annotation, Article
from tests import make

from .pages import page_of, read_page
from .test_who_may import sign_in

TEXT = "The fish 🐟 market of 서울 opened.\n\nTraders said the market was full."


def export(desk: Client, article: Article) -> dict[str, Any]:
    response = desk.get(reverse("admin:archive_annotation_export", args=[article.ref]))
    assert response.status_code == 200
    found: dict[str, Any] = response.json()
    return found


def bring_in(desk: Client, document: Any, *, onto: str = "") -> Any:
    content = document if isinstance(document, bytes) else json.dumps(document).encode()
    file = SimpleUploadedFile("notes.jsonld", content)
    return desk.post(reverse("admin:archive_annotation_import") + (f"?story={onto}" if onto else ""), {"file": file})


def annotated() -> Article:
    article = make.make_article(text=TEXT)
    note = make.make_note(article, "서울", visibility="public")
    reply_to_annotation(annotation=note, body="Which one?", by=make.make_user("ada"), at=make.NOON)
    closed = make.make_note(article, "🐟", body="A fish.")
    resolve_annotation(annotation=closed, by=None, at=make.NOON)
    make.make_note(article, "Traders said", motivation="editing")
    return article


def test_what_goes_out_comes_in_again_exactly(desk: Client) -> None:
    article = annotated()
    before = export(desk, article)
    Annotation.objects.all().delete()

    assert bring_in(desk, before).status_code == 302

    assert before["total"] == 4
    assert export(desk, article) == before


def test_a_file_brought_in_twice_changes_nothing(desk: Client) -> None:
    article = annotated()
    before = export(desk, article)

    bring_in(desk, before)

    assert Annotation.objects.count() == 4
    assert export(desk, article) == before


def test_an_orphan_comes_in_as_an_orphan(desk: Client) -> None:
    article = make.make_draft(text=TEXT)
    make.make_note(article, "opened")
    save_draft(article=article, words=make.make_words(text="Nothing."), by=None, at=make.NOON)
    before = export(desk, article)
    Annotation.objects.all().delete()

    bring_in(desk, before)

    assert Annotation.objects.get().anchor_state == "orphaned"
    assert export(desk, article) == before


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        (b"\xff\xfe", "no JSON in UTF-8"),
        (b"[" * 100_000, "no JSON in UTF-8"),
        (b"{}", "not of type Annotation"),
        (b'[{"type":"Annotation","target":{"source":"/articles/zzzzzzzzzz/","selector":'
         b'{"type":"TextQuoteSelector","exact":"x"}},"bodyValue":"y"}]', "not in this archive"),
    ],
)  # fmt: skip
def test_a_file_that_cannot_be_read_is_refused_with_a_sentence(desk: Client, content: bytes, sentence: str) -> None:
    response = bring_in(desk, content)

    assert response.status_code == 400
    assert sentence in response.content.decode()


def test_words_that_do_not_stand_there_bring_nothing_in(desk: Client) -> None:
    article = annotated()
    document = export(desk, article)
    Annotation.objects.all().delete()
    document["first"]["items"][3]["target"]["selector"][1]["start"] -= 1

    response = bring_in(desk, document)

    assert "Annotation 4: the words" in response.content.decode()
    assert not Annotation.objects.exists()


@pytest.mark.django_db
def test_files_need_their_permissions() -> None:
    address = reverse("admin:archive_annotation_export", args=[make.make_draft().ref])
    viewer = sign_in("view_article", "view_annotation")

    assert sign_in("view_article").get(address).status_code == 403
    assert viewer.get(address).status_code == 200
    assert bring_in(viewer, {}).status_code == 403


def test_the_story_s_page_leads_to_both_files_and_bringing_in_leads_back(desk: Client) -> None:
    article = annotated()
    before = export(desk, article)
    page = read_page(desk, article)
    way_in = f"{reverse('admin:archive_annotation_import')}?story={article.ref}"

    asked = desk.get(way_in).content.decode()
    done = bring_in(desk, before, onto=article.ref)

    assert reverse("admin:archive_annotation_export", args=[article.ref]) in page and way_in in page
    assert f"{page_of(article)}#notes" in asked
    assert done["Location"] == f"{page_of(article)}#notes"
    assert desk.get(f"{reverse('admin:archive_annotation_import')}?story=zzzzzzzzzz").status_code == 404


def test_a_file_about_another_story_is_not_brought_in_from_this_one_s_page(desk: Client) -> None:
    article, other = annotated(), make.make_draft()
    before = export(desk, article)
    Annotation.objects.all().delete()

    response = bring_in(desk, before, onto=other.ref)

    assert response.status_code == 400 and "are about another story" in response.content.decode()
    assert not Annotation.objects.exists()


@pytest.mark.django_db
def test_one_who_only_looks_is_offered_the_file_and_no_way_in() -> None:
    article = annotated()
    page = read_page(sign_in("view_article", "view_annotation"), article)

    assert reverse("admin:archive_annotation_export", args=[article.ref]) in page
    assert reverse("admin:archive_annotation_import") not in page
    assert "Notes as a file" not in read_page(sign_in("view_article"), article)


@pytest.mark.django_db
def test_readers_find_the_public_notes_as_data(client: Client) -> None:
    article = annotated()
    make.make_note(article, "opened", visibility="public")

    assert f"/articles/{article.ref}/annotations.jsonld" in client.get(article.get_absolute_url()).content.decode()
