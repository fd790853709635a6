"""Blocks on their way to a text: words with the marks and names in them, and how they become one canonical text."""

import re
import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Final

from archive.text.canonical import BLOCK_SEPARATOR, canonicalise
from archive.text.marks import Mark
from archive.text.spans import Span

_SPACE: Final = re.compile(r"[ \t\r\n\f]+")


@dataclass(frozen=True, slots=True)
class NamedSpan:
    """A name that the markup itself points out: its kind ("people"…), its words, where, and what its tag says."""

    kind: str
    name: str
    span: Span
    stated: Mapping[str, str]


@dataclass(slots=True)
class Block:
    """One block being written. Marks and names are (start, end, what, data) in `text`."""

    kind: str = "paragraph"
    data: Mapping[str, str] = field(default_factory=dict)
    text: str = ""
    marks: list[tuple[int, int, str, Mapping[str, str]]] = field(default_factory=list)
    names: list[tuple[int, int, str, Mapping[str, str]]] = field(default_factory=list)

    def write(self, words: str) -> None:
        """Add words; spaces and line ends of the markup are one space, and none at the start."""
        words = unicodedata.normalize("NFC", _SPACE.sub(" ", words))
        if not self.text or self.text[-1] in " \n":
            words = words.lstrip(" ")
        self.text += words

    def write_break(self) -> None:
        """Add the end of a line."""
        self.text = self.text.rstrip(" ") + "\n"

    def mark(self, start: int, kind: str, data: Mapping[str, str] | None = None) -> None:
        """Mark what was written since `start`."""
        self.marks += [(*span, kind, data or {}) for span in self._since(start)]

    def name(self, start: int, kind: str, data: Mapping[str, str]) -> None:
        """Note what was written since `start` as a name."""
        self.names += [(*span, kind, data) for span in self._since(start)]

    def _since(self, start: int) -> list[tuple[int, int]]:
        words = self.text[start:]
        begin = start + len(words) - len(words.lstrip())
        end = start + len(words.rstrip())
        return [(begin, end)] if begin < end else []


def join_read_blocks(blocks: Sequence[Block]) -> tuple[str, tuple[Mark, ...], tuple[NamedSpan, ...]]:
    """One canonical text of these blocks with its marks and names. Blank blocks are left out."""
    top = min((int(block.data["level"]) for block in blocks if block.kind == "heading"), default=1)
    texts: list[str] = []
    marks: list[Mark] = []
    names: list[NamedSpan] = []
    at = 0
    for block in blocks:
        text = canonicalise(block.text).replace(BLOCK_SEPARATOR, "\n").strip()
        if not text:
            continue
        if block.kind != "paragraph":
            marks.append(Mark(at, at + len(text), block.kind, _data(block, top)))
        shift = at - _lead(block.text, text)
        for start, end, kind, data in _fitting(block.marks, block.text, text):
            marks.append(Mark(start + shift, end + shift, kind, data))
        for start, end, kind, data in _fitting(block.names, block.text, text):
            span = Span(start + shift, end + shift)
            names.append(NamedSpan(kind, " ".join(block.text[start:end].split()), span, data))
        texts.append(text)
        at += len(text) + len(BLOCK_SEPARATOR)
    return BLOCK_SEPARATOR.join(texts), tuple(marks), tuple(names)


def _data(block: Block, top: int) -> Mapping[str, str]:
    """The highest heading of a body counts as the first below the story's headline."""
    return {"level": str(int(block.data["level"]) - top + 1)} if block.kind == "heading" else block.data


def _lead(written: str, text: str) -> int:
    return max(written.find(text[:1]), 0)


def _fitting(
    entries: Iterable[tuple[int, int, str, Mapping[str, str]]], written: str, text: str
) -> list[tuple[int, int, str, Mapping[str, str]]]:
    """The entries, unless making the text canonical has moved its letters: then they would point at others."""
    lead = _lead(written, text)
    return list(entries) if written[lead : lead + len(text)] == text else []
