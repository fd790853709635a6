"""RSS 0.9 to 2.0 and Atom: every entry a story, read by feedparser and cleaned by our own reader of bodies.

What an entry does not say of source, language and rights, its feed says for it. An Atom entry that its feed deletes
(RFC 6721) withdraws the story.
"""

from __future__ import annotations

import calendar
import io
import re
from collections.abc import Iterator
from datetime import UTC, datetime
from time import struct_time
from typing import Any, Final

import feedparser

from archive.ingest.decode import Unreadable, open_item
from archive.ingest.draft import Draft, MediaItem, Problem, StoryLink, Subject
from archive.ingest.formats.assembly import assemble_draft
from archive.ingest.formats.body import Body, read_loose_body
from archive.ingest.formats.body_media import kind_of_media, number_of
from archive.ingest.formats.json_tree import tree_of
from archive.ingest.formats.stated_terms import state_copyright
from archive.ingest.formats.statement import Row, Statement
from archive.ingest.formats.xml_tree import find_all, refuse_declarations
from archive.reading.byline import read_byline

ROWS: Final = (
    Row("guid", "id"),
    Row("guid", "link"),
    Row("slugline", "slugline"),
    Row("provider", "source/title"),
    Row("provider", "publisher"),
    Row("provider", "feed/title"),
    Row("creditline", "media_credit/content"),
    Row("language", "language"),
    Row("language", "feed/language"),
)
"""Where each simple field stands, in the names that feedparser gives to all kinds of feeds."""

COMPOSED: Final = (
    Row("headline", "title"),
    Row("text", "content/value (else summary)"),
    Row("abstract", "summary (beside a content)"),
    Row("byline", "authors/name"),
    Row("published", "published"),
    Row("version_created", "updated"),
    Row("topics", "tags (without a scheme)"),
    Row("subjects", "tags (with a scheme)"),
    Row("copyright", "rights, or the feed's"),
    Row("usage_terms", "links of rel license"),
    Row("media", "enclosures, media_content"),
    Row("links", "links of rel related or via"),
    Row("action", "at:deleted-entry"),
)
"""Where the fields stand that are put together from several values."""

ROOTS: Final = ("rss", "RDF", "feed")
ITEMS: Final = ("item", "entry", "deleted-entry")

_DELETED: Final = re.compile(rb"<(?:[\w-]+:)?deleted-entry\b[^>]{0,2000}?\bref\s*=\s*[\"']([^\"']{1,1000})[\"']")
_SPOKEN_FOR: Final = frozenset(
    {"title_detail", "summary_detail", "content", "links", "tags", "authors", "author_detail", "author", "guidislink",
     "rights_detail", "source", "published", "updated", "summary", "title", "rights", "media_content", "feed",
     "media_thumbnail", "enclosures", "publisher_detail", "subtitle_detail"}
)  # fmt: skip


def parse_feed(data: bytes, *, received: datetime | None, filename: str = "") -> Iterator[Draft]:
    """The entries of a feed. Raises Unreadable when it has none, or declares entities."""
    data = open_item(data)
    refuse_declarations(data)
    try:
        feed = feedparser.parse(io.BytesIO(data), sanitize_html=False, resolve_relative_uris=True)
    except Exception as error:  # of feedparser's inside, on what is no feed
        raise Unreadable("broken_feed", "The feed cannot be read: its bytes are kept; ask for it again.") from error
    deleted = [ref.decode("utf-8", "replace") for ref in _DELETED.findall(data)]
    if not feed.entries and not deleted:
        why = f"it is broken ({_say(feed.get('bozo_exception'))})" if feed.bozo else "it has no entry"
        raise Unreadable("no_story", f"No story was found in the feed: {why}. Look at its address in a browser.")
    broken: tuple[Problem, ...] = ()
    if feed.bozo and feed.entries and not isinstance(feed.bozo_exception, feedparser.CharacterEncodingOverride):
        sentence = f"The feed is not well-formed ({_say(feed.bozo_exception)}): entries may be missing."
        broken = (Problem("broken_feed", sentence),)
    about = {name: feed.feed.get(name) for name in ("title", "language", "rights", "link") if feed.feed.get(name)}
    for entry in feed.entries:
        yield _read_entry(_plain(entry), about, received, broken)
    for ref in deleted:
        yield Draft(guid=ref, headline="Withdrawn by its feed", action="kill", pubstatus="canceled")


def _read_entry(
    entry: dict[str, Any], about: dict[str, str], received: datetime | None, broken: tuple[Problem, ...]
) -> Draft:
    said = {name: value for name, value in entry.items() if not isinstance(value, struct_time)}
    statement = Statement(tree_of({**said, "feed": about}, "entry"))
    statement.problems += broken
    statement.read_rows(ROWS)
    root, values = statement.root, statement.values
    headline = _words(entry.get("title"))
    if headline:
        values["headline"] = headline
        statement.trace("headline", find_all(root, "title")[0])
    body = _read_words(statement, entry)
    _read_authors(statement, entry)
    for field, name in (("published", "published"), ("version_created", "updated")):
        moment = _moment(entry.get(f"{name}_parsed"))
        if moment is not None:
            values[field] = moment
            statement.trace(field, find_all(root, name)[0])
        elif entry.get(name):
            statement.report("unreadable_time", f"The time {str(entry[name])[:60]!r} could not be read.")
    values.setdefault("published", values.get("version_created"))
    state_copyright(statement, holder="", notice=_words(entry.get("rights") or about.get("rights")))
    _read_tags(statement, entry)
    _read_links(statement, entry)
    for child in root:
        if child.tag in _SPOKEN_FOR:
            statement.use_all(child)
    statement.keep_the_rest([root])
    return assemble_draft(statement, body, received=received)


def _read_words(statement: Statement, entry: dict[str, Any]) -> Body:
    """The body: the longest content; without one, the summary, which is then no abstract."""
    bodies = [read_loose_body(str(part.get("value", ""))) for part in entry.get("content", ())]
    body = max(bodies, key=lambda read: len(read.text), default=Body())
    summary = read_loose_body(str(entry.get("summary", "")))
    if not body.text:
        if summary.text:
            statement.trace("text", find_all(statement.root, "summary")[0])
        return summary
    statement.trace("text", find_all(statement.root, "content")[0])
    if summary.text and summary.text != body.text:
        statement.values["abstract"] = " ".join(summary.text.split())
        statement.trace("abstract", find_all(statement.root, "summary")[0])
    return body


def _read_authors(statement: Statement, entry: dict[str, Any]) -> None:
    authors = entry.get("authors") or [{"name": entry.get("author", "")}]
    names: list[str] = []
    for author in authors:
        printed = _words(author.get("name") or author.get("email"))
        if printed:
            names += read_byline(f"By {printed}") or (printed,)
    if names:
        statement.values["byline"] = tuple(dict.fromkeys(names))
        statement.trace("byline", (find_all(statement.root, "authors") or find_all(statement.root, "author"))[0])


def _read_tags(statement: Statement, entry: dict[str, Any]) -> None:
    subjects: list[Subject] = []
    topics: list[str] = []
    for tag in entry.get("tags", ()):
        term, label, scheme = (_words(tag.get(name)) for name in ("term", "label", "scheme"))
        if scheme:
            subjects.append(Subject(label or term, term, scheme))
        elif term or label:
            topics.append(label or term)
    for field, found in (("subjects", subjects), ("topics", topics)):
        if found:
            statement.values[field] = tuple(dict.fromkeys(found))
            statement.trace(field, find_all(statement.root, "tags")[0])


def _read_links(statement: Statement, entry: dict[str, Any]) -> None:
    links: list[StoryLink] = []
    media: list[MediaItem] = []
    addresses: list[str] = []
    for link in entry.get("links", ()):
        href, rel = str(link.get("href") or "")[:2000], str(link.get("rel") or "alternate")
        if rel == "enclosure":
            media.append(_medium(link))
        elif rel == "license":
            statement.values.setdefault("usage_terms", href)
        elif rel in {"related", "via"}:
            links.append(StoryLink("", "related", title=_words(link.get("title")), href=href))
        elif href and href != entry.get("link"):
            addresses.append(f"{rel} {href}")
    media += [_medium(found) for found in entry.get("media_content", ()) if isinstance(found, dict)]
    if addresses:
        statement.extras["links"] = "; ".join(addresses)
    if links:
        statement.values["links"] = tuple(links)
    if media:
        statement.values["media"] = tuple({item.href: item for item in media}.values())
    said = find_all(statement.root, "links") or find_all(statement.root, "media_content")
    for field in ("links", "media"):
        if field in statement.values and said:
            statement.trace(field, said[0])


def _medium(said: dict[str, Any]) -> MediaItem:
    media_type = str(said.get("type") or "")
    return MediaItem(
        kind=kind_of_media(media_type, str(said.get("medium") or "")),
        href=str(said.get("href") or said.get("url") or "")[:2000],
        media_type=media_type[:100],
        width=number_of(str(said.get("width") or "")),
        height=number_of(str(said.get("height") or "")),
    )


def _plain(entry: Any) -> dict[str, Any]:
    """The entry as plain objects, its parsed times beside the tree."""
    return {str(name): value for name, value in dict(entry).items()}


def _moment(parsed: object) -> datetime | None:
    if not isinstance(parsed, struct_time):
        return None
    try:
        return datetime.fromtimestamp(calendar.timegm(parsed), UTC)
    except (ValueError, OverflowError, OSError):
        return None


def _words(value: object) -> str:
    """One line of plain words; feeds put markup everywhere."""
    return " ".join(read_loose_body(str(value)).text.split()) if value else ""


def _say(error: object) -> str:
    return " ".join(str(error).split())[:120] or "no reason given"
