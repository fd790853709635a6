"""Runs, items and originals at the desk: evidence to look at."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from django.contrib.auth.models import Permission
from django.core.files.base import ContentFile
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from archive.actions import ItemRecord, keep_original, open_run, record_items
from archive.models import Article, IngestItem, IngestRun, Original
from archive.models.ingest import Outcome
from tests import make

AT = datetime(2025, 6, 30, tzinfo=UTC)


@pytest.fixture
def item(db: None) -> IngestItem:
    """An item that could not be read, its bytes kept."""
    run = open_run(origin="import_files canary", by=None, at=AT)
    original = keep_original(
        content=ContentFile(b"<script>alert(1)</script>"),
        received_at=AT,
        run=run,
        media_type="text/html",
        file_name="in/a.html",
    )
    problems = [{"code": "no-text", "message": "There is no text in <this> file."}]
    record_items(
        [
            ItemRecord(
                run_id=run.pk,
                original_id=original.pk,
                path="in/a.html",
                index=0,
                outcome=Outcome.QUARANTINED,
                problems=problems,
            )
        ]
    )
    return IngestItem.objects.get()


def test_a_quarantined_item_says_why(desk: Client, item: IngestItem) -> None:
    for address in (
        reverse("admin:archive_ingestitem_changelist") + "?outcome__exact=quarantined",
        reverse("admin:archive_ingestitem_change", args=[item.pk]),
        reverse("admin:index"),
    ):
        assert "There is no text in &lt;this&gt; file." in desk.get(address).content.decode()


def test_a_run_leads_to_its_items(desk: Client, item: IngestItem) -> None:
    page = desk.get(reverse("admin:archive_ingestrun_change", args=[item.run_id])).content.decode()

    address = reverse("admin:archive_ingestitem_change", args=[item.pk])
    assert address in page
    assert "a.html" in desk.get(address).content.decode()


def test_an_original_leaves_as_a_download_that_no_browser_runs(desk: Client, item: IngestItem) -> None:
    assert item.original is not None

    response = desk.get(reverse("admin:archive_original_download", args=[item.original.pk]))

    assert b"".join(response) == b"<script>alert(1)</script>"
    assert response["Content-Disposition"] == 'attachment; filename="a.html"'
    assert response["Content-Type"] == "application/octet-stream"
    assert response["X-Content-Type-Options"] == "nosniff"


def test_an_original_whose_bytes_are_lost_is_not_found(desk: Client) -> None:
    lost = Original.objects.create(sha256="a" * 64, size=1, received_at=AT)

    assert desk.get(reverse("admin:archive_original_download", args=[lost.pk])).status_code == 404
    assert desk.get(reverse("admin:archive_original_download", args=[lost.pk + 1])).status_code == 404


@pytest.mark.parametrize("model", ["ingestrun", "ingestitem", "original"])
def test_evidence_is_neither_made_nor_changed_nor_deleted(desk: Client, item: IngestItem, model: str) -> None:
    records = {"ingestrun": item.run, "ingestitem": item, "original": item.original}
    record = records[model]
    assert record is not None

    assert desk.get(reverse(f"admin:archive_{model}_add")).status_code == 403
    assert desk.post(reverse(f"admin:archive_{model}_change", args=[record.pk]), {"path": "x"}).status_code == 403
    assert desk.post(reverse(f"admin:archive_{model}_delete", args=[record.pk])).status_code == 403
    assert IngestRun.objects.count() == 1


def test_an_original_is_found_by_its_hash(desk: Client, item: IngestItem) -> None:
    assert item.original is not None

    page = desk.get(reverse("admin:archive_original_changelist"), {"q": item.original.sha256[:8]}).content.decode()

    assert "in/a.html" in page


def test_where_a_story_came_from_stands_on_its_page(desk: Client, item: IngestItem) -> None:
    article = make.make_draft()
    IngestItem.objects.filter(pk=item.pk).update(article=article)

    page = desk.get(reverse("admin:archive_article_change", args=[article.pk])).content.decode()

    assert "As received" in page and "There is no text in &lt;this&gt; file." in page


@pytest.mark.parametrize(
    ("standing", "permissions", "is_given"),
    [
        ("public", "", True),
        ("embargoed", "", False),
        ("withdrawn", "", False),
        ("blocked", "", False),
        ("quarantined", "", False),
        ("embargoed", "archive.change_article", True),
        ("withdrawn", "archive.change_rights", True),
        ("quarantined", "archive.change_article", True),
        ("blocked", "archive.change_article", False),
        ("blocked", "archive.change_article editorial.block_story", True),
    ],
)
def test_bytes_that_readers_may_not_see_go_only_to_those_who_work_on_them(
    standing: str, permissions: str, is_given: bool, item: IngestItem, client: Client
) -> None:
    assert item.original is not None
    story = None if standing == "quarantined" else make.make_article()
    if story is not None:
        changed: dict[str, dict[str, Any]] = {
            "embargoed": {"visible_from": timezone.now() + timedelta(days=1)},
            "withdrawn": {"status": "withdrawn"},
            "blocked": {"status": "blocked"},
        }
        Article.objects.filter(pk=story.pk).update(**changed.get(standing, {}))
        taken = ItemRecord(
            run_id=item.run_id, original_id=item.original.pk, path="a", index=0, outcome="created", article_id=story.pk
        )
        record_items([taken])
        IngestItem.objects.filter(article=None).delete()
    user = make.make_user(is_superuser=False)
    for name in ("archive.view_original", *permissions.split()):
        user.user_permissions.add(Permission.objects.get(codename=name.partition(".")[2]))
    client.force_login(user)

    answer = client.get(reverse("admin:archive_original_download", args=[item.original.pk]))

    assert answer.status_code == (200 if is_given else 403)
