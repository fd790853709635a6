"""HTML pages of news sites: what their JSON-LD (NewsArticle), their microdata or their meta elements say of the story.

All three are put into the terms of schema.org and read by one table; what JSON-LD says counts before microdata, and
that before meta elements. The words come out of the page itself where it holds the article, else out of `articleBody`.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import datetime
from typing import Any, Final

from lxml import etree

from archive.ingest.decode import Unreadable, decode
from archive.ingest.draft import Draft, MediaItem, NamedThing, StoryLink
from archive.ingest.formats.assembly import StatedDateline, assemble_draft, cut_start
from archive.ingest.formats.body import Body, read_body, read_loose_body
from archive.ingest.formats.json_tree import tree_of
from archive.ingest.formats.page_meta import read_meta, read_microdata
from archive.ingest.formats.stated_terms import state_copyright
from archive.ingest.formats.statement import Row, Statement
from archive.ingest.formats.xml_tree import Element, find_all, words_of
from archive.reading.byline import read_byline

ROWS: Final = (
    Row("guid", "_id"),
    Row("guid", "url"),
    Row("guid", "mainEntityOfPage"),
    Row("headline", "headline"),
    Row("headline", "name"),
    Row("subheadline", "alternativeHeadline"),
    Row("abstract", "description"),
    Row("abstract", "abstract"),
    Row("language", "inLanguage"),
    Row("version", "version"),
    Row("genre", "genre"),
    Row("keywords", "keywords"),
    Row("provider", "sourceOrganization/name"),
    Row("provider", "provider/name"),
    Row("provider", "publisher/name"),
    Row("provider", "publisher"),
    Row("creditline", "creditText"),
    Row("usage_terms", "usageInfo"),
    Row("usage_terms", "license"),
    Row("published", "datePublished"),
    Row("first_created", "dateCreated"),
    Row("version_created", "dateModified"),
    Row("correction", "correction/text"),
    Row("correction", "correction"),
)
"""Where each simple field stands, in the terms of schema.org."""

COMPOSED: Final = (
    Row("text", "the page's article, else articleBody"),
    Row("byline", "author/name"),
    Row("dateline", "dateline, locationCreated"),
    Row("copyright", "copyrightHolder, copyrightYear, copyrightNotice"),
    Row("topics", "articleSection"),
    Row("people", "about and mentions (Person)"),
    Row("organisations", "about and mentions (Organization)"),
    Row("places", "about and mentions (Place), contentLocation"),
    Row("events", "about and mentions (Event)"),
    Row("links", "citation, isBasedOn"),
    Row("media", "image, and the body's pictures"),
)
"""Where the fields stand that are put together from several values."""

_ARTICLES: Final = ("Article", "NewsArticle", "BlogPosting", "LiveBlogPosting", "Report", "ClaimReview")
_KINDS: Final = {
    "Person": "people", "Organization": "organisations", "NewsMediaOrganization": "organisations",
    "Corporation": "organisations", "GovernmentOrganization": "organisations", "Place": "places", "City": "places",
    "Country": "places", "AdministrativeArea": "places", "Event": "events",
}  # fmt: skip
_PLACES_OF_TEXT: Final = (
    ".//*[@itemprop='articleBody']", ".//article", ".//main", ".//*[@role='main']", ".//body",
)  # fmt: skip
LONGEST_LD: Final = 2_000_000


def parse_html_page(data: bytes, *, received: datetime | None, filename: str = "") -> list[Draft]:
    """The story of a page. Raises Unreadable when the page has no words."""
    decoded = decode(data)
    page = read_page(decoded.text)
    told, problems = _read_json_ld(page)
    said = {**read_meta(page), **read_microdata(page), **told}
    statement = Statement(tree_of(said, "page"))
    statement.problems += decoded.problems
    for problem in problems:
        statement.report("broken_json", problem)
    statement.read_rows(ROWS)
    body = _read_words(statement, page, str(said.get("articleBody") or ""))
    if not statement.values.get("headline"):
        # Every story on the web has a headline or a title; what has none is a form, a fragment or an attack.
        raise Unreadable("no_story", "The page names no headline and no title, so it is no story. Send its text.")
    _read_people(statement)
    _read_things(statement)
    _read_media_and_links(statement)
    root = statement.root
    notice, year = words_of(root.find("copyrightNotice")), words_of(root.find("copyrightYear"))
    holder = words_of(root.find("copyrightHolder/name")) or words_of(root.find("copyrightHolder"))
    state_copyright(statement, holder=holder, year=year, notice=notice)
    for tag in ("copyrightNotice", "copyrightYear", "copyrightHolder"):
        for found in find_all(root, tag):
            statement.use_all(found)
            statement.trace("copyright", found)
    sections = [words_of(found) for found in find_all(root, "articleSection")]
    if sections:
        statement.values["topics"] = tuple(dict.fromkeys(filter(None, sections)))
        statement.trace("topics", find_all(root, "articleSection")[0])
    if statement.values.get("correction"):
        statement.values["action"] = "correction"
    for tag in ("articleBody", "articleSection", "_type", "_context"):
        for found in find_all(root, tag):
            statement.use_all(found)
    dateline = _read_dateline(statement)
    statement.keep_the_rest([root])
    return [assemble_draft(statement, body, received=received, dateline=dateline)]


def read_page(text: str) -> Element:
    """The tree of a page, however badly written. Raises Unreadable when there is nothing in it."""
    parser = etree.HTMLParser(encoding="utf-8", no_network=True, huge_tree=False, remove_comments=True, remove_pis=True)
    try:
        root = etree.fromstring(text.replace("\x00", "").encode("utf-8", "replace"), parser)
    except (etree.XMLSyntaxError, ValueError) as error:
        raise Unreadable("broken_html", "The page cannot be read: ask for it again, or send its text.") from error
    if root is None:
        raise Unreadable("broken_html", "The page is empty: ask for it again, or send its text.")
    return root


def _read_json_ld(page: Element) -> tuple[dict[str, Any], list[str]]:
    """What the page's first article says of itself in JSON-LD, and what of it could not be read."""
    problems: list[str] = []
    for script in page.iter("script"):
        if "ld+json" not in str(script.get("type") or "") or not script.text or len(script.text) > LONGEST_LD:
            continue
        try:
            value = json.loads(script.text.strip().rstrip(";"), strict=False)
        except (ValueError, RecursionError) as error:
            reason = " ".join(str(error).split())[:80]
            problems.append(f"The page's JSON-LD is broken ({reason}); what its other parts say was used.")
            continue
        for found in _articles_in(value):
            return found, problems
    return {}, problems


def _articles_in(value: object, depth: int = 0) -> Iterator[dict[str, Any]]:
    if depth > 6:
        return
    if isinstance(value, list):
        for entry in value:
            yield from _articles_in(entry, depth + 1)
    elif isinstance(value, dict):
        kinds = value.get("@type")
        named = kinds if isinstance(kinds, list) else [kinds]
        if any(isinstance(kind, str) and kind.endswith(_ARTICLES) for kind in named):
            yield value
        for holder in ("@graph", "mainEntity", "itemListElement", "item"):
            yield from _articles_in(value.get(holder), depth + 1)


def _read_words(statement: Statement, page: Element, told: str) -> Body:
    """The words of the page where it marks them; `articleBody` when that says more than half again."""
    body = Body()
    for path in _PLACES_OF_TEXT:
        found = find_all(page, path)
        if found:
            body = read_body(max(found, key=lambda element: len(words_of(element))))
            if len(body.text) > 200 or (body.text and path in {_PLACES_OF_TEXT[0], _PLACES_OF_TEXT[-1]}):
                break
    stated = read_loose_body(told)
    if stated.text and (len(stated.text) > 1.5 * len(body.text) or len(body.text) > 1.5 * len(stated.text)):
        body = stated
    headline = statement.values.get("headline", "")
    first, _, rest = body.text.partition("\n\n")
    if headline and rest and " ".join(first.split()) == headline:
        body = cut_start(body, len(first))
    return body


def _read_people(statement: Statement) -> None:
    names: list[str] = []
    for author in find_all(statement.root, "author"):
        statement.use_all(author)
        printed = words_of(author.find("name")) if len(author) else words_of(author)
        if printed:
            names += read_byline(f"By {printed.removeprefix('By ').removeprefix('by ')}") or (printed,)
            statement.trace("byline", author)
    statement.values["byline"] = tuple(dict.fromkeys(names))


def _read_things(statement: Statement) -> None:
    found: dict[str, dict[str, NamedThing]] = {}
    for tag in ("about", "mentions", "contentLocation"):
        for element in find_all(statement.root, tag):
            field = _KINDS.get(words_of(element.find("_type")), "places" if tag == "contentLocation" else "")
            name = words_of(element.find("name"))
            if field and name:
                same = {"sameAs": uri} if (uri := words_of(element.find("sameAs"))) else {}
                found.setdefault(field, {})[name] = NamedThing(name, identifiers=same)
                statement.trace(field, element)
                statement.use_all(element)
    for field, things in found.items():
        statement.values[field] = tuple(things.values())


def _read_media_and_links(statement: Statement) -> None:
    media: list[MediaItem] = []
    for element in find_all(statement.root, "image"):
        statement.use_all(element)
        href = words_of(element.find("url")) or words_of(element.find("contentUrl")) or words_of(element)
        caption, credit = words_of(element.find("caption")), words_of(element.find("creditText"))
        if href.startswith(("http:", "https:", "/")):
            media.append(MediaItem(kind="picture", href=href.split(" ")[0][:2000], caption=caption, credit=credit))
            statement.trace("media", element)
    if media:
        statement.values["media"] = tuple({item.href: item for item in media}.values())
    links: list[StoryLink] = []
    for tag in ("citation", "isBasedOn"):
        for element in find_all(statement.root, tag):
            statement.use_all(element)
            href = words_of(element.find("url")) or words_of(element.find("_id")) or words_of(element)
            links.append(StoryLink("", "related", title=words_of(element.find("name")), href=href[:2000]))
            statement.trace("links", element)
    if links:
        statement.values["links"] = tuple(links)


def _read_dateline(statement: Statement) -> StatedDateline:
    root = statement.root
    for tag in ("dateline", "locationCreated"):
        for element in find_all(root, tag):
            statement.use_all(element)
            words = words_of(element.find("name")) if len(element) else words_of(element)
            if words:
                place, _, country = words.partition(", ")
                return StatedDateline(words=words, place=place, country=country, at=element)
    return StatedDateline()
