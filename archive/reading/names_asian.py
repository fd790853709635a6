"""People in Korean, Chinese and Japanese copy, each once: sightings of names beside titles, folded together.

Only the title makes it a name; `names_korean.py`, `names_chinese.py` and `names_japanese.py` know how each script
puts it. Later bare full names fold in, and so does a surname that stands with a title.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Final

from archive.reading.names_chinese import find_chinese_names
from archive.reading.names_japanese import find_japanese_names
from archive.reading.names_korean import Sighting, find_korean_names, find_titled_surname
from archive.text.spans import Span

_MOST_PEOPLE: Final = 300  # in one story: each costs a walk through the text
_KANA: Final = re.compile(r"[\u3041-\u30ff]")
_HAN: Final = re.compile(r"[\u4e00-\u9fff]")
_HANGUL: Final = re.compile(r"[가-힣]")


@dataclass(slots=True)
class AsianName:
    """One person as found: name, what stands by it, spans, confidence, rule."""

    name: str
    descriptor: str
    confidence: float
    rule: str
    spans: list[Span] = field(default_factory=list)


def read_asian_names(text: str) -> list[AsianName]:
    """People in Korean, Chinese or Japanese copy, each once, in order. A text without those letters costs nothing."""
    people: list[AsianName] = []
    if _HANGUL.search(text):
        people += _fold(text, find_korean_names, rule="korean-title")
    if _KANA.search(text):
        people += _fold(text, find_japanese_names, rule="japanese-title")
    elif _HAN.search(text):
        people += _fold(text, find_chinese_names, rule="chinese-title")
    for person in people:
        spans = [Span(place, place + len(person.name)) for place in _find_all(text, person.name)]
        person.spans = sorted({*person.spans, *spans})
        if person.rule == "korean-title" and re.search(r"[\s·-]", person.name):
            last = len(re.split(r"[\s·-]", person.name)[-1])
            taken = {position for span in person.spans for position in range(span.start, span.end)}
            person.spans += [
                Span(place, place + last) for place in find_titled_surname(text, person.name) if place not in taken
            ]
            person.spans.sort()
    return sorted(people, key=lambda person: person.spans[0])


def _fold(text: str, find: Callable[[str], list[Sighting]], *, rule: str) -> list[AsianName]:
    """The people behind the sightings: the full name first seen keeps its descriptor, a surname of it is the same."""
    found: dict[str, AsianName] = {}
    sightings = find(text)
    full = sorted(sightings, key=lambda one: (-len(one.name), one.start))
    owners: dict[str, str] = {}
    for one in full[: _MOST_PEOPLE * 4]:
        if one.name in owners:
            continue
        owner = next((name for name in list(found)[:_MOST_PEOPLE] if _is_short_for(one.name, name)), one.name)
        owners[one.name] = owner
        found.setdefault(owner, AsianName(one.name, one.descriptor, one.confidence, rule))
    for one in sightings:
        person = found.get(owners.get(one.name, ""))
        if person is None:
            continue
        person.spans.append(Span(one.start, one.start + len(one.name)))
        person.confidence = max(person.confidence, one.confidence if one.name == person.name else 0.0)
    first = {one.name: one.descriptor for one in reversed(sightings)}
    for name, person in found.items():
        person.descriptor = first.get(name, person.descriptor)
    return list(found.values())[:_MOST_PEOPLE]


def _is_short_for(short: str, name: str) -> bool:
    """Whether a shorter printing is the same person's surname: "石破" of 石破茂."""
    if len(short) >= len(name) or not short:
        return False
    parts = re.split(r"[\s·・＝-]", name)
    if len(parts) > 1:
        return short == parts[-1]
    return "\u4e00" <= name[0] <= "\u9fff" and len(short) >= 2 and len(name) >= 3 and name.startswith(short)


def _find_all(text: str, name: str) -> list[int]:
    places: list[int] = []
    place = text.find(name)
    while place >= 0:
        if not ("가" <= name[0] <= "힣" and place and "가" <= text[place - 1] <= "힣"):
            places.append(place)
        place = text.find(name, place + len(name))
    return places
