"""Lists, searches and completions of very many entries go along an index and never count."""

from __future__ import annotations

from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from archive.actions import NewEntity, create_entities
from tests import make
from tests.plans import plan_of


def fill(number: int) -> None:
    create_entities([NewEntity("person", f"Given{n % 97} Middle{n % 13} Surname{n}") for n in range(number)])
    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            cursor.execute("PRAGMA analysis_limit = 1000")  # as a drain does
        cursor.execute("ANALYZE")


def look(desk: Client, address: str, fields: dict[str, Any]) -> list[str]:
    """The statements of one request, without what every request asks."""
    desk.get(address, fields)
    with CaptureQueriesContext(connection) as asked:
        assert desk.get(address, fields).status_code == 200
    return [each["sql"] for each in asked if "archive_" in each["sql"]]


def scans(statement: str) -> list[str]:
    """The lines of the database's plan that read a whole table of names."""
    if connection.vendor == "sqlite":
        return [line for line in plan_of(statement) if line.startswith("SCAN archive_") and "USING" not in line]
    return [line for line in plan_of(statement) if "Seq Scan on archive_" in line]


AUTOCOMPLETE = {"app_label": "archive", "model_name": "mention", "field_name": "entity"}


@pytest.mark.parametrize("term", ["given1", "surname17", "middle3 surname2", "nobody", "Given5 Middle5"])
def test_no_search_and_no_completion_reads_or_counts_the_whole_table(desk: Client, term: str) -> None:
    fill(3000)
    asked = look(desk, reverse("admin:archive_person_changelist"), {"q": term})
    asked += look(desk, reverse("admin:autocomplete"), AUTOCOMPLETE | {"term": term})

    assert len(asked) <= 12
    assert not [statement for statement in asked if "COUNT(" in statement.upper()]
    assert [line for statement in asked for line in scans(statement)] == []


def test_the_list_of_people_is_read_in_the_order_of_an_index(desk: Client) -> None:
    fill(3000)
    asked = look(desk, reverse("admin:archive_person_changelist"), {})

    assert not [statement for statement in asked if "COUNT(" in statement.upper()]
    if connection.vendor == "sqlite":
        plan = " ".join(plan_of(asked[-1]))
        assert "TEMP B-TREE FOR ORDER" not in plan, plan


def test_the_words_of_a_name_are_found_in_any_order(desk: Client) -> None:
    make.make_person("Yuri Alekseyevich Gagarin")
    make.make_person("Yuri Titov")

    for term in ("gagarin yuri", "alek gag", "Gagarin, Yuri"):
        page = desk.get(reverse("admin:archive_person_changelist"), {"q": term}).content.decode()
        assert "Gagarin" in page and "Titov" not in page, term


def test_the_list_of_likely_duplicates_is_read_along_its_index(desk: Client) -> None:
    asked = look(desk, reverse("admin:archive_resemblance_changelist"), {})

    assert len(asked) == 1
    assert scans(asked[0]) == []
