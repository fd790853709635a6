"""Noting when a story first stands in an index: from these rows followers are told of what is new."""

from __future__ import annotations

from datetime import datetime

from archive.models import Arrival
from archive.models.rows import insert_rows

from .documents import INDEXES, Built


def note_arrivals(built: Built, *, at: datetime) -> None:
    """A row for each story and index that has none yet. Call it once the indexes have committed them, before the outbox
    forgets: killed in between, the next drain does both again, and a row that is there stays as it is.
    """
    there = Arrival.objects.filter(article_id__in=list(built.keys.values()))
    known = set(there.values_list("article_id", "index"))
    rows = []
    for index, documents in zip(INDEXES, (built.public, built.desk), strict=True):
        keys = sorted(built.keys[document.ref] for document in documents)
        rows += [(key, index, at) for key in keys if (key, index) not in known]
    if rows:
        insert_rows(Arrival, ("article_id", "index", "arrived_at"), rows, leave_known=True)
