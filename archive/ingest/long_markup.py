"""Long messages and feeds: XML of many items that is too large to be read at once, in parts of whole items.

A part is a document by itself: what stands before the first item, some items as they stand in the file, and the ends of
the elements around them. Nothing is understood here but where an item begins and ends: no entity is resolved, nothing
is looked up, and each part is then read as safely as any short file. In bounded memory, whatever the file holds.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Final, Literal, Protocol

from archive.ingest.decode import MAX_STORY_BYTES, Unreadable
from archive.ingest.draft import Problem
from archive.ingest.formats.xml_tree import refuse_declarations

LONGEST_HEAD: Final = 2_000_000  # bytes before the first item, where an envelope of a few kilobytes stands
CHUNK: Final = 1 << 18
_LONGEST_MARK: Final = 200  # bytes by which one is known
_LONGEST_TAG: Final = 100_000
_TAG: Final = re.compile(rb"<(/?)([^\s/>!?][^\s/>]{0,200})((?:[^>\"']|\"[^\"]*\"|'[^']*')*)>")
_ASIDE: Final = re.compile(rb"<!--.*?-->|<!\[CDATA\[.*?\]\]>|<\?.*?\?>|<![^>\[]*(?:\[.*?\]\s*)?>", re.DOTALL)
_ENDS: Final = {b"<!--": b"-->", b"<![CDATA[": b"]]>", b"<?": b"?>"}
_NOTHING: Final = re.compile(rb"(?:\s|<!--.*?-->|<\?.*?\?>|</[^>]*>)*", re.DOTALL)


class Readable(Protocol):
    """What is read from, a piece at a time."""

    def read(self, size: int, /) -> bytes:
        """The next bytes; none at the end."""


Step = Literal["open", "close", "empty", "more"]
Piece = tuple[int, bytes | Problem]
"""The number of its first item, from 1, and the bytes of a part or what keeps them from being read."""


def cut_markup(stream: Readable, *, names: Sequence[str], part: int, longest: int = MAX_STORY_BYTES) -> Iterator[Piece]:
    """The parts, of `part` bytes and the rest of their last item each. `names` are the local names of the elements that
    are items, in whatever namespace. An item longer than `longest` is a problem, and the file is read on behind it.
    """
    looker = _Looker(stream, names)
    steps = looker.steps()
    for step in steps:
        if step != "more" or looker.seen > LONGEST_HEAD:
            break
    else:
        yield 1, bytes(looker.data)  # no item at all: its reader says what it is
        return
    head = looker.data[: looker.begins]
    try:
        refuse_declarations(head)
    except Unreadable as error:
        yield 1, Problem(error.code, error.sentence)
        return
    if step == "more":
        sentence = f"No item begins in its first {LONGEST_HEAD // 1_000_000} MB: split the file and import the parts."
        yield 1, Problem("too_large", sentence)
        return
    yield from _Cutter(looker, head, part=part, longest=longest).pieces(step, steps)


class _Looker:
    """Looks through a file for the beginnings and ends of items. `data` is what has not been forgotten of it."""

    def __init__(self, stream: Readable, names: Sequence[str]) -> None:
        self._stream = stream
        wanted = b"|".join(re.escape(name.encode()) for name in names)
        self._mark = re.compile(rb"<!--|<!\[CDATA\[|<\?|</?(?:[\w.-]{1,60}:)?(?:" + wanted + rb")(?=[\s/>])")
        self.data = b""
        self.seen = 0  # in the data, up to where it has been looked through
        self.begins = self.ends = 0  # in the data, the tag that was found last
        self._until = b""  # the end of a comment and its kin, in which nothing begins; they may be longer than the data

    def steps(self) -> Iterator[Step]:
        """The tags of items, one after the other; "more" whenever more of the file has been read."""
        is_over = False
        while True:
            yield from self._look(is_over)
            if is_over:
                return
            chunk = self._stream.read(CHUNK)
            is_over = not chunk
            self.data += chunk
            yield "more"

    def _look(self, is_over: bool) -> Iterator[Step]:
        """The tags in what is there, as far as it can be told."""
        while True:
            if self._until:
                place = self.data.find(self._until, self.seen)
                if place < 0:
                    self.seen = max(self.seen, len(self.data) - len(self._until) + 1)
                    return
                self.seen, self._until = place + len(self._until), b""
            mark = self._mark.search(self.data, self.seen)
            if mark is None:
                self.seen = max(self.seen, len(self.data) - _LONGEST_MARK)
                return
            self.seen = mark.start()
            if mark[0] in _ENDS:
                self.seen, self._until = mark.end(), _ENDS[mark[0]]
                continue
            tag = _TAG.match(self.data, self.seen)
            if tag is None and not is_over and len(self.data) - self.seen <= _LONGEST_TAG:
                return
            self.seen = (tag or mark).end()
            if tag is not None:
                self.begins, self.ends = tag.span()
                yield "close" if tag[1] else "empty" if tag[3].endswith(b"/") else "open"

    def forget(self, before: int) -> None:
        """Drop what stands before this place."""
        self.data = self.data[before:]
        self.seen, self.begins, self.ends = (max(0, place - before) for place in (self.seen, self.begins, self.ends))


class _Cutter:
    """Puts parts together while a file is looked through; places are those in the looker's data."""

    def __init__(self, looker: _Looker, head: bytes, *, part: int, longest: int) -> None:
        self._looker, self._head, self._part, self._longest = looker, head, part, longest
        self._closing = _ends_of(head)
        self._item = 0  # the number of the item that began last
        self._first = 1  # and of the first that is in no part yet
        self._whole = 0  # where the last whole item ends; the data begins with what is in no part yet
        self._depth = 0
        self._began = 0  # where the item began that is open
        self._is_dropped = False  # that item is too long
        self._is_between = False  # too much stands between it and the next

    def pieces(self, step: Step, steps: Iterator[Step]) -> Iterator[Piece]:
        """The parts, from the first tag of an item on."""
        self._forget(self._looker.begins)
        while True:
            yield from self._take(step)
            following = next(steps, None)
            if following is None:
                break
            step = following
        yield from self._end()

    def _take(self, step: Step) -> Iterator[Piece]:
        looker = self._looker
        if step in ("open", "empty") and self._depth == 0:
            self._item += 1
            self._began, self._is_between = looker.begins, False
        if step == "open":
            self._depth += 1
        elif step == "close" and self._depth:
            self._depth -= 1
        elif step == "close":
            return
        if step in ("close", "empty") and self._depth == 0:
            yield from self._end_item()
        elif step == "more":
            yield from self._bound()

    def _end_item(self) -> Iterator[Piece]:
        self._whole = self._looker.ends
        if self._is_dropped:
            self._is_dropped = False
            yield self._item, too_long(self._longest)
            self._forget(self._whole)
            self._first = self._item + 1
        elif self._whole >= self._part or not self._closing:
            yield from self._give()

    def _bound(self) -> Iterator[Piece]:
        """Keep no more than one item that may be read."""
        if self._is_dropped or (self._is_between and not self._depth):
            self._forget(self._looker.seen)
        elif self._depth and len(self._looker.data) - self._began > self._longest:
            yield from self._give()
            self._is_dropped = True
            self._forget(self._looker.seen)
        elif not self._depth and len(self._looker.data) - self._whole > self._longest:
            yield from self._give()
            size = f"{self._longest // 1_000_000} MB"
            sentence = (
                f"More than {size} stand between two items: see the original, and send what is missing by itself."
            )
            yield self._item + 1, Problem("too_large", sentence)
            self._is_between = True
            self._forget(self._looker.seen)

    def _end(self) -> Iterator[Piece]:
        """The last part, with what stands behind its items."""
        data = self._looker.data
        if self._is_dropped:
            yield self._item, too_long(self._longest)
        elif self._depth:
            yield from self._give()
            yield self._item, self._document(self._looker.data)
        elif not self._is_closed(data[self._whole :]):
            yield from self._give()
            sentence = "The file ends before its first element does: items may be missing. Ask for it again."
            yield self._item + 1, Problem("cut_short", sentence)
        elif self._whole or _NOTHING.fullmatch(data) is None:
            yield self._first, self._document(data)

    def _give(self) -> Iterator[Piece]:
        """The whole items as a part, if there are any."""
        if self._whole:
            yield self._first, self._document(self._looker.data[: self._whole]) + self._closing
            self._first = self._item + (self._depth == 0)
            self._forget(self._whole)

    def _document(self, items: bytes) -> bytes:
        """With what stands before the first item; where documents follow each other, each has its own."""
        is_whole = not self._closing and b"<?xml" in items[: self._began]
        return items.lstrip() if is_whole else self._head + items

    def _is_closed(self, tail: bytes) -> bool:
        if not self._closing:
            return not tail.strip()
        root = self._closing.rpartition(b"</")[2].rstrip(b">")
        return re.search(rb"</" + re.escape(root) + rb"\s*>(?:\s|<!--.*?-->|<\?.*?\?>)*\Z", tail, re.DOTALL) is not None

    def _forget(self, before: int) -> None:
        self._looker.forget(before)
        self._whole, self._began = max(0, self._whole - before), max(0, self._began - before)


def too_long(longest: int) -> Problem:
    """What is said of a story that is never read."""
    sentence = f"The story is larger than {longest // 1_000_000} MB: send it by itself, in parts."
    return Problem("too_large", sentence)


def _ends_of(head: bytes) -> bytes:
    """The ends of the elements that are open where the first item begins, the innermost first."""
    names: list[bytes] = []
    at = 0
    while (at := head.find(b"<", at)) >= 0:
        if (aside := _ASIDE.match(head, at)) is not None:
            at = aside.end()
        elif (tag := _TAG.match(head, at)) is None:
            at += 1
        else:
            at = tag.end()
            if tag[1]:
                del names[-1:]
            elif not tag[3].endswith(b"/"):
                names.append(tag[2])
    return b"".join(b"</" + name + b">" for name in reversed(names))
