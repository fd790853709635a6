"""Uploads asked for twice, cut short, given up or forgotten: nothing twice, nothing half, nothing left."""

from __future__ import annotations

import io
import re
from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone

from archive import actions
from archive.actions import discard_upload, forget_uploads
from archive.models import Article, Deed, IngestItem, IngestRun, Original, Upload, UploadItem
from archive.models.upload import Standing, uploads_storage
from editorial.admin.once import find_done

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


def test_approving_twice_is_approving_once(desk: Client) -> None:
    upload = send(desk, ("a.csv", TABLE))

    answers = [approve(desk, upload) for _ in range(3)]
    call_worker()
    approve(desk, upload)
    call_worker()

    assert [answer.status_code for answer in answers] == [302] * 3
    assert IngestRun.objects.count() == 1 and IngestItem.objects.count() == 2
    assert Deed.objects.filter(verb="approve_upload").count() == 1


def test_the_form_sent_twice_makes_one_upload(desk: Client) -> None:
    once = re.search(r'name="once" value="([^"]+)"', read(desk, ADD))
    assert once is not None

    answers = [post_files(desk, ("a.csv", TABLE), once=once[1]) for _ in range(2)]

    upload = Upload.objects.get()
    assert [answer["Location"] for answer in answers] == [page_of(upload)] * 2
    assert waiting_files() == [upload.uuid.hex]


def test_another_file_in_the_same_form_is_another_upload(desk: Client) -> None:
    once = re.search(r'name="once" value="([^"]+)"', read(desk, ADD))
    assert once is not None

    for table in (TABLE, TABLE.replace("noon", "dusk")):
        post_files(desk, ("a.csv", table), once=once[1])

    assert Upload.objects.count() == 2


def test_a_plan_that_was_made_anew_is_not_approved_unseen(desk: Client) -> None:
    upload = send(desk, ("a.csv", TABLE))
    desk.post(page_of(upload).replace("change", "again"), {"format": "wire"})
    call_worker()

    answer = desk.post(page_of(upload).replace("change", "approve"), {"number": "1"}, follow=True)

    assert "The plan has been made anew since you saw it" in answer.content.decode()
    assert not IngestRun.objects.exists()


def test_an_upload_that_is_thrown_away_leaves_nothing(desk: Client) -> None:
    upload = send(desk, ("a.csv", TABLE))

    desk.post(page_of(upload).replace("change", "discard"))
    call_worker()

    assert waiting_files() == [] and not UploadItem.objects.exists() and not Original.objects.exists()
    assert "It was thrown away" in read(desk, page_of(upload))
    answer = desk.post(page_of(upload).replace("change", "approve"), {"number": "1"}, follow=True)
    assert "This upload was thrown away: upload the file again." in answer.content.decode()


def test_what_nobody_approves_goes_after_a_week_and_what_is_stray_after_an_hour(desk: Client) -> None:
    old, young = send(desk, ("a.csv", TABLE)), send(desk, ("b.csv", TABLE))
    uploads_storage().save("strayfolder/a.csv", io.BytesIO(b"left by a process that was killed"))
    Upload.objects.filter(pk=old.pk).update(uploaded_at=timezone.now() - timedelta(days=8))

    call_worker()
    assert sorted([young.uuid.hex, "strayfolder"]) == waiting_files()
    forget_uploads(at=timezone.now() + timedelta(hours=2))

    old.refresh_from_db()
    assert old.standing == Standing.DISCARDED and not UploadItem.objects.filter(upload=old).exists()
    assert waiting_files() == [young.uuid.hex] and UploadItem.objects.filter(upload=young).count() == 2


def test_a_worker_stops_when_its_upload_is_thrown_away_meanwhile(desk: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    post_files(desk, ("a.csv", TABLE))
    from archive.ingest import uploads

    def discard_first(*args: object, **kwargs: object) -> object:
        discard_upload(upload=Upload.objects.get(), by=None, at=timezone.now())
        return kept(*args, **kwargs)  # type: ignore[arg-type]

    kept = actions.keep_planned
    monkeypatch.setattr(uploads, "keep_planned", discard_first)
    call_worker()

    assert Upload.objects.get().standing == Standing.DISCARDED and not UploadItem.objects.exists()


def test_a_run_that_was_cut_short_goes_on_where_it_stopped(desk: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    from archive.ingest import load

    monkeypatch.setattr(load, "BATCH", 2)
    rows = "".join(f"mp-{n},Tide {n} turns,The tide {n} turned.\n" for n in range(7))
    upload = send(desk, ("a.zip", pack(a_txt=STORY, b_csv="guid,headline,text\n" + rows, c_txt=STORY.upper())))
    approve(desk, upload)
    stored = actions.receive_stories
    batches = []

    def die_in_the_third(**said: object) -> object:
        batches.append(1)
        if len(batches) == 3:
            raise KeyboardInterrupt
        return stored(**said)  # type: ignore[arg-type]

    monkeypatch.setattr(load, "receive_stories", die_in_the_third)
    with pytest.raises(KeyboardInterrupt):
        call_worker()
    assert 0 < IngestItem.objects.count() < 9
    Upload.objects.update(leased_until=timezone.now())
    call_worker()

    upload.refresh_from_db()
    assert (upload.standing, upload.differs) == (Standing.DONE, 0)
    happened = IngestItem.objects.order_by("pk").values_list("path", "index", "outcome")
    assert list(happened) == list(UploadItem.objects.order_by("number").values_list("path", "index", "outcome"))
    assert set(outcomes(upload)) == {"created"} and Article.objects.count() == 9


def test_bytes_are_dropped_when_two_of_the_same_form_arrive_at_once(
    desk: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    from editorial.admin import uploads

    once = re.search(r'name="once" value="([^"]+)"', read(desk, ADD))
    assert once is not None
    post_files(desk, ("a.csv", TABLE), once=once[1])
    asked = []

    def blind_at_first(key: str) -> object:
        asked.append(key)
        return None if len(asked) == 1 else found(key)

    found = find_done
    monkeypatch.setattr(uploads, "find_done", blind_at_first)
    answer = post_files(desk, ("a.csv", TABLE), once=once[1])

    upload = Upload.objects.get()
    assert answer["Location"] == page_of(upload) and waiting_files() == [upload.uuid.hex]
