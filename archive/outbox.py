"""The outbox: what has still to reach the index. Every write that readers may notice ends here.

A row is written in the transaction of the write itself, so that no crash can lose it, and deleted only
after the engine has committed. `archive.indexing` is the only reader.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime
from typing import NamedTuple, Protocol

from django.db.models import Exists, F, Min, OuterRef, QuerySet

from archive.models import Article, Entity, OutboxRow
from archive.models.compiled import Compiled
from archive.models.outbox import Subject
from archive.models.rows import insert_rows

ERROR_LENGTH = 1000  # code points of an error that are kept


class Indexed(Protocol):
    """An article, as far as it matters here."""

    @property
    def ref(self) -> str: ...
    @property
    def visible_from(self) -> datetime | None: ...
    @property
    def visible_until(self) -> datetime | None: ...


def enqueue(*, articles: Iterable[Article | Indexed], at: datetime) -> None:
    """Promise that these articles will be indexed as they are: now, and again when time changes them.

    An embargo that lifts and rights that expire are rows with a due time of their own.
    """
    rows = []
    for article in articles:
        moments = {at}
        moments.update(t for t in (article.visible_from, article.visible_until) if t is not None and t > at)
        rows += [(article.ref, moment, at) for moment in sorted(moments)]
    insert_rows(OutboxRow, ("ref", "due_at", "created_at"), rows)


def enqueue_entity(*, entity: Entity, at: datetime) -> None:
    """Promise that every article that names it will be indexed again: its names have changed."""
    OutboxRow.objects.create(subject=Subject.ENTITY, ref=str(entity.pk), due_at=at, created_at=at)


class Due(NamedTuple):
    """A row whose time has come: `ref` is an article's, or the id of an entity, as `subject` says."""

    id: int
    subject: str
    ref: str


def claim(*, at: datetime, limit: int, after: int = 0) -> list[Due]:
    """The oldest rows due, at most `limit`, with ids above `after`; for the holder of the index lock only."""
    due = OutboxRow.objects.filter(due_at__lte=at, id__gt=after).order_by("id")
    return list(map(Due._make, due.values_list(*Due._fields)[:limit]))


def done(rows: Sequence[Due]) -> None:
    """These have reached the index: forget them."""
    OutboxRow.objects.filter(pk__in=[row.id for row in rows]).delete()


def failed(rows: Sequence[Due], *, error: str) -> None:
    """These have not: keep them, with the reason, for the next drain."""
    OutboxRow.objects.filter(pk__in=[row.id for row in rows]).update(
        attempts=F("attempts") + 1, last_error=error[:ERROR_LENGTH]
    )


def find_forgotten(*, at: datetime) -> Iterator[tuple[Article, datetime]]:
    """Articles that time will change, and the moment, though no row stands for it; read by the hundred."""
    for field in ("visible_from", "visible_until"):
        promised = OutboxRow.objects.filter(due_at=OuterRef(field), ref=OuterRef("ref"), subject=Subject.ARTICLE)
        articles = Article.objects.filter(~Exists(promised), **{f"{field}__gt": at}).order_by("pk")
        after = 0
        while found := list(articles.filter(pk__gt=after).only("ref", "visible_from", "visible_until")[:500]):
            after = found[-1].pk
            for article in found:
                yield article, getattr(article, field)


def find_stuck(*, at: datetime) -> Iterator[OutboxRow]:
    """Rows that are due and were tried in vain."""
    return OutboxRow.objects.filter(due_at__lte=at, attempts__gt=0).order_by("id").iterator(chunk_size=200)


def is_waiting(at: datetime) -> bool:
    """Whether anything is due."""
    return bool(_DUE.rows(at=at))


def promised(refs: Sequence[str], *, at: datetime) -> set[str]:
    """Those of these articles of which a row is due."""
    due = OutboxRow.objects.filter(subject=Subject.ARTICLE, ref__in=refs, due_at__lte=at)
    return set(due.values_list("ref", flat=True))


def next_due_at() -> datetime | None:
    """When the next row falls due, if there is any."""
    due: datetime | None = OutboxRow.objects.aggregate(due=Min("due_at"))["due"]
    return due


def _ask_due(*, at: datetime) -> QuerySet[OutboxRow, tuple[int]]:
    return OutboxRow.objects.filter(due_at__lte=at).order_by("due_at", "id").values_list("id")[:1]


_DUE = Compiled(_ask_due)
