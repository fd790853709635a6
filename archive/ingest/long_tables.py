"""Long tables: CSV and JSON Lines too large to be read at once, in parts of whole rows.

A part holds the lines as they stand in the file, those of CSV below the line of names, so that it is a table by itself.
The same file is always cut in the same places: a second import finds every part, and every story, where it was.
"""

from __future__ import annotations

import csv
import gzip
import io
import json
import zlib
from collections.abc import Iterator
from typing import IO, Final

from archive.ingest.containers import ALWAYS_ALLOWED, MAX_RATIO, Member
from archive.ingest.decode import Unreadable
from archive.ingest.draft import Problem
from archive.ingest.formats.table import LONGEST_CELL, find_delimiter
from archive.ingest.sniff import SNIFFED_BYTES, find_format

LONG: Final = 5_000_000  # bytes from which a table is read in parts
PART: Final = 1_000_000  # bytes of a part; one row may make it longer
LONGEST_LINE: Final = 10_000_000
_WIDE: Final = (b"\xff\xfe", b"\xfe\xff", b"\x00")  # UTF-16 and its kin, whose line ends are not to be found by a byte


class _Broken(Exception):
    """The table cannot be read further; the sentence says why."""


def is_long_table(stream: IO[bytes], *, name: str, size: int) -> bool:
    """Whether a file is a table that must be read in parts. The stream is rewound."""
    try:
        return _find_kind(stream, name, size) != ""
    finally:
        stream.seek(0)


def read_parts(stream: IO[bytes], *, name: str, size: int) -> Iterator[Member]:
    """The parts of a long table, each named by the line on which it begins. Never raises but OSError of the disk.

    What keeps it from being read to the end comes as a member with a problem, and is the last.
    """
    kind = _find_kind(stream, name, size)
    stream.seek(0)
    counted = _Lines(_opened(stream), most=max(ALWAYS_ALLOWED, size * MAX_RATIO))
    parts = _cut_table(counted) if kind == "csv" else _cut_lines(counted)
    extension = "csv" if kind == "csv" else "jsonl"
    try:
        for number, (line, data) in enumerate(parts, start=1):
            yield Member(f"part-{number:04}-from-line-{line}.{extension}", data)
    except (_Broken, csv.Error, EOFError, zlib.error, gzip.BadGzipFile) as error:
        told = " ".join(str(error).split())[:200]
        sentence = (
            f"The table was read up to line {counted.first - 1}, and no further ({told}): mend what follows, then"
            " import it again."
        )
        yield Member(f"from-line-{counted.first}", problem=Problem("broken_table", sentence))


class _Lines:
    """The lines of a file, one after the other, counted, with what has been read since the last look."""

    def __init__(self, stream: IO[bytes], *, most: int) -> None:
        self._stream, self._left = stream, most
        self.number = 0
        self.first = 1  # of those since the last look
        self.since: list[bytes] = []

    def __iter__(self) -> Iterator[str]:
        # Latin-1: every byte is a character, and quotes and delimiters are the same in all that may stand there.
        while line := self._stream.readline(LONGEST_LINE + 1):
            self.number += 1
            self._left -= len(line)
            if len(line) > LONGEST_LINE:
                raise _Broken(f"line {self.number} is longer than {LONGEST_LINE // 1_000_000} MB")
            if self._left < 0:
                raise _Broken("it unpacks to far more than news does")
            self.since.append(line)
            yield line.decode("latin-1")

    def take(self) -> bytes:
        """What has been read since the last look."""
        taken, self.since, self.first = b"".join(self.since), [], self.number + 1
        return taken


def _cut_lines(lines: _Lines) -> Iterator[tuple[int, bytes]]:
    """(first line, bytes) of each part of JSON Lines."""
    room = PART
    for line in lines:
        room -= len(line)
        if room <= 0:
            yield lines.first, lines.take()
            room = PART
    if lines.since:
        yield lines.first, lines.take()


def _cut_table(lines: _Lines) -> Iterator[tuple[int, bytes]]:
    """The same of CSV, whose rows may hold line ends between quotes: only its reader knows where one ends."""
    csv.field_size_limit(LONGEST_CELL)
    told = iter(lines)
    names = next(told, "")
    heading = lines.take()
    room = PART
    for row in csv.reader(told, delimiter=find_delimiter(names)):
        room -= sum(map(len, row)) + len(row)
        if room <= 0:
            yield lines.first, heading + lines.take()
            room = PART
    if lines.since:
        yield lines.first, heading + lines.take()


def _find_kind(stream: IO[bytes], name: str, size: int) -> str:
    """`csv` or `lines` for a long table, else ""."""
    stream.seek(0)
    is_packed = stream.read(2) == b"\x1f\x8b"
    if size <= (LONG // MAX_RATIO if is_packed else LONG):
        return ""
    stream.seek(0)
    try:
        opened = _opened(stream)
        head = opened.read(SNIFFED_BYTES)
        if any(sign in head for sign in _WIDE):
            return ""
        kind = find_format(head, filename=name.removesuffix(".gz")).name
        if kind not in ("csv", "jsonl", "ninjs"):
            return ""
        if is_packed and not _is_longer(opened, LONG - len(head)):
            return ""
        if kind == "csv":
            return "csv"
        stream.seek(0)
        lines = _opened(stream)
        is_object = isinstance(json.loads(lines.readline(LONGEST_LINE)), dict)
        return "lines" if is_object and lines.read(1) else ""
    except (Unreadable, EOFError, zlib.error, gzip.BadGzipFile, ValueError, RecursionError):
        return ""


def _opened(stream: IO[bytes]) -> IO[bytes]:
    """The table itself, decompressed when it came as gzip."""
    is_packed = stream.read(2) == b"\x1f\x8b"
    stream.seek(0)
    return io.BufferedReader(gzip.GzipFile(fileobj=stream)) if is_packed else stream


def _is_longer(stream: IO[bytes], length: int) -> bool:
    while length >= 0 and (chunk := stream.read(65_536)):
        length -= len(chunk)
    return length < 0
