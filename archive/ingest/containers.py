"""Archives of files: the members of a ZIP or tar, read one after the other and never written to disk.

Bounded on every side, for an archive may be a bomb: how many members, how large each and all of them, how much larger
than the archive itself, how deep archives stand in one another. A member's name is only ever a label.
"""

from __future__ import annotations

import io
import re
import stat
import tarfile
import zipfile
import zlib
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import partial
from lzma import LZMAError
from typing import IO, Final

from archive.ingest.draft import Problem

MOST_MEMBERS: Final = 1_000_000
MOST_BYTES: Final = 100_000_000_000
MAX_RATIO: Final = 200  # plain copy shrinks to a fifth, and the most repetitive tables to a fiftieth
ALWAYS_ALLOWED: Final = 50_000_000  # bytes that may come out of the smallest archive
DEEPEST: Final = 3
MEMBER: Final = "!/"  # between the name of an archive and that of its member
MAX_NESTED_BYTES: Final = 100_000_000

_OFFICE: Final = ("xl/workbook.xml", "word/document.xml", "ppt/presentation.xml", "mimetype", "META-INF/manifest.xml")
_TAR_MAGIC_AT: Final = 257
_COMPRESSED: Final = (b"\x1f\x8b", b"BZh", b"\xfd7zXZ")
_UNSAFE: Final = re.compile(r"[\x00-\x1f\x7f\\]")
BROKEN: Final = (
    zipfile.BadZipFile, zipfile.LargeZipFile, tarfile.TarError, zlib.error, LZMAError, EOFError, OSError, ValueError,
    RuntimeError, NotImplementedError, IndexError, KeyError,
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Member:
    """One file of an archive: its `name` within it, and its bytes or what keeps them from being read."""

    name: str
    data: bytes = b""
    problem: Problem | None = None


class _TooMuch(Exception):
    """The archive is over a bound; the sentence says which."""


@dataclass(slots=True)
class _Bounds:
    """What has come out so far, of an archive of `packed` bytes and of those inside it."""

    packed: int
    members: int = 0
    unpacked: int = 0

    def room(self) -> int:
        """How many bytes may still come out."""
        return max(0, min(max(ALWAYS_ALLOWED, self.packed * MAX_RATIO), MOST_BYTES) - self.unpacked)

    def count(self, size: int) -> None:
        """Note a member of so many bytes. Raises when that is too much."""
        is_bomb = size > self.room()
        self.members += 1
        self.unpacked += size
        if self.members > MOST_MEMBERS:
            raise _TooMuch(f"The archive holds more than {MOST_MEMBERS:,} files: split it.")
        if is_bomb:
            raise _TooMuch("The archive unpacks to far more than news does, and was not read further: split it.")


@dataclass(frozen=True, slots=True)
class _Place:
    """Where an archive stands: the names of those around it, and how deep it is."""

    bounds: _Bounds
    prefix: str = ""
    depth: int = 1


def is_container(stream: IO[bytes]) -> bool:
    """Whether a file is a ZIP or tar of files. An office document is a ZIP and is none. The stream is rewound."""
    stream.seek(0)
    head = stream.read(512)
    stream.seek(0)
    try:
        if head.startswith((b"PK\x03\x04", b"PK\x05\x06")):
            return not _is_office(stream)
        if head.startswith(_COMPRESSED):
            return _is_packed_tar(stream)
        return head[_TAR_MAGIC_AT : _TAR_MAGIC_AT + 5] == b"ustar"
    finally:
        stream.seek(0)


def _is_office(stream: IO[bytes]) -> bool:
    try:
        with zipfile.ZipFile(stream) as archive:
            return not set(_OFFICE).isdisjoint(archive.namelist())
    except BROKEN:
        return False


def _is_packed_tar(stream: IO[bytes]) -> bool:
    try:
        with tarfile.open(fileobj=stream, mode="r|*") as archive:
            return archive.next() is not None
    except BROKEN:
        return False


def read_members(stream: IO[bytes], *, size: int) -> Iterator[Member]:
    """The members of an archive of `size` bytes, those of archives inside it too. Never raises.

    Folders and hidden files are left out, as in a folder; whatever else cannot be read is a member with a problem. A
    problem of the archive itself comes as a member without a name, and is the last.
    """
    place = _Place(_Bounds(size))
    try:
        yield from _read(stream, place)
    except _TooMuch as error:
        yield Member("", problem=Problem("too_large", str(error)))


def _read(stream: IO[bytes], place: _Place) -> Iterator[Member]:
    stream.seek(0)
    is_zip = stream.read(2) == b"PK"
    stream.seek(0)
    try:
        members = _zip_members(stream, place) if is_zip else _tar_members(stream, place)
        for name, data in members:
            yield from _open(name, data, place)
    except BROKEN as error:
        sentence = f"The archive is damaged or cut short ({_say(error)}): ask for it again."
        yield Member(place.prefix.removesuffix("!/"), problem=Problem("broken_archive", sentence))


def _open(name: str, data: bytes | Problem, place: _Place) -> Iterator[Member]:
    label = place.prefix + name
    if isinstance(data, Problem):
        yield Member(label, problem=data)
        return
    inside = io.BytesIO(data)
    if not is_container(inside):
        yield Member(label, data)
    elif place.depth >= DEEPEST:
        sentence = f"Archives stand more than {DEEPEST} deep in one another: unpack this one and send what it holds."
        yield Member(label, problem=Problem("too_deep", sentence))
    else:
        yield from _read(inside, _Place(place.bounds, f"{label}!/", place.depth + 1))


def _zip_members(stream: IO[bytes], place: _Place) -> Iterator[tuple[str, bytes | Problem]]:
    with zipfile.ZipFile(stream) as archive:
        for info in archive.infolist():
            name = safe_name(info.filename)
            if info.is_dir() or _is_hidden(name):
                continue
            if stat.S_ISLNK(info.external_attr >> 16):
                yield name, Problem("not_a_file", "It is a link to another file, not a file: send the file itself.")
            elif info.flag_bits & 1:
                yield name, Problem("encrypted", "The file needs a password: send it without one.")
            else:
                yield name, _read_bounded(partial(archive.open, info), place)


def _tar_members(stream: IO[bytes], place: _Place) -> Iterator[tuple[str, bytes | Problem]]:
    with tarfile.open(fileobj=stream, mode="r|*") as archive:
        for info in archive:
            name = safe_name(info.name)
            if info.isdir() or _is_hidden(name):
                continue
            if not info.isreg():
                yield name, Problem("not_a_file", "It is a link or a device, not a file: send the file itself.")
            else:
                yield name, _read_bounded(partial(archive.extractfile, info), place)


def _read_bounded(open_member: Callable[[], IO[bytes] | None], place: _Place) -> bytes | Problem:
    room = min(MAX_NESTED_BYTES, place.bounds.room())
    try:
        member = open_member()
        assert member is not None  # only links and folders have no bytes
        with member:
            data = member.read(room + 1)
    except tarfile.TarError:
        raise
    except BROKEN as error:
        place.bounds.count(0)
        return Problem("broken_archive", f"The file is damaged inside its archive ({_say(error)}): ask for it again.")
    place.bounds.count(len(data))
    if len(data) > MAX_NESTED_BYTES:
        return Problem(
            "too_large", f"The file is larger than {MAX_NESTED_BYTES // 1_000_000} MB: unpack it and send it by itself."
        )
    return data


def safe_name(name: str) -> str:
    """A member's name as a label: no root, no way up, no control characters. Nothing is ever written there."""
    parts = [part for part in _UNSAFE.sub("/", name).split("/") if part not in {"", ".", ".."}]
    return "/".join(parts)[:500] or "unnamed"


def _is_hidden(name: str) -> bool:
    return any(part.startswith(".") or part == "__MACOSX" for part in name.split("/"))


def _say(error: BaseException) -> str:
    return " ".join(str(error).split())[:100] or type(error).__name__
