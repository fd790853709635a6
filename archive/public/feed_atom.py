"""An Atom feed (RFC 4287) as bytes, with the paging of RFC 5005 and the counts of OpenSearch 1.1."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime

from lxml import etree

ATOM = "http://www.w3.org/2005/Atom"
OPENSEARCH = "http://a9.com/-/spec/opensearch/1.1/"
_LANGUAGE = "{http://www.w3.org/XML/1998/namespace}lang"
_FORBIDDEN = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_TAG = re.compile(r"[A-Za-z]{1,8}(?:-[A-Za-z0-9]{1,8})*")  # BCP 47, as far as xml:lang checks it
BEGINNING = datetime(1970, 1, 1, tzinfo=UTC)  # when a feed changed in which nothing ever stood


@dataclass(frozen=True, slots=True)
class FeedEntry:
    """One story: `id` is its permanent address; `summary` no more than its rights allow."""

    id: str
    href: str
    title: str
    language: str
    author: str
    summary: str
    rights: str
    source: str
    source_href: str
    published_at: datetime
    updated_at: datetime


@dataclass(frozen=True, slots=True)
class FeedPage:
    """One page of a feed. `id` is the address of its first page; `next` is empty on the last one."""

    id: str
    title: str
    site: str
    page: str  # the listing as people read it
    here: str
    next: str
    total: int
    size: int
    terms: str
    is_first: bool
    entries: tuple[FeedEntry, ...]

    @property
    def updated_at(self) -> datetime:
        """When the latest of its entries changed."""
        return max((entry.updated_at for entry in self.entries), default=BEGINNING)


def write_feed(feed: FeedPage) -> bytes:
    """The document, UTF-8. Characters that XML cannot hold are left out."""
    spaces: dict[str | None, str] = {None: ATOM, "opensearch": OPENSEARCH}
    root = etree.Element(f"{{{ATOM}}}feed", nsmap=spaces)  # type: ignore[arg-type]  # the stubs forget None
    _add(root, "id", feed.id)
    _add(root, "title", feed.title)
    _add(root, "updated", _moment(feed.updated_at))
    _add(_add(root, "author"), "name", feed.site)
    _add(root, "generator", "Dateline")
    links = [("self", feed.here), ("first", feed.id), ("next", feed.next)]
    for rel, href in links:
        if href:
            _add(root, "link", rel=rel, type="application/atom+xml", href=href)
    _add(root, "link", rel="alternate", type="text/html", href=feed.page)
    _add(root, "totalResults", str(feed.total), space=OPENSEARCH)
    _add(root, "itemsPerPage", str(feed.size), space=OPENSEARCH)
    if feed.is_first:
        _add(root, "startIndex", "1", space=OPENSEARCH)
    if feed.terms:
        _add(root, "Query", space=OPENSEARCH, role="request", searchTerms=feed.terms)
    _add_entries(root, feed.entries)
    return bytes(etree.tostring(root, encoding="UTF-8", xml_declaration=True))


def _add_entries(root: etree._Element, entries: Iterable[FeedEntry]) -> None:
    for entry in entries:
        element = _add(root, "entry")
        if _TAG.fullmatch(entry.language):
            element.set(_LANGUAGE, entry.language)
        _add(element, "id", entry.id)
        _add(element, "title", entry.title)
        _add(element, "published", _moment(entry.published_at))
        _add(element, "updated", _moment(entry.updated_at))
        _add(_add(element, "author"), "name", entry.author)
        _add(element, "link", rel="alternate", type="text/html", href=entry.href)
        if entry.summary:
            _add(element, "summary", entry.summary)
        if entry.rights:
            _add(element, "rights", entry.rights)
        source = _add(element, "source")
        _add(source, "id", entry.source_href)
        _add(source, "title", entry.source)
        _add(source, "updated", _moment(entry.updated_at))


def _add(parent: etree._Element, name: str, text: str = "", *, space: str = ATOM, **attributes: str) -> etree._Element:
    element = etree.SubElement(parent, f"{{{space}}}{name}")
    for key, value in attributes.items():
        element.set(key, _FORBIDDEN.sub("", value))
    if text:
        element.text = _FORBIDDEN.sub("", text)
    return element


def _moment(moment: datetime) -> str:
    """RFC 3339 in UTC, to the second."""
    return moment.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
