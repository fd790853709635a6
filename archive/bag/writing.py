"""Writing a bag: files with their checksums as they are written, whole or not at all."""

from __future__ import annotations

import hashlib
import json
import os
import shutil
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from datetime import date
from pathlib import Path
from typing import IO, Any, Final

VERSION: Final = 1  # of what a row says; rises when an older Dateline could no longer read it
PARTIAL: Final = ".partial"


def canonical(row: Mapping[str, Any]) -> bytes:
    """One line of JSON: names in order, no blanks, UTF-8; the same row is always the same bytes."""
    text = json.dumps(row, ensure_ascii=False, sort_keys=True, separators=(",", ":"), allow_nan=False)
    return text.encode("utf-8") + b"\n"


class BagWriter:
    """Files are added in a fixed order; the manifest grows on disk beside them, so that memory does not."""

    def __init__(self, folder: Path) -> None:
        self._folder, self._bytes, self._files = folder, 0, 0
        (folder / "data").mkdir(parents=True)
        self._manifest = (folder / "manifest-sha256.txt").open("wb")

    def add_rows(self, name: str, rows: Iterable[Mapping[str, Any]]) -> int:
        """`data/name.jsonl`; the number of rows. The file is there even when it has none."""
        count, digest = 0, hashlib.sha256()
        with (self._folder / "data" / f"{name}.jsonl").open("wb") as file:
            for count, row in enumerate(rows, start=1):  # noqa: B007  # counted
                line = canonical(row)
                digest.update(line)
                file.write(line)
                self._bytes += len(line)
        self._note(f"data/{name}.jsonl", digest.hexdigest())
        return count

    def add_bytes(self, name: str, pieces: Iterable[bytes]) -> str:
        """`data/name`; its SHA-256."""
        path = self._folder / "data" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        digest = hashlib.sha256()
        with path.open("wb") as file:
            for piece in pieces:
                digest.update(piece)
                file.write(piece)
                self._bytes += len(piece)
        self._note(f"data/{name}", digest.hexdigest())
        return digest.hexdigest()

    def finish(self, info: Mapping[str, str], *, on: date) -> None:
        """The tag files, which make a bag of it; everything is on the disk afterwards."""
        self._manifest.close()
        told = {**info, "Bagging-Date": on.isoformat(), "Payload-Oxum": f"{self._bytes}.{self._files}"}
        self._tag("bagit.txt", "BagIt-Version: 1.0\nTag-File-Character-Encoding: UTF-8\n")
        self._tag("bag-info.txt", "".join(f"{name}: {told[name]}\n" for name in sorted(told)))
        lines = []
        for name in ("bag-info.txt", "bagit.txt", "manifest-sha256.txt"):
            with (self._folder / name).open("rb") as file:
                lines.append(f"{hashlib.file_digest(file, 'sha256').hexdigest()}  {name}\n")
        self._tag("tagmanifest-sha256.txt", "".join(lines))
        os.sync()

    def close(self) -> None:
        """Let go of the files, whether or not the bag is whole."""
        self._manifest.close()

    def _note(self, name: str, digest: str) -> None:
        self._files += 1
        self._manifest.write(f"{digest}  {name}\n".encode())

    def _tag(self, name: str, text: str) -> None:
        (self._folder / name).write_text(text, encoding="utf-8", newline="\n")


@contextmanager
def writing_bag(folder: Path) -> Iterator[BagWriter]:
    """A writer into `FOLDER.partial`, which becomes FOLDER when all went well; what an earlier one left is removed."""
    partial = folder.with_name(folder.name + PARTIAL)
    if partial.exists():
        shutil.rmtree(partial)
    writer = BagWriter(partial)
    try:
        yield writer
    finally:
        writer.close()
    partial.rename(folder)


def read_pieces(stored: IO[bytes]) -> Iterator[bytes]:
    """A file by the megabyte."""
    while piece := stored.read(1 << 20):
        yield piece
