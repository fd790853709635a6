"""Uploading in tests: files as a browser sends them, and the worker that comes by."""

from __future__ import annotations

import io
import zipfile
from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.management import call_command
from django.http import HttpResponse
from django.test import Client
from django.urls import reverse

from archive.models import Upload, UploadItem
from archive.models.upload import uploads_storage

ADD = "/admin/archive/upload/add/"
STORY = """SHIP PUTS TO SEA

LONDON, June 30 (MP) - The ship left on Monday, Minister Ivan Petrov said.

It will be back in July, Petrov said.
"""
TABLE = "guid,headline,text\nmp-1,Ship puts to sea,The ship left on Monday.\nmp-2,Tide turns,The tide turned at noon.\n"


def pack(**files: str | bytes) -> bytes:
    """A ZIP of these; `a_txt` is a.txt."""
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in files.items():
            archive.writestr(name.replace("_", "."), content)
    return packed.getvalue()


def post_files(desk: Client, *files: tuple[str, bytes | str], **said: Any) -> HttpResponse:
    """The form, sent."""
    sent = [SimpleUploadedFile(name, data.encode() if isinstance(data, str) else data) for name, data in files]
    values = {"format": "auto", "received_at": "2025-06-30T18:00:00", **said}
    return desk.post(ADD, {**values, "sent": sent})  # type: ignore[return-value]  # the test's own kind of response


def send(desk: Client, *files: tuple[str, bytes | str], **said: Any) -> Upload:
    """Sent, and planned by a worker."""
    response = post_files(desk, *files, **said)
    assert response.status_code == 302, response.content.decode()
    call_worker()
    return Upload.objects.latest("pk")


def call_worker() -> None:
    """One look of the worker that runs beside the site."""
    call_command("take_deliveries", stdout=io.StringIO())


def approve(desk: Client, upload: Upload) -> HttpResponse:
    """The button."""
    sent = {"number": str(upload.number)}
    return desk.post(reverse("admin:archive_upload_approve", args=[upload.pk]), sent)  # type: ignore[return-value]


def page_of(upload: Upload, query: str = "") -> str:
    """The upload's page."""
    return reverse("admin:archive_upload_change", args=[upload.pk]) + query


def waiting_files() -> list[str]:
    """What lies in the storage of uploads."""
    try:
        return sorted(uploads_storage().listdir("")[0])
    except FileNotFoundError:
        return []


def outcomes(upload: Upload) -> list[str]:
    """What the plan says of each item."""
    return list(UploadItem.objects.filter(upload=upload).order_by("number").values_list("outcome", flat=True))


def read(desk: Client, address: str) -> str:
    """A page that is there."""
    response = desk.get(address)
    assert response.status_code == 200
    return response.content.decode()
