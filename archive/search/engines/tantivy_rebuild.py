"""Rebuilding a Tantivy index beside the live one, and swapping it in."""

from __future__ import annotations

import shutil
from collections.abc import Iterable
from pathlib import Path

from archive.search.document import Document
from archive.search.engines.tantivy_directory import hold_lock, make_directory, sweep, write_pointer
from archive.search.engines.tantivy_schema import make_row
from archive.search.engines.tantivy_writer import Writer, create_index, read_changes

_HEAP = 128_000_000
_THREADS = 2
_RIVAL_WAIT = 0.5  # seconds: long enough for somebody who only looks whether the lock is held


def rebuild_index(path: Path, writer: Writer, documents: Iterable[Document]) -> int:
    """See Engine.rebuild. `documents` should be lazy, so that it is read after changes begin to be noted."""
    message = f"Another rebuild of the search index in {path} is under way. Wait for it to end."
    with hold_lock(path / "rebuild.lock", timeout=_RIVAL_WAIT, message=message):
        with writer.writing():
            # From here on every writer notes its changes; whoever wrote before was committed before the first
            # document is read.
            (path / "changes.jsonl").unlink(missing_ok=True)
            sweep(path)
        fresh = make_directory(path)
        try:
            index = create_index(fresh)
            building = index.writer(_HEAP, _THREADS)
            count = 0
            for document in documents:
                building.add_document(make_row(document))
                count += 1
            building.commit()
            building.wait_merging_threads()
            with writer.writing():
                building = index.writer(_HEAP, 1)
                for ref, changed in read_changes(path):
                    building.delete_documents_by_term("ref", ref)
                    if changed is not None:
                        building.add_document(make_row(changed))
                building.commit()
                building.wait_merging_threads()
                write_pointer(path, fresh)
                (path / "changes.jsonl").unlink(missing_ok=True)
                sweep(path)
        except BaseException:
            shutil.rmtree(fresh, ignore_errors=True)
            raise
    return count
