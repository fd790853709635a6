"""Rebuilding a Tantivy index beside the live one, and swapping it in."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from itertools import islice
from pathlib import Path

import tantivy

from archive.search.engines.tantivy_build import TantivyBuild
from archive.search.engines.tantivy_directory import hold_lock, make_directory, sweep, write_pointer
from archive.search.engines.tantivy_schema import make_row
from archive.search.engines.tantivy_writer import Writer, create_index, open_index, read_changes

_HEAP = 50_000_000
_RIVAL_WAIT = 0.5  # seconds: long enough for somebody who only looks whether the lock is held
_FEW = 500  # changes that are caught up with while writers wait


@contextmanager
def rebuild_beside(path: Path, writer: Writer) -> Iterator[TantivyBuild]:
    """See Engine.rebuilding."""
    message = f"Another rebuild of the search index in {path} is under way. Wait for it to end."
    with hold_lock(path / "rebuild.lock", timeout=_RIVAL_WAIT, message=message):
        with writer.writing():
            # From here on every writer notes its changes; whoever wrote before was committed before the first
            # document is read.
            (path / "changes.jsonl").unlink(missing_ok=True)
            sweep(path)
        fresh = make_directory(path)
        try:
            create_index(fresh)
            build = TantivyBuild(fresh)
            yield build
            build.join()
            index = open_index(fresh)
            done = 0
            while (caught := _catch_up(index, path, done)) > _FEW:
                done += caught
            with writer.writing():
                _catch_up(index, path, done + caught)
                write_pointer(path, fresh)
                (path / "changes.jsonl").unlink(missing_ok=True)
                sweep(path)
        except BaseException:
            shutil.rmtree(fresh, ignore_errors=True)
            raise


def _catch_up(index: tantivy.Index, path: Path, done: int) -> int:
    """Do to the new index what was done to the live one since `done` changes ago; how many changes that were."""
    building = index.writer(_HEAP, 1)
    count = 0
    for ref, changed in islice(read_changes(path), done, None):
        building.delete_documents_by_term("ref", ref)
        if changed is not None:
            building.add_document(make_row(changed))
        count += 1
    building.commit()  # even of nothing: it merges small segments
    building.wait_merging_threads()
    return count
