"""One man, several printings: variants and later bare surnames fold into one person.

Wire convention: a person is named in full once, with a title, and by surname after that; anyone else who bears that
surname is named in full or with a title each time. So a bare surname means the bearer who was introduced first, and
"Kim" stays Kim Jong-un after his daughter Kim Ju Ae has come into the story. A bearer is passed over when only a
relation ("his daughter") brought her in and another bearer of the name holds an office.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

from archive.reading.name_evidence import Candidate, is_initials
from archive.reading.name_lists import fold_word, is_surname_first
from archive.reading.titles import SUFFIXES
from archive.reading.tokens import PARTICLES


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


def fold_people(candidates: list[Candidate], bare: list[tuple[int, str]]) -> list[Person]:
    """Group candidates (in order of the text) into people, then give each bare surname (token, word) its person."""
    people: list[Person] = []
    for candidate in candidates:
        person = _find_same(people, candidate)
        if person is None:
            plain = surname_of(candidate.words)
            initial = "" if len(candidate.words) < 2 else fold_word(candidate.words[0])
            person = Person(
                candidate.words, name_key(candidate.words), plain, initial, candidate.score, candidate.rule,
                candidate.descriptor,
            )  # fmt: skip
            people.append(person)
        else:
            _absorb(person, candidate)
        person.tokens.append((candidate.first, candidate.last))
    for token, word in bare:
        owner = find_bearer(people, fold_word(word), before=token)
        if owner is not None:
            owner.tokens.append((token, token + 1))
    return people


def find_bearer(people: list[Person], surname: str, *, before: int | None = None) -> Person | None:
    """Whom a bare surname means: see the rule at the head of this module. `before`: the token where it stands."""
    bearers = [person for person in people if person.surname == surname]
    introduced = [person for person in bearers if before is None or person.tokens[0][0] < before]
    if not introduced:
        return bearers[0] if len(bearers) == 1 else None
    first = introduced[0]
    if first.rule == "relation":
        return next((person for person in introduced if person.rule != "relation"), first)
    return first


def _find_same(people: list[Person], candidate: Candidate) -> Person | None:
    words = candidate.words
    key = name_key(words)
    surname = surname_of(words)
    for person in people:
        if person.key == key:
            return person
    if len(words) == 1:
        return find_bearer(people, surname)
    if is_surname_first(words):
        for person in people:
            if len(person.words) == 1 and person.surname == surname and candidate.rule != "relation":
                return person
        return None
    initial = fold_word(words[0])
    for person in people:
        if person.surname != surname:
            continue
        if len(person.words) == 1:
            if candidate.rule not in {"relation"}:
                return person
        elif person.initial == initial or (
            person.initial[:1] == initial[:1] and (is_initials(words[0]) or is_initials(person.words[0]))
        ):
            return person
    return None


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
        person.initial = fold_word(candidate.words[0])
        person.rule = candidate.rule or person.rule


def particles_first(words: tuple[str, ...]) -> bool:
    """Whether a name opens with a particle ("Van Heeswijk")."""
    return bool(words) and words[0].lower() in PARTICLES
