"""Random edits of a story that know where every character came from: what anchoring is judged by."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass
from random import Random

from archive.text.canonical import block_spans
from archive.text.spans import Span

NEW = -1  # typed: nobody's
COPY = 1_000_000_000  # added to the offset in a doubled paragraph
PASTED = 2_000_000_000  # and in a phrase that was pasted somewhere else
AROUND = 48  # code points on each side that make a place that place
COPIED_TOO = 16  # of the code points around: so many make a copy more than the bare words
BROKEN = 1.5  # times their length: words drawn out so far are no longer these words
FARTHEST = 300  # beyond twice the words' length: so much may have been pasted between the neighbours
_TOKEN = re.compile(r"[\u3005-\u30ff\u3400-\u9fff]|[^\W\u3005-\u30ff\u3400-\u9fff]+|\s+|[^\w\s]")
_SENTENCE = re.compile(r"[^.!?。！？]*(?:[.!?。！？]+[\s”\"]*|$)")
SURVIVES = 2 / 3  # of the words and what stood around them: with less left, a whole copy is as good a home


@dataclass(slots=True)
class Block:
    """One paragraph: its characters, and for each where in the old text it stood."""

    chars: list[str]
    origins: list[int]

    @property
    def text(self) -> str:
        return "".join(self.chars)

    def cut(self, start: int, end: int) -> Block:
        return Block(self.chars[start:end], self.origins[start:end])

    def put(self, start: int, end: int, other: Block) -> None:
        self.chars[start:end] = other.chars
        self.origins[start:end] = other.origins


@dataclass(frozen=True, slots=True)
class Revised:
    """The text after the edits; `origins` gives for each character its old offset, NEW, or COPY and offset."""

    text: str
    origins: list[int]


class Editor:
    """Edits one story at random; the same seed makes the same edits."""

    def __init__(self, text: str, random: Random) -> None:
        self.old, self.random = text, random
        self.blocks = [Block(list(text[s:e]), list(range(s, e))) for s, e in block_spans(text)]
        self.words = [token for token in _TOKEN.findall(text) if token.isalnum()] or ["word"]

    def revise(self, edits: int, phrases: Sequence[Span]) -> Revised:
        """So many edits, one after another; `phrases` are what may be copied elsewhere."""
        deeds: list[tuple[Callable[[], None], int]] = [
            (self.replace_words, 8), (self.insert_words, 5), (self.delete_words, 5), (self.move_block, 3),
            (self.double_block, 3), (self.split_block, 3), (self.merge_blocks, 3), (self.swap_sentences, 3),
            (self.delete_block, 2), (self.insert_block, 2), (lambda: self.copy_phrase(phrases), 6),
            (lambda: self.cut_phrase(phrases), 3), (lambda: self.retouch_phrase(phrases), 8),
        ]  # fmt: skip
        for deed in self.random.choices([deed for deed, _ in deeds], [weight for _, weight in deeds], k=edits):
            deed()
            self.blocks = [block for block in map(_strip, self.blocks) if block.chars]
        chars: list[str] = []
        origins: list[int] = []
        for number, block in enumerate(self.blocks):
            if number:
                chars += "\n\n"
                origins += [NEW, NEW]
            chars += block.chars
            origins += block.origins
        return Revised("".join(chars), origins)

    def replace_words(self) -> None:
        block, start, end = self._stretch(self.random.choice([1, 1, 1, 2, 4]))
        if block:
            block.put(start, end, self._typed(self.random.choice([1, 1, 2])))

    def insert_words(self) -> None:
        block, start, _ = self._stretch(1)
        if block:
            block.put(start, start, self._typed(self.random.choice([1, 2, 6]), after=True))

    def delete_words(self) -> None:
        block, start, end = self._stretch(self.random.choice([1, 2, 8]))
        if block:
            block.put(start, end, Block([], []))

    def move_block(self) -> None:
        if len(self.blocks) > 1:
            block = self.blocks.pop(self.random.randrange(len(self.blocks)))
            self.blocks.insert(self.random.randint(0, len(self.blocks)), block)

    def double_block(self) -> None:
        if self.blocks:
            block = self.random.choice(self.blocks)
            copied = Block(list(block.chars), [o + COPY if 0 <= o < COPY else o for o in block.origins])
            self.blocks.insert(self.random.randint(0, len(self.blocks)), copied)

    def split_block(self) -> None:
        block, start, _ = self._stretch(1)
        if block and start:
            at = next(number for number, each in enumerate(self.blocks) if each is block)
            self.blocks[at : at + 1] = [block.cut(0, start), block.cut(start, len(block.chars))]

    def merge_blocks(self) -> None:
        if len(self.blocks) > 1:
            at = self.random.randrange(len(self.blocks) - 1)
            one, other = self.blocks[at], self.blocks.pop(at + 1)
            gap = "" if _is_dense(one.text) else " "
            one.chars += [*gap, *other.chars]
            one.origins += [NEW] * len(gap) + other.origins

    def swap_sentences(self) -> None:
        many = [block for block in self.blocks if len(_SENTENCE.findall(block.text)) > 2]
        if many:
            block = self.random.choice(many)
            parts = [block.cut(*match.span()) for match in _SENTENCE.finditer(block.text) if match[0]]
            one, other = self.random.sample(range(len(parts)), 2)
            parts[one], parts[other] = parts[other], parts[one]
            block.chars = [char for part in parts for char in part.chars]
            block.origins = [origin for part in parts for origin in part.origins]

    def delete_block(self) -> None:
        if len(self.blocks) > 1:
            self.blocks.pop(self.random.randrange(len(self.blocks)))

    def insert_block(self) -> None:
        self.blocks.insert(self.random.randint(0, len(self.blocks)), self._typed(self.random.randint(1, 40)))

    def copy_phrase(self, phrases: Sequence[Span]) -> None:
        """Noted words pasted where they do not belong: the lookalike."""
        block, start, _ = self._stretch(1)
        if block and phrases:
            first, last = self.random.choice(phrases)
            phrase = self.old[first:last].replace("\n\n", "  ")
            pasted = Block(list(phrase), [PASTED + offset for offset in range(first, last)])
            block.put(start, start, pasted)
            if not _is_dense(phrase):
                block.put(start + len(phrase), start + len(phrase), _as_new(" "))

    def cut_phrase(self, phrases: Sequence[Span]) -> None:
        """Noted words taken away where they stood."""
        if phrases:
            self._take(set(range(*self.random.choice(phrases))))

    def retouch_phrase(self, phrases: Sequence[Span]) -> None:
        """A word or a letter of noted words changed."""
        if not phrases:
            return
        start, end = self.random.choice(phrases)
        at = self.random.randrange(start, end)
        for block in self.blocks:
            if at in block.origins:
                here = block.origins.index(at)
                if self.random.random() < 0.5:
                    block.put(here, here + 1, _as_new(self.random.choice("aeiou的是1")))
                else:
                    token = next(m for m in _TOKEN.finditer(block.text) if m.start() <= here < m.end())
                    block.put(*token.span(), self._typed(1))
                return

    def _take(self, offsets: set[int]) -> None:
        for block in self.blocks:
            kept = [number for number, origin in enumerate(block.origins) if origin not in offsets]
            block.chars, block.origins = [block.chars[n] for n in kept], [block.origins[n] for n in kept]

    def _stretch(self, words: int) -> tuple[Block | None, int, int]:
        """So many words of some paragraph, with the blanks between them."""
        full = [block for block in self.blocks if block.chars]
        if not full:
            return None, 0, 0
        block = self.random.choices(full, [len(each.chars) for each in full])[0]
        tokens = [match.span() for match in _TOKEN.finditer(block.text)]
        first = self.random.randrange(len(tokens))
        last = min(first + 2 * words - 2, len(tokens) - 1)
        return block, tokens[first][0], tokens[last][1]

    def _typed(self, words: int, *, after: bool = False) -> Block:
        dense = _is_dense(self.old)
        text = ("" if dense else " ").join(self.random.choice(self.words) for _ in range(words))
        return _as_new(text + (" " if after and not dense else ""))


def choose_phrases(text: str, random: Random, number: int) -> list[Span]:
    """Words as people note them: a name, a clause, a sentence, a paragraph, now and then across two."""
    spans: list[Span] = []
    blocks = block_spans(text)
    while len(spans) < number:
        start, end = random.choice(blocks)
        tokens = [m.span() for m in _TOKEN.finditer(text, start, end) if not m[0].isspace()]
        kind = random.random()
        if kind < 0.06:
            spans.append(Span(start, end))
        elif kind < 0.09 and (start, end) != blocks[-1]:
            following = blocks[blocks.index(Span(start, end)) + 1]
            spans.append(Span(tokens[len(tokens) // 2][0], following.end))
        else:
            first = random.randrange(len(tokens))
            last = min(first + random.choice([1, 1, 2, 3, 5, 8, 13, 21]) - 1, len(tokens) - 1)
            spans.append(Span(tokens[first][0], tokens[last][1]))
    return spans


def is_right(span: Span, placed: Span, old: str, revised: Revised) -> bool:
    """Whether a note on `span` may stand at `placed`.

    It may on its own characters: most of what it covers is theirs, and most of them are there. It may on words typed
    again between the very neighbours they had. And when less than SURVIVES of the words and their surroundings is
    left, it may on a copy of words and surroundings together: nobody can tell that history from a move.
    """
    where = {origin: at for at, origin in enumerate(revised.origins)}
    own = {offset for offset in range(*span) if old[offset] != "\n"}
    solid = sum(1 for at in range(*placed) if revised.text[at] != "\n")
    kept = _count(own, 0, placed, revised.origins)
    if kept >= 0.5 * solid and kept >= 0.5 * len(own):
        return True
    if _is_between_neighbours(span, placed, where, last=len(old), length=len(revised.text)):
        return True
    block = next(block for block in block_spans(old) if block.start <= span.start < block.end)
    window = range(max(span.start - AROUND, block.start), max(span.end, min(span.end + AROUND, block.end)))
    if _is_left(own, window, where):
        return False
    if _count(own, COPY, placed, revised.origins) >= 0.9 * solid:
        return True
    around = {*range(span.start - AROUND, span.start), *range(span.end, span.end + AROUND)}
    beside = Span(placed.start - AROUND, placed.end + AROUND)
    if _count(own, PASTED, placed, revised.origins) < 0.9 * solid:
        return False
    return _count(around, PASTED, beside, revised.origins) >= COPIED_TOO


def _is_left(own: Collection[int], window: Sequence[int], where: dict[int, int]) -> bool:
    """Whether most of the words are left, and most of what stood around them still stands around them."""
    left = [where[offset] for offset in own if offset in where]
    if len(left) < SURVIVES * len(own) or max(left) - min(left) > BROKEN * len(own):
        return False
    beside = Span(max(min(left) - 2 * AROUND, 0), max(left) + 2 * AROUND)
    return sum(1 for offset in window if beside.start <= where.get(offset, -1) < beside.end) >= SURVIVES * len(window)


def _count(offsets: Collection[int], mark: int, placed: Span, origins: Sequence[int]) -> int:
    """How many characters of that stretch are these old ones, or copies of them."""
    return sum(1 for origin in origins[max(placed.start, 0) : placed.end] if origin - mark in offsets)


def _is_between_neighbours(span: Span, placed: Span, where: dict[int, int], *, last: int, length: int) -> bool:
    """`last` is the end of the old text, `length` that of the new one."""
    ahead = [where[at] for at in range(span.start - AROUND, span.start) if where.get(at, length) < placed.start]
    behind = [where[at] for at in range(span.end, span.end + AROUND) if where.get(at, -1) >= placed.end]
    before = -1 if span.start == 0 else max(ahead, default=None)
    after = length if span.end >= last else min(behind, default=None)
    if before is None or after is None:
        return False
    return after - before <= 2 * (span.end - span.start) + FARTHEST


def _as_new(text: str) -> Block:
    return Block(list(text), [NEW] * len(text))


def _is_dense(text: str) -> bool:
    """Written without blanks between words."""
    return text.count(" ") * 20 < len(text)


def _strip(block: Block) -> Block:
    text = block.text
    start, end = len(text) - len(text.lstrip()), len(text.rstrip())
    return block if (start, end) == (0, len(text)) else block.cut(start, max(start, end))
