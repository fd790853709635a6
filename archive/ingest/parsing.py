"""Parsing files, several at a time: path to Drafts, with no database near.

Parsing is most of the work of an import and needs nothing but bytes, so it runs in processes of its own
while the caller writes. Results come in the order of the paths, a bounded number ahead. Whatever goes wrong
inside, a file gets an answer: at worst that its reader gave up, so that its bytes are kept and it is listed.
"""

from __future__ import annotations

import hashlib
import logging
import multiprocessing
import os
import threading
from collections import deque
from collections.abc import Iterator, Sequence
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from archive.ingest.collecting import collect_rarely
from archive.ingest.decode import MAX_STORY_BYTES, Unreadable
from archive.ingest.draft import Draft, Problem
from archive.ingest.sniff import AUTO, parse_item

log = logging.getLogger(__name__)
CHUNK = 1 << 20  # bytes hashed at a time
GROUP_BYTES = 300_000  # of files handed to a process together: small files are not worth a message each
WORTH_A_PROCESS = 300_000  # bytes; below, starting a process takes longer than parsing


READER_FAILED = Problem(
    "reader_failed", "The reader gave up on this file, which is a fault of Dateline's: its bytes are kept; report it."
)


@dataclass(frozen=True, slots=True)
class ParsedFile:
    """What one file holds: its Drafts in order, or the problem that keeps it from being read."""

    path: Path
    sha256: str
    drafts: tuple[Draft, ...] = ()
    problem: Problem | None = None


def parse_file(path: Path, *, format: str = AUTO, received: datetime | None = None) -> ParsedFile:
    """Never raises for what stands in the file. OSError when it cannot be opened at all."""
    if path.stat().st_size > MAX_STORY_BYTES:
        limit = MAX_STORY_BYTES // 1_000_000
        sentence = f"The file is larger than {limit} MB: split it and import the parts."
        return ParsedFile(path, _hash_file(path), problem=Problem("too_large", sentence))
    data = path.read_bytes()
    digest = hashlib.sha256(data).hexdigest()
    try:
        drafts = tuple(parse_item(data, filename=path.name, format=format, received=received))
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
    processes: int | None = None,
) -> Iterator[ParsedFile | OSError]:
    """Each file parsed, in order; an OSError stands for a file that cannot be opened, its path in `filename`."""
    groups = _group(paths)
    if sum(map(_size, paths)) < WORTH_A_PROCESS:
        for group in groups:
            yield from _parse_group(group, format, received)
        return
    # One process leaves the other cores to the caller, who stores and indexes meanwhile.
    workers = min(processes or max(1, (os.cpu_count() or 1) - 1), len(groups))
    pool = _start_pool(workers)
    try:
        pending: deque[tuple[list[Path], Future[list[ParsedFile | OSError]]]] = deque()
        waiting = deque(groups)
        while waiting or pending:
            while waiting and len(pending) <= workers:
                group = waiting.popleft()
                pending.append((group, pool.submit(_parse_group, group, format, received)))
            group, future = pending.popleft()
            try:
                yield from future.result()
            except BrokenProcessPool:  # the process died, of memory or of a fault in a library
                waiting.extendleft(reversed([group for group, _ in pending]))
                pending.clear()
                pool.shutdown(wait=False, cancel_futures=True)
                for path in group:
                    yield from _parse_alone(path, format, received)
                pool = _start_pool(workers)
    finally:
        pool.shutdown(cancel_futures=True)


def _start_pool(workers: int) -> ProcessPoolExecutor:
    # Spawned, not forked: a fork would inherit the caller's database connection.
    context = multiprocessing.get_context("spawn")
    return ProcessPoolExecutor(workers, mp_context=context, initializer=_settle_in)


def _settle_in() -> None:
    """A worker whose parent was killed would wait for work for ever: it goes too. Its Drafts are no rubbish."""
    collect_rarely()
    parent = multiprocessing.parent_process()
    assert parent is not None

    def watch() -> None:
        parent.join()
        os._exit(1)

    threading.Thread(target=watch, daemon=True).start()


def _parse_alone(path: Path, format: str, received: datetime | None) -> list[ParsedFile | OSError]:
    """One file in a process of its own, so that the one that kills its reader can be told from the others."""
    with _start_pool(1) as pool:
        try:
            return pool.submit(_parse_group, [path], format, received).result()
        except BrokenProcessPool:
            return [ParsedFile(path, _hash_file(path), problem=READER_FAILED)]


def _parse_group(paths: Sequence[Path], format: str, received: datetime | None) -> list[ParsedFile | OSError]:
    parsed: list[ParsedFile | OSError] = []
    for path in paths:
        try:
            parsed.append(parse_file(path, format=format, received=received))
        except OSError as error:
            parsed.append(OSError(error.errno, error.strerror, str(path)))
    return parsed


def _group(paths: Sequence[Path]) -> list[list[Path]]:
    groups: list[list[Path]] = []
    room = 0
    for path in paths:
        size = _size(path)
        if not groups or size > room:
            groups.append([])
            room = GROUP_BYTES
        groups[-1].append(path)
        room -= size
    return groups


def _size(path: Path) -> int:
    try:
        return path.stat().st_size
    except OSError:
        return 0


def _hash_file(path: Path) -> str:
    digest = hashlib.sha256()
    with path.open("rb") as stream:
        while chunk := stream.read(CHUNK):
            digest.update(chunk)
    return digest.hexdigest()
