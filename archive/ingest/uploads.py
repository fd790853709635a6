"""Uploads of the desk: a worker makes the plan of each, and carries out those that were approved.

Nothing is held that grows with the upload but what `Pending` needs to know a story again; rows go to the database as
they are made. Killed anywhere, the next worker begins the plan anew, or goes on with the first item that the run has
not recorded.
"""

from __future__ import annotations

import logging
import shutil
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from typing import Final

from django.db import OperationalError
from django.utils import timezone

from archive.actions import (
    Refused,
    Superseded,
    begin_plan,
    claim_upload,
    finish_plan,
    finish_upload,
    keep_planned,
    release_upload,
    renew_upload,
)
from archive.models import IngestItem, Upload, UploadItem
from archive.models.upload import Standing, uploads_storage

from .decode import Unreadable
from .items import printable_path
from .load import Loader
from .mapping import check_mapping
from .parsing import ParsedFile, parse_files
from .pending import Pending
from .preview import Foreseen, preview
from .surroundings import Surroundings

log = logging.getLogger(__name__)
MOST_ITEMS: Final = 50_000  # of one upload: more than anybody looks through, and for such there is import_files
ROWS: Final = 200  # of a plan that are written at once
SELDOM: Final = timedelta(seconds=20)  # between two renewals of a claim while nothing else is written


class TooMany(Exception):  # it is what the upload holds
    """More items than an upload may have."""


def plan_waiting(*, complain: Callable[[str], object]) -> int:
    """Make the plans that are wanted; how many."""
    return _work(Standing.READING, plan_upload, complain)


def load_waiting(*, complain: Callable[[str], object]) -> int:
    """Carry out the plans that were approved; how many."""
    return _work(Standing.APPROVED, load_upload, complain)


def _work(standing: Standing, do: Callable[[Upload], None], complain: Callable[[str], object]) -> int:
    done = 0
    for upload in Upload.objects.waiting(timezone.now()).filter(standing=standing).select_related("source", "run"):
        if not claim_upload(upload=upload, at=timezone.now()):
            continue
        try:
            do(upload)
            done += 1
        except Superseded:
            continue
        except (Refused, OSError, OperationalError) as error:
            complain(f"upload {upload.pk}: will try again: {error}")
            release_upload(upload=upload, at=timezone.now(), trouble=f"It will be tried again: {error}")
        except Exception:
            log.exception("upload %s could not be worked on, which is a fault of Dateline's", upload.pk)
            sentence = "Dateline gave up on this file, which is a fault of its own: report it. It will be tried again."
            release_upload(upload=upload, at=timezone.now(), trouble=sentence)
    return done


def plan_upload(upload: Upload) -> None:
    """What would become of each item, as rows; nothing else is written. Raises Superseded when it is wanted no more."""
    begin_plan(upload=upload, at=timezone.now())
    try:
        check_mapping(upload.mapping, name="The list of columns")
        _keep_plan(upload)
    except (Unreadable, TooMany) as error:
        finish_plan(upload=upload, at=timezone.now(), trouble=str(error))
    else:
        finish_plan(upload=upload, at=timezone.now())


def _keep_plan(upload: Upload) -> None:
    counts: dict[str, int] = {"total": 0, "public": 0}
    pending, renewed = Pending(), timezone.now()
    files: list[ParsedFile] = []
    stories = 0

    def keep() -> None:
        rows = []
        source = upload.source.code if upload.source else ""
        for foreseen in preview(files, source=source, received=upload.received_at, pending=pending):
            counts["total"] += 1
            counts["public"] += foreseen.is_public
            counts[foreseen.report.outcome] = counts.get(foreseen.report.outcome, 0) + 1
            rows.append(_row_of(foreseen, upload=upload, number=counts["total"]))
        keep_planned(upload=upload, items=rows, counts=dict(counts), at=timezone.now())
        if counts["total"] > MOST_ITEMS:
            raise TooMany(
                f"The upload holds more than {MOST_ITEMS:,} items: upload it in parts, or let import_files read it."
            )

    for parsed in open_upload(upload):
        files.append(replace(parsed, data=None))  # its bytes are not asked for: only what stands in them
        stories += max(1, len(parsed.drafts))
        if stories >= ROWS or timezone.now() - renewed > SELDOM:
            keep()
            files, stories, renewed = [], 0, timezone.now()
    keep()


def _row_of(foreseen: Foreseen, *, upload: Upload, number: int) -> UploadItem:
    report = foreseen.report
    return UploadItem(
        upload=upload,
        number=number,
        path=report.path[-1000:],
        index=report.index,
        outcome=report.outcome,
        deed=foreseen.deed,
        article=foreseen.article,
        is_public=foreseen.is_public,
        headline=report.headline[:300],
        problems=[{"code": problem.code, "message": problem.sentence} for problem in report.problems],
        fields=[[field.field.replace("_", " "), field.here, field.wire] for field in foreseen.fields],
    )


def load_upload(upload: Upload) -> None:
    """Take it in as it is approved, under its run; planned anew story by story, for the archive may have moved on.

    Raises Superseded when another worker has it, Refused or OSError when the bytes cannot be had or kept.
    """
    assert upload.run is not None
    recorded = IngestItem.objects.filter(run=upload.run).count()  # by an attempt that was cut short
    with _on_disk(upload) as file:
        loader = Loader(
            run=upload.run,
            received=upload.received_at,
            source=upload.source.code if upload.source else "",
            is_published=upload.is_published,
            surroundings=Surroundings(lambda name: file if name == printable_path(Path(upload.file_name)) else None),
        )
        met, renewed = 0, timezone.now()
        for parsed in _read(upload, file):
            inside = max(1, len(parsed.drafts))
            if met + inside > recorded:
                for _ in loader.load(parsed, first=max(0, recorded - met)):
                    if timezone.now() - renewed > SELDOM:
                        renew_upload(upload=upload, at=(renewed := timezone.now()))
            met += inside
            if timezone.now() - renewed > SELDOM:
                renew_upload(upload=upload, at=(renewed := timezone.now()))
        list(loader.flush())
    finish_upload(upload=upload, at=timezone.now())


def open_upload(upload: Upload) -> Iterator[ParsedFile]:
    """The files in it, parsed, under the name it was sent by. OSError when its bytes are gone."""
    with _on_disk(upload) as file:
        yield from _read(upload, file)


def _read(upload: Upload, file: Path) -> Iterator[ParsedFile]:
    for parsed in parse_files(
        [file], format=upload.format, received=upload.received_at, mapping=upload.mapping or None
    ):
        if isinstance(parsed, OSError):
            raise parsed
        name = upload.file_name + str(parsed.path)[len(str(file)) :]
        yield replace(parsed, path=Path(name), file=parsed.file or file)


@contextmanager
def _on_disk(upload: Upload) -> Iterator[Path]:
    """The file where it lies, or a copy for as long as it is read, if the storage is on no disk of ours."""
    storage = uploads_storage()
    try:
        path = Path(storage.path(upload.stored_as))
    except NotImplementedError:
        path = None
    if path is not None:
        yield path
        return
    with tempfile.TemporaryDirectory(prefix="dateline-upload-") as folder:
        copy = Path(folder, upload.stored_as.rpartition("/")[2])
        with storage.open(upload.stored_as, "rb") as stored, copy.open("wb") as stream:
            shutil.copyfileobj(stored, stream)
        yield copy
