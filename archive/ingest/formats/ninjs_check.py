"""Whether a JSON object is the ninjs it says it is: each fault a sentence that names the property."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Any, Final

from archive.ingest.formats.ninjs_rules import FAMILIES, SINCE, Kind

MOST_FAULTS: Final = 20
DEEPEST: Final = 12

_DAY: Final = re.compile(r"-?\d{4,}(?:-(?:1[0-2]|0[1-9])(?:-(?:3[01]|0[1-9]|[12]\d)(?:T.{8,40})?)?)?")
_NAMED: Final = re.compile(r"[A-Za-z0-9_]+")
_SHAPES: Final = frozenset(
    ("Point", "MultiPoint", "LineString", "MultiLineString", "Polygon", "MultiPolygon", "GeometryCollection", "Feature",
     "FeatureCollection")
)  # fmt: skip
_EITHER: Final[Mapping[str, str]] = {
    "linkedrights": "encodedrights", "linkedRights": "encodedRights", "expectedStartDate": "startDate",
    "expectedEndDate": "endDate",
}  # fmt: skip
_MEANT: Final = {
    "text": "a text", "uri": "an address", "moment": "a moment such as 2025-09-02T16:15:00Z", "number": "a number",
    "whole": "a whole number", "urgency": "a whole number from 1 to 9", "percent": "a whole number from 0 to 100",
    "day": "a date such as 2025-09 or 2025-09-02", "map": "an object", "geojson": "a GeoJSON object",
    "item": "a ninjs object", "association": "a ninjs object",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Fault:
    """What is wrong at `path`. `is_grave` unless the item it stands in says enough to be read all the same."""

    path: str
    sentence: str
    is_grave: bool | None = None
    is_unknown: bool = False  # a property that the family does not have


def check_ninjs(item: object, *, family: int, release: int | None = None) -> list[Fault]:
    """The faults of a ninjs object under a release of a family (1, 2 or 3); of its newest when None."""
    faults: list[Fault] = []
    for fault in _check_item(item, "", family, 99 if release is None else release, depth=0):
        faults.append(fault)
        if len(faults) >= MOST_FAULTS:
            break
    return faults


def _check_item(item: object, path: str, family: int, release: int, *, depth: int) -> Iterator[Fault]:
    if depth > DEEPEST:
        yield Fault(path, f"{path} is nested too deep: send what it holds as items of their own.")
        return
    is_grave = not _says_enough(item)
    for fault in _check(item, FAMILIES[family], path, family, release, depth):
        yield fault if fault.is_grave is not None else replace(fault, is_grave=is_grave)


def _says_enough(item: object) -> bool:
    """Whether there is a headline and a body, or files and a caption: a fault is then rather a provider's custom."""
    if not isinstance(item, dict):
        return False
    stem = {name.lower().partition("_")[0] for name, value in item.items() if value}
    titled = not stem.isdisjoint({"headline", "headlines", "title", "name"})
    captioned = titled or not stem.isdisjoint({"description", "descriptions"})
    return (titled and not stem.isdisjoint({"body", "bodies"})) or (captioned and "renditions" in stem)


def _check(value: object, kind: Kind, path: str, family: int, release: int, depth: int) -> Iterator[Fault]:
    if isinstance(kind, dict):
        yield from _check_object(value, kind, path, family, release, depth)
    elif isinstance(kind, list):
        if not isinstance(value, list):
            yield Fault(path, f"{path} must be a list, and is {_named(value)}.")
            return
        for number, entry in enumerate(value):
            yield from _check(entry, kind[0], f"{path}[{number}]", family, release, depth)
    elif kind in {"item", "association"}:
        yield from _check_item(value, path, family, release, depth=depth + 1)
        if kind == "association" and isinstance(value, dict) and "name" not in value:
            yield Fault(path, f"{path} has no name, which each association needs.", is_grave=True)
    elif not _fits(value, kind):
        meant = _MEANT.get(kind, "one of " + kind.replace("|", ", "))
        yield Fault(path, f"{path} must be {meant}, and is {_named(value)}.")
    elif path.endswith("type") and isinstance(value, str) and SINCE[family].get(value, 0) > release:
        yield Fault(path, f"{path} {value!r} came with ninjs {family}.{SINCE[family][value]}.")


def _check_object(
    value: object, kinds: dict[str, Kind], path: str, family: int, release: int, depth: int
) -> Iterator[Fault]:
    where = path or "The item"
    if not isinstance(value, dict):
        yield Fault(path, f"{where} must be an object, and is {_named(value)}.")
        return
    for name in kinds:
        if name.endswith("!") and name[:-1] not in value:
            yield Fault(path, f"{where} has no {name[:-1]}, which it needs.")
    for either, other in _EITHER.items():
        if either in value and other in value:
            yield Fault(path, f"{where} has both {either} and {other}: only one of them may be given.")
    if kinds is FAMILIES[3] and "eventDetails" in value and "renditions" in value:
        yield Fault(path, f"{where} is an event, which has no renditions.")
    for name, entry in value.items():
        kind = _kind_of(name, kinds)
        inside = f"{path}.{name}" if path else name
        if kind is None and name in {"name", "rel"} and depth and family > 1 and kinds is FAMILIES[family]:
            kind = "text"  # an association is an item with a name and a relation
        if kind is None:
            yield Fault(inside, f"{inside} is no property of ninjs {family}.x: see its spelling.", is_unknown=True)
        elif kinds is FAMILIES[family] and SINCE[family].get(name, 0) > release:
            yield Fault(inside, f"{inside} came with ninjs {family}.{SINCE[family][name]}.")
        else:
            yield from _check(entry, kind, inside, family, release, depth)


def _kind_of(name: str, kinds: dict[str, Kind]) -> Kind | None:
    kind = kinds.get(name, kinds.get(f"{name}!"))
    if kind is not None:
        return kind
    for pattern, kind in kinds.items():
        if pattern.endswith("*") and name.startswith(pattern[:-1]) and _NAMED.match(name[len(pattern) - 1 :]):
            return kind
    return None


def _fits(value: object, kind: str) -> bool:
    match kind:
        case "any":
            return True
        case "text" | "uri" | "moment":  # a moment that cannot be read is told where it is read
            return isinstance(value, str)
        case "day":
            return isinstance(value, str) and _DAY.fullmatch(value) is not None
        case "number":
            return isinstance(value, int | float) and not isinstance(value, bool)
        case "whole":
            return type(value) is int
        case "urgency":
            return type(value) is int and 1 <= value <= 9
        case "percent":
            return type(value) is int and 0 <= value <= 100
        case "map":
            return isinstance(value, dict)
        case "geojson":
            return isinstance(value, dict) and value.get("type") in _SHAPES
        case _:
            return value in kind.split("|")


def _named(value: Any) -> str:
    match value:
        case dict():
            return "an object"
        case list():
            return "a list"
        case str():
            return f"the text {value[:40]!r}"
        case None:
            return "null"
        case _:
            return str(value)[:40]


def tell_release(item: Mapping[str, Any]) -> tuple[int, int | None]:
    """The family and release an item says it follows, else the family that finds the fewest faults in it."""
    for name in ("standard", "$standard"):
        stated = item.get(name)
        version = str(stated.get("version", "")) if isinstance(stated, dict) else ""
        match = re.match(r"([123])(?:\.(\d{1,2}))?", version)
        if match is not None and (match[1] == "1") == (name == "$standard"):
            return int(match[1]), int(match[2]) if match[2] else None
    return min((3, 2, 1), key=lambda family: _strangeness(check_ninjs(item, family=family))), None


def _strangeness(faults: list[Fault]) -> tuple[int, int]:
    """How many properties a family does not have, then how much else is wrong."""
    return sum(fault.is_unknown for fault in faults), len(faults)
