"""The body of a story in markup (XHTML, HTML, NITF): read into text, marks, names and pictures, never kept as markup.

One reader for all of them: their blocks and inline elements have the same names or stand in the same tables below.
What it does not know is taken for inline, so that no word is lost; scripts, styles and forms are left out.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from typing import Final

from lxml import etree

from archive.ingest.draft import MediaItem
from archive.ingest.formats.body_blocks import Block, NamedSpan, join_read_blocks
from archive.ingest.formats.body_media import read_nitf_media, read_picture
from archive.ingest.formats.lines import join_lines, split_lines, split_paragraphs
from archive.ingest.formats.xml_tree import Element
from archive.text.hrefs import clean_href
from archive.text.marks import Mark
from archive.text.spans import Span

DROPPED: Final = frozenset(
    {"script", "style", "head", "noscript", "template", "form", "input", "select", "button", "textarea", "object",
     "embed", "iframe", "svg", "canvas", "nav", "map"}
)  # fmt: skip
_PARAGRAPHS: Final = frozenset(
    {"p", "div", "section", "article", "main", "header", "footer", "aside", "address", "figure", "figcaption", "block",
     "body", "html", "body.content", "body.end", "tagline", "center", "dd", "dt", "dl", "details", "summary", "hr",
     "note", "content", "lede", "caption"}
)  # fmt: skip
_HEADINGS: Final = {"h1": 1, "h2": 2, "h3": 3, "h4": 4, "h5": 5, "h6": 6, "hl1": 1, "hl2": 2}
_QUOTES: Final = frozenset({"blockquote", "bq"})
_MARKED: Final = {"em": "emphasis", "i": "emphasis", "strong": "strong", "b": "strong"}
_NAMED: Final = {"person": "people", "org": "organisations", "location": "places", "event": "events"}
_MARKUP: Final = re.compile(
    r"<(?:p|br|div|h[1-6]|ul|ol|table|blockquote|span|a|b|i|em|strong)\b[^<>]*/?>", re.IGNORECASE
)
_DECLARATION: Final = re.compile(r"^\s*<\?xml[^>]*\?>", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Body:
    """What stands in a body: canonical `text`, its `marks`, names that are tagged in it, pictures, what was left out.

    `left_out` counts the elements whose words or contents are not kept, by name.
    """

    text: str = ""
    marks: tuple[Mark, ...] = ()
    names: tuple[NamedSpan, ...] = ()
    media: tuple[MediaItem, ...] = ()
    left_out: Mapping[str, int] = field(default_factory=dict)

    def moved(self, by: int) -> Body:
        """The same, with what points into the text moved by so many characters; what would lie before 0 is cut."""
        marks = (replace(mark, start=max(mark.start + by, 0), end=mark.end + by) for mark in self.marks)
        names = (replace(name, span=Span(name.span.start + by, name.span.end + by)) for name in self.names)
        return replace(
            self,
            marks=tuple(mark for mark in marks if mark.end > 0),
            names=tuple(name for name in names if name.span.start >= 0),
        )


def read_body(*elements: Element) -> Body:
    """The body that these elements hold, one after the other."""
    reader = _Reader()
    for element in elements:
        reader.read(element)
    text, marks, names = join_read_blocks(reader.blocks)
    return Body(text, marks, names, tuple(reader.media), reader.left_out)


def read_html_body(html: str) -> Body:
    """The body in a string of HTML, however badly written; plain text counts as one paragraph."""
    parser = etree.HTMLParser(encoding="utf-8", no_network=True, huge_tree=False, remove_comments=True, remove_pis=True)
    prepared = _DECLARATION.sub("", html).replace("\x00", "").encode("utf-8", "replace")
    try:
        root = etree.fromstring(b"<html><body>" + prepared + b"</body></html>", parser)
    except (etree.XMLSyntaxError, ValueError):
        return read_plain_body(html)
    return read_body(root) if root is not None else Body()


def read_plain_body(text: str) -> Body:
    """The body in plain text: paragraphs by blank line or indention, as on a wire."""
    blocks = [Block(text=join_lines(paragraph)) for paragraph in split_paragraphs(split_lines(text))]
    joined, marks, names = join_read_blocks(blocks)
    return Body(joined, marks, names)


def read_loose_body(text: str) -> Body:
    """A body that is called plain text and may hold markup all the same, as several agencies send it."""
    return read_html_body(text) if _MARKUP.search(text) else read_plain_body(text)


@dataclass(frozen=True, slots=True)
class _Place:
    """Where the reader is: what kind of block the words go to, and whether a new paragraph is a block of its own."""

    kind: str = "paragraph"
    data: Mapping[str, str] = field(default_factory=dict)
    is_held: bool = False  # in a table's cell: paragraphs are its lines
    is_verbatim: bool = False  # in <pre>: spaces and lines count


class _Reader:
    """One walk over the elements of a body."""

    def __init__(self) -> None:
        self.blocks: list[Block] = []
        self.media: list[MediaItem] = []
        self.left_out: dict[str, int] = {}
        self._open: Block | None = None

    def read(self, element: Element, place: _Place = _Place()) -> None:
        """Read an element and what stands in it; what follows it is its parent's."""
        tag = str(element.tag).lower() if isinstance(element.tag, str) else ""
        if not tag:
            return
        if tag in DROPPED:
            if tag != "head":
                self.left_out[tag] = self.left_out.get(tag, 0) + 1
        elif tag == "br":
            self._break(place)
        elif tag in {"img", "media", "video", "audio"}:
            self._picture(tag, element)
        elif tag == "figcaption" and _has_picture(element.getparent()):
            return  # the picture's record has it
        elif tag == "table":
            self._close()
            self._table(element)
        elif tag in {"ul", "ol"}:
            self._close()
            for child in element:
                self._item(child, ordered=tag == "ol")
            self._close()
        elif tag in _HEADINGS:
            self._block(element, _Place("heading", {"level": str(_HEADINGS[tag])}))
        elif tag in _QUOTES:
            self._block(element, _Place("quote"))
        elif tag == "pre" and not place.is_held:
            self._verbatim(element)
        elif tag in _PARAGRAPHS:
            if place.is_held:
                self._line(place)
                self._inside(element, place)
                self._line(place)
            else:
                self._block(element, place)
        else:
            self._inline(tag, element, place)

    def _inside(self, element: Element, place: _Place) -> None:
        self._write(element.text, place)
        for child in element:
            self.read(child, place)
            self._write(child.tail, place)

    def _block(self, element: Element, place: _Place) -> None:
        self._close()
        self._inside(element, place)
        self._close()

    def _inline(self, tag: str, element: Element, place: _Place) -> None:
        before = self._open if self._open is not None and self._open.text else None
        start = len(before.text) if before is not None else 0
        self._inside(element, place)
        block = self._open
        if block is None or (before is not None and block is not before):
            return  # blocks inside an inline element: its mark would have nowhere to stand
        if tag in _MARKED:
            block.mark(start, _MARKED[tag])
        elif tag == "a" and (href := clean_href(str(element.get("href") or ""))):
            block.mark(start, "link", {"href": href})
        elif tag in _NAMED:
            block.name(start, _NAMED[tag], {str(name): str(value) for name, value in element.attrib.items()})

    def _write(self, words: str | None, place: _Place) -> None:
        if not words:
            return
        if self._open is None:
            if not words.strip(" \t\r\n\f"):
                return
            self._open = Block(kind=place.kind, data=place.data)
        self._open.write(words)

    def _close(self) -> None:
        if self._open is not None and self._open.text.strip():
            self.blocks.append(self._open)
        self._open = None

    def _break(self, place: _Place) -> None:
        if self._open is None:
            return
        if self._open.text.endswith("\n") and not place.is_held:
            self._close()  # two breaks are how a paragraph ends where no one writes <p>
        else:
            self._open.write_break()

    def _line(self, place: _Place) -> None:
        if self._open is not None and self._open.text and not self._open.text.endswith("\n"):
            self._open.write_break()

    def _item(self, element: Element, *, ordered: bool) -> None:
        place = _Place("list_item", {"list": "ordered"} if ordered else {})
        if element.tag in {"ul", "ol"}:
            self.read(element)
        else:
            self._block(element, place)
        self._write(element.tail, place)

    def _verbatim(self, element: Element) -> None:
        self._close()
        for paragraph in split_paragraphs(split_lines("".join(str(piece) for piece in element.itertext()))):
            self.blocks.append(Block(text=join_lines(paragraph)))

    def _table(self, table: Element) -> None:
        for caption in table.iterfind("caption"):
            self._block(caption, _Place())
        for row, cells in enumerate(_rows(table)):
            for column, cell in enumerate(cells):
                data = {"row": str(row), "col": str(column)} | ({"head": "yes"} if cell.tag == "th" else {})
                self._close()
                self._inside(cell, _Place("table_cell", data, is_held=True))
                self._close()

    def _picture(self, tag: str, element: Element) -> None:
        """A picture leaves a record and no words: its caption belongs to it, not to the story."""
        self.media += read_nitf_media(element) if tag == "media" else read_picture(element)


def _has_picture(figure: Element | None) -> bool:
    return figure is not None and any(figure.find(f".//{tag}") is not None for tag in ("img", "video", "audio"))


def _rows(table: Element) -> Iterator[list[Element]]:
    """The rows of a table, whatever groups they stand in; a table in a cell is read as words of the cell."""
    for child in table:
        if child.tag == "tr":
            yield [cell for cell in child if cell.tag in {"td", "th"}]
        elif child.tag in {"thead", "tbody", "tfoot", "nitf-table"}:
            yield from _rows(child)
