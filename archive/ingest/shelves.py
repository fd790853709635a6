"""Shelves: the files of one archive, each to be had by its name, as a story in it names the picture beside it."""

from __future__ import annotations

import io
import tarfile
import zipfile
from collections.abc import Callable, Iterator
from functools import partial
from typing import IO, Final

from archive.ingest.containers import ALWAYS_ALLOWED, BROKEN, MAX_RATIO, is_container, safe_name

MAX_PACKED_TAR: Final = 50_000_000  # bytes of a compressed tar, which has to be unpacked to find a file in it
_COMPRESSED: Final = (b"\x1f\x8b", b"BZ", b"\xfd7")


class Shelf:
    """The files of an archive of `size` bytes, under the names that `read_members` gives them. No archive has none."""

    def __init__(self, stream: IO[bytes], *, size: int) -> None:
        self._stream = stream
        self._files: dict[str, tuple[int, Callable[[], IO[bytes] | None]]] = {}
        try:
            if is_container(stream):
                self._files.update(_list_files(stream, size))
        except BROKEN:  # what comes after the damage is not to be had
            return

    def read(self, name: str, *, most: int) -> bytes | None:
        """The bytes of a file; None when there is none of that name, or it is longer than `most`."""
        size, open_file = self._files.get(name, (0, None))
        if open_file is None or size > most:
            return None
        try:
            stream = open_file()
            assert stream is not None  # it is a regular file
            with stream:
                data = stream.read(most + 1)
        except BROKEN:
            return None
        return data if len(data) <= most else None

    def close(self) -> None:
        """Let go of the archive."""
        self._files.clear()
        self._stream.close()


def open_shelf(data: bytes) -> Shelf:
    """The files of an archive that is in memory."""
    return Shelf(io.BytesIO(data), size=len(data))


def _list_files(stream: IO[bytes], size: int) -> Iterator[tuple[str, tuple[int, Callable[[], IO[bytes] | None]]]]:
    head = stream.read(2)
    stream.seek(0)
    if head == b"PK":
        zipped = zipfile.ZipFile(stream)
        for entry in zipped.infolist():
            if not entry.is_dir():
                yield safe_name(entry.filename), (entry.file_size, partial(zipped.open, entry))
        return
    if size > MAX_PACKED_TAR and head in _COMPRESSED:
        return
    packed = tarfile.open(fileobj=stream)  # noqa: SIM115  # it stays open as long as the shelf
    room = max(ALWAYS_ALLOWED, size * MAX_RATIO)
    for info in packed:
        room -= info.size
        if room < 0:  # a bomb: to look behind this file, it would have to be unpacked
            return
        if info.isreg():
            yield safe_name(info.name), (info.size, partial(packed.extractfile, info))
