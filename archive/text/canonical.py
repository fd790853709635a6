"""The canonical text: what every span, hash and comparison of a story is counted on."""

import re
import unicodedata
from collections.abc import Iterable

from archive.text.spans import Span

BLOCK_SEPARATOR = "\n\n"

_NEWLINE = re.compile("\r\n|[\r\v\f\x85\u2028\u2029]")
# Controls but tab and newline; the byte order mark; and the bidirectional embeddings, overrides and
# isolates, which can make a text read otherwise than it is stored (CVE-2021-42574). Joiners, direction
# marks, variation selectors and combining marks stay: Persian, Indic scripts and emoji need them.
_DROPPED = re.compile("[\x00-\x08\x0e-\x1f\x7f-\x9f\ufeff\u202a-\u202e\u2066-\u2069]")
# What neither UTF-8 nor XML 1.0 can carry; marked, not dropped, so that a reader sees a loss.
_UNSTORABLE = re.compile("[\ud800-\udfff\ufffe\uffff]")


def canonicalise(raw: str) -> str:
    """The canonical form of any string; doing it again changes nothing.

    Unicode NFC; every kind of line end becomes a newline; no controls but tab and newline; no blanks at
    line ends; one blank line between blocks, none at either end. A single newline inside a block is kept:
    it is a line break of the author's (verse, tables, agate).
    """
    if raw.isascii() and raw.isprintable():  # one plain line, as most paragraphs of a wire are
        return raw.rstrip()
    text = _NEWLINE.sub("\n", raw)
    text = _UNSTORABLE.sub("\ufffd", _DROPPED.sub("", text))
    text = unicodedata.normalize("NFC", text)  # after the dropping, which may bring a base and its accent together
    lines = "\n".join(line.rstrip() for line in text.split("\n"))
    return re.sub("\n{3,}", BLOCK_SEPARATOR, lines).strip("\n")


def join_blocks(blocks: Iterable[str]) -> str:
    """One canonical text of these blocks, in order. Blank ones are left out; a blank line inside a block
    becomes a line break, so that each block given stays one block."""
    tidy = (canonicalise(block).replace(BLOCK_SEPARATOR, "\n") for block in blocks)
    return BLOCK_SEPARATOR.join(block for block in tidy if block)


def block_spans(text: str) -> list[Span]:
    """Where the blocks of a text are, without the blank lines between them; [] for a blank text."""
    spans: list[Span] = []
    start = end = position = 0
    for line in text.split("\n"):
        written = len(line.rstrip())
        if written:
            start = position if start == end else start
            end = position + written
        elif start < end:
            spans.append(Span(start, end))
            start = end
        position += len(line) + 1
    if start < end:
        spans.append(Span(start, end))
    return spans
