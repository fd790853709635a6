"""Which words of a story are meant: selected in a browser, or given as a paragraph and a quotation, or quoted alone."""

from __future__ import annotations

from typing import Any

from archive.actions import Refused
from archive.models import ArticleVersion
from archive.text.layout import lay_out
from archive.text.quotes import Quote, describe_span
from archive.text.spans import Span, from_utf16
from editorial.anchoring import complete_quote

from .story_marks import read_marks


def read_selection(version: ArticleVersion, values: dict[str, Any]) -> tuple[Quote, int | None]:
    """The quotation and where it starts (code points; None when only the words say it).

    `start` and `end` count as browsers count, in units of UTF-16. They are believed only when the words there are those
    that were sent: the text may have changed since, or somebody has typed other words into the field.
    """
    text, exact = version.text, values["exact"].replace("\r\n", "\n")
    if values.get("start") is not None and values.get("end") is not None:
        try:
            span = from_utf16(text, values["start"], values["end"])
        except ValueError:
            span = Span(0, 0)
        if text[span.start : span.end] == exact:
            return describe_span(text, span), span.start
    if values.get("paragraph"):
        span = _find_in_paragraph(version, values["paragraph"], exact)
        return describe_span(text, span), span.start
    return complete_quote(text, exact=exact, prefix=values.get("before", "")), None


def _find_in_paragraph(version: ArticleVersion, number: int, exact: str) -> Span:
    """Paragraphs are counted as the page numbers them: headings, items of lists and cells count too."""
    blocks = lay_out(version.text, read_marks(version))
    if number > len(blocks):
        raise Refused(f"The story has {len(blocks)} paragraphs: give a number up to that.")
    block, wanted = blocks[number - 1].span, exact.strip()
    inside = version.text[block.start : block.end]
    if inside.count(wanted) != 1:
        times = "more than once" if wanted in inside else "not"
        raise Refused(f"Paragraph {number} has these words {times}: copy them as they are printed, enough of them.")
    start = block.start + inside.index(wanted)
    return Span(start, start + len(wanted))
