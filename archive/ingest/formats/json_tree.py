"""JSON as the plain tree that every structured format is read from: an object is an element, a list its element again.

So one reader of statements (`statement.py`) serves XML and JSON alike, and a value's provenance is a path such as
`/item/bodies[1]/value`.
"""

import json
import re
from typing import Any, Final

from lxml import etree

from archive.ingest.decode import Unreadable, decode
from archive.ingest.draft import Problem
from archive.ingest.formats.xml_tree import Element

DEEPEST: Final = 60

_NOT_A_NAME: Final = re.compile(r"[^\w.-]")
_UNSAID: Final = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")


def read_json_values(data: bytes) -> tuple[list[Any], tuple[Problem, ...]]:
    """The values of a JSON document, or one a line of JSON Lines, and what is to be known of its characters.

    Raises Unreadable, with the line, for anything else.
    """
    decoded = decode(data)
    text = decoded.text.lstrip("\ufeff")
    try:
        return [json.loads(text)], decoded.problems
    except RecursionError as error:
        raise Unreadable("broken_json", "The JSON is nested too deep to be news: ask the sender what it is.") from error
    except ValueError as error:
        if isinstance(error, json.JSONDecodeError) and error.msg == "Extra data" and "\n" in text.strip():
            return _read_lines(text), decoded.problems
        raise _broken(error) from error


def _read_lines(text: str) -> list[Any]:
    values: list[Any] = []
    for number, line in enumerate(text.split("\n"), start=1):
        if not line.strip():
            continue
        try:
            values.append(json.loads(line))
        except RecursionError as error:
            raise Unreadable("broken_json", f"Line {number} is nested too deep to be news: see what it is.") from error
        except ValueError as error:
            raise Unreadable(
                "broken_json",
                f"Line {number} is no JSON ({' '.join(str(error).split())[:100]}): its bytes are kept; "
                "ask the sender for it again.",
            ) from error
    return values


def _broken(error: ValueError) -> Unreadable:
    reason = " ".join(str(error).split())[:120]
    sentence = f"The JSON is cut short or broken ({reason}): its bytes are kept; ask the sender for it again."
    return Unreadable("broken_json", sentence)


def tree_of(value: object, name: str = "item") -> Element:
    """The tree of an object, without nulls and what XML cannot carry. Raises Unreadable when it is too deep."""
    root = etree.Element(_name(name))
    _fill(root, value, 0)
    return root


def _fill(element: Element, value: object, depth: int) -> None:
    if depth > DEEPEST:
        raise Unreadable("broken_json", "The JSON is nested too deep to be news: ask the sender what it is.")
    if isinstance(value, dict):
        for key, entry in value.items():
            for one in entry if isinstance(entry, list) else [entry]:
                if one is not None:
                    _fill(etree.SubElement(element, _name(str(key))), one, depth + 1)
    elif isinstance(value, list):
        for one in value:
            _fill(etree.SubElement(element, "entry"), one, depth + 1)
    elif isinstance(value, bool):
        element.text = "true" if value else "false"
    elif value is not None:
        element.text = _UNSAID.sub("", str(value))


def _name(key: str) -> str:
    name = _NOT_A_NAME.sub("_", key)[:100] or "_"
    return name if name[0].isalpha() or name[0] == "_" else f"_{name}"
