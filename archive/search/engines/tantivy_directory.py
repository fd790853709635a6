"""Where a Tantivy index lies on disk, and who may write to it.

<path>/current        one line of JSON: the format of the index and the name of the directory that holds it
<path>/index-…/       Tantivy's files; a rebuild makes a second such directory and then points `current` at it
<path>/writer.lock    held (flock) by the process that writes; the system lets go of it when the process dies
<path>/rebuild.lock   held by the process that rebuilds
<path>/changes.jsonl  what was written to the live index while a rebuild was under way
"""

from __future__ import annotations

import fcntl
import json
import os
import shutil
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from archive.search.engine import IndexBusy, IndexFormatMismatch, IndexUnreadable
from archive.search.engines.tantivy_schema import FORMAT

ADVICE = "Run: manage.py rebuild_index"
_PATIENCE = 0.005  # seconds between two tries for a lock


def read_pointer(path: Path) -> Path | None:
    """The directory that holds the live index, or None when there is none yet.

    Raises IndexFormatMismatch when it was written in another format, IndexUnreadable when the pointer makes no sense.
    """
    try:
        pointer = json.loads((path / "current").read_text("utf-8"))
        found, name = int(pointer["format"]), str(pointer["directory"])
    except FileNotFoundError:
        return None
    except (ValueError, KeyError, TypeError) as error:
        raise IndexUnreadable(f"{path / 'current'} does not say where the search index is. {ADVICE}") from error
    if found > FORMAT:
        raise IndexFormatMismatch(
            f"The search index in {path} was written by a newer version of Dateline (format {found}, this one reads "
            f"{FORMAT}). Go back to that version. Or, to stay with this one: {ADVICE[0].lower()}{ADVICE[1:]}"
        )
    if found != FORMAT:
        raise IndexFormatMismatch(
            f"The search index in {path} has format {found}, this version of Dateline reads format {FORMAT}. {ADVICE}"
        )
    return path / name


def write_pointer(path: Path, directory: Path) -> None:
    """Make `directory` the live index: in one step, and surviving a power cut."""
    handle, name = tempfile.mkstemp(dir=path, prefix="current-")
    with os.fdopen(handle, "w", encoding="utf-8") as file:
        json.dump({"format": FORMAT, "directory": directory.name}, file)
        file.flush()
        os.fsync(file.fileno())
    os.replace(name, path / "current")


def make_directory(path: Path) -> Path:
    """A new empty directory for an index."""
    return Path(tempfile.mkdtemp(dir=path, prefix="index-"))


def sweep(path: Path) -> None:
    """Delete what dead rebuilds and replaced indexes left.

    Only for one who holds the rebuild lock and the writer lock.
    """
    try:
        live = read_pointer(path)
    except (IndexFormatMismatch, IndexUnreadable):
        return
    for entry in path.iterdir():
        if entry.name.startswith("index-") and entry != live:
            shutil.rmtree(entry, ignore_errors=True)
        elif entry.name.startswith("current-"):
            entry.unlink(missing_ok=True)


@contextmanager
def hold_lock(file: Path, *, timeout: float, message: str) -> Iterator[None]:
    """Hold an exclusive lock on `file`, waiting up to `timeout` seconds. Raises IndexBusy with `message`."""
    file.parent.mkdir(parents=True, exist_ok=True)
    handle = os.open(file, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o644)
    try:
        deadline = time.monotonic() + timeout
        while True:
            try:
                fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
                break
            except BlockingIOError:
                if time.monotonic() >= deadline:
                    raise IndexBusy(message) from None
                time.sleep(_PATIENCE)
        yield
    finally:
        os.close(handle)  # closing lets go of the lock


def is_held(file: Path) -> bool:
    """Whether some process holds the lock on `file` now."""
    try:
        handle = os.open(file, os.O_RDWR | os.O_CLOEXEC)
    except FileNotFoundError:
        return False
    try:
        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return True
    finally:
        os.close(handle)
    return False
