"""The contentSet of a NewsML-G2 item: its words from the best of several renditions, its media."""

from __future__ import annotations

from typing import Final

from archive.ingest.draft import MediaItem
from archive.ingest.formats.body import Body, read_body, read_html_body, read_loose_body
from archive.ingest.formats.body_media import decode_base64, kind_of_media, number_of
from archive.ingest.formats.inner_nitf import read_inner_nitf
from archive.ingest.formats.newsml_g2_names import code_of
from archive.ingest.formats.statement import Statement, words_at
from archive.ingest.formats.xml_tree import Element, find_all, words_of

_READ: Final = ("nitf", "html", "body", "div", "section", "article", "p", "body.content")
_MEDIA_CLASSES: Final = frozenset({"picture", "graphic", "video", "audio", "animation", "photo"})


def read_content(statement: Statement) -> Body:
    """The body of the item; media go to the statement. Of several renditions of the words the first is taken."""
    body = Body()
    left = 0
    for element in find_all(statement.root, "contentSet/inlineXML"):
        read = _read_inline_xml(statement, element)
        body, left = (read, left) if not body.text else (body, left + 1)
    media = list(body.media)
    for element in find_all(statement.root, "contentSet/inlineData"):
        if words_at(element, "encoding") or words_at(element, "contenttype").partition("/")[0] in {"image", "audio"}:
            media += _read_encoded(statement, element)
            continue
        html = "html" in words_at(element, "contenttype")
        printed = element.text or ""
        read = read_html_body(printed) if html else read_loose_body(printed)
        body, left = (read, left) if not body.text else (body, left + 1)
    if body.text:
        statement.trace("text", next(statement.root.iter("inlineXML", "inlineData")))
    if left:
        statement.extras["other renditions of the text"] = str(left)
    statement.values["media"] = (*media[len(body.media) :], *_read_remote(statement))
    return body


def _read_inline_xml(statement: Statement, element: Element) -> Body:
    child = next(iter(element), None)
    if child is None:
        return read_loose_body(element.text or "") if (element.text or "").strip() else Body()
    if child.tag not in _READ:
        statement.report(
            "foreign_content",
            f"The item holds {child.tag!r}, which is data and no text: it is kept with the original and not shown.",
        )
        return Body()
    if child.tag != "nitf":
        return read_body(*element)
    return read_inner_nitf(statement, child)


def _read_encoded(statement: Statement, element: Element) -> list[MediaItem]:
    mime = words_at(element, "contenttype")
    statement.trace("media", element)
    content = decode_base64(element.text or "")
    return [MediaItem(kind=kind_of_media(mime), content=content, media_type=mime, role=_rendition(element))]


def _read_remote(statement: Statement) -> list[MediaItem]:
    """What stands elsewhere. An item that is a picture has one, in several renditions: the widest is its record."""
    root = statement.root
    remote = [found for found in find_all(root, "contentSet/remoteContent") if _address(found)]
    if not remote:
        return []
    stated = root.find("itemMeta/itemClass")
    item_class = code_of(words_at(stated, "qcode")) if stated is not None else ""
    captions = [words_of(found) for found in find_all(root, "contentMeta/description")]
    is_media = item_class.lower() in _MEDIA_CLASSES
    if is_media:
        remote.sort(key=lambda found: -(number_of(found.get("width")) or 0))
        statement.extras["renditions"] = "; ".join(_address(found) for found in remote)[:4_000]
    statement.trace("media", remote[0])
    return [
        MediaItem(
            kind=kind_of_media(words_at(found, "contenttype"), item_class),
            href=_address(found)[:2000],
            media_type=words_at(found, "contenttype")[:100],
            role=_rendition(found),
            headline=statement.values.get("headline", "") if is_media else words_of(found.find("headline")),
            caption=max(captions, key=len, default="") if is_media else "",
            credit=statement.values.get("creditline", "") or "; ".join(statement.values.get("byline", ())),
            rights=statement.values["copyright"].notice if "copyright" in statement.values else "",
            usage_terms=statement.values.get("usage_terms", ""),
            guid=words_at(found, "residref"),
            width=number_of(found.get("width")),
            height=number_of(found.get("height")),
        )
        for found in (remote[:1] if is_media else remote)
    ]


def _address(element: Element) -> str:
    return words_at(element, "href") or words_at(element, "residref")


def _rendition(element: Element) -> str:
    return code_of(words_at(element, "rendition"))[:60]
