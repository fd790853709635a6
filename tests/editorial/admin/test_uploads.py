"""Uploading at the desk: a file, its plan, the approval, and the run that it ends in."""

from __future__ import annotations

import re
from datetime import timedelta

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from archive.models import Article, IngestItem, IngestRun, Original, Upload, UploadItem
from editorial.admin.upload_page import PAGE
from tests import make

from .sending import (
    ADD,
    STORY,
    TABLE,
    approve,
    call_worker,
    outcomes,
    pack,
    page_of,
    post_files,
    read,
    send,
    waiting_files,
)

pytestmark = pytest.mark.django_db


def test_an_upload_shows_its_plan_and_comes_in_once_approved(desk: Client) -> None:
    upload = send(desk, ("ship.txt", STORY))
    page = read(desk, page_of(upload))
    assert "1 new" in page and "SHIP PUTS TO SEA" in page and "The ship left on Monday" in page
    assert not Article.objects.exists() and not Original.objects.exists()

    assert approve(desk, upload).status_code == 302
    assert "Being taken in: 0 of 1 items." in read(desk, page_of(upload))
    call_worker()

    run = IngestRun.objects.get()
    assert desk.get(page_of(upload))["Location"] == f"/admin/archive/ingestrun/{run.pk}/change/"
    assert (run.by.get_username() if run.by else "", run.origin) == ("editor", "upload of ship.txt by editor")
    assert Article.objects.get().status == "draft"
    assert IngestItem.objects.get().path == "ship.txt"
    assert waiting_files() == []
    page = read(desk, f"/admin/archive/ingestrun/{run.pk}/change/")
    assert "was uploaded by editor" in page and "1 new" in page and "All became what was planned." in page


def test_the_plan_says_what_is_new_revised_the_same_and_refused_and_why(desk: Client) -> None:
    approve(desk, send(desk, ("a.csv", TABLE)))
    call_worker()
    late = TABLE.replace("at noon", "at one").replace("mp-1,Ship", "mp-3,Another ship").replace("left on M", "left m")

    upload = send(
        desk, ("b.csv", late + 'mp-1,Ship puts to sea,"The ship left on Monday."\n'), ("pic.png", b"\x89PNG\r\n")
    )
    page = read(desk, page_of(upload))

    assert outcomes(upload) == ["created", "revised", "duplicate", "quarantined"]
    assert "1 new" in page and "1 revised" in page and "1 same" in page and "1 refused" in page
    row = UploadItem.objects.get(upload=upload, outcome="revised")
    assert row.fields == [["text", "The tide turned at noon.", "The tide turned at one."]]
    assert re.search(r"<th[^>]*>text</th><td[^>]*>The tide turned at noon.</td><td[^>]*>The tide turned at one.", page)
    assert "The file is a PNG picture, not text: send the story itself as text." in page
    only = read(desk, page_of(upload, "?outcome=quarantined"))
    assert "PNG picture" in only and "Another ship" not in only


def test_a_story_that_stands_twice_in_an_upload_is_new_once(desk: Client) -> None:
    packed = pack(a_txt=STORY, b_txt=STORY, c_csv=TABLE, d_csv=TABLE.replace("noon", "dusk"))

    upload = send(desk, ("pack.zip", packed))
    approve(desk, upload)
    call_worker()

    assert outcomes(upload) == ["created", "duplicate", "created", "created", "duplicate", "revised"]
    happened = IngestItem.objects.order_by("pk").values_list("outcome", flat=True)
    assert list(happened) == outcomes(upload)
    assert "It belongs to the story of item 1 in this list" in read(desk, page_of(upload, "?plan=1"))


def test_several_files_are_one_upload(desk: Client) -> None:
    upload = send(desk, ("a.txt", STORY), ("b.csv", TABLE), ("b.csv", TABLE))

    assert upload.file_name == "3 files.zip"
    paths = UploadItem.objects.order_by("number").values_list("path", flat=True)
    assert list(paths)[:2] == ["3 files.zip!/a.txt", "3 files.zip!/b.csv"]
    assert outcomes(upload) == ["created", "created", "created", "duplicate", "duplicate"]


def test_what_was_approved_and_what_happened_may_differ_and_the_run_says_so(desk: Client) -> None:
    first, second = send(desk, ("a.csv", TABLE)), send(desk, ("b.csv", TABLE + "mp-9,New,Words of it.\n"))
    for upload in (first, second):
        approve(desk, upload)
        call_worker()

    second.refresh_from_db()
    assert outcomes(second) == ["created"] * 3 and second.differs == 2
    run = read(desk, f"/admin/archive/ingestrun/{second.run_id}/change/")
    assert "Of 2 items something else became than was planned" in run
    differing = read(desk, page_of(second, "?plan=1&outcome=differs"))
    assert differing.count("became: same") == 2 and "Words of it" not in differing


def test_a_table_is_read_again_with_its_columns_named(desk: Client) -> None:
    upload = send(desk, ("a.csv", "Titel der Nachricht;Wortlaut;Intern\nTide turns;It turned.;x\n"), format="csv")
    assert "No column is known as a headline or as words" in read(desk, page_of(upload))

    again = page_of(upload).replace("change", "again")
    bad = desk.post(again, {"format": "csv", "mapping": "Titel der Nachricht"})
    assert bad.status_code == 422 and "is no line of a column and a field: Titre = headline" in bad.content.decode()
    desk.post(again, {"format": "csv", "mapping": "Titel der Nachricht = headline\nWortlaut = words"})
    call_worker()
    assert "names fields that are none: words" in read(desk, page_of(upload))
    desk.post(again, {"format": "csv", "mapping": "Titel der Nachricht = headline\nWortlaut = text\nIntern ="})
    call_worker()

    row = UploadItem.objects.get()
    assert (row.outcome, row.headline) == ("created", "Tide turns")
    assert "Titel der Nachricht = headline" in read(desk, page_of(upload))


def test_the_options_are_obeyed(desk: Client) -> None:
    source = make.make_source("XP")
    upload = send(desk, ("a.csv", TABLE), source=source.pk, is_published="on", received_at="2025-02-03T04:05:00")

    approve(desk, upload)
    call_worker()

    story = Article.objects.first()
    assert story is not None
    assert (story.source, story.status) == (source, "published")
    assert Original.objects.get().received_at.isoformat() == "2025-02-03T04:05:00+00:00"


def test_the_plan_comes_in_pages_at_the_same_cost(desk: Client) -> None:
    rows = "".join(f"mp-{n},Tide {n} turns,The tide {n} turned.\n" for n in range(2 * PAGE + 5))
    upload = send(desk, ("a.csv", "guid,headline,text\n" + rows))
    costs, seen, address = [], [], "?plan=1"
    while address:
        with CaptureQueriesContext(
            connection,
        ) as asked:
            response = desk.get(page_of(upload, address))
        costs.append(len(asked))
        seen += [item.number for item in response.context["items"]]
        after = response.context["next"]
        address = f"?plan=1&after={after}" if after else ""

    assert seen == list(range(1, 2 * PAGE + 6))
    assert len(set(costs)) == 1 and costs[0] < 20
    for odd in ("?after=x", "?after=99999999999999999999", "?outcome=nonsense"):
        assert desk.get(page_of(upload, odd)).status_code == 200


def test_a_page_says_when_no_worker_comes(desk: Client) -> None:
    post_files(desk, ("a.csv", TABLE))
    upload = Upload.objects.get()
    assert 'id="alone" hidden' in read(desk, page_of(upload))

    past = timezone.now() - timedelta(minutes=1)
    Upload.objects.update(uploaded_at=past, leased_until=past)

    page = read(desk, page_of(upload))
    assert 'id="alone" hidden' not in page and "manage.py take_deliveries --watch" in page
    assert '<noscript><meta http-equiv="refresh"' in page
    told = desk.get(page_of(upload).replace("change", "progress")).json()
    assert told["is_left_alone"] and told["standing"] == "reading"


def test_the_list_of_uploads_leads_to_each(desk: Client) -> None:
    upload = send(desk, ("ship.txt", STORY))

    page = read(desk, "/admin/archive/upload/")

    assert page_of(upload) in page and "waits for approval" in page and ADD in page
