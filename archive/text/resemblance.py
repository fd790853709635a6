"""How alike two places of two texts are: their words, and what stands around them."""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import takewhile

from rapidfuzz import fuzz
from rapidfuzz.distance import Levenshtein

from .spans import Span

AROUND = 48  # code points looked at on each side
BESIDE = 12
SHORT_SIDE = 12  # fewer than this many say nothing
SAME_SIDE = 0.6  # unrelated English prose agrees to about 0.25
EDGE = "\0" * SHORT_SIDE  # the beginning and the end of a text are surroundings too
TOUCHING = 8  # code points right beside the words that must agree on one side, or
TOUCHING_BOTH = 3  # so many on both
_BLANKS = re.compile(r"\s+")
_EDGE = re.compile(r"\b|(?<=\W)(?=\W)")
PIECE = 64
REACH = 24  # how far the end of a fuzzy match may lie from where the first look put it


@dataclass(frozen=True, slots=True)
class Place:
    """A stretch of a text, and the block (or blocks) around it, beyond which its surroundings are another's."""

    text: str
    span: Span
    block: Span

    @property
    def words(self) -> str:
        return self.text[self.span.start : self.span.end]

    @property
    def window(self) -> str:
        """The words with what stands around them in their own block."""
        return self._with_beside(AROUND)

    @property
    def close_window(self) -> str:
        """The same with less beside them: as much as they are long themselves, within limits."""
        return self._with_beside(min(max(self.span.end - self.span.start, BESIDE), AROUND))

    def _with_beside(self, size: int) -> str:
        start = max(self.span.start - size, self.block.start)
        return self.text[start : min(self.span.end + size, self.block.end)]


def count_agreement(one: Place, other: Place) -> float:
    """How many code points around the two places agree: at most twice AROUND; 0 when neither side is convincing.

    A side is read twice, within the block (a paragraph may have moved) and across its end (it may have been
    split or merged), and the better reading counts. What stands right beside the words must be the same, on one
    side at least: surroundings that are alike but shifted belong to a lookalike next door.
    """
    before, after = (_before(one), _before(other)), (_after(one), _after(other))
    if not touches_both(one, other) and max(_count_touching(*before), _count_touching(*after)) < TOUCHING:
        return 0.0
    inside_before = _agree(_before(one, inside=True), _before(other, inside=True))
    inside_after = _agree(_after(one, inside=True), _after(other, inside=True))
    return max(_agree(*before), inside_before) + max(_agree(*after), inside_after)


def touches_both(one: Place, other: Place) -> bool:
    """Whether the same stands right before and right after both places."""
    before = _count_touching(_before(one), _before(other))
    return min(before, _count_touching(_after(one), _after(other))) >= TOUCHING_BOTH


def measure_likeness(one: str, other: str) -> float:
    """0 to 1: the share of characters that need no edit (Levenshtein)."""
    return Levenshtein.normalized_similarity(one, other)


def measure_containment(needle: str, text: str) -> float:
    """0 to 1: how well the needle is found anywhere in the text. A text shorter than it cannot have all of it.

    It is looked for in pieces: rapidfuzz tries every place only for needles that fit a machine word.
    """
    pieces = [needle[at : at + PIECE] for at in range(0, len(needle), PIECE)]
    if len(pieces) > 1 and len(pieces[-1]) < PIECE // 2:
        pieces[-1] = needle[-PIECE:]
    if not text or not pieces:
        return 0.0
    found = sum(fuzz.partial_ratio(piece, text) * min(1.0, len(text) / len(piece)) for piece in pieces)
    return found / (100 * len(pieces))


def find_alike(words: str, text: str) -> tuple[Span, float]:
    """The stretch of `text` most like `words`, its ends moved to where they fit best, and its likeness."""
    if len(words) > len(text):
        return Span(0, len(text)), measure_likeness(words, text)
    head = fuzz.partial_ratio_alignment(words[:PIECE], text)
    tail = fuzz.partial_ratio_alignment(words[-PIECE:], text)
    assert head is not None and tail is not None  # no cut-off was asked for
    rough = Span(head.dest_start, tail.dest_end)
    if not 0.5 * len(words) <= rough.end - rough.start <= 2 * len(words):  # head and tail of different places
        rough = Span(head.dest_start, min(head.dest_start + len(words), len(text)))
    start = max(_edges(text, rough.start), key=lambda at: measure_likeness(words, text[at : max(rough.end, at + 1)]))
    ends = [at for at in _edges(text, rough.end) if at > start]
    end = max(ends, key=lambda at: measure_likeness(words, text[start:at]), default=start)
    return Span(start, end), measure_likeness(words, text[start:end])


def _edges(text: str, around: int) -> list[int]:
    """Ends of words near a position, and the position itself."""
    start, end = max(around - REACH, 0), min(around + REACH, len(text))
    return sorted({around, *(match.start() for match in _EDGE.finditer(text, start, end))})


def _before(place: Place, *, inside: bool = False) -> str:
    """What stands before, read backwards."""
    start = max(place.span.start - 2 * AROUND, place.block.start if inside else 0)
    edge = "" if inside or start else EDGE
    return _BLANKS.sub(" ", place.text[start : place.span.start])[::-1] + edge


def _after(place: Place, *, inside: bool = False) -> str:
    end = min(place.span.end + 2 * AROUND, place.block.end if inside else len(place.text))
    edge = "" if inside or end < len(place.text) else EDGE
    return _BLANKS.sub(" ", place.text[place.span.end : end]) + edge


def _agree(one: str, other: str) -> float:
    """The most code points that agree, looking less and less far."""
    size = min(len(one), len(other), AROUND)
    best = 0.0
    while size >= SHORT_SIDE:
        likeness = measure_likeness(one[:size], other[:size])
        if likeness >= SAME_SIDE:
            best = max(best, likeness * size)
        size //= 2
    return best


def _count_touching(one: str, other: str) -> int:
    return sum(1 for _ in takewhile(lambda pair: pair[0] == pair[1], zip(one, other, strict=False)))
