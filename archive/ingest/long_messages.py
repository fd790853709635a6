"""Long files of messages that are no XML: each story begins with the same bytes, and parts begin there too."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from archive.ingest.decode import MAX_STORY_BYTES
from archive.ingest.long_markup import Piece, Readable, too_long

CHUNK: Final = 1 << 18


def cut_messages(stream: Readable, *, opens: bytes, part: int, longest: int = MAX_STORY_BYTES) -> Iterator[Piece]:
    """The parts, of `part` bytes and the rest of their last message each; what stands before the first message is in
    the first. One longer than `longest` is a problem, and the file is read on behind it.
    """
    data, number, is_dropped, is_over = b"", 1, False, False
    kept = len(opens) - 1  # bytes of what is not read that may be the beginning of the next
    while not is_over:
        chunk = stream.read(CHUNK)
        is_over = not chunk
        data += chunk
        start = max(0, data.find(opens))
        if is_dropped and (begins := data.find(opens)) >= 0:
            data, start, is_dropped, number = data[begins:], 0, False, number + 1
        elif is_dropped:
            data = data[len(data) - kept :]
            continue
        while (end := _find_end(data, opens, start, part)) > 0:
            yield number, data[:end]
            number += data[:end].count(opens)
            data, start = data[end:], 0
        if len(data) > longest and (last := data.rfind(opens)) > 0:
            yield number, data[:last]
            number += data[:last].count(opens)
            data = data[last:]
        if len(data) > longest:
            yield number, too_long(longest)
            is_dropped, data = True, data[len(data) - kept :]
    if data and not is_dropped:
        yield number, data


def _find_end(data: bytes, opens: bytes, start: int, part: int) -> int:
    """Where the first part ends: with the first message that begins behind `part` bytes; -1 for not yet."""
    return data.find(opens, max(part, start + len(opens)))
