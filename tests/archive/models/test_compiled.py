"""A question whose SQL is kept gives what its queryset gives."""

from __future__ import annotations

from collections.abc import Collection
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from django.db.models import QuerySet
from django.test.utils import CaptureQueriesContext

from archive.models import Article
from archive.models.compiled import Compiled
from tests.make import make_article

pytestmark = pytest.mark.django_db
NOW = datetime(2026, 5, 4, 12, tzinfo=UTC)


def ask_stories(*, refs: Collection[str], at: datetime, genre: str) -> QuerySet[Article, Any]:
    open_to_all = Article.objects.readable(at).filter(ref__in=refs).exclude(genre=genre)
    return open_to_all.order_by("ref").values_list(
        "ref", "dated_on", "visible_from", "uuid", "provenance", "public_version__headline", "rights__expires_on"
    )


def test_rows_are_those_of_the_queryset_whatever_the_values() -> None:
    stories = [make_article(headline=f"Story {number}") for number in range(6)]
    Article.objects.filter(pk=stories[0].pk).update(visible_from=NOW - timedelta(days=1))
    Article.objects.filter(pk=stories[1].pk).update(visible_from=NOW + timedelta(days=1))
    Article.objects.filter(pk=stories[2].pk).update(genre="feature")
    compiled, refs = Compiled(ask_stories), [story.ref for story in stories]

    for some in (refs, refs[:1], refs[:3], refs[1:2], refs[:5], ["nobody"], []):
        for at in (NOW, NOW - timedelta(days=2), NOW + timedelta(days=2)):
            for genre in ("feature", "obituary"):
                asked = list(ask_stories(refs=some, at=at, genre=genre))
                assert compiled.rows(refs=some, at=at, genre=genre) == asked


def test_its_sql_is_made_once_for_lists_of_about_one_length(django_assert_num_queries: Any) -> None:
    made = []

    def ask(*, refs: Collection[str]) -> QuerySet[Article, Any]:
        made.append(len(refs))
        return Article.objects.filter(ref__in=refs).values_list("ref")

    compiled = Compiled(ask)
    with django_assert_num_queries(4):
        for size in (11, 20, 15, 12):
            compiled.rows(refs=[f"ref {number}" for number in range(size)])
    assert made == [20]


def test_nothing_is_asked_where_nothing_can_be_found() -> None:
    from django.db import connection

    compiled = Compiled(ask_stories)
    with CaptureQueriesContext(connection) as asked:
        assert compiled.rows(refs=[], at=NOW, genre="x") == []
    assert not asked.captured_queries


def test_values_are_values_and_never_sql() -> None:
    story = make_article(headline="Safe")
    compiled = Compiled(ask_stories)

    assert compiled.rows(refs=["x') OR 1=1 --"], at=NOW, genre="x") == []
    assert [row[0] for row in compiled.rows(refs=[story.ref], at=NOW, genre="x")] == [story.ref]


def test_a_question_that_loses_a_value_is_refused() -> None:
    compiled = Compiled(lambda *, urgency: Article.objects.exclude(urgency=urgency).values_list("ref"))

    with pytest.raises(ValueError, match="urgency"):
        compiled.rows(urgency=3)
