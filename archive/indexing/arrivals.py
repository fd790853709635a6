"""Noting when a story first stands in an index: from these rows followers are told of what is new."""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime
from typing import Any

from django.db.models import QuerySet

from archive.models import Arrival
from archive.models.compiled import Compiled
from archive.models.rows import insert_rows

from .documents import INDEXES, Built


def note_arrivals(built: Built, *, at: datetime) -> None:
    """A row for each story and index that has none yet. Call it once the indexes have committed them, before the outbox
    forgets: killed in between, the next drain does both again, and a row that is there stays as it is.
    """
    known = set(_THERE.rows(pks=list(built.keys.values())))
    rows = []
    for index, documents in zip(INDEXES, (built.public, built.desk), strict=True):
        keys = sorted(built.keys[document.ref] for document in documents)
        rows += [(key, index, at) for key in keys if (key, index) not in known]
    if rows:
        insert_rows(Arrival, ("article_id", "index", "arrived_at"), rows, leave_known=True)


def _ask_there(*, pks: Collection[int]) -> QuerySet[Arrival, Any]:
    return Arrival.objects.filter(article_id__in=pks).values_list("article_id", "index")


_THERE = Compiled(_ask_there)
