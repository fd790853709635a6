"""Recording what an import did."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from django.db import transaction

from archive.models import IngestItem, IngestRun
from archive.models.rows import insert_objects

from .actor import Actor
from .record_deed import record_deed


@transaction.atomic
def open_run(*, origin: str, by: Actor, at: datetime) -> IngestRun:
    """A new run; what it does is recorded item by item."""
    run = IngestRun.objects.create(origin=origin[:500], by=by, started_at=at)
    record_deed("open_run", run, by=by, at=at, after={"origin": run.origin})
    return run


def record_items(items: Iterable[IngestItem]) -> None:
    """Keep the outcome of each item. Call it in the transaction of the deed that it records."""
    insert_objects(list(items))


@transaction.atomic
def close_run(*, run: IngestRun, at: datetime) -> None:
    """The run is over."""
    run.finished_at = at
    run.save(update_fields=["finished_at"])
    record_deed("close_run", run, by=run.by, at=at, after={"finished_at": at})
