"""The words of ninjs: its bodies, its descriptions and its byline, of all three families."""

from typing import Any

from archive.ingest.formats.body import Body, read_html_body, read_loose_body, read_plain_body
from archive.ingest.formats.statement import Statement
from archive.ingest.formats.xml_tree import find_all, words_of
from archive.reading.byline import read_byline


def read_bodies(statement: Statement) -> Body:
    """The body, in HTML if there is one: of several, the richest. The others say the same again."""
    root = statement.root
    found: list[tuple[int, Body, Any]] = []
    for element in find_all(root, "bodies"):
        statement.use_all(element)
        kind = (words_of(element.find("contentType")) or words_of(element.find("contenttype"))).lower()
        value = element.find("value")
        if value is not None and value.text:
            found.append((*_read_text(value.text, kind), value))
    for element in root:
        if isinstance(element.tag, str) and element.tag.startswith("body_"):
            statement.use(element)
            found.append((*_read_text(element.text or "", element.tag), element))
    found = [entry for entry in found if entry[1].text]
    if not found:
        return Body()
    _, body, at = max(found, key=lambda entry: entry[0])
    statement.trace("text", at)
    return body


def _read_text(text: str, kind: str) -> tuple[int, Body]:
    if "html" in kind or "nitf" in kind or "xml" in kind:
        return 3, read_html_body(text)
    if "plain" in kind or kind == "body_text":
        return 2, read_plain_body(text)
    return 1, read_loose_body(text)


def read_abstract(statement: Statement) -> None:
    """The abstract: of several descriptions the summary, as text; the others go to the extras."""
    root = statement.root
    found = [
        *find_all(root, "descriptions[role='summary']/value"), *find_all(root, "description_summary"),
        *find_all(root, "description_text"), *find_all(root, "abstract"), *find_all(root, "descriptions/value"),
        *(element for element in root if isinstance(element.tag, str) and element.tag.startswith("description_")),
    ]  # fmt: skip
    seen: list[str] = []
    for element in found:
        words = " ".join(read_loose_body(element.text or "").text.split())
        if not words:
            continue
        if not seen:
            statement.say("abstract", words, element)
        statement.use(element) if words in seen or not seen else None
        seen.append(words)
    for element in find_all(root, "descriptions"):
        for tag in ("role", "contentType", "contenttype"):
            for part in find_all(element, tag):
                statement.use(part)


def read_authors(statement: Statement) -> None:
    """The byline, without its "By": a text, or the names of authors."""
    names: list[str] = []
    for tag in ("by", "byline", "authors/name"):
        for element in find_all(statement.root, tag):
            printed = words_of(element)
            statement.use(element)
            if printed and not names:
                bare = printed if printed[:3].lower() == "by " else f"By {printed}"
                names += read_byline(bare) or (printed,)
                statement.trace("byline", element)
    statement.values["byline"] = tuple(dict.fromkeys(names))
