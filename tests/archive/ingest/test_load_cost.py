"""The cost of loading: a number of statements a batch, whatever the number of its stories or of the archive's."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from archive.ingest import entities
from archive.ingest.draft import Draft, NamedThing
from archive.models import Entity
from archive.text.spans import Span
from tests.archive.ingest.importing import take_in
from tests.plans import plan_of

pytestmark = pytest.mark.django_db
MOST = 60  # statements a file and its batch


def make_drafts(name: str, count: int) -> list[Draft]:
    """Stories that each name somebody, a body and a place that nobody has heard of yet."""
    return [
        Draft(
            guid=f"mp:{name}:{number}",
            headline=f"Ship {number} puts to sea",
            source="MP",
            text=f"Captain Ivan Petrov{number} left {name}.",
            people=(
                NamedThing(
                    f"Ivan {name.title()} Petrov{number}", "Captain", (Span(8, 19),), rule="title", confidence=0.9
                ),
            ),
            organisations=(NamedThing(f"Line {number} {name} Corp", rule="company-suffix", confidence=0.9),),
            places=(NamedThing(f"Xanthe {number} {name}", rule="city", confidence=0.9),),
            topics=("ships",),
        )
        for number in range(count)
    ]


def count_statements(folder: Path, drafts: list[Draft]) -> int:
    """How many statements it takes to load these as one file."""
    with CaptureQueriesContext(
        connection,
    ) as statements:
        reports = take_in(folder, *drafts)
    assert [report.outcome for report in reports] == ["created"] * len(drafts)
    return len(statements)


def test_a_batch_of_two_hundred_costs_as_many_statements_as_one_of_ten(tmp_path: Path) -> None:
    take_in(tmp_path, *make_drafts("first", 3))  # source and topic are there from now on

    few = count_statements(tmp_path, make_drafts("few", 10))
    many = count_statements(tmp_path, make_drafts("many", 200))

    assert many == few <= MOST


def test_a_batch_costs_as_many_statements_in_a_fuller_archive(tmp_path: Path) -> None:
    take_in(tmp_path, *make_drafts("first", 3))
    before = count_statements(tmp_path, make_drafts("before", 20))
    take_in(tmp_path, *make_drafts("filling", 400))

    assert count_statements(tmp_path, make_drafts("after", 20)) == before


def test_stories_with_guids_of_their_own_share_a_batch_though_their_words_are_equal(tmp_path: Path) -> None:
    take_in(tmp_path, *make_drafts("first", 3))
    alone = count_statements(tmp_path, make_drafts("alone", 20))
    [draft] = make_drafts("alike", 1)

    alike = [replace(draft, guid=f"mp:alike:{number}") for number in range(20)]

    assert count_statements(tmp_path, alike) <= alone


def test_equal_words_without_guids_are_one_story(tmp_path: Path) -> None:
    [draft] = make_drafts("alike", 1)

    reports = take_in(tmp_path, *[replace(draft, guid="")] * 3)

    assert [report.outcome for report in reports] == ["created", "duplicate", "duplicate"]
    assert len({report.ref for report in reports}) == 1


def test_more_names_than_a_statement_takes_are_looked_up_in_turns(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(entities, "TOGETHER", 7)

    count_statements(tmp_path, make_drafts("many", 12))

    assert Entity.objects.count() == 36


def test_every_look_into_a_table_goes_by_an_index(tmp_path: Path) -> None:
    take_in(tmp_path, *make_drafts("first", 3))
    with CaptureQueriesContext(connection) as statements:
        take_in(tmp_path, *make_drafts("second", 3), make_drafts("first", 1)[0])

    asked = [one["sql"] for one in statements if one["sql"].startswith(("SELECT", "UPDATE", "DELETE"))]

    assert len(asked) > 10
    assert [(sql, walked) for sql in asked for walked in tables_walked(sql)] == []


def test_a_story_is_looked_up_by_its_guid_and_not_among_all_of_its_source(tmp_path: Path) -> None:
    take_in(tmp_path, *make_drafts("first", 3))
    with CaptureQueriesContext(connection) as statements:
        take_in(tmp_path, *make_drafts("second", 3))

    [asked] = [one["sql"] for one in statements if '"archive_article"."guid" IN' in one["sql"]]

    # The index leaves out empty guids, and serves only a question that does so too.
    assert """NOT ("archive_article"."guid" = '')""" in asked
    if connection.vendor == "sqlite":
        assert any("article_guid_once" in step for step in plan_of(asked))


def tables_walked(sql: str) -> list[str]:
    """What the database would read from end to end for this statement, but for the few sources."""
    if connection.vendor == "sqlite":
        walked = [step for step in plan_of(sql) if step.startswith("SCAN ") and "CONSTANT ROW" not in step]
    else:
        walked = [step for step in plan_of(sql) if "Seq Scan on" in step]
    return [step for step in walked if "archive_source" not in step]
