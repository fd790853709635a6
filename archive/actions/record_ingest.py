"""Recording what an import did."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from archive.models import IngestItem, IngestRun
from archive.models.rows import insert_objects

from .actor import Actor


def open_run(*, origin: str, by: Actor, at: datetime) -> IngestRun:
    """A new run; what it does is recorded item by item."""
    return IngestRun.objects.create(origin=origin[:500], by=by, started_at=at)


def record_items(items: Iterable[IngestItem]) -> None:
    """Keep the outcome of each item. Call it in the transaction of the deed that it records."""
    insert_objects(list(items))


def close_run(*, run: IngestRun, at: datetime) -> None:
    """The run is over."""
    run.finished_at = at
    run.save(update_fields=["finished_at"])
