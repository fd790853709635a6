"""A Tantivy index in the making: several processes fill it, each with segments of its own, and it is joined at the end.

A segment of Tantivy's is a handful of files named after its id, and an index is the list of its segments in `meta.json`
(and of the files it may delete in `.managed.json`). So a part is made as an index of its own in a folder inside the new
one; when it is whole its files are linked into every index it belongs to, and a note of it is left there. Two indexes
that hold the same stories share the work and, until either merges its segments, the bytes. Parts of processes that died
have no note: they are not joined.
"""

from __future__ import annotations

import json
import os
import shutil
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from archive.search.document import Document
from archive.search.engines.tantivy_schema import make_row
from archive.search.engines.tantivy_writer import create_index

# Bytes that all processes together may fill before they write segments, and the least and the most for one. Small
# segments are merged, and once more in each index they belong to; of 400 MB (some 160,000 stories) an archive of a
# million has too few to need it.
_HEAPS, _LEAST, _MOST = 800_000_000, 100_000_000, 400_000_000
_PART = "part-"


@dataclass(frozen=True, slots=True)
class TantivyBuild:
    """See `archive.search.engine.Build`. Nothing but the name of a folder, so that it can be sent to a process."""

    directory: Path

    @contextmanager
    def filling(self, *others: TantivyBuild, heap: int = 0) -> Iterator[Callable[[Document], None]]:
        """A function that adds one document to this index and the others. `heap`: bytes that may be filled before a
        segment is written; else its share of those of all processes."""
        folder = Path(tempfile.mkdtemp(dir=self.directory, prefix=_PART))
        try:
            writer = create_index(folder).writer(heap or _share_of_memory(), 1)
            yield lambda document: _add(writer.add_document, document)
            writer.commit()
            writer.wait_merging_threads()
            for build in (self, *others):
                build._take(folder)
        finally:
            shutil.rmtree(folder, ignore_errors=True)

    def join(self) -> list[int]:
        """Make all parts one index with what is there; the number of documents of each of its segments.

        Call it when nobody fills any more, and nobody else writes to the index.
        """
        meta, managed = _read(self.directory / "meta.json"), _read(self.directory / ".managed.json")
        notes = sorted(self.directory.glob(f"{_PART}*.json"))
        for note in notes:
            part = _read(note)
            meta["segments"] += part["segments"]
            meta["opstamp"] = max(meta["opstamp"], part["opstamp"])
            managed += part["files"]
        # What is managed but in no segment is deleted by Tantivy: the segments are named last.
        for name, content in ((".managed.json", managed), ("meta.json", meta)):
            _replace(self.directory / name, content)
        for note in notes:
            note.unlink()
        return [segment["max_doc"] for segment in meta["segments"]]

    def sweep(self) -> None:
        """Delete the parts that a process left that died before it joined them. Only for who alone writes here."""
        joined = {segment["segment_id"].replace("-", "") for segment in _read(self.directory / "meta.json")["segments"]}
        for left in self.directory.glob(f"{_PART}*"):
            if left.is_dir():
                shutil.rmtree(left, ignore_errors=True)
                continue
            if left.suffix == ".json":
                for name in _read(left)["files"]:
                    if name.partition(".")[0] not in joined:
                        (self.directory / name).unlink(missing_ok=True)
            left.unlink()

    def _take(self, folder: Path) -> None:
        """Take in the segments of a finished part. The note comes last: without it there is no part."""
        meta = _read(folder / "meta.json")
        living = tuple(segment["segment_id"].replace("-", "") for segment in meta["segments"])
        files = [file.name for file in folder.iterdir() if file.name.startswith(living)] if living else []
        for name in files:
            _link(folder / name, self.directory / name)
        note = self.directory / f"{folder.name}.json"
        content = {"segments": meta["segments"], "opstamp": meta["opstamp"], "files": files}
        note.with_suffix(".new").write_text(json.dumps(content), "utf-8")
        os.replace(note.with_suffix(".new"), note)


def _share_of_memory() -> int:
    """What one process may fill when there is one a core."""
    return max(_LEAST, min(_MOST, _HEAPS // len(os.sched_getaffinity(0))))


def _add(add: Callable[[Any], int], document: Document) -> None:
    add(make_row(document))


def _link(source: Path, target: Path) -> None:
    try:
        os.link(source, target)
    except OSError:  # another disk, or one that knows no links
        shutil.copyfile(source, target)


def _replace(file: Path, content: Any) -> None:
    """In one step, and surviving a power cut."""
    fresh = file.with_name(f"{file.name}.new")
    with fresh.open("w", encoding="utf-8") as stream:
        json.dump(content, stream)
        stream.flush()
        os.fsync(stream.fileno())
    os.replace(fresh, file)


def _read(file: Path) -> Any:
    return json.loads(file.read_text("utf-8"))
