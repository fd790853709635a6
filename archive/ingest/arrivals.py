"""Arrivals: the files that came, those inside archives and the parts of long ones, each to be parsed by itself."""

from __future__ import annotations

import io
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from typing import IO

from archive.ingest.containers import Member, is_container, read_members
from archive.ingest.decode import MAX_STORY_BYTES
from archive.ingest.draft import Problem
from archive.ingest.long_files import is_long_file, read_parts, too_large


@dataclass(frozen=True, slots=True)
class Arrival:
    """One file to parse. `path` names it, for a member of an archive as `archive.zip!/dir/file`.

    `data` is a member's bytes; None means that they are those of `file`, on disk. A `problem` stands for a member that
    cannot be read: then the archive itself is what is kept (and `data`, if it is on no disk). `is_part`: of a
    long file, and may be cut further.
    """

    path: Path
    file: Path
    size: int
    data: bytes | None = None
    problem: Problem | None = None
    is_part: bool = False

    def open_bytes(self) -> IO[bytes]:
        """The bytes as they came. OSError when the file is gone."""
        return io.BytesIO(self.data) if self.data is not None else self.file.open("rb")


def list_arrivals(paths: Iterable[Path]) -> Iterator[Arrival | OSError]:
    """Every file, in order, the members of archives in their place. An OSError stands for a file that cannot be opened,
    its path in `filename`."""
    for path in paths:
        try:
            with path.open("rb") as stream:
                size = path.stat().st_size
                if is_container(stream):
                    yield from _members(path, read_members(stream, size=size), size)
                elif is_long_file(stream, name=path.name, size=size):
                    yield from _members(path, read_parts(stream, name=path.name, size=size), size, is_part=True)
                else:
                    yield Arrival(path, path, size)
        except OSError as error:
            yield OSError(error.errno, error.strerror, str(path))


def list_sent(data: bytes, *, path: Path) -> Iterator[Arrival]:
    """What was sent under the name `path` and is on no disk: itself, or the members of the archive that it is."""
    stream = io.BytesIO(data)
    is_archive = is_container(stream)
    if is_archive:
        members = read_members(stream, size=len(data))
    elif is_long_file(stream, name=path.name, size=len(data)):
        members = read_parts(stream, name=path.name, size=len(data))
    else:
        yield Arrival(path, path, len(data), data)
        return
    for arrival in _members(path, members, len(data), is_part=not is_archive):
        yield replace(arrival, data=data) if arrival.problem else arrival


def is_taken_apart(data: bytes, *, name: str) -> bool:
    """Whether what was sent is an archive of files or a file read in parts."""
    stream = io.BytesIO(data)
    return is_container(stream) or is_long_file(stream, name=name, size=len(data))


def _members(path: Path, members: Iterator[Member], size: int, *, is_part: bool = False) -> Iterator[Arrival]:
    is_empty = True
    for member in members:
        is_empty = False
        name = Path(f"{path}!/{member.name}") if member.name else path
        stream, length = io.BytesIO(member.data), len(member.data)
        if not is_part and is_long_file(stream, name=name.name, size=length):
            for part in _members(name, read_parts(stream, name=name.name, size=length), length, is_part=True):
                yield replace(part, file=path)
            continue
        problem = member.problem
        if length > MAX_STORY_BYTES:
            problem = Problem("too_large", too_large("send it in parts"))
        data = None if problem else member.data
        yield Arrival(name, path, length, data, problem, is_part)
    if is_empty:
        problem = Problem("no_story", "The archive holds no file: check that it is whole.")
        yield Arrival(path, path, size, problem=problem)
