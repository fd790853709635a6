"""Pictures, films and sound inside a body, and beside it: what is known of them, and never a request for them."""

import base64
import binascii
from typing import Final

from archive.ingest.draft import MediaItem, MediaKind
from archive.ingest.formats.xml_tree import Element, find_all, words_of

MAX_INLINE_BYTES: Final = 10_000_000
_KINDS: Final[dict[str, MediaKind]] = {
    "image": "picture", "photo": "picture", "picture": "picture", "img": "picture", "graphic": "graphic",
    "video": "video", "audio": "audio", "animation": "video",
}  # fmt: skip


def kind_of_media(*hints: str, otherwise: MediaKind = "document") -> MediaKind:
    """The kind of a medium from words such as "image/jpeg", "Photo" or "ninat:picture", the first that says it."""
    for hint in hints:
        word = hint.rpartition(":")[2].partition("/")[0].strip().lower()
        if word in _KINDS:
            return _KINDS[word]
    return otherwise


def number_of(printed: str | None) -> int | None:
    """A whole number of at most seven digits, such as a width in pixels; None for anything else."""
    digits = (printed or "").strip().removesuffix("px")
    return int(digits) if digits.isascii() and digits.isdigit() and len(digits) <= 7 else None


def read_picture(element: Element) -> list[MediaItem]:
    """An HTML `img`, `video` or `audio`, with the caption of the figure around it."""
    source = element.find(".//source")
    href = str(element.get("src") or (source.get("src") if source is not None else "") or "")
    content, media_type, href = _read_data_address(href)
    figure = next(element.iterancestors("figure"), None)
    caption = figure.find(".//figcaption") if figure is not None else None
    if not href and not content:
        return []
    return [
        MediaItem(
            kind=kind_of_media(str(element.tag).lower(), otherwise="picture"),
            href=href[:2000],
            content=content,
            media_type=media_type,
            caption=words_of(caption),
            alt=" ".join(str(element.get("alt") or "").split()),
            width=number_of(element.get("width")),
            height=number_of(element.get("height")),
        )
    ]


def read_nitf_media(element: Element) -> list[MediaItem]:
    """A NITF `media`: each reference is a rendition; caption, producer and embedded bytes belong to it."""
    caption = " ".join(filter(None, (words_of(found) for found in find_all(element, "media-caption"))))
    credit = " ".join(filter(None, (words_of(found) for found in find_all(element, "media-producer"))))
    stated = str(element.get("media-type") or "")
    bodies = [_decode(found) for found in find_all(element, "media-object")]
    media = []
    references = find_all(element, "media-reference")
    for index, reference in enumerate(references or [element]):
        mime = str(reference.get("mime-type") or "")
        media.append(
            MediaItem(
                kind=kind_of_media(stated, mime),
                href=str(reference.get("source") or reference.get("data-location") or "")[:2000],
                content=bodies[index] if index < len(bodies) else b"",
                media_type=mime[:100],
                role=str(reference.get("name") or element.get("class") or "")[:60],
                caption=caption,
                alt=str(reference.get("alternate-text") or ""),
                credit=credit or str(reference.get("copyright") or ""),
                width=number_of(reference.get("width")),
                height=number_of(reference.get("height")),
            )
        )
    return media


def _decode(element: Element) -> bytes:
    if str(element.get("encoding") or "base64").lower() != "base64":
        return b""
    return decode_base64(element.text or "")


def decode_base64(printed: str) -> bytes:
    """The bytes, or none when they are broken or more than may come inside an item (they stay in the original)."""
    if len(printed) > MAX_INLINE_BYTES:
        return b""
    try:
        return base64.b64decode("".join(printed.split()), validate=True)
    except (binascii.Error, ValueError):
        return b""


def _read_data_address(href: str) -> tuple[bytes, str, str]:
    """A `data:` address is bytes that came along: they are kept as such, not as an address."""
    if not href.startswith("data:"):
        return b"", "", href
    head, _, data = href.partition(",")
    return (decode_base64(data) if head.endswith(";base64") else b""), head[5:].partition(";")[0][:100], ""
