"""What the agency says against an editor is listed with both values, and answered with one button."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from django.test import Client

from archive.models import Article, Deed, Disagreement
from archive.models.disagreement import Answer
from editorial.actions import undo_deed
from tests.archive.ingest.importing import take_in
from tests.archive.ingest.test_disagreements import FIRST, SECOND, decide
from tests.make import NOON, make_user

pytestmark = pytest.mark.django_db


@pytest.fixture
def desk(client: Client) -> Client:
    client.force_login(make_user("ann"))
    return client


@pytest.fixture
def row(tmp_path: Path) -> Disagreement:
    take_in(tmp_path, FIRST)
    decide("genre", "analysis")
    take_in(tmp_path, replace(SECOND, genre="feature"))
    return Disagreement.objects.get()


def address(row: Disagreement, end: str = "change/") -> str:
    return f"/admin/archive/article/{row.article_id}/{end}"


def test_the_story_and_the_front_page_show_it(desk: Client, row: Disagreement) -> None:
    page = desk.get(address(row)).content.decode()

    assert 'Ours: <q dir="auto">analysis</q>' in page and '<q dir="auto">feature</q>' in page
    assert "another genre" in desk.get("/admin/").content.decode()


def test_theirs_is_taken_with_one_button_and_that_is_undone(desk: Client, row: Disagreement) -> None:
    desk.post(address(row, f"said/{row.pk}/take/"))

    assert Article.objects.get().genre == "feature"
    undo_deed(deed=Deed.objects.get(verb="take_wire_value"), by=make_user(), at=NOON)
    row.refresh_from_db()
    assert Article.objects.get().genre == "analysis" and row.answer == Answer.WAITING


def test_ours_is_kept_with_one_button(desk: Client, row: Disagreement) -> None:
    desk.post(address(row, f"said/{row.pk}/keep/"))

    row.refresh_from_db()
    assert Article.objects.get().genre == "analysis" and row.answer == Answer.REFUSED
    assert "The agency says otherwise <b>" not in desk.get(address(row)).content.decode()
