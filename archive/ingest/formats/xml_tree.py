"""XML made safe and plain: a tree of local names, read with entities, DTDs and the network off.

Nothing here knows what a document means. Names lose their namespaces, which agencies declare, mistype and leave out:
what an element is follows from where it stands. Paths (`path_of`) are those of that plain tree.
"""

import re
from collections.abc import Iterator
from datetime import UTC, datetime
from typing import Any, Final

from lxml import etree

from archive.ingest.decode import Unreadable

Element = etree._Element

XML_LANG: Final = "{http://www.w3.org/XML/1998/namespace}lang"
_PROLOG: Final = 65_536
_LEADING: Final = b" \t\r\n\x0c"
_MARKS: Final = (b"\xff\xfe", b"\xfe\xff", b"\xef\xbb\xbf")
_SKIPPED: Final = re.compile(rb"\s+|<\?.*?\?>|<!--.*?-->|<!DOCTYPE[^\[>]*(?:\[.*?\]\s*)?>", re.DOTALL)
_ROOT: Final = re.compile(rb"<(?:[\w.-]{1,60}:)?([A-Za-z_][\w.-]{0,60})[\s/>]")
_DECLARES: Final = re.compile(rb"<!DOCTYPE[^>\[]{0,2000}\[|<!(?:ENTITY|ELEMENT|ATTLIST|NOTATION)\b")
_SPACE: Final = re.compile(r"[ \t\r\n\f]+")


def find_root_name(head: bytes) -> str:
    """The local name of the first element of what may be XML; "" when the beginning shows none."""
    plain = _drop_zeros(head)
    for mark in _MARKS:
        plain = plain.removeprefix(mark)
    at = 0
    while (skipped := _SKIPPED.match(plain, at)) is not None:
        at = skipped.end()
    found = _ROOT.match(plain, at)
    return found[1].decode("ascii", "replace") if found is not None else ""


def read_xml(data: bytes) -> Element:
    """The root of a well-formed document, every name local. Raises Unreadable for anything else, and for a DTD inside.

    A reference to an outside DTD is allowed, because NITF has always carried one, and is never followed.
    """
    refuse_declarations(data)
    parser = etree.XMLParser(
        encoding=_known_encoding(data),
        resolve_entities=False,
        load_dtd=False,
        no_network=True,
        huge_tree=False,
        remove_comments=True,
        remove_pis=True,
    )
    try:
        root = etree.fromstring(data.lstrip(_LEADING), parser)
    except etree.XMLSyntaxError as error:
        reason = " ".join(str(error).split())[:200]
        raise Unreadable(
            "broken_xml",
            f"The XML is cut short or broken ({reason}): its bytes are kept; ask the sender for it again.",
        ) from error
    except (ValueError, LookupError) as error:
        raise Unreadable(
            "broken_xml", "The XML is in characters that cannot be read: ask the sender for it as UTF-8."
        ) from error
    _refuse_references(root)
    for element in root.iter():
        if isinstance(element.tag, str) and element.tag.startswith("{"):
            element.tag = element.tag.rpartition("}")[2]
    return root


def refuse_declarations(data: bytes) -> None:
    """Raise Unreadable when XML brings a DTD of its own."""
    if _DECLARES.search(_drop_zeros(data[:_PROLOG]).split(b"<![CDATA[", 1)[0]):
        raise Unreadable(
            "xml_dtd",
            "The XML declares entities or other rules of its own, which can be an attack: it was not opened. "
            "Ask the sender for the item without them.",
        )


def _known_encoding(data: bytes) -> str | None:
    """UTF-8 for what is valid UTF-8 and not plain ASCII, whatever it declares: agencies convert and forget to say."""
    if b"\x00" in data[:200] or data.isascii():
        return None
    try:
        data.decode("utf-8")
    except UnicodeDecodeError:
        return None
    return "utf-8"


def _refuse_references(root: Element) -> None:
    """What a prolog in a rare encoding may have hidden: declarations and what refers to them."""
    inside: Any = root.getroottree().docinfo.internalDTD  # the stubs know nothing of its entities
    if (inside is not None and any(True for _ in inside.iterentities())) or next(
        root.iter(etree.Entity), None
    ) is not None:
        raise Unreadable(
            "xml_entity",
            "The XML uses an entity that it does not explain itself, such as &name;: ask the sender to write the "
            "character instead.",
        )


def find_all(parent: Element | None, path: str) -> list[Element]:
    """The elements at a path of local names below `parent`, such as "head/docdata"."""
    return list(parent.findall(path)) if parent is not None else []


def words_of(element: Element | None) -> str:
    """All words in an element on one line, without those of what may not be read aloud (scripts and styles)."""
    return _SPACE.sub(" ", "".join(_pieces(element))).strip() if element is not None else ""


def _pieces(element: Element) -> Iterator[str]:
    yield element.text or ""
    for child in element:
        if isinstance(child.tag, str) and child.tag not in {"script", "style"}:
            if child.tag in {"p", "br"}:
                yield " "
            yield from _pieces(child)
        yield child.tail or ""


def path_of(element: Element, attribute: str = "") -> str:
    """Where it stands, as an XPath in the plain tree: `/newsItem/itemMeta/provider/@qcode`."""
    path = str(element.getroottree().getpath(element))
    return f"{path}/@{attribute}" if attribute else path


class PathsBelow:
    """`path_of` for the elements below one item of many: the way to the item is walked once.

    From the root, each path is as long a walk as there are items before this one, thirty times an item.
    """

    def __init__(self, item: Element) -> None:
        self._item, self._to_item = item, path_of(item)
        self._tree = etree.ElementTree(item)
        self._way_in = f"/{item.tag}/"
        # Where the document's own root has the name of the item, one could not tell which of the two a path begins at.
        self._is_told_apart = item.getroottree().getroot().tag != item.tag

    def path_of(self, element: Element, attribute: str = "") -> str:
        """The same as the function of that name says."""
        if element is self._item:
            path = self._to_item
        elif self._is_told_apart and (inside := str(self._tree.getpath(element))).startswith(self._way_in):
            path = self._to_item + inside[len(self._way_in) - 1 :]
        else:
            return path_of(element, attribute)
        return f"{path}/@{attribute}" if attribute else path


def read_moment(printed: str) -> tuple[datetime | None, bool]:
    """A moment in ISO 8601, basic or extended, and whether it says its time zone (else it is taken as UTC)."""
    try:
        moment = datetime.fromisoformat(printed.strip())
    except ValueError:
        return None, False
    return (moment, True) if moment.tzinfo is not None else (moment.replace(tzinfo=UTC), False)


def _drop_zeros(data: bytes) -> bytes:
    """UTF-16 read as if it were ASCII: good enough to see markup by."""
    return data.replace(b"\x00", b"") if b"\x00" in data[:200] else data
