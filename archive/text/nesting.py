"""Nesting: inline elements that overlap in any way, put in an order in which they can open and close.

HTML elements must nest and highlights need not, so an element that crosses another is closed and opened
again. Links are never cut that way, whatever crosses them: one link stays one stop of the Tab key.
"""

from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import Literal, NamedTuple

from archive.text.inline import Inline
from archive.text.spans import Span, clip_span


class Piece(NamedTuple):
    """The part of an inline element that lies in one block; `last` when no later block has any of it."""

    span: Span
    inline: Inline
    last: bool


class Step(NamedTuple):
    """One step of writing a block: open or close an element, write a stretch of text, set a note's marker."""

    deed: Literal["open", "close", "text", "marker"]
    span: Span
    inline: Inline | None = None


def cut_by_block(blocks: Sequence[Span], inlines: Sequence[Inline]) -> list[list[Piece]]:
    """For each block (ascending, disjoint) the pieces of the elements that touch it."""
    waiting = sorted(inlines, key=lambda inline: inline.span.start, reverse=True)
    running: list[Inline] = []
    found: list[list[tuple[Span, Inline]]] = []
    last_block: dict[int, int] = {}
    for number, block in enumerate(blocks):
        while waiting and waiting[-1].span.start < block.end:
            running.append(waiting.pop())
        here = [(part, inline) for inline in running if (part := clip_span(inline.span, within=block))]
        last_block.update((inline.order, number) for _, inline in here)
        found.append(here)
        running = [inline for inline in running if inline.span.end > block.end]
    return [
        [Piece(part, inline, last_block[inline.order] == number) for part, inline in here]
        for number, here in enumerate(found)
    ]


def nest(block: Span, pieces: Sequence[Piece]) -> Iterator[Step]:
    """The steps that write one block. Links among the pieces must not overlap (`collect_inlines` sees to it).

    A note's marker comes where the note ends or, when that is inside a link, right after the link.
    """
    starting: defaultdict[int, list[Piece]] = defaultdict(list)
    for piece in pieces:
        starting[piece.span.start].append(piece)
    ends = Counter(piece.span.end for piece in pieces)
    stack: list[Piece] = []
    markers: list[Piece] = []
    edges = sorted({*block, *starting, *ends})
    for here, following in pairwise([*edges, block.end]):
        fresh = starting[here]
        depth = min(_depth_to_close(stack, here, ends[here]), _depth_for_link(stack, fresh))
        again: list[Piece] = []
        while len(stack) > depth:
            piece = stack.pop()
            yield Step("close", Span(here, here), piece.inline)
            if piece.span.end > here:
                again.append(piece)
            elif piece.last and piece.inline.marker:
                markers.append(piece)
        if markers and not any(piece.inline.is_link for piece in stack):
            for piece in sorted(markers, key=lambda piece: (piece.span.end, piece.inline.order)):
                yield Step("marker", Span(here, here), piece.inline)
            markers = []
        for piece in sorted(again + fresh, key=_outermost_first):
            stack.append(piece)
            yield Step("open", Span(here, here), piece.inline)
        if here < following:
            yield Step("text", Span(here, following))


def _outermost_first(piece: Piece) -> tuple[int, bool, int]:
    return -piece.span.end, not piece.inline.is_link, piece.inline.order


def _depth_to_close(stack: list[Piece], here: int, ending: int) -> int:
    """How deep the stack may stay while the `ending` pieces that end here are closed."""
    depth = len(stack)
    while ending:
        depth -= 1
        ending -= stack[depth].span.end == here
    return depth


def _depth_for_link(stack: list[Piece], fresh: list[Piece]) -> int:
    """How deep the stack may stay when a link opens: what ends before the link does must move inside it."""
    link = next((piece for piece in fresh if piece.inline.is_link), None)
    if link is None:
        return len(stack)
    crossing = (depth for depth, piece in enumerate(stack) if piece.span.end < link.span.end)
    return next(crossing, len(stack))
