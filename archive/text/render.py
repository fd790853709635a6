"""The one renderer: text + marks + highlights -> safe HTML. Nothing else writes the HTML of a story."""

from collections.abc import Iterable, Iterator, Sequence
from itertools import takewhile

from archive.text.blocks import write_blocks
from archive.text.escaping import escape_plain
from archive.text.inline import Highlight, collect_inlines
from archive.text.layout import Block, lay_out
from archive.text.marks import Mark
from archive.text.nesting import Piece, cut_by_block, nest
from archive.text.spans import Span, codepoint_to_utf16

__all__ = ["Highlight", "render_text"]


def render_text(
    text: str,
    *,
    marks: Iterable[Mark] = (),
    highlights: Iterable[Highlight] = (),
    heading_level: int = 2,
    dateline: str = "",
    dir_auto: bool = False,
    with_places: bool = False,
) -> str:
    """The HTML of a story's text: block elements, one a line, safe to put in a page as they are.

    Marks and highlights may overlap in any way; what lies outside the text is cut off. heading_level is the
    level of the story's highest heading; dateline is plain text set before the first paragraph; dir_auto
    lets the browser find each block's direction (for texts of mixed scripts). with_places: each block says in
    data-at where it begins in the text, counted as browsers count (UTF-16 units), for scripts that read selections.
    """
    marks = tuple(marks)
    blocks = lay_out(text, marks)
    pieces = cut_by_block([block.span for block in blocks], collect_inlines(marks=marks, highlights=highlights))
    opened: set[int] = set()
    bodies = [_render_body(text, block, cut, opened) for block, cut in zip(blocks, pieces, strict=True)]
    if dateline:
        _set_dateline(blocks, bodies, dateline)
    given = [' dir="auto"' if dir_auto else ""] * len(blocks)
    if with_places:
        given = [f'{each} data-at="{at}"' for each, at in zip(given, _count_units(text, blocks), strict=True)]
    return "\n".join(write_blocks(blocks, bodies, heading_level=heading_level, attributes=given))


def _count_units(text: str, blocks: Iterable[Block]) -> Iterator[int]:
    """Where each block begins, in units of UTF-16; the text is gone through once."""
    reached = units = 0
    for block in blocks:
        units += codepoint_to_utf16(text[reached : block.span.start], block.span.start - reached)
        reached = block.span.start
        yield units


def _escape_text(text: str) -> str:
    return escape_plain(text).replace("\n", "<br>")


def _render_body(text: str, block: Block, pieces: Sequence[Piece], opened: set[int]) -> str:
    """What stands inside the block's element. `opened`: the elements whose id is already on the page."""
    out: list[str] = []
    for step in nest(block.span, pieces):
        if step.inline is None:
            out.append(_escape_text(text[step.span.start : step.span.end]))
        elif step.deed == "open":
            out.append(step.inline.open_tag(with_id=step.inline.order not in opened))
            opened.add(step.inline.order)
        else:
            out.append(f"</{step.inline.tag}>" if step.deed == "close" else step.inline.marker)
    return "".join(out)


def _set_dateline(blocks: list[Block], bodies: list[str], dateline: str) -> None:
    """Before the words of the paragraph that opens the story; a story opened otherwise gets one for it."""
    # Isolated: a dateline in Latin letters does not turn the direction of an Arabic paragraph (dir="auto").
    span = f'<bdi class="dateline">{_escape_text(dateline)}</bdi>'
    headings = sum(1 for _ in takewhile(lambda block: block.kind == "heading", blocks))
    if headings < len(blocks) and blocks[headings].kind == "paragraph":
        bodies[headings] = f"{span} {bodies[headings]}"
    else:
        blocks.insert(headings, Block(Span(0, 0), "paragraph", {}))
        bodies.insert(headings, span)
