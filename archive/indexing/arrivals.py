"""Noting when a story first stands in an index: from these rows followers are told of what is new."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from django.db.models import Exists, OuterRef

from archive.models import Arrival, Article
from archive.models.rows import insert_rows
from archive.search.document import Document

from .documents import IndexName


def note_arrivals(documents: Iterable[Document], *, index: IndexName, at: datetime) -> None:
    """A row for each of these that has none yet. Call it once the index has committed them, before the outbox
    forgets: killed in between, the next drain does both again, and a row that is there stays as it is.
    """
    refs = [document.ref for document in documents]
    known = Arrival.objects.into(index).filter(article=OuterRef("pk"))
    fresh = Article.objects.filter(~Exists(known), ref__in=refs).order_by("pk").values_list("pk", flat=True)
    rows = [(pk, index, at) for pk in fresh]
    if rows:
        insert_rows(Arrival, ("article_id", "index", "arrived_at"), rows, leave_known=True)
