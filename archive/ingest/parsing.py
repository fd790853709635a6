"""Parsing files, several at a time: path to Drafts, with no database near.

Parsing is most of the work of an import and needs nothing but bytes, so it runs in processes of its own
while the caller writes. Results come in the order of the paths, a bounded number ahead. Whatever goes wrong
inside, a file gets an answer: at worst that its reader gave up, so that its bytes are kept and it is listed.
"""

from __future__ import annotations

import hashlib
import io
import logging
import multiprocessing
import os
import threading
from collections import deque
from collections.abc import Iterable, Iterator, Mapping, Sequence
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path, PurePath
from typing import IO, TypeAlias

from archive.ingest.arrivals import Arrival, list_arrivals, list_sent
from archive.ingest.collecting import collect_rarely
from archive.ingest.decode import MAX_STORY_BYTES, Unreadable
from archive.ingest.draft import Draft, Problem
from archive.ingest.long_files import cut_items, too_large
from archive.ingest.sniff import AUTO, parse_item

log = logging.getLogger(__name__)
CHUNK = 1 << 20  # bytes hashed at a time
GROUP_BYTES = 300_000  # of files handed to a process together: small files are not worth a message each
WORTH_A_PROCESS = 300_000  # bytes; below, starting a process takes longer than parsing


Group: TypeAlias = list["Arrival | OSError"]

READER_FAILED = Problem(
    "reader_failed", "The reader gave up on this file, which is a fault of Dateline's: its bytes are kept; report it."
)


@dataclass(frozen=True, slots=True)
class How:
    """How files are to be read: what the caller of a run said of them all."""

    format: str
    received: datetime | None
    mapping: Mapping[str, str] | None = None


@dataclass(frozen=True, slots=True)
class ParsedFile:
    """What one file holds: its Drafts in order, or the problem that keeps it from being read.

    Its bytes are `data`, of a member of an archive, or else those of `file` (None: of `path`).
    """

    path: Path
    sha256: str
    drafts: tuple[Draft, ...] = ()
    problem: Problem | None = None
    data: bytes | None = None
    file: Path | None = None

    def open_bytes(self) -> IO[bytes]:
        """The bytes as they came, to be read once. OSError when the file is gone."""
        return io.BytesIO(self.data) if self.data is not None else (self.file or self.path).open("rb")


def parse_file(
    path: Path, *, format: str = AUTO, received: datetime | None = None, mapping: Mapping[str, str] | None = None
) -> ParsedFile:
    """One file that is no archive of files. Never raises for what stands in it.

    OSError when it cannot be opened at all.
    """
    return _parse(Arrival(path, path, path.stat().st_size), How(format, received, mapping))


def parse_sent(
    data: bytes,
    *,
    path: Path,
    format: str = AUTO,
    received: datetime | None = None,
    mapping: Mapping[str, str] | None = None,
) -> Iterator[ParsedFile]:
    """What was sent and is on no disk, each member by itself if it is an archive; `path` is the name it goes by."""
    how = How(format, received, mapping)
    for arrival in list_sent(data, path=path):
        yield from _parse_finely(arrival, how)


def _parse_finely(arrival: Arrival, how: How) -> list[ParsedFile]:
    """As it is; but of a part of a long file that cannot be read well each item by itself, so that a bad one harms no
    other."""
    parsed = _parse(arrival, how)
    is_well = parsed.problem is None and not any(_is_broken(draft) for draft in parsed.drafts)
    if is_well or not arrival.is_part or arrival.data is None or arrival.problem is not None:
        return [parsed]
    name = PurePath(arrival.path.name)
    items = list(cut_items(arrival.data, name=name.name))
    if len(items) < 2:
        return [parsed]
    named = [arrival.path.with_name(f"{name.stem}-{number:04}{name.suffix}") for number in range(1, len(items) + 1)]
    return [replace(_parse_bytes(data, path, how), data=data) for data, path in zip(items, named, strict=True)]


def _is_broken(draft: Draft) -> bool:
    return any(problem.code == "broken_feed" for problem in draft.problems)


def _parse(arrival: Arrival, how: How) -> ParsedFile:
    path = arrival.path
    if arrival.problem is not None:
        return ParsedFile(path, _hash(arrival), problem=arrival.problem, data=arrival.data, file=arrival.file)
    if arrival.data is not None:
        return replace(_parse_bytes(arrival.data, path, how), data=arrival.data)
    if arrival.size > MAX_STORY_BYTES:
        sentence = too_large("split it and import the parts")
        return ParsedFile(path, _hash_file(path), problem=Problem("too_large", sentence))
    return _parse_bytes(path.read_bytes(), path, how)


def _parse_bytes(data: bytes, path: Path, how: How) -> ParsedFile:
    digest = hashlib.sha256(data).hexdigest()
    try:
        drafts = tuple(
            parse_item(data, filename=path.name, format=how.format, received=how.received, mapping=how.mapping)
        )
    except Unreadable as error:
        return ParsedFile(path, digest, problem=Problem(error.code, error.sentence))
    except Exception:
        log.exception("%s could not be read, which is a fault of the reader", path)
        return ParsedFile(path, digest, problem=READER_FAILED)
    if not drafts:
        sentence = "No story was found in the file: check that it is whole and of the right format."
        return ParsedFile(path, digest, problem=Problem("no_story", sentence))
    return ParsedFile(path, digest, drafts)


def parse_files(
    paths: Sequence[Path],
    *,
    format: str = AUTO,
    received: datetime | None = None,
    mapping: Mapping[str, str] | None = None,
    processes: int | None = None,
) -> Iterator[ParsedFile | OSError]:
    """Each file parsed, in order; an OSError stands for a file that cannot be opened, its path in `filename`.

    Archives are opened here, a group of their members at a time, and each member is a file of its own.
    """
    how = How(format, received, mapping)
    groups = _group(list_arrivals(paths))
    if measure_files(paths) < WORTH_A_PROCESS:
        for group in groups:
            yield from _parse_group(group, how)
        return
    # One process leaves the other cores to the caller, who stores and indexes meanwhile.
    workers = processes or max(1, (os.cpu_count() or 1) - 1)
    pool = _start_pool(workers)
    try:
        pending: deque[tuple[Group, Future[list[ParsedFile | OSError]]]] = deque()
        again: deque[Group] = deque()
        while True:
            while len(pending) <= workers:
                following = again.popleft() if again else next(groups, None)
                if following is None:
                    break
                pending.append((following, pool.submit(_parse_group, following, how)))
            if not pending:
                return
            group, future = pending.popleft()
            try:
                yield from future.result()
            except BrokenProcessPool:  # the process died, of memory or of a fault in a library
                again.extendleft(reversed([group for group, _ in pending]))
                pending.clear()
                pool.shutdown(wait=False, cancel_futures=True)
                for arrival in group:
                    yield from _parse_alone(arrival, how)
                pool = _start_pool(workers)
    finally:
        pool.shutdown(cancel_futures=True)


def measure_files(paths: Iterable[Path]) -> int:
    """The bytes of all of these, as they lie there; those that cannot be opened count for nothing."""
    return sum(map(_size, paths))


def _start_pool(workers: int) -> ProcessPoolExecutor:
    # Spawned, not forked: a fork would inherit the caller's database connection.
    context = multiprocessing.get_context("spawn")
    return ProcessPoolExecutor(workers, mp_context=context, initializer=_settle_in)


def _settle_in() -> None:
    """A worker whose parent was killed would wait for work for ever: it goes too. Its Drafts are no rubbish."""
    collect_rarely()
    os.nice(10)  # who stores and indexes comes first: both cores are busy to the end then
    parent = multiprocessing.parent_process()
    assert parent is not None

    def watch() -> None:
        parent.join()
        os._exit(1)

    threading.Thread(target=watch, daemon=True).start()


def _parse_alone(arrival: Arrival | OSError, how: How) -> list[ParsedFile | OSError]:
    """One file in a process of its own, so that the one that kills its reader can be told from the others."""
    with _start_pool(1) as pool:
        try:
            return pool.submit(_parse_group, [arrival], how).result()
        except BrokenProcessPool:
            if isinstance(arrival, OSError):
                return [arrival]
            digest, data = _hash(arrival), arrival.data
            return [ParsedFile(arrival.path, digest, problem=READER_FAILED, data=data, file=arrival.file)]


def _parse_group(group: Group, how: How) -> list[ParsedFile | OSError]:
    parsed: list[ParsedFile | OSError] = []
    for arrival in group:
        if isinstance(arrival, OSError):
            parsed.append(arrival)
            continue
        try:
            parsed += _parse_finely(arrival, how)
        except OSError as error:
            parsed.append(OSError(error.errno, error.strerror, str(arrival.path)))
    return parsed


def _group(arrivals: Iterator[Arrival | OSError]) -> Iterator[Group]:
    group: Group = []
    room = GROUP_BYTES
    for arrival in arrivals:
        size = 0 if isinstance(arrival, OSError) else arrival.size
        if group and size > room:
            yield group
            group, room = [], GROUP_BYTES
        group.append(arrival)
        room -= size
    if group:
        yield group


def _size(path: Path) -> int:
    try:
        return path.stat().st_size
    except OSError:
        return 0


def _hash(arrival: Arrival) -> str:
    return _hash_file(arrival.file) if arrival.data is None else hashlib.sha256(arrival.data).hexdigest()


def _hash_file(path: Path) -> str:
    digest = hashlib.sha256()
    with path.open("rb") as stream:
        while chunk := stream.read(CHUNK):
            digest.update(chunk)
    return digest.hexdigest()
