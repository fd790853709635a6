"""What cannot be an upload, or not as a whole: refused in a sentence, or a row of the plan that says what to do."""

from __future__ import annotations

import io
import zipfile

import pytest
from django.test import Client
from pytest_django import Settings

from archive.models import IngestRun, Upload, UploadItem
from archive.models.upload import Standing, uploads_storage

from .sending import (
    STORY,
    TABLE,
    approve,
    outcomes,
    pack,
    page_of,
    post_files,
    read,
    send,
    waiting_files,
)

pytestmark = pytest.mark.django_db


BAD = {
    "empty": (b"", "a.csv is empty: there is nothing to read."),
    "none": (None, "Choose a file, or drop one onto this page."),
    "too large": (b"x" * 2_000, "That is more than the 0 MB of one upload"),
}


@pytest.mark.parametrize("name", BAD)
def test_what_cannot_be_an_upload_is_refused_in_a_sentence(desk: Client, settings: Settings, name: str) -> None:
    data, sentence = BAD[name]
    settings.UPLOAD_MAX_BYTES = 1_000

    answer = post_files(desk, *([("a.csv", data)] if data is not None else []))

    assert answer.status_code == 422 and sentence in answer.content.decode()
    assert not Upload.objects.exists() and waiting_files() == []


def test_a_body_that_is_far_too_large_is_kept_nowhere_and_answered(desk: Client, settings: Settings) -> None:
    settings.UPLOAD_MAX_BYTES = 1_000

    answer = post_files(desk, ("a.csv", b"x" * 1_200_000))

    assert answer.status_code == 422 and "upload it in parts" in answer.content.decode()


def bomb() -> bytes:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        for number in range(4):
            archive.writestr(f"{number}.png", b"\x89PNG" + bytes(19_000_000))
    return packed.getvalue()


@pytest.mark.parametrize(
    ("name", "data", "sentence"),
    [
        ("bomb.zip", bomb, "unpacks to far more than news does"),
        ("story.txt", lambda: b"%PDF-1.7 and more", "a PDF document"),
        ("story.csv", lambda: STORY.encode(), ""),
        ("cut.zip", lambda: pack(a_txt=STORY)[:-30], "damaged or cut short"),
        ("nothing.zip", lambda: pack(), "holds no file"),
        ("blank.txt", lambda: b"  \n ", "The file is empty"),
    ],
)
def test_bad_input_is_a_row_of_the_plan_that_says_what_to_do(
    desk: Client, name: str, data: object, sentence: str
) -> None:
    upload = send(desk, (name, data()))  # type: ignore[operator]

    assert upload.standing == Standing.PLANNED
    assert sentence in " ".join(str(item.problems) for item in UploadItem.objects.all())
    assert outcomes(upload)[-1] == ("quarantined" if sentence else "created")


def test_an_upload_of_too_many_stories_is_refused_as_a_whole(desk: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("archive.ingest.uploads.MOST_ITEMS", 1)

    upload = send(desk, ("a.csv", TABLE))

    assert "The upload holds more than 1 items: upload it in parts" in read(desk, page_of(upload))
    answer = approve(desk, upload)
    assert answer.status_code == 302 and not IngestRun.objects.exists()


def test_a_storage_that_takes_nothing_is_said_and_leaves_no_record(
    desk: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*args: object, **kwargs: object) -> str:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(type(uploads_storage()), "save", full)

    answer = post_files(desk, ("a.csv", TABLE))

    assert answer.status_code == 422 and "make room, then upload it again" in answer.content.decode()
    assert not Upload.objects.exists()
