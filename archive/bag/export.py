"""Exporting: the archive, or chosen stories of it, as one bag, as it stood at one moment."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from typing import Any

from django.db import connection, transaction
from django.db.models import QuerySet

from archive.models import Article, Original
from archive.models.original import originals_storage, storage_name
from archive.models.portable import all_files

from .chosen import ChosenStories
from .public_rows import PublicReader
from .rows import RowReader
from .writing import VERSION, BagWriter, read_pieces, writing_bag

Progress = Callable[[str, int], None]
EVERY = 500  # rows between two tellings of how far it is


@dataclass(frozen=True, slots=True, kw_only=True)
class Selection:
    """Which stories; all if nothing is said. `refs` are the answers to a search."""

    refs: frozenset[str] | None = None
    source: str = ""
    since: date | None = None
    until: date | None = None

    @property
    def is_all(self) -> bool:
        return self == Selection()

    def choose(self) -> QuerySet[Article, Article]:
        """The stories, by what rows say; `refs` are looked at one by one, for they may be very many."""
        chosen = Article.objects.all()
        if self.source:
            chosen = chosen.filter(source__code=self.source)
        if self.since:
            chosen = chosen.filter(dated_on__gte=self.since)
        return chosen.filter(dated_on__lte=self.until) if self.until else chosen


def export_bag(
    folder: Path, *, selection: Selection, is_public: bool, at: datetime, progress: Progress | None = None
) -> dict[str, int]:
    """Write the bag; rows by file. OSError when the disk does not take it: nothing is called FOLDER then.

    FileNotFoundError or ValueError when an original is lost or damaged.
    """
    tell = progress or (lambda name, done: None)
    kind = "public" if is_public else "whole" if selection.is_all else "selection"
    with writing_bag(folder) as writer, _one_moment():
        counts = _write_public(writer, selection, at, tell) if is_public else _write_all(writer, selection, tell)
        info = {"Dateline-Export-Version": str(VERSION), "Dateline-Export-Kind": kind}
        writer.finish(info, on=at.date())
    return counts


@contextmanager
def _one_moment() -> Iterator[None]:
    """Every question is answered as of now, whatever is written meanwhile; nobody has to wait for us."""
    if connection.in_atomic_block:
        yield
    elif connection.vendor == "sqlite":
        with connection.cursor() as cursor:
            cursor.execute("BEGIN DEFERRED")
        try:
            yield
        finally:
            with connection.cursor() as cursor:
                cursor.execute("ROLLBACK")
    else:
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ READ ONLY")
            yield


def _write_public(writer: BagWriter, selection: Selection, at: datetime, tell: Progress) -> dict[str, int]:
    reader = PublicReader(selection.choose(), refs=selection.refs, at=at)
    return {name: writer.add_rows(name, _counted(name, rows, tell)) for name, rows in reader.files()}


def _write_all(writer: BagWriter, selection: Selection, tell: Progress) -> dict[str, int]:
    reader, counts = RowReader(), {}
    chosen = None if selection.is_all else ChosenStories(selection.choose(), refs=selection.refs)
    for file in all_files():
        rows = reader.walk(file, file.rows()) if chosen is None else chosen.walk(file, reader)
        counts[file.name] = writer.add_rows(file.name, _counted(file.name, rows, tell))
    hashes = Original.objects.order_by("pk").values_list("sha256", flat=True).iterator()
    for sha256 in _counted("bytes", hashes if chosen is None else chosen.hashes(), tell):
        _write_original(writer, sha256)
    return counts


def _counted(name: str, rows: Iterable[Any], tell: Progress) -> Iterator[Any]:
    """The same, while telling how far it is."""
    count = 0
    for count, row in enumerate(rows, start=1):  # counted
        yield row
        if count % EVERY == 0:
            tell(name, count)
    tell(name, count)


def _write_original(writer: BagWriter, sha256: str) -> None:
    with originals_storage().open(storage_name(sha256), "rb") as stored:
        found = writer.add_bytes(f"originals/{storage_name(sha256)}", read_pieces(stored))
    if found != sha256:
        raise ValueError(
            f"The kept original {storage_name(sha256)} is damaged: restore it from a backup (check_archive lists all)."
        )
