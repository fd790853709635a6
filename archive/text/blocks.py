"""Block elements: paragraphs, headings, and the lists, quotations and tables that several blocks share."""

from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby

from archive.text.layout import Block

WIDEST_TABLE = 64  # columns that a cell's number may make room for; more would let data swell the page

Written = tuple[Block, str, str]  # a block, the safe HTML inside it, and that of its attributes


def write_blocks(
    blocks: Sequence[Block], bodies: Sequence[str], *, heading_level: int, attributes: Sequence[str]
) -> Iterator[str]:
    """One string of HTML for each outermost element. `bodies` and `attributes` are safe HTML, one for each block."""
    written = zip(blocks, bodies, attributes, strict=True)
    for outer, group in groupby(written, key=_outer_tag):
        if outer == "table":
            for rows in _part_tables(group):
                yield _write_table(rows)
        elif outer:
            inner = "p" if outer == "blockquote" else "li"
            items = "".join(f"<{inner}{given}>{body}</{inner}>" for _, body, given in group)
            yield f"<{outer}>{items}</{outer}>"
        else:
            for block, body, given in group:
                tag = _heading_tag(block, heading_level) if block.kind == "heading" else "p"
                yield f"<{tag}{given}>{body}</{tag}>"


def _outer_tag(written: Written) -> str:
    """The element that neighbouring blocks share, or "" for a block that stands alone."""
    block = written[0]
    if block.kind == "list_item":
        return "ol" if block.data.get("list") == "ordered" else "ul"
    return {"quote": "blockquote", "table_cell": "table"}.get(block.kind, "")


def _heading_tag(block: Block, heading_level: int) -> str:
    level = heading_level + max(_read_number(block.data.get("level", ""), 1), 1) - 1
    return f"h{min(max(level, 1), 6)}"


def _read_number(written: str, otherwise: int) -> int:
    return int(written) if written.isascii() and written.isdigit() and len(written) < 7 else otherwise


def _part_tables(cells: Iterable[Written]) -> Iterator[list[list[Written]]]:
    """The tables, as rows of cells. A row number that falls starts the next table."""
    rows: list[list[Written]] = []
    current = -1
    for cell in cells:
        row = _read_number(cell[0].data.get("row", ""), max(current, 0))
        if row < current:
            yield rows
            rows, current = [], -1
        if row > current:
            rows.append([])
        rows[-1].append(cell)
        current = row
    yield rows


def _write_table(rows: Iterable[Sequence[Written]]) -> str:
    written = "".join(f"<tr>{_write_row(row)}</tr>" for row in rows)
    return f"<table><tbody>{written}</tbody></table>"


def _write_row(row: Sequence[Written]) -> str:
    """The cells in the order of the text; a column number that skips some leaves empty cells."""
    out: list[str] = []
    for block, body, given in row:
        column = min(_read_number(block.data.get("col", ""), len(out)), WIDEST_TABLE)
        out += ["<td></td>"] * (column - len(out))
        tag = "th" if block.data.get("head") == "yes" else "td"
        out.append(f"<{tag}{given}>{body}</{tag}>")
    return "".join(out)
