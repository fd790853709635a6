"""Rows inserted without objects: the same rows that Django would have written."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta, timezone

import pytest
from django.db import IntegrityError, transaction
from django.forms.models import model_to_dict

from archive.models import Article, IngestItem, IngestRun, Mention, Place
from archive.models.ingest import Outcome
from archive.models.mention import MentionStatus
from archive.models.rows import insert_rows
from tests.make import NOON, make_article, make_person, make_source

pytestmark = pytest.mark.django_db
SEOUL = timezone(timedelta(hours=9))


def test_rows_are_inserted_as_django_saves_them() -> None:
    source = make_source()
    facts = {
        "source_id": source.pk,
        "slugline": "ship/north é 김",
        "urgency": 3,
        "dated_on": date(1961, 4, 12),
        "visible_from": datetime(2025, 6, 30, 18, 0, 0, 123456, SEOUL),
        "provenance": {"headline": {"rule": "first", "span": [0, 9]}},
        "extras": {},
        "created_at": NOON,
        "updated_at": NOON,
    }
    saved = Article.objects.create(guid="mp:1", **facts)

    insert_rows(Article, ("guid", *facts), [("mp:2", *facts.values())])

    inserted = Article.objects.get(guid="mp:2")
    same = {"exclude": ["id", "guid", "topics"]}
    assert model_to_dict(inserted, **same) == model_to_dict(Article.objects.get(pk=saved.pk), **same)
    assert inserted.visible_from == datetime(2025, 6, 30, 9, 0, 0, 123456, UTC)
    assert (inserted.ref, inserted.uuid) != (saved.ref, saved.uuid)


def test_what_is_not_named_gets_its_default_anew_for_each_row() -> None:
    source = make_source()

    names = ("source_id", "dated_on", "created_at", "updated_at", "guid")
    insert_rows(Article, names, [(source.pk, date(1961, 4, 12), NOON, NOON, f"mp:{number}") for number in range(3)])

    articles = Article.objects.order_by("id")
    assert [article.guid for article in articles] == ["mp:0", "mp:1", "mp:2"]
    assert len({article.ref for article in articles}) == len({article.uuid for article in articles}) == 3
    assert {(article.status, article.token, article.urgency) for article in articles} == {("draft", 1, None)}


def test_json_comes_back_as_it_was_whether_there_is_something_in_it_or_not() -> None:
    run = IngestRun.objects.create(started_at=NOON, origin="test")

    names = ("run_id", "path", "outcome", "created_at", "problems")
    kept: list[object] = [[{"code": "x"}], [], (), {}, [[]]]
    insert_rows(IngestItem, names, [(run.pk, "a", Outcome.CREATED, NOON, problems) for problems in kept])

    assert [item.problems for item in IngestItem.objects.order_by("id")] == [[{"code": "x"}], [], [], {}, [[]]]


def test_choices_and_json_are_found_by_their_values() -> None:
    article, person = make_article(), make_person("Ada Holm")

    names = ("article_id", "entity_id", "status", "spans")
    insert_rows(Mention, names, [(article.pk, person.pk, MentionStatus.CONFIRMED, ((0, 3),))])

    mention = Mention.objects.confirmed().get(entity=person)
    assert (mention.spans, mention.role, mention.confidence) == ([[0, 3]], "mentioned", None)


def test_the_database_refuses_what_it_always_refuses() -> None:
    article, person = make_article(), make_person("Ada Holm")
    twice = [(article.pk, person.pk)] * 2

    with pytest.raises(IntegrityError), transaction.atomic():
        insert_rows(Mention, ("article_id", "entity_id"), twice)

    assert not Mention.objects.filter(entity=person).exists()


def test_a_known_row_is_left_as_it_is_when_asked() -> None:
    article, person = make_article(), make_person("Ada Holm")
    insert_rows(Mention, ("article_id", "entity_id", "rule"), [(article.pk, person.pk, "first")])

    insert_rows(Mention, ("article_id", "entity_id", "rule"), [(article.pk, person.pk, "second")], leave_known=True)

    assert Mention.objects.get(entity=person).rule == "first"


def test_no_rows_are_no_work() -> None:
    insert_rows(Mention, ("article_id", "entity_id"), [])
    assert not Place.objects.exists()
