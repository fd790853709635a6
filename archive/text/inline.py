"""Inline elements: what a mark or a highlight becomes on the page, before anything is nested."""

import re
from bisect import bisect_left
from collections.abc import Iterable
from dataclasses import dataclass

from archive.text.escaping import escape_plain
from archive.text.hrefs import clean_href
from archive.text.marks import INLINE_KINDS, Mark
from archive.text.spans import Span

_MARK_TAGS = {"emphasis": "em", "strong": "strong", "link": "a"}
_NOT_IN_A_CLASS = re.compile(r"[^\w-]+", re.ASCII)


@dataclass(frozen=True, slots=True)
class Highlight:
    """Something said about `text[start:end]` that the page should show.

    kind: "name" (a link to `href`), "note" (underlined; `ref` is its number, which links to #`label`),
    "hit" (a search hit), "check", "suggested", "quote"; further words make sub-kinds: "name person".
    id: the HTML id of the first piece. ref: also given to scripts as data-ref, on every piece.
    label: except for notes, shown as the title.
    """

    start: int
    end: int
    kind: str
    href: str = ""
    id: str = ""
    label: str = ""
    ref: str = ""


@dataclass(frozen=True, slots=True)
class Inline:
    """One inline element. `order` tells two apart; `marker` is safe HTML to stand after the last piece."""

    span: Span
    order: int
    tag: str
    attributes: tuple[tuple[str, str], ...] = ()
    id: str = ""
    marker: str = ""

    @property
    def is_link(self) -> bool:
        return self.tag == "a"

    def open_tag(self, *, with_id: bool) -> str:
        """The opening tag, escaped; the id only when asked for, since an id may stand once on a page."""
        given = (("id", self.id), *self.attributes) if with_id else self.attributes
        written = "".join(f' {name}="{escape_plain(value)}"' for name, value in given if value)
        return f"<{self.tag}{written}>"


def collect_inlines(*, marks: Iterable[Mark], highlights: Iterable[Highlight]) -> list[Inline]:
    """All inline elements, marks first. No two links among them overlap."""
    inlines: list[Inline] = []
    for mark in marks:
        if mark.kind in INLINE_KINDS:
            inlines.append(_inline_of_mark(mark, len(inlines)))
    for highlight in highlights:
        inlines.append(_inline_of_highlight(highlight, len(inlines)))
    return _part_links(inlines)


def _inline_of_mark(mark: Mark, order: int) -> Inline:
    span = Span(mark.start, mark.end)
    if mark.kind != "link":
        return Inline(span, order, _MARK_TAGS[mark.kind])
    href = clean_href(mark.data.get("href", ""))
    return Inline(span, order, "a", (("href", href),)) if href else Inline(span, order, "span", (("class", "link"),))


def _inline_of_highlight(highlight: Highlight, order: int) -> Inline:
    words = [_NOT_IN_A_CLASS.sub("-", word) for word in highlight.kind.split()] or ["highlight"]
    main, *rest = words
    tag, href, title, marker = "span", "", highlight.label, ""
    if main == "name":
        href = clean_href(highlight.href)
        tag = "a" if href else "span"
    elif main == "hit":
        tag, words = "mark", rest
    elif main == "note":
        words, title, marker = ["noted", *rest], "", _note_marker(highlight)
    attributes = (("class", " ".join(words)), ("href", href), ("title", title), ("data-ref", highlight.ref))
    return Inline(Span(highlight.start, highlight.end), order, tag, attributes, highlight.id, marker)


def _note_marker(highlight: Highlight) -> str:
    if not highlight.ref:
        return ""
    number = escape_plain(highlight.ref)
    href = clean_href(f"#{highlight.label}") if highlight.label else ""
    if href:
        # doc-noteref: DPUB-ARIA 1.1, a reference to a footnote.
        number = f'<a href="{escape_plain(href)}" role="doc-noteref">{number}</a>'
    return f'<sup class="note-ref">{number}</sup>'


def _part_links(inlines: list[Inline]) -> list[Inline]:
    """HTML allows no link inside a link: of links that overlap the longest stays, the others become spans."""
    kept: list[Span] = []  # ascending, disjoint
    demoted: set[int] = set()
    links = (inline for inline in inlines if inline.is_link)
    for link in sorted(links, key=lambda link: (link.span.start - link.span.end, link.span.start, link.order)):
        at = bisect_left(kept, link.span)
        overlaps_before = at > 0 and kept[at - 1].end > link.span.start
        if overlaps_before or (at < len(kept) and kept[at].start < link.span.end):
            demoted.add(link.order)
        else:
            kept.insert(at, link.span)
    return [_as_span(inline) if inline.order in demoted else inline for inline in inlines]


def _as_span(link: Inline) -> Inline:
    attributes = tuple(pair for pair in link.attributes if pair[0] != "href") or (("class", "link"),)
    return Inline(link.span, link.order, "span", attributes, link.id, link.marker)
