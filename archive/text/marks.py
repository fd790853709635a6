"""Marks: the formatting of a text, standing off from it as (start, end, kind, data) over code points."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from itertools import pairwise

from archive.text.hrefs import clean_href

BLOCK_KINDS = frozenset({"paragraph", "heading", "quote", "list_item", "table_cell"})
INLINE_KINDS = frozenset({"emphasis", "strong", "link"})


@dataclass(frozen=True, slots=True)
class Mark:
    """One piece of formatting on `text[start:end]`.

    `data` by kind: link {"href"}; heading {"level": "1".."6", counted from the story's own headline};
    list_item {"list": "ordered"}; table_cell {"row", "col": numbers from 0, "head": "yes"}.
    """

    start: int
    end: int
    kind: str
    data: Mapping[str, str] = field(default_factory=dict)


def marks_to_json(marks: Iterable[Mark]) -> list[list[object]]:
    """The stored shape of marks: [[start, end, kind, {data}], …], ready for json.dumps."""
    return [[mark.start, mark.end, mark.kind, dict(mark.data)] for mark in marks]


def marks_from_json(value: object) -> tuple[Mark, ...]:
    """Read what `marks_to_json` wrote; the data may be left out. Raises ValueError for any other shape."""
    if not isinstance(value, list | tuple):
        raise ValueError("Marks must be a list of [start, end, kind, data].")
    return tuple(_read_mark(item, number) for number, item in enumerate(value, start=1))


def _read_mark(item: object, number: int) -> Mark:
    if not isinstance(item, list | tuple) or len(item) not in (3, 4):
        raise ValueError(f"Mark {number} must be a list of start, end, kind and data.")
    start, end, kind = item[0], item[1], item[2]
    data = item[3] if len(item) == 4 else {}
    if type(start) is not int or type(end) is not int:  # bool is an int to isinstance, and no position
        raise ValueError(f"Mark {number} must start and end at whole numbers.")
    if not isinstance(kind, str):
        raise ValueError(f"The kind of mark {number} must be a word.")
    if not isinstance(data, Mapping) or not all(
        isinstance(key, str) and isinstance(entry, str) for key, entry in data.items()
    ):
        raise ValueError(f"The data of mark {number} must be names with texts.")
    return Mark(start, end, kind, dict(data))


def check_marks(text: str, marks: Iterable[Mark]) -> None:
    """Raise ValueError, with a sentence to act on, unless every mark fits this text.

    Blocks may not overlap each other; inline marks may overlap anything.
    """
    blocks: list[Mark] = []
    for mark in marks:
        where = f"The {mark.kind} mark at {mark.start} to {mark.end}"
        if mark.kind not in BLOCK_KINDS | INLINE_KINDS:
            known = ", ".join(sorted(BLOCK_KINDS | INLINE_KINDS))
            raise ValueError(f"{where} is of an unknown kind; use one of {known}.")
        if not 0 <= mark.start < mark.end <= len(text):
            raise ValueError(f"{where} must cover at least one of the text's {len(text)} characters.")
        if mark.kind == "link" and not clean_href(mark.data.get("href", "")):
            raise ValueError(f"{where} needs an http, https or mailto address, or a relative one.")
        if mark.kind in BLOCK_KINDS:
            blocks.append(mark)
    for before, after in pairwise(sorted(blocks, key=lambda mark: mark.start)):
        if after.start < before.end:
            raise ValueError(
                f"The {after.kind} mark at {after.start} overlaps the {before.kind} mark before it, "
                f"which ends at {before.end}; blocks may not overlap."
            )
