"""Writing to a Tantivy index: one writer at a time, over all threads and processes."""

from __future__ import annotations

import json
import os
import threading
from collections.abc import Collection, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import asdict
from datetime import date, datetime
from functools import lru_cache
from pathlib import Path
from typing import Any

import tantivy

from archive.search.document import Document
from archive.search.engine import IndexBusy, IndexUnreadable
from archive.search.engines.tantivy_directory import (
    ADVICE,
    hold_lock,
    is_held,
    make_directory,
    read_pointer,
    write_pointer,
)
from archive.search.engines.tantivy_schema import build_schema, make_row, register_tokenizers

HEAP = 50_000_000  # bytes of memory a writer may fill before it writes a segment; Tantivy wants 15 MB at least
_SOUGHT = 20  # refs from which on it is looked which of them are there: to delete a term goes through every segment


def open_index(directory: Path) -> tantivy.Index:
    """Tantivy's index in `directory`. Raises IndexUnreadable when it cannot be read."""
    try:
        index = tantivy.Index.open(str(directory))
    except ValueError as error:
        raise IndexUnreadable(f"The search index in {directory} cannot be read ({error}). {ADVICE}") from error
    index.config_reader("manual")  # we look at meta.json ourselves: no watching thread, and never a stale answer
    register_tokenizers(index)
    return index


def create_index(directory: Path) -> tantivy.Index:
    """A new empty index in an empty directory."""
    index = tantivy.Index(build_schema(), str(directory))
    index.config_reader("manual")
    register_tokenizers(index)
    return index


@lru_cache(maxsize=1000)  # what one commit of the drain holds
def _row_of(document: Document) -> tantivy.Document:
    """The row of a document that the public index and the desk's are given one after the other: cut into words once."""
    return make_row(document)


class Writer:
    """The writing half of the engine. Holds the lock of the index only within `writing`."""

    def __init__(self, path: Path, *, timeout: float) -> None:
        self._path = path
        self._timeout = timeout
        self._thread_lock = threading.RLock()
        self._depth = 0
        self._open: tantivy.IndexWriter | None = None

    @contextmanager
    def writing(self, timeout: float | None = None) -> Iterator[None]:
        """See Engine.writing."""
        timeout = self._timeout if timeout is None else timeout
        message = (
            f"Another process has been writing to the search index in {self._path} for over {timeout:g} seconds. "
            "Try again, or find what is writing (a rebuild or a large import?)."
        )
        if not self._thread_lock.acquire(timeout=timeout):
            raise IndexBusy(message)
        try:
            if self._depth:
                self._depth += 1
                try:
                    yield
                finally:
                    self._depth -= 1
                return
            with hold_lock(self._path / "writer.lock", timeout=timeout, message=message):
                self._depth = 1
                try:
                    yield
                finally:
                    self._depth = 0
                    self._close_writer()
        finally:
            self._thread_lock.release()

    def write(self, *, put: Iterable[Document] = (), remove: Iterable[str] = ()) -> int:
        """Remove, then put, in one commit. Gives how many were put."""
        with self.writing():
            changes: list[str] | None = [] if self.is_rebuilding() else None
            documents, absent = list(put), list(remove)
            refs = [document.ref for document in documents]
            there = self._find_any([*refs, *absent])
            if not documents and not there and changes is None:
                return 0
            writer = self._writer()
            count = 0
            try:
                for ref in absent:
                    if ref in there:
                        writer.delete_documents_by_term("ref", ref)
                    if changes is not None:
                        changes.append(json.dumps({"remove": ref}))
                for document in documents:
                    if document.ref in there:
                        writer.delete_documents_by_term("ref", document.ref)
                    there.add(document.ref)  # should it come twice
                    writer.add_document(_row_of(document))
                    count += 1
                    if changes is not None:
                        changes.append(json.dumps({"put": asdict(document)}, default=_dump))
                if changes:
                    append_changes(self._path, changes)
                with self.telling():
                    writer.commit()
            except BaseException:
                # Dropped without a commit: nothing of it was written. By this name too: as long as the error lives, its
                # traceback would keep the writer, and the writer Tantivy's own lock against the next attempt.
                self._open = None
                del writer
                raise
            return count

    def is_rebuilding(self) -> bool:
        """Whether somebody makes a new index, who has to be told of every change."""
        return is_held(self._path / "rebuild.lock")

    def find_there(self, refs: Collection[str]) -> set[str]:
        """Those of these that are in the index, as it was committed last."""
        index = open_index(self.ensure_index())
        index.reload()
        searcher = index.searcher()
        sought = tantivy.Query.term_set_query(index.schema, "ref", list(refs))
        found = searcher.search(sought, limit=max(len(refs), 1), count=False).hits
        return {searcher.doc(address)["ref"][0] for _, address in found}

    def let_go(self) -> Path:
        """The directory of the live index, which nobody writes to now. Only within `writing`."""
        self._close_writer()
        return self.ensure_index()

    def merge(self) -> None:
        """Let Tantivy merge what it thinks should be, which it looks for at a commit."""
        with self.writing(), self.telling():
            self._writer().commit()

    def ensure_index(self) -> Path:
        """The directory of the live index, made empty when there is none."""
        live = read_pointer(self._path)
        if live is None:
            with self.writing():
                live = read_pointer(self._path)
                if live is None:
                    live = make_directory(self._path)
                    with self.telling():
                        create_index(live)
                    write_pointer(self._path, live)
        return live

    def _find_any(self, refs: list[str]) -> set[str]:
        """Those of these that may be in the index."""
        return set(refs) if len(refs) < _SOUGHT else self.find_there(refs)

    def _writer(self) -> tantivy.IndexWriter:
        if self._open is None:
            index = open_index(self.ensure_index())
            with self.telling():
                self._open = index.writer(HEAP, 1)
        return self._open

    @contextmanager
    def telling(self) -> Iterator[None]:
        """Tantivy has one kind of error for whatever its folder does not take."""
        try:
            yield
        except (ValueError, OSError) as error:
            raise IndexUnreadable(
                f"The search index in {self._path} cannot be written ({error}): make room on its disk, or look at the"
                " permissions of its folder."
            ) from error

    def _close_writer(self) -> None:
        writer, self._open = self._open, None
        if writer is not None:
            # Without this a writer that is dropped gives up the merges it began, and small segments would pile up.
            writer.wait_merging_threads()


def append_changes(path: Path, changes: Iterable[str]) -> None:
    """Note what was written to the live index for the rebuild that is under way."""
    with (path / "changes.jsonl").open("a", encoding="utf-8") as file:
        file.write("\n")  # apart from what a process that died while writing may have left
        file.writelines(line + "\n" for line in changes)
        file.flush()
        os.fsync(file.fileno())


def read_changes(path: Path) -> Iterator[tuple[str, Document | None]]:
    """(ref, document or None if removed) of each change noted, in order."""
    try:
        file = (path / "changes.jsonl").open(encoding="utf-8")
    except FileNotFoundError:
        return
    with file:
        for line in file:
            try:
                change = json.loads(line)
            except ValueError:
                # Empty, or a process died writing it, so that it did not commit: its outbox rows come again.
                continue
            if "remove" in change:
                yield change["remove"], None
            else:
                document = _load(change["put"])
                yield document.ref, document


def _dump(value: Any) -> str:
    return str(value.isoformat())


def _load(values: dict[str, Any]) -> Document:
    for name, value in values.items():
        if isinstance(value, list):
            values[name] = tuple(value)
    values["dated_on"] = date.fromisoformat(values["dated_on"])
    if values["published_at"]:
        values["published_at"] = datetime.fromisoformat(values["published_at"])
    return Document(**values)
