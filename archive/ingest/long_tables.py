"""Long tables: CSV and JSON Lines in parts of whole rows.

A part holds the lines as they stand in the file, those of CSV below the line of names, so that it is a table by itself.
"""

from __future__ import annotations

import csv
from collections.abc import Iterator
from typing import IO, Final

from archive.ingest.formats.table import LONGEST_CELL, find_delimiter

LONGEST_LINE: Final = 10_000_000


class Broken(Exception):  # it is what the file is
    """The file cannot be read further; the sentence says why."""


class Lines:
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
                raise Broken(f"line {self.number} is longer than {LONGEST_LINE // 1_000_000} MB")
            if self._left < 0:
                raise Broken("it unpacks to far more than news does")
            self.since.append(line)
            yield line.decode("latin-1")

    def take(self) -> bytes:
        """What has been read since the last look."""
        taken, self.since, self.first = b"".join(self.since), [], self.number + 1
        return taken


def cut_lines(lines: Lines, *, part: int) -> Iterator[tuple[int, bytes]]:
    """(first line, bytes) of each part of JSON Lines."""
    room = part
    for line in lines:
        room -= len(line)
        if room <= 0:
            yield lines.first, lines.take()
            room = part
    if lines.since:
        yield lines.first, lines.take()


def cut_table(lines: Lines, *, part: int) -> Iterator[tuple[int, bytes]]:
    """The same of CSV, whose rows may hold line ends between quotes: only its reader knows where one ends."""
    csv.field_size_limit(LONGEST_CELL)
    told = iter(lines)
    names = next(told, "")
    heading = lines.take()
    room = part
    for row in csv.reader(told, delimiter=find_delimiter(names)):
        room -= sum(map(len, row)) + len(row)
        if room <= 0:
            yield lines.first, heading + lines.take()
            room = part
    if lines.since:
        yield lines.first, heading + lines.take()
