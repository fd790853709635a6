"""Noting when a story first stands in an index: from these rows followers are told of what is new."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from archive.models import Arrival, Article
from archive.search.document import Document

from .documents import IndexName


def note_arrivals(documents: Iterable[Document], *, index: IndexName, at: datetime) -> None:
    """A row for each of these that has none yet. Call it once the index has committed them, before the outbox
    forgets: killed in between, the next drain does both again, and a row that is there stays as it is.
    """
    refs = [document.ref for document in documents]
    known = Arrival.objects.into(index).filter(article__ref__in=refs).values("article_id")
    fresh = Article.objects.filter(ref__in=refs).exclude(pk__in=known).order_by("pk").values_list("pk", flat=True)
    rows = [Arrival(article_id=pk, index=index, arrived_at=at) for pk in fresh]
    if rows:
        Arrival.objects.bulk_create(rows, ignore_conflicts=True, batch_size=1000)
