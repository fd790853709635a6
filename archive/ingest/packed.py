"""One file of an archive on disk, by its name: a picture that a story of the same archive has beside it."""

from __future__ import annotations

import tarfile
import zipfile
from collections.abc import Callable
from functools import lru_cache, partial
from pathlib import Path
from typing import IO, Final

from archive.ingest.containers import BROKEN, is_container, safe_name

MAX_PACKED_TAR: Final = 50_000_000  # bytes of a compressed tar, which has to be unpacked to find a file in it


def read_packed(path: Path, name: str, *, most: int) -> bytes | None:
    """Its bytes; None when there is no such archive or file, or it is longer than `most`. `name` is as `read_members`
    gives it. OSError when the archive cannot be opened.
    """
    if not path.is_file():
        return None
    now = path.stat()
    try:
        found = _list(path, now.st_mtime_ns, now.st_size).get(name)
        if found is None or found[0] > most:
            return None
        with found[1]() as member:
            data = member.read(most + 1)
    except BROKEN:
        return None
    return data if len(data) <= most else None


# The last archives stay open: a delivery has a picture a story, and to list its files each time would take hours.
@lru_cache(maxsize=2)
def _list(path: Path, changed: int, size: int) -> dict[str, tuple[int, Callable[[], IO[bytes]]]]:
    """Name → size and what opens it. `changed` and `size` tell an archive from the one that was there before."""
    with path.open("rb") as stream:
        if not is_container(stream):
            return {}
        head = stream.read(2)
    if head == b"PK":
        zipped = zipfile.ZipFile(path)
        return {
            safe_name(info.filename): (info.file_size, partial(zipped.open, info))
            for info in zipped.infolist()
            if not info.is_dir()
        }
    if size > MAX_PACKED_TAR and head in (b"\x1f\x8b", b"BZ", b"\xfd7"):
        return {}
    packed = tarfile.open(path)  # noqa: SIM115  # it stays open as long as it is listed
    return {safe_name(info.name): (info.size, partial(_extract, packed, info)) for info in packed if info.isreg()}


def _extract(packed: tarfile.TarFile, info: tarfile.TarInfo) -> IO[bytes]:
    stream = packed.extractfile(info)
    assert stream is not None  # it is a regular file
    return stream
