"""Building the indexes anew from the database, with every core."""

from __future__ import annotations

import os
from collections.abc import Callable, Sequence
from contextlib import ExitStack
from dataclasses import dataclass
from datetime import datetime
from itertools import count

from django.db import connections
from django.db.models import Count, Max, Min

from archive.models import Article
from archive.search.door import open_engine
from archive.search.engine import Build

from .documents import INDEXES, IndexName
from .filling import STRIDE, fill_builds
from .hands import share_out
from .statistics import refresh_statistics

SMALL = 10_000  # stories that one process has indexed before others have started
# Processes at most. One takes some 320 MB with segments of 100 MB, half of it files of the index; with fewer processes
# the segments are larger (tantivy_build.py).
HANDS = 8


@dataclass(frozen=True, slots=True)
class Rebuilt:
    """How many stories were read, and how many documents each index took."""

    stories: int
    documents: dict[IndexName, int]


def rebuild_indexes(
    *,
    indexes: Sequence[IndexName] = INDEXES,
    at: datetime,
    progress: Callable[[int, int], None] | None = None,
    hands: int | None = None,
) -> Rebuilt:
    """Replace these indexes by new ones made from the database.

    The old ones answer until the new are whole; what is written meanwhile stays in the outbox or is put into both by
    the engine. `progress` is told how many stories have been read, of how many. `hands` is how many processes do it
    (None: one a core, and one in all for a small archive). Raises IndexBusy when another rebuild is under way.
    """
    refresh_statistics()
    extent = Article.objects.aggregate(total=Count("pk"), first=Min("pk"), last=Max("pk"))
    total: int = extent["total"]
    first: int = extent["first"] or 0
    beyond: int = (extent["last"] or 0) + 1
    tell = progress or (lambda done, total: None)
    with ExitStack() as stack:
        builds: dict[IndexName, Build] = {name: stack.enter_context(open_engine(name).rebuilding()) for name in indexes}
        hands = (1 if total <= SMALL else _cores()) if hands is None else hands
        if hands == 1:
            starts = count(first, STRIDE)
            put = fill_builds(
                builds, at=at, take=lambda: start if (start := next(starts)) < beyond else None,
                tell=lambda done: tell(done, total),
            )  # fmt: skip
        else:
            connections.close_all()  # each process opens its own
            put = share_out(builds, at, range(first, beyond), hands, lambda done: tell(done, total))
    return Rebuilt(total, put)


def rebuild_index(*, index: IndexName, at: datetime) -> int:
    """Replace one index; the number of documents in it."""
    return rebuild_indexes(indexes=(index,), at=at).documents[index]


def _cores() -> int:
    return min(HANDS, len(os.sched_getaffinity(0)))
