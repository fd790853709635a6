"""Which format an item is in: one table, asked in order of confidence.

A row is a name, a `sniff` that looks at the first bytes and answers how sure it is (0 to 1), and a `parse` that turns
the bytes into Drafts. A new format is one row here and one module in `formats/`.
"""

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from functools import partial
from typing import Final, Protocol

from archive.ingest.decode import Unreadable, open_item
from archive.ingest.draft import Draft
from archive.ingest.facts import with_facts
from archive.ingest.formats.anpa import parse_anpa, sniff_anpa
from archive.ingest.formats.feed import ITEMS as FEED_ITEMS
from archive.ingest.formats.feed import ROOTS as FEEDS
from archive.ingest.formats.feed import parse_feed
from archive.ingest.formats.html_page import parse_html_page
from archive.ingest.formats.iptc7901 import parse_iptc7901, sniff_iptc7901
from archive.ingest.formats.newsml_1 import parse_newsml_1
from archive.ingest.formats.newsml_g2 import ITEMS as G2_ITEMS
from archive.ingest.formats.newsml_g2 import parse_newsml_g2
from archive.ingest.formats.ninjs import parse_ninjs, sniff_ninjs
from archive.ingest.formats.nitf import parse_nitf
from archive.ingest.formats.reuters_sgml import parse_reuters_sgml
from archive.ingest.formats.table import parse_csv, parse_jsonl, parse_xlsx, sniff_csv, sniff_jsonl, sniff_xlsx
from archive.ingest.formats.wire import parse_wire
from archive.ingest.formats.xml_tree import find_root_name

SNIFFED_BYTES: Final = 4_096


class Parser(Protocol):
    """Bytes to Drafts, one at a time. Raises Unreadable, and nothing else."""

    def __call__(self, data: bytes, *, received: datetime | None, filename: str) -> Iterator[Draft] | list[Draft]: ...


class MappedParser(Protocol):
    """The same for a table, with what its columns mean: name to field, "" for a column to leave out."""

    def __call__(
        self, data: bytes, *, received: datetime | None, filename: str, mapping: Mapping[str, str] | None
    ) -> Iterator[Draft]: ...


@dataclass(frozen=True, slots=True)
class Format:
    """One row of the table."""

    name: str
    sniff: Callable[[bytes, str], float]
    parse: Parser
    parse_mapped: MappedParser | None = None  # of tables, whose columns the caller may name
    items: tuple[str, ...] = ()  # of XML that may hold many stories: the elements that are one
    opens: bytes = b""  # of other files that may: what each story begins with


_XML_LIKE: Final = re.compile(
    rb"\s*(?:\xef\xbb\xbf)?\s*<(?:\?[A-Za-z]|!DOCTYPE|!--|!ENTITY|!\[CDATA\[|[A-Za-z_][\w:.-]*[\s>/])"
)
_HTML_LIKE: Final = re.compile(
    rb"\s*(?:<\?xml[^>]{0,200}>\s*)?(?:<!--.{0,400}?-->\s*)?<(?:!DOCTYPE\s+html|html|head|body)\b",
    re.IGNORECASE | re.DOTALL,
)
_JSON_LIKE: Final = re.compile(
    rb"(?:\xef\xbb\xbf)?\s*(?:\{\s*\"[^\"]{1,80}\"\s*:|\[\s*\{\s*\"[^\"]{1,80}\"\s*:|\{\s*\}|\[\s*\])"
)
_XML_DECLARED: Final = re.compile(rb"<\?xml|<!DOCTYPE|<!ENTITY|xmlns[:=]")
_COPYRIGHT_IN_ANGLES: Final = re.compile(rb"\s*<(?:Copyright|COPYRIGHT)\s")


def _sniff_reuters(head: bytes, filename: str) -> float:
    if b"<!DOCTYPE lewis" in head or b"<REUTERS " in head:
        return 0.99
    return 0.0


def _sniff_root(*names: str) -> Callable[[bytes, str], float]:
    """Whether the first element of an XML document has one of these names, in whatever namespace."""
    return lambda head, filename: 0.95 if find_root_name(head) in names else 0.0


def _sniff_html(head: bytes, filename: str) -> float:
    return 0.9 if _HTML_LIKE.match(_as_ascii(head)) else 0.0


def _sniff_wire(head: bytes, filename: str) -> float:
    return 0.1


AUTO: Final = "auto"
FORMATS: Final[dict[str, Format]] = {
    row.name: row
    for row in (
        Format("reuters_sgml", _sniff_reuters, parse_reuters_sgml, opens=b"<REUTERS "),
        Format("iptc7901", sniff_iptc7901, parse_iptc7901, opens=b"\x01"),
        Format("anpa", sniff_anpa, parse_anpa, opens=b"\x01"),
        Format("newsml_1", _sniff_root("NewsML"), parse_newsml_1, items=("NewsItem",)),
        Format("nitf", _sniff_root("nitf"), parse_nitf, items=("nitf",)),
        Format("newsml_g2", _sniff_root("newsMessage", *G2_ITEMS), parse_newsml_g2, items=G2_ITEMS),
        Format("feed", _sniff_root(*FEEDS), parse_feed, items=FEED_ITEMS),
        Format("html", _sniff_html, parse_html_page),
        Format("ninjs", sniff_ninjs, parse_ninjs),
        Format("csv", sniff_csv, parse_csv, parse_csv),
        Format("jsonl", sniff_jsonl, parse_jsonl, parse_jsonl),
        Format("xlsx", sniff_xlsx, parse_xlsx, parse_xlsx),
        Format("wire", _sniff_wire, parse_wire),
    )
}


def parse_item(
    data: bytes,
    *,
    received: datetime | None,
    filename: str = "",
    format: str = AUTO,
    mapping: Mapping[str, str] | None = None,
) -> Iterator[Draft]:
    """The stories in an item, one after the other, with the names, places and dates of their texts.

    `received` is when the item came; a dateline without a year takes it from there, and from now when it is None
    (each such draft then carries a problem). `mapping` says what the columns of a table mean, name to field. Raises
    Unreadable, and nothing else, when the item cannot be read.
    """
    opened = open_item(data)
    row = find_format(opened, filename=filename, format=format)
    parse = partial(row.parse_mapped, mapping=mapping) if row.parse_mapped is not None else row.parse
    for draft in parse(opened, received=received, filename=filename):
        yield with_facts(draft)


def find_format(data: bytes, *, filename: str = "", format: str = AUTO) -> Format:
    """The format of an opened item. Raises Unreadable for markup that no format here reads."""
    if format != AUTO:
        if format not in FORMATS:
            raise Unreadable("unknown_format", f"There is no format {format!r}; there are: {', '.join(FORMATS)}.")
        return FORMATS[format]
    head = data[:SNIFFED_BYTES]
    best = max(FORMATS.values(), key=lambda row: row.sniff(head, filename))
    if best.sniff(head, filename) < 0.5:
        _refuse_markup(head)
    return best


def _refuse_markup(head: bytes) -> None:
    if _JSON_LIKE.match(head):
        raise Unreadable("json", "The file is JSON that no format here knows: say which format it is, or send ninjs.")
    plain = _as_ascii(head)
    is_xml = _XML_LIKE.match(plain) is not None and _COPYRIGHT_IN_ANGLES.match(plain) is None
    if is_xml and (_XML_DECLARED.search(plain) or re.search(rb"</[\w:.-]+\s*>|/>", plain)):
        raise Unreadable("xml", "The file is XML in a format that is not read yet: send the story as plain text.")


def _as_ascii(head: bytes) -> bytes:
    """The first bytes without a byte order mark and without the zeros of UTF-16: good enough to see markup by."""
    plain = head.replace(b"\x00", b"") if head[:2] in {b"\xff\xfe", b"\xfe\xff"} or head[1:2] == b"\x00" else head
    return plain.removeprefix(b"\xff\xfe").removeprefix(b"\xfe\xff").removeprefix(b"\xef\xbb\xbf")
