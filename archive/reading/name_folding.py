"""One man, several printings: variants and later bare surnames fold into one person.

Wire convention: a person is named in full once, with a title, and by surname after that; anyone else who bears that
surname is named in full or with a title each time. So a bare surname means the bearer who was introduced first, and
"Kim" stays Kim Jong-un after his daughter Kim Ju Ae has come into the story. A bearer is passed over when only a
relation ("his daughter") brought her in and another bearer of the name holds an office.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Final

from archive.reading.name_evidence import Candidate, is_initials
from archive.reading.name_lists import SHORT_NAMES, fold_word, is_surname_first
from archive.reading.titles import SUFFIXES

_MOST_BEARERS: Final = 50  # of one surname in one story; more is no story, and must not cost the square of its length


@dataclass(slots=True)
class Person:
    """One person of a story, as its mentions are gathered. `tokens`: (first, last) pairs."""

    words: tuple[str, ...]
    key: str
    surname: str
    initial: str
    score: float
    rule: str
    descriptor: str
    tokens: list[tuple[int, int]] = field(default_factory=list)


def name_key(words: Iterable[str]) -> str:
    """Letters only: "Kim Jong-un", "Kim Jong Un" and "KIM JONG UN" have one key."""
    return "".join(fold_word(word) for word in words).translate(_NO_JOINTS)


_NO_JOINTS = str.maketrans("", "", " -‐‑.'’")


def surname_of(words: tuple[str, ...]) -> str:
    """The word by which later paragraphs call the person, folded."""
    if is_surname_first(words):
        return fold_word(words[0])
    plain = [word for word in words if word not in SUFFIXES]
    return fold_word(plain[-1]) if plain else ""


class People:
    """The people of one story so far, found by name and by surname, in order of introduction."""

    def __init__(self) -> None:
        self.all: list[Person] = []
        self._by_key: dict[str, Person] = {}
        self._by_surname: dict[str, list[Person]] = {}

    def add(self, candidate: Candidate) -> Person:
        """File the person a candidate names: a new one, or one already known."""
        person = self._find_same(candidate)
        if person is None:
            initial = "" if len(candidate.words) < 2 else first_name(candidate.words[0])
            person = Person(
                words=candidate.words,
                key=name_key(candidate.words),
                surname=surname_of(candidate.words),
                initial=initial,
                score=candidate.score,
                rule=candidate.rule,
                descriptor=candidate.descriptor,
            )
            self.all.append(person)
            self._by_surname.setdefault(person.surname, []).append(person)
        else:
            _absorb(person, candidate)
        self._by_key[name_key(candidate.words)] = person
        person.tokens.append((candidate.first, candidate.last))
        return person

    def with_name(self, words: Iterable[str]) -> Person | None:
        """Who is printed so in full, whatever the hyphens and case."""
        return self._by_key.get(name_key(words))

    def find_bearer(self, surname: str, *, before: int | None = None) -> Person | None:
        """Whom a bare surname means: see the rule at the head of this module. `before`: the token where it stands."""
        bearers = self._by_surname.get(surname, [])[:_MOST_BEARERS]
        introduced = [person for person in bearers if before is None or person.tokens[0][0] < before]
        if not introduced:
            return bearers[0] if len(bearers) == 1 else None
        if introduced[0].rule == "relation":
            return next((person for person in introduced if person.rule != "relation"), introduced[0])
        return introduced[0]

    def _find_same(self, candidate: Candidate) -> Person | None:
        words = candidate.words
        known = self.with_name(words)
        if known is not None:
            return known
        surname = surname_of(words)
        if len(words) == 1:
            return self.find_bearer(surname)
        is_asian = is_surname_first(words)
        initial = first_name(words[0])
        for person in self._by_surname.get(surname, ())[:_MOST_BEARERS]:
            if len(person.words) == 1:
                if candidate.rule != "relation":
                    return person
            elif is_asian or is_surname_first(person.words):
                continue
            elif person.initial == initial or (
                person.initial[:1] == initial[:1] and (is_initials(words[0]) or is_initials(person.words[0]))
            ):
                return person
        return None


def fold_people(candidates: list[Candidate], bare: list[tuple[int, str]]) -> People:
    """Group candidates (in order of the text) into people, then give each bare surname (token, word) its person."""
    people = People()
    for candidate in candidates:
        people.add(candidate)
    for token, word in bare:
        owner = people.find_bearer(fold_word(word), before=token)
        if owner is not None:
            owner.tokens.append((token, token + 1))
    return people


def first_name(word: str) -> str:
    """A given name as it is compared: folded, and the full form of a short one ("Jim" is James)."""
    folded = fold_word(word)
    return SHORT_NAMES.get(folded, folded)


def _absorb(person: Person, candidate: Candidate) -> None:
    # Two independent sightings of one name strengthen it a little.
    person.score = max(person.score, candidate.score) + 0.2
    if candidate.descriptor and not person.descriptor:
        person.descriptor = candidate.descriptor
    if candidate.score > person.score:
        person.rule = candidate.rule
    if len(person.words) == 1 and len(candidate.words) > 1:
        person.words = candidate.words
        person.key = name_key(candidate.words)
        person.initial = first_name(candidate.words[0])
        person.rule = candidate.rule or person.rule
