"""What a worker writes of an upload: its claim, the plan row by row, the end; and what is forgotten afterwards.

A claim is the row as it was read: whoever changes `leased_until` first has the upload. Whoever throws it away at the
desk, or has it read otherwise, changes that too, and the worker, who renews its claim with every write, stops.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Final

from django.db import transaction
from django.utils import timezone

from archive.models import IngestItem, Upload, UploadItem
from archive.models.upload import Standing, uploads_storage

from .record_ingest import close_run
from .uploads import discard_upload, drop_bytes

LEASE: Final = timedelta(minutes=3)  # a worker that was killed costs this much delay
KEPT: Final = timedelta(days=7)  # an upload that nobody approves, and the rows of a plan that was carried out
AT_ONCE: Final = 2000  # rows that go in one transaction
_STRAY: Final = timedelta(hours=1)  # how old a file without a record must be: a younger one may be about to get it


class Superseded(Exception):  # it is what happened, and no fault
    """Somebody else has the upload now, or it is wanted no longer."""


def claim_upload(*, upload: Upload, at: datetime) -> bool:
    """Whether it is ours to work on: of several workers one gets it."""
    try:
        renew_upload(upload=upload, at=at)
    except Superseded:
        return False
    return True


def renew_upload(*, upload: Upload, at: datetime, **changes: object) -> None:
    """Say that we are still at it, and write those columns with it. Raises Superseded when it is not ours any more."""
    ours = Upload.objects.filter(pk=upload.pk, leased_until=upload.leased_until, standing=upload.standing)
    until = max(at + LEASE, upload.leased_until + timedelta(microseconds=1))  # no two claims look the same
    if not ours.update(leased_until=until, **changes):
        raise Superseded
    upload.leased_until = until
    for name, value in changes.items():
        setattr(upload, name, value)


def begin_plan(*, upload: Upload, at: datetime) -> None:
    """Clear away what an attempt that was cut short, or an earlier plan, has left."""
    while found := list(UploadItem.objects.filter(upload=upload).values_list("pk", flat=True)[:AT_ONCE]):
        with transaction.atomic():
            renew_upload(upload=upload, at=timezone.now(), counts={})
            UploadItem.objects.filter(pk__in=found).delete()
    renew_upload(upload=upload, at=at, counts={})


@transaction.atomic
def keep_planned(*, upload: Upload, items: Sequence[UploadItem], counts: dict[str, int], at: datetime) -> None:
    """More of the plan, with what it comes to so far."""
    renew_upload(upload=upload, at=at, counts=counts)
    UploadItem.objects.bulk_create(items, batch_size=500)


def finish_plan(*, upload: Upload, at: datetime, trouble: str = "") -> None:
    """It can be looked at as a whole, and approved unless there is `trouble`."""
    renew_upload(upload=upload, at=at, standing=Standing.PLANNED, planned_at=at, trouble=trouble[:500])


def note_differences(*, upload: Upload) -> int:
    """Mark the items of which something else became than was planned; how many. The two lists have one order."""
    planned = UploadItem.objects.filter(upload=upload).order_by("number").values_list("pk", "outcome")
    happened = IngestItem.objects.filter(run=upload.run_id).order_by("pk").values_list("outcome", flat=True)
    found: dict[str, list[int]] = {}
    for (pk, outcome), became in zip(
        planned.iterator(chunk_size=AT_ONCE), happened.iterator(chunk_size=AT_ONCE), strict=False
    ):
        if outcome != became:
            found.setdefault(became, []).append(pk)
    for became, keys in found.items():
        for start in range(0, len(keys), AT_ONCE):
            UploadItem.objects.filter(pk__in=keys[start : start + AT_ONCE]).update(became=became)
    return sum(map(len, found.values()))


def finish_upload(*, upload: Upload, at: datetime) -> None:
    """Everything in it is accounted for: the run is over, and the bytes, which the originals hold, go."""
    differs = note_differences(upload=upload)
    with transaction.atomic():
        renew_upload(upload=upload, at=at, standing=Standing.DONE, finished_at=at, differs=differs, trouble="")
        if upload.run is not None:
            close_run(run=upload.run, at=at)
    drop_bytes(upload.stored_as)


def release_upload(*, upload: Upload, at: datetime, trouble: str) -> None:
    """It could not be done just now: after the lease it is tried again, and its page says why it waits."""
    Upload.objects.filter(pk=upload.pk, leased_until=upload.leased_until).update(
        leased_until=at + LEASE, trouble=trouble[:500]
    )


def forget_uploads(*, at: datetime) -> None:
    """Throw away what nobody approved for a week, the rows of plans that are over, and bytes that nothing waits for."""
    for upload in Upload.objects.unapproved().filter(uploaded_at__lt=at - KEPT):
        discard_upload(upload=upload, by=None, at=at, comment=f"nobody approved it within {KEPT.days} days")
    over = UploadItem.objects.filter(upload__standing=Standing.DISCARDED)
    done = UploadItem.objects.filter(upload__standing=Standing.DONE, upload__finished_at__lt=at - KEPT)
    for rows in (over, done.filter(became="")):
        while found := list(rows.values_list("pk", flat=True)[:AT_ONCE]):
            UploadItem.objects.filter(pk__in=found).delete()
    _sweep(at)


def _sweep(at: datetime) -> None:
    """Each upload waits in a folder named by its uuid."""
    storage = uploads_storage()
    try:
        folders, _ = storage.listdir("")
    except FileNotFoundError:
        return
    gone = (Standing.DONE, Standing.DISCARDED)
    wanted = {key.hex for key in Upload.objects.exclude(standing__in=gone).values_list("uuid", flat=True)}
    for folder in folders:
        names = storage.listdir(folder)[1] if folder not in wanted else []
        for name in names:
            stored_as = f"{folder}/{name}"
            if storage.get_modified_time(stored_as) < at - _STRAY:
                drop_bytes(stored_as)
