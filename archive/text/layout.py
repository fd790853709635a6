"""Layout: which blocks a text is shown in. Every written character falls into exactly one block."""

from collections.abc import Iterable, Mapping
from typing import NamedTuple

from archive.text.canonical import block_spans
from archive.text.marks import BLOCK_KINDS, Mark
from archive.text.spans import Span


class Block(NamedTuple):
    """One block of the page: where it is, which kind of block mark made it, and that mark's data."""

    span: Span
    kind: str
    data: Mapping[str, str]


def lay_out(text: str, marks: Iterable[Mark]) -> list[Block]:
    """The blocks of a text in reading order.

    Block marks decide; text outside any of them is never lost but parted at its blank lines. A mark that
    overlaps the one before it keeps only what is left (`check_marks` refuses such marks on the way in).
    """
    blocks: list[Block] = []
    reached = 0
    for mark in sorted((mark for mark in marks if mark.kind in BLOCK_KINDS), key=lambda mark: mark.start):
        start, end = max(mark.start, reached), min(mark.end, len(text))
        if start >= end:
            continue
        blocks += _plain_blocks(text, Span(reached, start))
        blocks.append(Block(Span(start, end), mark.kind, mark.data))
        reached = end
    return blocks + _plain_blocks(text, Span(reached, len(text)))


def _plain_blocks(text: str, gap: Span) -> list[Block]:
    found = block_spans(text[gap.start : gap.end])
    return [Block(Span(gap.start + span.start, gap.start + span.end), "paragraph", {}) for span in found]
