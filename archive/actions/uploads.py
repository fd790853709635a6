"""What people do with an upload: send it, have it read otherwise, approve its plan, throw it away."""

from __future__ import annotations

import re
import uuid
from dataclasses import dataclass, field
from datetime import datetime
from typing import Final

from django.core.files.base import File
from django.db import transaction

from archive.models import Source, Upload
from archive.models.upload import Standing, WireFormat, uploads_storage

from .actor import Actor
from .record_deed import record_deed
from .record_ingest import open_run
from .refusals import Refused

NAME_LENGTH: Final = 100  # characters of the name under which the bytes wait


@dataclass(frozen=True, slots=True)
class KeptUpload:
    """Bytes that wait in the storage and have no record yet."""

    uuid: uuid.UUID
    file_name: str
    size: int
    stored_as: str


@dataclass(frozen=True, slots=True, kw_only=True)
class HowToRead:
    """What was said of the file: its format, whose it is, when it came, what the columns of a table mean."""

    received_at: datetime
    format: str = WireFormat.AUTO
    source: Source | None = None
    is_published: bool = False
    mapping: dict[str, str] = field(default_factory=dict)

    def as_fields(self) -> dict[str, object]:
        """The columns of Upload that say it."""
        return {name: getattr(self, name) for name in HOW}


HOW: Final = ("received_at", "format", "source", "is_published", "mapping")


def keep_upload(*, content: File[bytes], file_name: str) -> KeptUpload:
    """Put the bytes where they wait; `receive_upload` makes the record. Refused when the storage does not take them.

    What is left without a record, by a process that was killed in between, `forget_uploads` clears away.
    """
    key = uuid.uuid4()
    plain = re.sub(r"[^\w.-]+", "_", file_name, flags=re.ASCII)[-NAME_LENGTH:].lstrip(".") or "unnamed"
    try:
        stored_as = uploads_storage().save(f"{key.hex}/{plain}", content)
    except OSError as error:
        raise Refused(f"The file could not be kept ({error}): make room, then upload it again.") from error
    return KeptUpload(key, " ".join(file_name.split())[-200:] or "unnamed", content.size, stored_as)


@transaction.atomic
def receive_upload(*, kept: KeptUpload, how: HowToRead, by: Actor, at: datetime) -> Upload:
    """The record of what was kept: a worker reads it and makes the plan."""
    upload = Upload.objects.create(
        uuid=kept.uuid,
        file_name=kept.file_name,
        size=kept.size,
        stored_as=kept.stored_as,
        by=by,
        uploaded_at=at,
        leased_until=at,
        **how.as_fields(),
    )
    record_deed("receive_upload", upload, by=by, at=at, after={"file": upload.file_name, "bytes": upload.size})
    return upload


@transaction.atomic
def plan_anew(*, upload: Upload, how: HowToRead, by: Actor, at: datetime) -> Upload:
    """Have it read in another way: a new plan takes the place of the one that is there."""
    fresh = _lock(upload)
    if fresh.standing not in (Standing.READING, Standing.PLANNED):
        raise Refused("This upload has been approved or thrown away: upload the file again to read it otherwise.")
    before = {name: _plain(getattr(fresh, name)) for name in HOW}
    for name, value in how.as_fields().items():
        setattr(fresh, name, value)
    fresh.standing, fresh.number, fresh.counts = Standing.READING, fresh.number + 1, {}
    fresh.trouble, fresh.planned_at, fresh.leased_until = "", None, at
    fresh.save()
    after = {name: _plain(getattr(fresh, name)) for name in HOW}
    record_deed("plan_anew", fresh, by=by, at=at, before={**before, "plan": fresh.number - 1}, after=after)
    return fresh


@transaction.atomic
def approve_upload(*, upload: Upload, number: int, by: Actor, at: datetime) -> Upload:
    """Let plan `number` be carried out, under a run of the approver's. Asked for twice it is done once.

    Refused when another plan has taken its place, or when there is none.
    """
    fresh = _lock(upload)
    if fresh.number == number and fresh.standing in (Standing.APPROVED, Standing.DONE):
        return fresh
    if fresh.standing == Standing.DISCARDED:
        raise Refused("This upload was thrown away: upload the file again.")
    if fresh.standing != Standing.PLANNED or fresh.number != number:
        raise Refused("The plan has been made anew since you saw it: look at it as it is now, then approve it.")
    if fresh.trouble:
        raise Refused("There is no plan to approve: see what stands in its way.")
    sender = fresh.by.get_username() if fresh.by is not None else "somebody"
    fresh.run = open_run(origin=f"upload of {fresh.file_name} by {sender}", by=by, at=at)
    fresh.standing, fresh.approved_by, fresh.approved_at = Standing.APPROVED, by, at
    fresh.leased_until = at
    fresh.save()
    record_deed("approve_upload", fresh, by=by, at=at, after={"plan": number, **fresh.counts})
    return fresh


def discard_upload(*, upload: Upload, by: Actor, at: datetime, comment: str = "") -> Upload:
    """Throw away an upload that was not approved: nothing of it comes in, and its bytes go. Twice does no harm."""
    with transaction.atomic():
        fresh = _lock(upload)
        if fresh.standing in (Standing.APPROVED, Standing.DONE):
            raise Refused("This upload has been approved: what it brought is on the page of its run.")
        if fresh.standing != Standing.DISCARDED:
            fresh.standing, fresh.finished_at, fresh.leased_until = Standing.DISCARDED, at, at
            fresh.save()
            record_deed("discard_upload", fresh, by=by, at=at, after={"standing": fresh.standing}, comment=comment)
    drop_bytes(fresh.stored_as)
    return fresh


def drop_bytes(stored_as: str) -> None:
    """The waiting bytes and their folder; what is gone already is no trouble, nor what cannot be deleted just now."""
    storage, folder = uploads_storage(), stored_as.partition("/")[0]
    for name in (stored_as, folder):
        try:
            storage.delete(name)
        except OSError:
            return  # forget_uploads tries again


def _lock(upload: Upload) -> Upload:
    return Upload.objects.select_for_update(of=("self",)).select_related("by").get(pk=upload.pk)


def _plain(value: object) -> object:
    return value.code if isinstance(value, Source) else value
