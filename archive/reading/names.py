"""People named in copy: who, called what, where. Start here for names; `name_evidence.py` says how they are judged."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise
from math import exp
from typing import Final

from archive.reading.name_candidates import read_candidate
from archive.reading.name_evidence import SUGGESTED, Candidate
from archive.reading.name_folding import People, Person, fold_people
from archive.reading.name_lists import fold_word, is_surname_first
from archive.reading.name_words import COMPANY_ENDS, STARTERS
from archive.reading.names_asian import AsianName, read_asian_names
from archive.reading.names_russian import RussianName, read_russian_names
from archive.reading.tokens import Copy, cut, is_capitalised
from archive.text.spans import Span

_HALF: Final = 2.2
_JOINS: Final = frozenset({",", "and", "et", "und", "y", "e", "och", "i"})
_WHERE: Final = frozenset({"in", "at", "near", "to"})  # "in Jordan" is the country, whoever is called Jordan


@dataclass(frozen=True, slots=True)
class Name:
    """One person (or organisation) of a story.

    `name` as first printed in full, without title; `descriptor` what the copy calls it ("Russian Culture Minister");
    `spans` every mention in the text, `headline_spans` in the headline; `confidence` 0 to 1: from 0.8 a rule confirms
    it, below it is a suggestion; `rule` says which sign decided.
    """

    name: str
    kind: str
    descriptor: str
    spans: tuple[Span, ...]
    confidence: float
    rule: str
    headline_spans: tuple[Span, ...] = ()


def read_names(text: str, *, headline: str = "") -> list[Name]:
    """The people named in a text, each once, in order of first mention. Never raises.

    Variants ("Kim Jong Un"), titles with a surname ("Ambassador Matsegora") and bare surnames fold into one person.
    """
    names = _read_latin(text, headline)
    if not text.isascii():
        others: list[AsianName | RussianName] = [*read_asian_names(text), *read_russian_names(text)]
        names += [
            Name(
                name=other.name,
                kind="person",
                descriptor=other.descriptor,
                spans=tuple(sorted(other.spans)),
                confidence=other.confidence,
                rule=other.rule,
                headline_spans=_find_literally(other.name, headline),
            )
            for other in others
        ]
        names.sort(key=lambda name: name.spans[0])
    return names


def _read_latin(text: str, headline: str) -> list[Name]:
    copy = cut(text)
    candidates, bare = _gather(copy)
    people = fold_people(candidates, bare)
    return [
        Name(
            name=_name_as_printed(copy, person),
            kind="person",
            descriptor=person.descriptor,
            spans=tuple(Span(copy.starts[a], copy.ends[b - 1]) for a, b in sorted(person.tokens)),
            confidence=_confidence(person.score),
            rule=person.rule,
            headline_spans=headline_spans,
        )
        for person, headline_spans in zip(people.all, _find_in_headline(people, headline), strict=True)
    ]


def _find_literally(name: str, headline: str) -> tuple[Span, ...]:
    place = headline.find(name)
    return (Span(place, place + len(name)),) if place >= 0 else ()


def _gather(copy: Copy) -> tuple[list[Candidate], list[tuple[int, str]]]:
    """Candidates worth keeping, and the single capitalised words that may be bare surnames."""
    words = copy.words
    found: list[Candidate] = []
    bare: list[tuple[int, str]] = []
    firms: set[str] = set()
    for first, last in copy.runs:
        if "Ѐ" <= words[first][0] <= "ӿ":
            continue  # Cyrillic names are inflected: names_russian.py reads them
        candidate = read_candidate(copy, first, last)
        if candidate is not None:
            if len(candidate.words) > 1 or candidate.rule in {"title", "honorific"}:
                found.append(candidate)
            elif not candidate.first or words[candidate.first - 1] not in _WHERE:
                bare.append((candidate.first, candidate.words[0]))
        elif words[last - 1].lower() in COMPANY_ENDS:
            opening = first + (words[first].lower() in STARTERS)
            firms.add(fold_word(words[opening]))
    _share_titles(copy, found)
    alone = {fold_word(word) for _, word in bare}
    for candidate in found:
        if len(candidate.words) > 1:
            _weigh_later_mentions(candidate, alone)
    kept = [candidate for candidate in found if candidate.confidence >= SUGGESTED]
    return kept, [(token, word) for token, word in bare if fold_word(word) not in firms]


def _share_titles(copy: Copy, found: list[Candidate]) -> None:
    """ "astronauts Neil Armstrong, Buzz Aldrin and Michael Collins": one plural title for all of a list."""
    for before, candidate in pairwise(found):
        between = copy.words[before.last : candidate.first]
        if before.rule == "titles" and not candidate.descriptor and 0 < len(between) < 3 and _JOINS.issuperset(between):
            candidate.score += 2.4
            candidate.rule, candidate.descriptor = before.rule, before.descriptor


def _weigh_later_mentions(candidate: Candidate, alone: set[str]) -> None:
    """People are called by their last word later, firms and places by their first."""
    first, last = fold_word(candidate.words[0]), fold_word(candidate.words[-1])
    if is_surname_first(candidate.words):
        first, last = last, first
    if last in alone and first not in alone:
        candidate.score += 1.3
    elif first in alone and last not in alone and not candidate.descriptor:
        candidate.score -= 1.0


def _confidence(score: float) -> float:
    return round(1 / (1 + exp(_HALF - score)), 2)


def _name_as_printed(copy: Copy, person: Person) -> str:
    for first, last in person.tokens:
        if last - first == len(person.words):
            return " ".join(copy.text[copy.starts[first] : copy.ends[last - 1]].split())
    return " ".join(person.words)


def _find_in_headline(people: People, headline: str) -> list[tuple[Span, ...]]:
    """Where each person stands in the headline: in full first, then by surname."""
    found: dict[str, list[Span]] = {}
    if headline and people.all:
        copy = cut(headline)
        index = 0
        while index < len(copy.words):
            length = 1
            if is_capitalised(copy.words[index]):
                owner, length = _owner_at(copy, index, people)
                if owner is not None:
                    span = Span(copy.starts[index], copy.ends[index + length - 1])
                    found.setdefault(owner.key, []).append(span)
            index += length
    return [tuple(found.get(person.key, ())) for person in people.all]


def _owner_at(copy: Copy, index: int, people: People) -> tuple[Person | None, int]:
    for length in range(min(5, len(copy.words) - index), 1, -1):
        owner = people.with_name(copy.words[index : index + length])
        if owner is not None:
            return owner, length
    return people.find_bearer(fold_word(copy.words[index])), 1
