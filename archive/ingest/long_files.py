"""Long files: tables, messages and feeds too large to be read at once, in parts of whole rows or items.

The same file is always cut in the same places: a second import finds every part, and every story, where it was.
"""

from __future__ import annotations

import csv
import gzip
import io
import json
import re
import zlib
from collections.abc import Iterator
from pathlib import PurePath
from typing import IO, Final

from archive.ingest.containers import ALWAYS_ALLOWED, MAX_RATIO, MEMBER, Member
from archive.ingest.decode import MAX_STORY_BYTES, Unreadable
from archive.ingest.draft import Problem
from archive.ingest.long_markup import Piece, Readable, cut_markup
from archive.ingest.long_messages import cut_messages
from archive.ingest.long_tables import LONGEST_LINE, Broken, Lines, cut_lines, cut_table
from archive.ingest.sniff import SNIFFED_BYTES, Format, find_format

LONG: Final = 5_000_000  # bytes from which a file is read in parts
PART: Final = 1_000_000  # bytes of a part; one row or item may make it longer
# UTF-16 and its kin, whose line ends and tags are not to be found by a byte, and letters that look like tags.
_WIDE: Final = re.compile(rb"\A(?:\xff\xfe|\xfe\xff)|\x00|<\?xml[^>]{0,100}iso-2022", re.IGNORECASE)
_PART_NAME: Final = re.compile(re.escape(MEMBER) + r"part-\d{4,}-from-(?:line|item)-[^/]*\Z")
_DAMAGED: Final = (Broken, csv.Error, EOFError, zlib.error, gzip.BadGzipFile)


def is_long_file(stream: IO[bytes], *, name: str, size: int) -> bool:
    """Whether a file is one that must be read in parts. The stream is rewound."""
    try:
        return _find_format(stream, name, size) is not None
    finally:
        stream.seek(0)


def read_parts(stream: IO[bytes], *, name: str, size: int) -> Iterator[Member]:
    """The parts of a long file, each named by the line or item with which it begins. Never raises but OSError of the
    disk.

    What cannot be read comes as a member with a problem; the file is read on behind it where that is possible.
    """
    row = _find_format(stream, name, size)
    assert row is not None
    stream.seek(0)
    most = max(ALWAYS_ALLOWED, size * MAX_RATIO)
    if row.items or row.opens:
        yield from _read_items(_Bounded(_opened(stream), most), row, name=name)
    else:
        yield from _read_rows(Lines(_opened(stream), most=most), row)


def cut_items(data: bytes, *, name: str) -> Iterator[bytes]:
    """The items of a part, each as a document by itself; nothing when there is no telling."""
    row = find_format(data[:SNIFFED_BYTES], filename=name)
    if row.items or row.opens:
        pieces = list(_cut(io.BytesIO(data), row, part=1))
        yield from (piece for _, piece in pieces if not isinstance(piece, Problem))


def too_large(advice: str) -> str:
    """What is said of a file that is too large to be read at once and cannot be read in parts."""
    return (
        f"The file is larger than {MAX_STORY_BYTES // 1_000_000} MB, and of no kind that is read in parts: {advice}"
        " (XML in UTF-16: save it as UTF-8)."
    )


def name_without_part(name: str) -> str:
    """The path under which a long file came, of that of its part; that of anything else unchanged."""
    return _PART_NAME.sub("", name)


def _read_rows(lines: Lines, row: Format) -> Iterator[Member]:
    is_csv = row.name == "csv"
    parts = cut_table(lines, part=PART) if is_csv else cut_lines(lines, part=PART)
    try:
        for number, (line, data) in enumerate(parts, start=1):
            yield Member(f"part-{number:04}-from-line-{line}.{'csv' if is_csv else 'jsonl'}", data)
    except _DAMAGED as error:
        sentence = (
            f"The table was read up to line {lines.first - 1}, and no further ({_say(error)}): mend what follows, then"
            " import it again."
        )
        yield Member(f"from-line-{lines.first}", problem=Problem("broken_table", sentence))


def _read_items(stream: Readable, row: Format, *, name: str) -> Iterator[Member]:
    extension = PurePath(name.removesuffix(".gz")).suffix or ".txt"
    number, first = 0, 1
    try:
        for first, piece in _cut(stream, row, part=PART):
            if isinstance(piece, Problem):
                yield Member(f"from-item-{first}", problem=piece)
            else:
                number += 1
                yield Member(f"part-{number:04}-from-item-{first}{extension}", piece)
    except _DAMAGED as error:
        sentence = f"The file was not read to its end ({_say(error)}): mend what follows, then import it again."
        yield Member(f"after-item-{first}", problem=Problem("broken_file", sentence))


def _cut(stream: Readable, row: Format, *, part: int) -> Iterator[Piece]:
    if row.items:
        return cut_markup(stream, names=row.items, part=part)
    return cut_messages(stream, opens=row.opens, part=part)


def _find_format(stream: IO[bytes], name: str, size: int) -> Format | None:
    """Which kind of long file it is; None for all others."""
    stream.seek(0)
    is_packed = stream.read(2) == b"\x1f\x8b"
    if size <= (LONG // MAX_RATIO if is_packed else LONG):
        return None
    stream.seek(0)
    try:
        opened = _opened(stream)
        head = opened.read(SNIFFED_BYTES)
        if _WIDE.search(head):
            return None
        row = find_format(head, filename=name.removesuffix(".gz"))
        if is_packed and not _is_longer(opened, LONG - len(head)):
            return None
        if row.items or row.opens or row.name == "csv":
            return row
        if row.name not in ("jsonl", "ninjs"):
            return None
        stream.seek(0)
        lines = _opened(stream)
        is_object = isinstance(json.loads(lines.readline(LONGEST_LINE)), dict)
        return row if is_object and lines.read(1) else None
    except (Unreadable, EOFError, zlib.error, gzip.BadGzipFile, ValueError, RecursionError):
        return None


class _Bounded:
    """A stream that ends in `Broken` where more comes out than news can be."""

    def __init__(self, stream: IO[bytes], most: int) -> None:
        self._stream, self._left = stream, most

    def read(self, size: int, /) -> bytes:
        """The next bytes."""
        data = self._stream.read(size)
        self._left -= len(data)
        if self._left < 0:
            raise Broken("it unpacks to far more than news does")
        return data


def _opened(stream: IO[bytes]) -> IO[bytes]:
    """The file itself, decompressed when it came as gzip."""
    is_packed = stream.read(2) == b"\x1f\x8b"
    stream.seek(0)
    return io.BufferedReader(gzip.GzipFile(fileobj=stream)) if is_packed else stream


def _is_longer(stream: IO[bytes], length: int) -> bool:
    while length >= 0 and (chunk := stream.read(65_536)):
        length -= len(chunk)
    return length < 0


def _say(error: Exception) -> str:
    return " ".join(str(error).split())[:200]
