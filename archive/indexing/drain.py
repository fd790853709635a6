"""Draining the outbox into both indexes, so that index == database (DESIGN §1, promise 5)."""

from __future__ import annotations

import logging
from collections.abc import Iterator, Sequence
from contextlib import ExitStack
from datetime import datetime

from django.db import DatabaseError, transaction
from django.utils import timezone

from archive import outbox
from archive.models import Article
from archive.models.outbox import Subject
from archive.outbox import Due
from archive.search.door import open_engine
from archive.search.engine import SearchError

from .arrivals import note_arrivals
from .documents import INDEXES, Built, build_documents, build_from
from .lost import refuse_lost_indexes
from .names import KnownNames
from .statistics import refresh_statistics

log = logging.getLogger(__name__)
ROWS = 2000  # outbox rows taken at a time
MANY = 1000  # rows after which the tables are no longer what they were
REFS = 2000  # articles an index commit
READ = 500  # articles read from the database together
POISONED = 20  # rows that cannot be indexed, after which it is not the articles' fault


def drain_outbox(*, at: datetime | None = None, timeout: float | None = None) -> int:
    """Index whatever is due; the number of outbox rows that were settled.

    The lock of each index comes first, then the look at the outbox, again and again until nothing is due:
    a writer that waits for the lock finds its own rows settled. Rows are deleted after the commit of the
    index, so that a process killed anywhere leaves them for the next drain, which repeats the same work.
    `timeout` is how long to wait for a lock, in seconds; then IndexBusy is raised and the rows stay.
    """
    settled, settling = 0, _Settling()
    with ExitStack() as locks:
        for name in INDEXES:
            locks.enter_context(open_engine(name).writing(timeout))
        refuse_lost_indexes(at=at or timezone.now())
        after = 0
        while rows := outbox.claim(at=at or timezone.now(), limit=ROWS, after=after):
            after = rows[-1].id
            settled += settling.settle(rows, at or timezone.now())
    if settled >= MANY:
        refresh_statistics()
    return settled


def index_stories(*, refs: Sequence[str], at: datetime) -> None:
    """Bring these articles up to date in both indexes, whatever the outbox says; some hundreds at most."""
    with ExitStack() as locks:
        for name in INDEXES:
            locks.enter_context(open_engine(name).writing())
        note_arrivals(_index(refs, at), at=at)


class _Settling:
    """One drain's bookkeeping: rows that fail are told from those beside them by halving."""

    def __init__(self) -> None:
        self._poisoned = 0

    def settle(self, rows: Sequence[Due], at: datetime) -> int:
        """Index what the rows stand for; the number that were settled. A bad one does not hold up the others."""
        try:
            for refs in _batches(rows):
                _note(_index(refs, at), at)
        except SearchError as error:
            outbox.failed(rows, error=str(error))
            raise
        except Exception as error:
            if len(rows) > 1:
                middle = len(rows) // 2
                return self.settle(rows[:middle], at) + self.settle(rows[middle:], at)
            log.exception("outbox row %s (%s %s) could not be indexed", *rows[0])
            outbox.failed(rows, error=repr(error))
            self._poisoned += 1
            if self._poisoned >= POISONED:
                raise SearchError(f"The index took none of {POISONED} stories ({error}): see the log.") from error
            return 0
        outbox.done(rows)
        return len(rows)


def _index(refs: Sequence[str], at: datetime) -> Built:
    """Bring these articles up to date in both indexes: in, changed, or out."""
    built = build_documents(refs=refs, at=at) if len(refs) <= READ else _build_by_parts(refs, at)
    engines = [open_engine(name) for name in INDEXES]
    # What is the same to readers and to the desk is the same object, and goes into both indexes at once.
    for_desk = set(map(id, built.desk))
    alike = [document for document in built.public if id(document) in for_desk]
    in_both = set(map(id, alike))
    if alike:
        engines[0].put(alike, *engines[1:])
    for engine, documents in zip(engines, (built.public, built.desk), strict=True):
        if others := [document for document in documents if id(document) not in in_both]:
            engine.put(others)
        if absent := set(refs) - {document.ref for document in documents}:
            engine.remove(sorted(absent))
    return built


def _build_by_parts(refs: Sequence[str], at: datetime) -> Built:
    whole, known = Built([], [], {}, {}), KnownNames()
    for first in range(0, len(refs), READ):
        part = build_from(Article.objects.filter(ref__in=refs[first : first + READ]), at=at, known=known)
        whole.public.extend(part.public)
        whole.desk.extend(part.desk)
        whole.keys.update(part.keys)
        whole.latest.update(part.latest)
    return whole


def _note(built: Built, at: datetime) -> None:
    """Note what is new in the indexes, and what its words look like, for finding near-identical ones.

    Both are worked out first and written together: an import beside us holds the database's lock most of the time, and
    each write has to wait for it.
    """
    from archive.actions.note_likeness import keep_likeness, read_likeness  # numpy takes a while: not in every process

    read = read_likeness(words=built.latest)
    with transaction.atomic():
        note_arrivals(built, at=at)
        try:
            keep_likeness(read)
        except DatabaseError:  # it must not hold up the index
            log.exception("the likeness of %s stories was not noted; find_duplicates --stories does it", len(read))


def _batches(rows: Sequence[Due]) -> Iterator[list[str]]:
    """The refs that the rows stand for, each once a batch; an entity stands for all that name it."""
    batch: dict[str, None] = {}
    for row in rows:
        for ref in _refs_of(row):
            batch[ref] = None
            if len(batch) >= REFS:
                yield list(batch)
                batch = {}
    if batch:
        yield list(batch)


def _refs_of(row: Due) -> Iterator[str]:
    if row.subject == Subject.ARTICLE:
        yield row.ref
        return
    naming = Article.objects.filter(mentions__entity_id=int(row.ref)).distinct()
    after = ""
    while refs := list(naming.filter(ref__gt=after).order_by("ref").values_list("ref", flat=True)[:REFS]):
        yield from refs
        after = refs[-1]
