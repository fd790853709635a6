"""Comparing database, indexes, outbox and originals; nothing is changed here (`repair.py` mends)."""

from __future__ import annotations

import hashlib
from collections.abc import Container, Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Literal

from archive import outbox
from archive.models import Original
from archive.models.original import originals_storage
from archive.search.document import Document
from archive.search.door import open_engine
from archive.search.engine import SearchError

from .documents import INDEXES, IndexName, walk_archive
from .lost import find_lost


@dataclass(frozen=True, slots=True)
class Difference:
    """One thing that does not agree, and what mends it: `index` indexing the story `ref` again, `promise` a new outbox
    row for it, `rebuild` building that index anew; `person` only somebody who reads the sentence.
    """

    sentence: str
    mend: Literal["index", "promise", "rebuild", "person"] = "person"
    ref: str = ""
    index: IndexName | None = None

    def __str__(self) -> str:
        return self.sentence


def find_differences(*, at: datetime) -> Iterator[Difference]:
    """Each difference between database, both indexes, the outbox and the kept originals, as it is found.

    Memory does not grow with the archive, nor with the number of differences.
    """
    unreadable = list(find_unreadable(at=at))
    yield from unreadable
    yield from _compare_indexes({one.index for one in unreadable}, at)
    for article, moment in outbox.find_forgotten(at=at):
        told = f"outbox: nothing would change {article.ref} at {moment:%Y-%m-%d %H:%M %Z}"
        yield Difference(told, "promise", article.ref)
    for row in outbox.find_stuck(at=at):
        yield Difference(
            f"outbox: {row} could not be indexed ({row.attempts} tries): {row.last_error}. "
            "Mend the record it names, then run drain_outbox."
        )
    yield from _compare_originals()


def find_unreadable(*, at: datetime) -> Iterator[Difference]:
    """Each index that is damaged, of another format, or gone; the sentence says what to do."""
    damaged = False
    for name in INDEXES:
        try:
            open_engine(name).count()
        except SearchError as error:
            damaged = True
            yield Difference(f"{name} index: {error}", "rebuild", index=name)
    for name, lost in find_lost(at=at) if not damaged else ():
        yield Difference(f"{name} index: {lost}", "rebuild", index=name)


def _compare_indexes(unreadable: Container[IndexName | None], at: datetime) -> Iterator[Difference]:
    """One walk through the archive in the order of ref, and beside it one through each index."""
    sides = [(name, _Side(name)) for name in INDEXES if name not in unreadable]
    for built, last in walk_archive(at=at) if sides else ():
        for name, side in sides:
            yield from side.compare(built.public if name == "public" else built.desk, upto=last)
    for _, side in sides:
        yield from side.compare([], upto=None)


class _Side:
    """One index, read along with the archive."""

    def __init__(self, index: IndexName) -> None:
        self._index: IndexName = index
        self._versions = open_engine(index).versions()
        self._have = next(self._versions, None)

    def compare(self, documents: list[Document], *, upto: str | None) -> Iterator[Difference]:
        """What differs between these and the stories of the index up to that ref, or to the end."""
        expected = {document.ref: document.fingerprint for document in documents}
        while self._have is not None and (upto is None or self._have[0] <= upto):
            ref, fingerprint = self._have
            wanted = expected.pop(ref, None)
            if wanted is None:
                yield self._say(ref, "should not be there")
            elif wanted != fingerprint:
                yield self._say(ref, "is out of date")
            self._have = next(self._versions, None)
        for ref in sorted(expected):
            yield self._say(ref, "is missing")

    def _say(self, ref: str, what: str) -> Difference:
        return Difference(f"{self._index} index: {ref} {what}", "index", ref)


def _compare_originals() -> Iterator[Difference]:
    """Every kept file, read in pieces. Bytes that are lost cannot be made up."""
    for original in Original.objects.order_by("id").iterator(chunk_size=200):
        advice = f"Restore {original.storage_name} from a backup of the originals"
        told = f"original {original.sha256[:12]} ({original.file_name})"
        digest, size = hashlib.sha256(), 0
        try:
            with originals_storage().open(original.storage_name, "rb") as stored:
                for piece in stored.chunks():
                    digest.update(piece)
                    size += len(piece)
        except OSError as error:
            yield Difference(f"{told}: cannot be read: {error}. {advice}.")
            continue
        if size != original.size or digest.hexdigest() != original.sha256:
            yield Difference(f"{told}: the kept bytes have changed. {advice}: the name is the SHA-256 it must have.")
