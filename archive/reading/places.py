"""Places named in copy, found in the gazetteer and weighed. `gazetteer.py` knows the names; this module reads them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Final

from archive.reading.gazetteer import Gazetteer, GazetteerEntry, load_gazetteer, lookup_place, place_key
from archive.reading.name_lists import given_weight
from archive.reading.name_words import CALENDAR, NATIONALITIES, STARTERS
from archive.reading.names import read_names
from archive.reading.organisations import read_organisations
from archive.reading.place_words import EVERYDAY
from archive.reading.places_asian import find_asian_places, has_asian_letters
from archive.reading.titles import TITLES, WEAK_TITLES
from archive.reading.tokens import Copy, cut
from archive.text.spans import Span

__all__ = ["GazetteerEntry", "Place", "lookup_place", "read_places"]

_LONGEST: Final = 4
_CONTINENTS: Final = frozenset({"South", "North", "Central", "Latin"})  # before "America": not the country
_WHERE: Final = frozenset(
    "in at from to near outside inside around of through across via between into visiting".split()
)
_DISTRICTS: Final = frozenset("region area district province suburb metropolitan port airport".split())
_SIDES: Final = frozenset("north south east west northern southern eastern western central greater downtown".split())
_TITLES: Final = TITLES | WEAK_TITLES
_BESIDE: Final = STARTERS | _SIDES | CALENDAR | NATIONALITIES | TITLES  # what may stand before a place in its run
_ENDINGS: Final = tuple(pair.split(">") for pair in "е>а е> ы>а и>ь и>я а> у> ом> у>а ой>а".split(" "))
SUGGESTED: Final = 0.5


@dataclass(frozen=True, slots=True)
class Place:
    """One place of a story: `name` as first printed, its `entry`, where it stands, how sure we are."""

    name: str
    entry: GazetteerEntry
    spans: tuple[Span, ...]
    confidence: float
    rule: str


@dataclass(slots=True)
class _Found:
    key: str
    first: int
    last: int
    span: Span
    region: str = ""
    evidence: float = 0.0
    rows: tuple[int, ...] = field(default_factory=tuple)


def read_places(text: str, *, taken: Iterable[Span] | None = None) -> list[Place]:
    """The places named in a text, each once, in order of first mention. Never raises.

    `taken`: spans already known to be people and organisations, which are then not read as places ("Paris Hilton",
    "Washington Post"); None reads them first. A country named in the story decides between towns of one name.
    """
    copy = cut(text)
    if taken is None:
        known = [*read_names(text), *read_organisations(text)]
        taken = [span for name in known if name.confidence >= SUGGESTED for span in name.spans]
    blocked = {position for span in taken for position in range(span.start, span.end)}
    gazetteer = load_gazetteer()
    found = _find_in_runs(copy, gazetteer, blocked)
    if has_asian_letters(text):
        found += [
            _Found(key, -1, -1, span, evidence=0.1, rows=rows)
            for key, span, rows in find_asian_places(text, gazetteer)
            if span.start not in blocked
        ]
    return _settle(text, gazetteer, found)


def _find_in_runs(copy: Copy, gazetteer: Gazetteer, blocked: set[int]) -> list[_Found]:
    found: list[_Found] = []
    for first, last in copy.runs:
        index = first
        while index < last:
            length = 0
            if copy.starts[index] not in blocked:
                length = _match_at(copy, gazetteer, index, last, found)
                if length and not _stands_alone(copy, first, last, index, index + length):
                    found.pop()
                elif length and found[-1].last + 1 < len(copy.words) and copy.words[found[-1].last] == ",":
                    _read_region(copy, gazetteer, found[-1])
            index += max(length, 1)
    return found


def _match_at(copy: Copy, gazetteer: Gazetteer, index: int, last: int, found: list[_Found]) -> int:
    words = copy.words
    for length in range(min(_LONGEST, last - index), 0, -1):
        key = place_key(" ".join(words[index : index + length]))
        rows = gazetteer.find_rows(key)
        if not rows and length == 1 and "а" <= key[:1] <= "я":
            key, rows = _nominative(key, gazetteer)
        if rows:
            if length == 1 and (len(words[index]) < 3 and words[index] not in {"US", "UK"}):
                return 0
            span = Span(copy.starts[index], copy.ends[index + length - 1])
            found.append(
                _Found(key, index, index + length, span, rows=rows, evidence=_weigh(copy, gazetteer, index, key))
            )
            return length
    return 0


def _nominative(key: str, gazetteer: Gazetteer) -> tuple[str, tuple[int, ...]]:
    """ "в Москве": try the first case of a Russian town."""
    for ending, first in _ENDINGS:
        if key.endswith(ending) and (rows := gazetteer.find_rows(key[: -len(ending)] + first)):
            return key[: -len(ending)] + first, rows
    return key, ()


def _weigh(copy: Copy, gazetteer: Gazetteer, index: int, key: str) -> float:
    before = copy.words[index - 1].lower() if index else ""
    evidence = 0.0
    if before in _WHERE:
        evidence += 0.12
    elif before in {"the", "a", "an"}:
        is_plain = key in gazetteer.country_codes or _names_region(copy, index + key.count(" ") + 1)
        evidence -= 0.0 if is_plain else 0.25
    elif copy.opens_sentence(index):
        evidence -= 0.05
    if key not in gazetteer.country_codes and (key in EVERYDAY or given_weight(copy.words[index]) >= 3):
        evidence -= 0.45
    return evidence


def _names_region(copy: Copy, after: int) -> bool:
    """ "the Kursk region"."""
    return after < len(copy.words) and copy.words[after].lower() in _DISTRICTS


def _stands_alone(copy: Copy, first: int, last: int, begin: int, end: int) -> bool:
    """The rest of the run must be no name: a title, a day, "South"; "Houston Natural Gas" is not Houston."""
    words = copy.words
    if begin and words[begin] == "America" and words[begin - 1] in _CONTINENTS:
        return False
    if end < len(words) and words[end].isdigit() and copy.starts[end] - copy.ends[end - 1] == 1:
        return False  # "Vostok 6", "Paris 2024"
    if end < last:
        after = words[end].lower()
        if after not in TITLES and after not in WEAK_TITLES and after not in CALENDAR:
            return False
    for index in range(first, begin):
        lowered = words[index].lower()
        if lowered not in _BESIDE:
            return False
    if begin > first and words[begin - 1].lower() in _TITLES:
        return False
    return not (end < len(words) and words[end] in {"&", "-", "/"} and copy.starts[end] == copy.ends[end - 1])


def _read_region(copy: Copy, gazetteer: Gazetteer, found: _Found) -> None:
    """ "Chatham, Mass." and "Grosseto, Italy": the words after the comma say which one."""
    words = copy.words
    after = found.last + 1
    for length in (3, 2, 1):
        region = " ".join(words[after : after + length])
        if region and region[0].isupper() and (
            gazetteer.state_code(region) or place_key(region) in gazetteer.country_codes
        ):  # fmt: skip
            if gazetteer.find(found.key, region=region) is not None:
                found.region = region
                found.evidence = max(found.evidence, 0.0) + 0.3
            else:  # a town too small for the gazetteer; its namesake elsewhere is not meant
                found.rows = ()
            return


def _settle(text: str, gazetteer: Gazetteer, found: list[_Found]) -> list[Place]:
    named = {
        gazetteer.rows[row][2] for item in found for row in item.rows if gazetteer.rows[row][6] in {"country", "state"}
    }
    by_key: dict[str, list[_Found]] = {}
    for item in found:
        if item.rows:
            by_key.setdefault(item.key, []).append(item)
    places: dict[tuple[int, str], Place] = {}
    for key, items in by_key.items():
        region = next((item.region for item in items if item.region), "")
        entry = gazetteer.find(key, region=region) if region else _choose(gazetteer, key, items[0].rows, named)
        if entry is None:
            continue
        prior = _prior(entry, key, gazetteer)
        if prior < 0.75 and entry.country_code in named:
            prior += 0.15
        confidence = min(0.99, prior + max(item.evidence for item in items))
        if confidence < SUGGESTED:
            continue
        spans = tuple(item.span for item in items)
        name = " ".join(text[spans[0].start : spans[0].end].split())
        rule = "region" if region else entry.kind
        identity = (entry.geonameid, entry.name)
        held = places.get(identity)
        if held is not None:
            spans = tuple(sorted((*held.spans, *spans)))
            confidence = max(confidence, held.confidence)
            name = held.name
        places[identity] = Place(name, entry, spans, round(confidence, 2), rule)
    return sorted(places.values(), key=lambda place: place.spans[0])


def _choose(gazetteer: Gazetteer, key: str, rows: tuple[int, ...], named: set[str]) -> GazetteerEntry | None:
    if len(rows) == 1:
        return gazetteer.entry(rows[0])

    def weigh(row: int) -> float:
        return gazetteer.weight(row, key) * (8.0 if gazetteer.rows[row][2] in named else 1.0)

    return gazetteer.entry(max(rows, key=weigh))


def _prior(entry: GazetteerEntry, key: str, gazetteer: Gazetteer) -> float:
    if entry.kind == "country":
        return 0.95
    if entry.kind == "state":
        return 0.85
    people = entry.population
    prior = 0.88 if people >= 1_000_000 else 0.78 if people >= 300_000 else 0.62 if people >= 100_000 else 0.42
    if entry.geonameid in gazetteer.capitals:
        prior = max(prior, 0.85)
    if " " in key:
        prior += 0.05
    if key not in gazetteer.names:
        prior -= 0.12
    elif isinstance(gazetteer.names[key], int):
        prior += 0.08  # no other place of this name

    return prior
