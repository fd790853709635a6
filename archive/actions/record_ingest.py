"""Recording what an import did."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, fields
from datetime import datetime
from operator import attrgetter
from typing import Any, Final

from django.db import transaction
from django.utils import timezone

from archive.models import IngestItem, IngestRun
from archive.models.rows import insert_rows

from .actor import Actor
from .record_deed import record_deed


@dataclass(frozen=True, slots=True, kw_only=True)
class ItemRecord:
    """What became of one item; the names are those of the columns of IngestItem."""

    run_id: int
    original_id: int | None
    path: str
    index: int
    outcome: str
    article_id: int | None = None
    headline: str = ""
    problems: Sequence[dict[str, Any]] = ()


_COLUMNS: Final = tuple(field.name for field in fields(ItemRecord))


@transaction.atomic
def open_run(*, origin: str, by: Actor, at: datetime) -> IngestRun:
    """A new run; what it does is recorded item by item."""
    run = IngestRun.objects.create(origin=origin[:500], by=by, started_at=at)
    record_deed("open_run", run, by=by, at=at, after={"origin": run.origin})
    return run


def record_items(items: Iterable[ItemRecord]) -> None:
    """Keep the outcome of each item. Call it in the transaction of the deed that it records."""
    now = timezone.now()
    values = attrgetter(*_COLUMNS)
    insert_rows(IngestItem, (*_COLUMNS, "created_at"), ((*values(item), now) for item in items))


@transaction.atomic
def close_run(*, run: IngestRun, at: datetime) -> None:
    """The run is over."""
    run.finished_at = at
    run.save(update_fields=["finished_at"])
    record_deed("close_run", run, by=run.by, at=at, after={"finished_at": at})
