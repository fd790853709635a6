"""The cost of loading: a number of statements a batch, whatever the number of its stories or of the archive's."""

from __future__ import annotations

from pathlib import Path

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from archive.ingest.draft import Draft, NamedThing
from archive.text.spans import Span
from tests.archive.ingest.importing import take_in

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
