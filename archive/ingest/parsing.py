"""Parsing files, several at a time: path to Drafts, with no database near.

Parsing is most of the work of an import and needs nothing but bytes, so it runs in processes of its own
while the caller writes. Results come in the order of the paths, a bounded number ahead.
"""

from __future__ import annotations

import hashlib
import multiprocessing
import os
from collections import deque
from collections.abc import Iterator, Sequence
from concurrent.futures import Future, ProcessPoolExecutor
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from archive.ingest.decode import MAX_STORY_BYTES, Unreadable
from archive.ingest.draft import Draft, Problem
from archive.ingest.sniff import AUTO, parse_item

CHUNK = 1 << 20  # bytes hashed at a time
GROUP_BYTES = 1_000_000  # of files handed to a process together: small files are not worth a message each
WORTH_A_PROCESS = 300_000  # bytes; below, starting a process takes longer than parsing


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
    workers = min(processes or os.cpu_count() or 1, len(groups))
    if workers <= 1 and _total_size(paths) < WORTH_A_PROCESS:
        for group in groups:
            yield from _parse_group(group, format, received)
        return
    # Spawned, not forked: a fork would inherit the caller's database connection.
    with ProcessPoolExecutor(workers, mp_context=multiprocessing.get_context("spawn")) as pool:
        pending: deque[Future[list[ParsedFile | OSError]]] = deque()
        for group in groups:
            pending.append(pool.submit(_parse_group, group, format, received))
            if len(pending) > workers + 1:
                yield from pending.popleft().result()
        while pending:
            yield from pending.popleft().result()


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


def _total_size(paths: Sequence[Path]) -> int:
    return sum(_size(path) for path in paths)


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
