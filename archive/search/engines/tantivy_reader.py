"""Reading a Tantivy index as it stands now, whoever wrote to it last."""

from __future__ import annotations

import os
import threading
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import tantivy
from tantivy import Query

from archive.search.engine import IndexUnreadable
from archive.search.engines.tantivy_directory import ADVICE
from archive.search.engines.tantivy_writer import Writer, open_index
from archive.search.stemming import find_stemmer

_TRIES = 5  # of opening an index that is being swapped under our hands


@dataclass(frozen=True, slots=True)
class Snapshot:
    """An index as it stood at one commit; it stays readable whatever is written afterwards."""

    stamp: tuple[int, ...]
    directory: Path
    meta: str  # the file whose replacement is a commit
    index: tantivy.Index
    schema: tantivy.Schema
    searcher: tantivy.Searcher
    languages: tuple[str, ...]  # of the stemmers at work in it

    def count(self, query: Query) -> int:
        """How many documents a query matches."""
        return read_total(self.searcher.search(query, limit=1)) or 0


def read_total(result: Any) -> int | None:
    """How many documents a search matched, if it counted them. Any: the stubs of tantivy 0.27 know no `count`."""
    total: int | None = result.count
    return total


class Reader:
    """The reading half of the engine. Threads share one snapshot until somebody has written."""

    def __init__(self, path: Path, writer: Writer) -> None:
        self._path = path
        self._pointer = str(path / "current")
        self._writer = writer
        self._opening = threading.Lock()
        self._last: Snapshot | None = None

    def look(self) -> Snapshot:
        """The index now: reloaded if any process has written since, opened anew after a rebuild, made if there is
        none.
        """
        last = self._last
        if last is not None and last.stamp == self._stamp(last.meta):
            return last
        problem: Exception | None = None
        for _ in range(_TRIES):
            try:
                # Made outside the lock for opening: whoever writes may be waiting for that one.
                directory = self._writer.ensure_index()
                with self._opening:
                    return self._open(directory)
            except (FileNotFoundError, IndexUnreadable) as error:
                problem = error  # a rebuild may have swept away what we were about to open
        raise IndexUnreadable(f"The search index in {self._path} cannot be read ({problem}). {ADVICE}") from problem

    def close(self) -> None:
        """Let go of files."""
        self._last = None

    def _open(self, directory: Path) -> Snapshot:
        meta = f"{directory}/meta.json"
        stamp = self._stamp(meta)
        last = self._last
        if not stamp:
            raise FileNotFoundError(directory)
        if last is not None and last.stamp == stamp:
            return last
        index = last.index if last is not None and last.directory == directory else open_index(directory)
        try:
            index.reload()
        except ValueError as error:
            raise IndexUnreadable(str(error)) from error
        searcher = index.searcher()
        last = self._last = Snapshot(stamp, directory, meta, index, index.schema, searcher, _find_languages(searcher))
        return last

    def _stamp(self, meta_file: str) -> tuple[int, ...]:
        """What changes whenever somebody has written; empty when the index is no longer there."""
        # Both files are replaced whole at every change, so inode and time tell.
        try:
            # Plain strings: looking at the clock of two files is done at every search, and pathlib costs more than it.
            pointer, meta = os.stat(self._pointer), os.stat(meta_file)
        except FileNotFoundError:
            return ()
        return pointer.st_ino, pointer.st_mtime_ns, meta.st_ino, meta.st_mtime_ns, meta.st_size


def _find_languages(searcher: tantivy.Searcher) -> tuple[str, ...]:
    answer = searcher.aggregate(Query.all_query(), {"languages": {"terms": {"field": "language", "size": 100}}})
    found = (find_stemmer(bucket["key"]) for bucket in answer["languages"]["buckets"])
    return tuple(dict.fromkeys(["en", *found]))
