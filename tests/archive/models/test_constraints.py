"""What the database itself refuses, whoever asks."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from django.db import DatabaseError, IntegrityError, connection, transaction

from archive.actions import open_run
from archive.models import (
    Alias,
    Annotation,
    Article,
    ArticleVersion,
    Correction,
    Entity,
    Event,
    IngestItem,
    Link,
    Mention,
    OutboxRow,
    Place,
    Rights,
)
from tests.make import NOON, make_article, make_draft, make_event, make_link, make_mention, make_note, make_person

pytestmark = pytest.mark.django_db


def update(model: Any, **values: Any) -> Callable[[], Any]:
    return lambda: model.objects.update(**values)


WRONG: dict[str, Callable[[], Any]] = {
    "an unknown status": update(Article, status="lost"),
    "a published story without words": update(Article, public_version=None),
    "urgency 0": update(Article, urgency=0),
    "urgency 10": update(Article, urgency=10),
    "an unknown display policy": update(Rights, display_policy="half"),
    "an unknown kind": update(Entity, kind="thing"),
    "an event that ends before it starts": update(Event, ends_on="1900-01-01"),
    "a latitude beyond the pole": lambda: Place.objects.create(kind="place", name="X", key="x", slug="x", latitude=91),
    "an empty alias": lambda: Alias.objects.create(entity=Entity.objects.earliest("id"), name="", key=""),
    "an unknown role": update(Mention, role="hero"),
    "an unknown mention status": update(Mention, status="perhaps"),
    "an unknown origin": update(Mention, origin="rumour"),
    "an unknown kind of link": update(Link, type="near"),
    "a note without a place that is no orphan": update(Annotation, start=None),
    "a note that ends where it starts": update(Annotation, start=5, end=5),
    "an unknown visibility": update(Annotation, visibility="some"),
    "an unknown motivation": update(Annotation, motivation="fun"),
    "an unknown outbox subject": update(OutboxRow, subject="thing"),
}


@pytest.mark.parametrize("what", WRONG)
def test_the_database_refuses(what: str) -> None:
    article = make_article()
    make_mention(article, make_person())
    make_event()
    make_link(article, make_article())
    make_note(article, "Soviet Union")

    with pytest.raises(IntegrityError), transaction.atomic():
        WRONG[what]()


def test_a_story_cannot_be_linked_to_itself_nor_twice_alike() -> None:
    first, second = make_article(), make_article()
    make_link(first, second)

    for article, target, type in ((first, first, "background"), (first, second, "follows")):
        with pytest.raises(IntegrityError), transaction.atomic():
            Link.objects.create(article=article, target=target, type=type, created_at=NOON)
    with pytest.raises(IntegrityError), transaction.atomic():
        Link.objects.create(article=second, target=first, type="duplicates", created_at=NOON)


def test_a_story_has_one_open_draft_at_most_and_each_number_once() -> None:
    draft = make_draft()

    for number in (1, 2):
        with pytest.raises(IntegrityError), transaction.atomic():
            ArticleVersion.objects.create(article=draft, number=number, headline="x", created_at=NOON, sha256="x")


def test_an_identifier_is_given_once_a_source_and_none_as_often_as_you_like() -> None:
    make_draft(guid="mp:1")
    make_draft(), make_draft()

    other = make_draft(guid="mp:2")
    with pytest.raises(IntegrityError), transaction.atomic():
        Article.objects.filter(pk=other.pk).update(guid="mp:1")


def test_a_name_is_mentioned_once_a_story() -> None:
    article, person = make_article(), make_person()
    make_mention(article, person)

    with pytest.raises(IntegrityError), transaction.atomic():
        Mention.objects.create(article=article, entity_id=person.pk)


def test_a_correction_leads_to_another_version() -> None:
    article = make_article()
    version = article.public_version
    assert version is not None

    with pytest.raises(IntegrityError), transaction.atomic():
        Correction.objects.create(
            article=article, from_version=version, to_version=version, notice="x", corrected_at=NOON
        )


def test_an_unknown_outcome_is_refused() -> None:
    with pytest.raises(IntegrityError), transaction.atomic():
        IngestItem.objects.create(run=open_run(origin="test", by=None, at=NOON), path="x", outcome="lost")


@pytest.mark.parametrize(
    "change",
    [
        {"text": "Other."}, {"headline": "Other"}, {"marks": [[0, 1, "strong", {}]]}, {"dateline_on": None},
        {"published_at": None}, {"number": 7}, {"byline": "Somebody else"}, {"sha256": "0"},
    ],
)  # fmt: skip
def test_the_words_of_a_published_version_never_change(change: dict[str, Any]) -> None:
    version = make_article().public_version
    assert version is not None

    with pytest.raises(DatabaseError, match="never changed"), transaction.atomic():
        ArticleVersion.objects.filter(pk=version.pk).update(**change)
    with pytest.raises(DatabaseError, match="never changed"), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("UPDATE archive_articleversion SET text = 'Other.' WHERE id = %s", [version.pk])


def test_the_words_of_an_open_draft_may_change() -> None:
    draft = make_draft()

    assert ArticleVersion.objects.filter(article=draft).update(text="Other.") == 1
