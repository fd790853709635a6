"""What a structured item states, on its way to a Draft: each value with the path it was read at.

A format says where its fields stand in a table of rows (`Row`); `Statement.read_rows` reads them. What a format has
read is remembered, so that `keep_the_rest` can put into the extras whatever stands in the metadata and was not.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final

from archive.ingest.draft import Problem, Provenance
from archive.ingest.formats.xml_tree import XML_LANG, Element, PathsBelow, find_all, read_moment, words_of

_LISTS: Final = frozenset({"keywords"})
_NUMBERS: Final = frozenset({"urgency", "version"})
_MOMENTS: Final = frozenset({"published", "first_created", "version_created", "rights_expire"})
_MOST_EXTRAS: Final = 200
_LONGEST_EXTRA: Final = 4_000
_INDEX: Final = re.compile(r"\[\d+\]")
_PAIRS: Final = (("name", "content"), ("FormalName", "Value"))  # an attribute that names what the other one holds
_NO_NEWS: Final = frozenset({"standard", "standardversion", "conformance", "schemaLocation", "lang", "id", "dir"})


@dataclass(frozen=True, slots=True)
class Row:
    """One line of a format's table: a field of the Draft, and the path it is read at (`head/docdata/urgency/@ed-urg`).

    Of several rows for one field the first that has a value counts; the others' values go to the extras.
    """

    field: str
    path: str


class Statement:
    """Values with their provenance, extras and problems of one item below `root`."""

    def __init__(self, root: Element) -> None:
        self.root = root
        self.values: dict[str, Any] = {}
        self.provenance: dict[str, Provenance] = {}
        self.extras: dict[str, str] = {}
        self.problems: list[Problem] = []
        self._used: set[str] = set()
        self._path_of = PathsBelow(root).path_of

    def report(self, code: str, sentence: str) -> None:
        """Note something for an editor."""
        self.problems.append(Problem(code, sentence))

    def use(self, element: Element, attribute: str = "") -> None:
        """Remember that this attribute was read, or these words with those of the elements inside."""
        if attribute:
            self._used.add(self._path_of(element, attribute))
        else:
            self._used |= {self._path_of(inside) for inside in element.iter() if isinstance(inside.tag, str)}

    def use_all(self, element: Element) -> None:
        """Remember that an element was read with everything in it."""
        self.use(element)
        for inside in element.iter():
            self._used |= {self._path_of(inside, _local(str(name))) for name in inside.attrib}

    def say(self, field: str, value: Any, at: Element, attribute: str = "") -> None:
        """Give a field the value that stands there."""
        self.use(at, attribute)
        self.values[field] = value
        self.provenance[field] = Provenance("feed", self._path_of(at, attribute))

    def trace(self, field: str, at: Element, attribute: str = "") -> None:
        """Note where the first of the values that make up a field was read."""
        self.provenance.setdefault(field, Provenance("feed", self._path_of(at, attribute)))

    def read_rows(self, rows: Iterable[Row]) -> None:
        """Read every row of a format's table."""
        for row in rows:
            path, attribute = split_path(row.path)
            for element in find_all(self.root, path) if path else [self.root]:
                words = words_at(element, attribute)
                if words:
                    self._read(row.field, words, element, attribute)

    def _read(self, field: str, words: str, element: Element, attribute: str) -> None:
        known = self.values.get(field)
        if field in _LISTS:
            if words not in (known or ()):
                self.values[field] = (*(known or ()), words)
                self.provenance.setdefault(field, Provenance("feed", self._path_of(element, attribute)))
            self.use(element, attribute)
        elif known == words:
            self.use(element, attribute)
        elif known is None and (value := self._value_of(field, words)) is not None:
            self.say(field, value, element, attribute)

    def _value_of(self, field: str, words: str) -> object | None:
        if field in _NUMBERS:
            return int(words) if words.isascii() and words.isdigit() and len(words) <= 9 else None
        if field in _MOMENTS:
            return self.moment(words)
        return words

    def moment(self, printed: str) -> datetime | None:
        """A moment as the feed prints it. One that cannot be read is reported."""
        moment, _ = read_moment(printed)
        if moment is None:
            self.report(
                "unreadable_time", f"The time {printed[:60]!r} could not be read: set it by hand if it matters."
            )
        return moment

    def keep_the_rest(self, parts: Sequence[Element]) -> None:
        """Put into the extras what stands in these parts and no field has taken."""
        start = len(self._path_of(self.root)) + 1
        gathered: dict[str, list[str]] = {}
        for part in parts:
            for element in part.iter():
                for name, value in _leaves(element):
                    path = self._path_of(element, name)
                    if path not in self._used and value:
                        gathered.setdefault(_name_of(element, path[start:]), []).append(value)
        for path, values in list(gathered.items())[:_MOST_EXTRAS]:
            self.extras.setdefault(path, "; ".join(dict.fromkeys(values))[:_LONGEST_EXTRA])
        if len(gathered) > _MOST_EXTRAS:
            self.report("many_extras", "The item says more of itself than is listed here: its bytes hold the rest.")


def split_path(path: str) -> tuple[str, str]:
    """The elements and the attribute of a row's path."""
    elements, _, attribute = path.rpartition("/@") if "/@" in path else ("", "", "")
    if attribute:
        return elements, attribute
    return ("", path[1:]) if path.startswith("@") else (path, "")


def words_at(element: Element, attribute: str) -> str:
    """The words of an element or of one of its attributes, on one line."""
    if not attribute:
        return words_of(element)
    value = element.get(XML_LANG) if attribute == "xml:lang" else element.get(attribute)
    return " ".join(str(value or "").split())


def _name_of(element: Element, path: str) -> str:
    """The path as an editor can read it; what an element calls itself stands for its two attributes."""
    plain = _INDEX.sub("", path)
    for name, value in _PAIRS:
        if plain.endswith(f"/@{value}") and element.get(name):
            return f"{plain.removesuffix(f'/@{value}')} {element.get(name)}"
    return plain


def _leaves(element: Element) -> Iterable[tuple[str, str]]:
    """An element's own words and attributes, each with the name of the attribute ("" for the words)."""
    own = " ".join((element.text or "").split())
    if own:
        yield "", own
    paired = {name for name, value in _PAIRS if element.get(name) and element.get(value) is not None}
    for name, value in element.attrib.items():
        local = _local(str(name))
        if local not in _NO_NEWS and local not in paired:
            yield local, " ".join(str(value).split())


def _local(name: str) -> str:
    return name.rpartition("}")[2]
