"""The page of an import: what became of every item, and the originals of what failed."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path

import pytest
from django.contrib.auth.models import Permission
from django.test import Client

from archive.models import IngestItem, IngestRun
from archive.models.ingest import Outcome
from editorial.admin.run_report import PAGE
from tests.archive.ingest.importing import COPY, import_paths
from tests.make import make_user

pytestmark = pytest.mark.django_db


@pytest.fixture
def desk(client: Client) -> Client:
    client.force_login(make_user())
    return client


@pytest.fixture
def run(tmp_path: Path) -> IngestRun:
    (tmp_path / "1.txt").write_text(COPY)
    (tmp_path / "2.xml").write_text("<nitf><head>")
    import_paths(tmp_path)
    return IngestRun.objects.get()


def page_of(run: IngestRun, query: str = "") -> str:
    return f"/admin/archive/ingestrun/{run.pk}/change/{query}"


def test_the_page_tells_the_outcome_of_each_item_and_leads_to_its_story(desk: Client, run: IngestRun) -> None:
    page = desk.get(page_of(run)).content.decode()

    story = IngestItem.objects.get(outcome=Outcome.CREATED)
    assert f'href="/admin/archive/article/{story.article_id}/change/">SHIP PUTS TO SEA</a>' in page
    assert "2 items" in page and "1 quarantined" in page and "2.xml #0" in page


def test_the_items_are_filtered_by_outcome(desk: Client, run: IngestRun) -> None:
    page = desk.get(page_of(run, "?outcome=quarantined")).content.decode()

    assert "SHIP PUTS TO SEA" not in page and "2.xml #0" in page


def test_a_page_follows_from_the_last_item_of_the_one_before(desk: Client, run: IngestRun) -> None:
    IngestItem.objects.bulk_create(
        IngestItem(run=run, path=f"{n}.txt", outcome=Outcome.DUPLICATE, headline=f"Copy {n:03}")
        for n in range(PAGE + 20)
    )
    seen, address = [], "?outcome=duplicate"
    while address:
        response = desk.get(page_of(run, address))
        seen += [item.headline for item in response.context["items"]]
        following = response.context["next"]
        address = f"?outcome=duplicate&after={following}" if following else ""

    assert seen == [f"Copy {n:03}" for n in range(PAGE + 20)]


@pytest.mark.parametrize("query", ["?outcome=nonsense", "?after=x", "?after=99999999999999999999999", "?after=-1"])
def test_an_odd_address_still_gets_a_page(desk: Client, run: IngestRun, query: str) -> None:
    assert desk.get(page_of(run, query)).status_code == 200


def test_the_originals_of_what_failed_leave_as_one_zip_with_the_reasons(desk: Client, run: IngestRun) -> None:
    response = desk.get(f"/admin/archive/ingestrun/{run.pk}/failed.zip")

    with zipfile.ZipFile(io.BytesIO(response.getvalue())) as archive:
        name, reasons = archive.namelist()
        assert archive.read(name) == b"<nitf><head>" and name.endswith("-2.xml")
        assert reasons == "reasons.txt" and name in archive.read(reasons).decode()


def test_who_may_not_see_originals_gets_no_zip(client: Client, run: IngestRun) -> None:
    user = make_user(is_superuser=False)
    user.user_permissions.add(Permission.objects.get(codename="view_ingestrun"))
    client.force_login(user)

    page = client.get(page_of(run)).content.decode()

    assert "failed.zip" not in page
    assert client.get(f"/admin/archive/ingestrun/{run.pk}/failed.zip").status_code == 403


def test_a_run_that_is_not_there_is_not_found(desk: Client) -> None:
    assert desk.get("/admin/archive/ingestrun/77/change/").status_code == 404
    assert desk.get("/admin/archive/ingestrun/x/change/").status_code == 404
    assert desk.get("/admin/archive/ingestrun/77/failed.zip").status_code == 404
