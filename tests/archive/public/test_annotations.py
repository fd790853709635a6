"""Public notes as Web Annotations: what the page shows, and nothing else."""

from __future__ import annotations

import pytest
from django.test import Client

from archive.actions import RightsStatement, reply_to_annotation, save_draft, set_rights, withdraw_article
from archive.models import Article
from archive.text.web_annotation import MEDIA_TYPE, read_annotations
from tests.make import NOON, TEXT, make_article, make_draft, make_note, make_user, make_words

pytestmark = pytest.mark.django_db


def address(article: Article) -> str:
    return f"/articles/{article.ref}/annotations.jsonld"


def test_readers_get_the_public_notes_with_their_places(client: Client) -> None:
    article = make_article()
    note = make_note(article, "felt well", body="As TASS says.", visibility="public")

    response = client.get(address(article))

    assert response["Content-Type"] == MEDIA_TYPE
    [found] = read_annotations(response.json())
    assert (found.body, found.exact, found.start) == ("As TASS says.", "felt well", TEXT.index("felt well"))
    assert found.cached.endswith(f"/articles/{article.ref}/v/1/") and found.id.endswith(f"#{note.uuid}")
    assert client.get(address(article), HTTP_IF_NONE_MATCH=response["ETag"]).status_code == 304


def test_nothing_internal_shows(client: Client) -> None:
    article = make_article()
    public = make_note(article, "felt well", body="Open.", visibility="public")
    make_note(article, "Moscow" if "Moscow" in TEXT else "Soviet Union", body="canary-internal")
    reply_to_annotation(annotation=public, body="canary-reply", by=make_user("canary-user"), at=NOON)
    save_draft(article=article, words=make_words(text="canary-draft " + TEXT), by=None, at=NOON)
    make_note(article, "canary-draft", body="canary-note", visibility="public")

    response = client.get(address(article))

    assert "canary" not in response.content.decode() and response.json()["total"] == 1


def test_a_story_that_is_not_readable_has_no_notes(client: Client) -> None:
    gone = withdraw_article(article=make_article(), reason="Wrong.", by=None, at=NOON)

    assert client.get(address(make_draft())).status_code == 404
    assert client.get(address(gone)).status_code == 410


def test_words_that_the_rights_keep_back_are_not_quoted(client: Client) -> None:
    article = make_article()
    make_note(article, "felt well", body="Open.", visibility="public")
    set_rights(article=article, statement=RightsStatement(display_policy="excerpt"), by=None, at=NOON)

    assert client.get(address(article)).json()["total"] == 0
