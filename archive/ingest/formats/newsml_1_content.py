"""The ContentItems of a NewsML 1 item: its words, wherever its components nest, and its media with their captions."""

from __future__ import annotations

from typing import Final

from archive.ingest.draft import MediaItem
from archive.ingest.formats.body import Body, read_body, read_loose_body
from archive.ingest.formats.body_media import kind_of_media, number_of
from archive.ingest.formats.inner_nitf import read_inner_nitf
from archive.ingest.formats.statement import Statement, words_at
from archive.ingest.formats.xml_tree import Element, find_all, words_of
from archive.text.canonical import BLOCK_SEPARATOR

_PICTURES: Final = frozenset({"photo", "graphic", "video", "audio", "picture", "image", "animation"})


def read_content(statement: Statement) -> Body:
    """The body of the item. Text of a component that is a caption belongs to the medium beside it."""
    root = statement.root
    bodies: list[Body] = []
    media: list[MediaItem] = []
    for content in root.iter("ContentItem"):
        if next(content.iterancestors("NewsItem"), None) is not root:
            continue  # an item inside this one: it comes by itself
        said = content.find("MediaType")
        kind = words_at(said, "FormalName").lower() if said is not None else ""
        if kind in _PICTURES or (kind != "text" and content.get("Href")):
            media.append(_read_medium(content, kind))
            statement.trace("media", content)
            continue
        if _role_of(content) == "caption":
            continue
        for data in find_all(content, "DataContent"):
            body = _read_data(statement, data)
            if body.text and not _is_equivalent(content, bodies):
                statement.trace("text", data)
                bodies.append(body)
    statement.values["media"] = tuple(dict.fromkeys(media))
    return _join(bodies)


def _read_data(statement: Statement, data: Element) -> Body:
    nitf = data.find("nitf")
    if nitf is not None:
        return read_inner_nitf(statement, nitf)
    return read_body(data) if len(data) else read_loose_body(data.text or "")


def _is_equivalent(content: Element, bodies: list[Body]) -> bool:
    """Whether it says again what came before, in another form."""
    component = content.getparent()
    return bool(bodies) and component is not None and words_at(component, "EquivalentsList").lower() == "yes"


def _role_of(content: Element) -> str:
    component = next(content.iterancestors("NewsComponent"), None)
    role = component.find("Role") if component is not None else None
    return words_at(role, "FormalName").lower() if role is not None else ""


def _read_medium(content: Element, kind: str) -> MediaItem:
    component = next(content.iterancestors("NewsComponent"), content)
    around = next(component.iterancestors("NewsComponent"), component)
    mime = content.find("MimeType")
    sizes = {words_at(found, "FormalName").lower(): words_at(found, "Value") for found in content.iter("Property")}
    return MediaItem(
        kind=kind_of_media(kind, otherwise="document"),
        href=words_at(content, "Href")[:2000],
        media_type=words_at(mime, "FormalName")[:100] if mime is not None else "",
        role=_role_of(content)[:60],
        headline=_line(component, "HeadLine"),
        caption=_caption(component) or _caption(around),
        credit=_line(component, "CreditLine") or _line(component, "ByLine"),
        rights=_line(component, "CopyrightLine"),
        width=number_of(sizes.get("width")),
        height=number_of(sizes.get("height")),
    )


def _line(component: Element, tag: str) -> str:
    return words_of(component.find(f"NewsLines/{tag}"))


def _caption(component: Element) -> str:
    for inner in component.iter("NewsComponent"):
        role = inner.find("Role")
        if role is not None and words_at(role, "FormalName").lower() == "caption":
            return words_of(inner.find("ContentItem/DataContent"))
    return ""


def _join(bodies: list[Body]) -> Body:
    """The bodies one after the other."""
    text, marks, names, media = "", [], [], []  # type: ignore[var-annotated]
    left_out: dict[str, int] = {}
    for body in bodies:
        shift = len(text) + len(BLOCK_SEPARATOR) if text else 0
        text = f"{text}{BLOCK_SEPARATOR}{body.text}" if text else body.text
        moved = body.moved(shift)
        marks += moved.marks
        names += moved.names
        media += moved.media
        for name, number in body.left_out.items():
            left_out[name] = left_out.get(name, 0) + number
    return Body(text, tuple(marks), tuple(names), tuple(media), left_out)
