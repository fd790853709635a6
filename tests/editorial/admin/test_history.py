"""The history of a record: the deeds on it, for whoever may see it."""

from __future__ import annotations

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from archive.actions import merge_entities
from archive.models import Deed
from tests import make
from tests.make import NOON
from tests.plans import plan_of


def history_of(kind: str, key: int) -> str:
    return reverse(f"admin:archive_{kind}_history", args=[key])


def test_the_history_of_a_record_tells_who_did_what_to_it(desk: Client) -> None:
    ada = make.make_user("ada")
    keep, other = make.make_person("Yuri Gagarin"), make.make_person("Y. Gagarin")
    merge_entities(keep=keep, merged=[other], by=ada, at=NOON)
    make.make_place("Moscow")

    page = desk.get(history_of("person", keep.pk)).content.decode()

    assert "Merge entities" in page and "ada" in page
    assert Deed.objects.on_record("person", str(other.pk)).filter(verb="merge_entities").exists()


@pytest.mark.parametrize("kind", ["article", "person", "source", "dossier"])
def test_whoever_sees_a_record_sees_its_history(desk: Client, kind: str) -> None:
    article = make.make_article()
    keys = {
        "article": article.pk,
        "person": make.make_person().pk,
        "source": article.source_id,
        "dossier": make.make_full_dossier(article).pk,
    }

    assert "By</th>" in desk.get(history_of(kind, keys[kind])).content.decode()
    assert desk.get(history_of(kind, 999_999)).status_code == 404


def test_the_history_is_found_along_indexes_and_not_in_all_deeds(desk: Client) -> None:
    article = make.make_article()
    for _ in range(30):
        make.make_draft()

    with CaptureQueriesContext(connection) as asked:
        desk.get(history_of("article", article.pk))

    (statement,) = [each["sql"] for each in asked if 'FROM "archive_deed"' in each["sql"]]
    plan = " ".join(plan_of(statement))
    assert "deed_of_record" in plan and "deed_of_other" in plan
    assert "SCAN archive_deed" not in plan and "Seq Scan" not in plan
