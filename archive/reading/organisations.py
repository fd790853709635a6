"""Organisations named in copy: firms by their closing word, bodies by theirs, acronyms introduced in brackets.

Conservative: a name without one of these marks is left to the editors' authority list.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Final

from archive.reading.name_candidates import read_candidate
from archive.reading.name_lists import fold_word
from archive.reading.name_words import CALENDAR, COMPANY_ENDS, NATIONALITIES, STARTERS, THING_WORDS
from archive.reading.names import Name
from archive.reading.organisation_words import (
    ACRONYMS,
    CLOSING,
    GENERIC,
    KNOWN,
    NOT_ORGANISATIONS,
    OPENING,
    POSSESSIVES,
)
from archive.reading.titles import HONORIFICS, TITLES, WEAK_TITLES
from archive.reading.tokens import Copy, cut
from archive.text.spans import Span

_OPENERS: Final = STARTERS - {"new", "first", "second", "third"}
_MOST_NAMESAKES: Final = 20  # bodies with one first word; more is a list, and must not cost its square
_SUFFIXES: Final = COMPANY_ENDS - {"as", "company", "limited", "cos", "bros", "sa"}
_POSSESSIVE_MARKS: Final = frozenset({"'", "’", "'s", "’s"})
_HALVES: Final = frozenset(name.split(" and ")[0] for name in KNOWN if " and " in name)
_VAGUE: Final = NATIONALITIES | THING_WORDS
_TITLES: Final = TITLES | WEAK_TITLES
_COMMON: Final = THING_WORDS | NATIONALITIES
_LINKS: Final = (["of"], ["of", "the"], ["for"], ["and"])


@dataclass(slots=True)
class _Body:
    words: tuple[str, ...]
    confidence: float
    rule: str
    acronym: str = ""
    tokens: list[tuple[int, int]] = field(default_factory=list)


def read_organisations(text: str, *, headline: str = "") -> list[Name]:
    """The organisations named in a text, each once, in order of first mention. Never raises.

    `name` is as first printed in full; an acronym in brackets and later shortenings fold into it.
    """
    copy = cut(text)
    bodies: dict[str, _Body] = {}
    loose: list[tuple[int, int]] = []
    for first, last in _join_runs(copy):
        found = _read_body(copy, first, last)
        if found is None:
            loose.append((first, last))
            continue
        begin, end, confidence, rule = found
        words = tuple(copy.words[begin:end])
        body = bodies.setdefault(_key(words), _Body(words, confidence, rule))
        body.tokens.append((begin, end))
        _read_acronym(copy, end, body)
    _fold_acronyms(bodies)
    _fold_shortenings(copy, bodies, loose)
    in_headline = _find_in_headline(bodies, headline)
    return [
        Name(
            name=_print(copy, body),
            kind="organisation",
            descriptor=body.acronym,
            spans=tuple(Span(copy.starts[a], copy.ends[b - 1]) for a, b in sorted(body.tokens)),
            confidence=body.confidence,
            rule=body.rule,
            headline_spans=in_headline.get(key, ()),
        )
        for key, body in sorted(bodies.items(), key=lambda item: min(item[1].tokens))
    ]


def _join_runs(copy: Copy) -> list[tuple[int, int]]:
    """Runs, joined over "of", "&" and a name's own possessive ("Workers' Party of Korea")."""
    words, starts, ends = copy.words, copy.starts, copy.ends
    joined: list[tuple[int, int]] = []
    for first, last in copy.runs:
        if joined:
            begin, end = joined[-1]
            if starts[first] - ends[end - 1] <= 12 and _is_bridge(words, begin, end, first):
                joined[-1] = (begin, last)
                continue
        joined.append((first, last))
    return joined


def _is_bridge(words: list[str], begin: int, end: int, first: int) -> bool:
    """Whether the tokens between [begin, end) and a run at `first` tie both into one name."""
    between = words[end:first]
    if len(between) == 1 and between[0] in _POSSESSIVE_MARKS:
        return words[end - 1].lower() in POSSESSIVES
    if between == ["&"]:
        return True
    if between == ["and"] and " ".join(words[begin:end]).lower() in _HALVES:
        return True
    return between in _LINKS and _opens_body(words, begin, end, between[0])


def _opens_body(words: list[str], begin: int, end: int, link: str) -> bool:
    if link == "and":  # "Department of Health and Human Services", "Organisation for Security and Cooperation"
        return "for" in words[begin:end] or any(word.lower() in {"ministry", "department"} for word in words[begin:end])
    return words[end - 1].lower() in OPENING or ("of" in words[begin:end] and link == "for")


def _read_body(copy: Copy, first: int, last: int) -> tuple[int, int, float, str] | None:
    words = copy.words
    while first < last and (words[first].lower() in _OPENERS or words[first].lower() in CALENDAR):
        first += 1
    while last > first and words[last - 1].lower() in CALENDAR:
        last -= 1
    if first >= last:
        return None
    for index in range(first, last - 1):  # "Ford Motor Co Chairman Donald Petersen": the firm stands before the title
        if words[index].lower() in TITLES or words[index].lower() in HONORIFICS:
            if "of" in words[first:index]:
                break
            last = index
            break
    if first >= last:
        return None
    for index in range(last - 1, first, -1):
        if words[index].lower() in _SUFFIXES and words[index][0].isupper():
            return first, index + 1, 0.95, "company-suffix"
    if last - first == 1:
        word = words[first]
        return (first, last, 0.85, "known-acronym") if word in ACRONYMS else None
    closing = words[last - 1].lower()
    lowered = " ".join(words[first:last]).lower()
    if lowered in KNOWN:
        return first, last, 0.9, "known"
    if lowered in NOT_ORGANISATIONS:
        return None
    if "of" in words[first + 1 : last - 1] or "for" in words[first + 1 : last - 1]:
        link = next(i for i in range(first + 1, last) if words[i] in {"of", "for"})
        if words[link - 1].lower() in OPENING and words[link - 1].lower() not in {"republic", "house"}:
            return first, last, 0.9, "body-of"
        return None
    if closing in {"party", "union"} and last - first == 2 and words[first].lower() in {"the", "a", "birthday"}:
        return None
    if closing in CLOSING:
        vague = last - first == 2 and words[first].lower() in _VAGUE and closing in GENERIC
        confidence = 0.65 if vague else 0.85
        candidate = read_candidate(copy, first, last)
        if candidate is not None and candidate.confidence >= 0.8:
            return None
        return first, last, confidence, "body-word"
    return None


def _read_acronym(copy: Copy, end: int, body: _Body) -> None:
    """ "(KCNA)" after the name, when its letters are the name's initials in order."""
    words = copy.words
    if end + 2 < len(words) and words[end] == "(" and words[end + 2] in {")", ","}:
        short = words[end + 1]
        if short.isupper() and 2 <= len(short) <= 8 and _is_initialism(short, body.words):
            body.acronym = body.acronym or short
            body.confidence = max(body.confidence, 0.95)
            body.tokens.append((end + 1, end + 2))


def _is_initialism(short: str, words: tuple[str, ...]) -> bool:
    initials = iter("".join(part[:1] for word in words for part in word.split("-")).upper())
    return all(letter in initials for letter in short[:1] + short[1:])


def _fold_acronyms(bodies: dict[str, _Body]) -> None:
    for body in list(bodies.values()):
        twin = bodies.get(_key((body.acronym,))) if body.acronym else None
        if twin is not None and twin is not body:
            body.tokens += twin.tokens
            del bodies[_key(twin.words)]


def _fold_shortenings(copy: Copy, bodies: dict[str, _Body], loose: list[tuple[int, int]]) -> None:
    words = copy.words
    by_opening = _by_opening(bodies.values())
    for first, last in loose:
        while first < last and words[first].lower() in STARTERS:
            first += 1
        if first >= last or any(words[i].lower() in _TITLES for i in range(first, last)):
            continue
        short = tuple(words[first:last])
        owner = _owner_of(by_opening.get(short[0], ()), short)
        if owner is not None and min(owner.tokens)[0] < first:
            owner.tokens.append((first, last))
    for body in bodies.values():
        body.tokens[:] = sorted(set(body.tokens))


def _by_opening(bodies: Iterable[_Body]) -> dict[str, list[_Body]]:
    """Bodies under their first word and their acronym: where a shorter name of theirs would begin."""
    found: dict[str, list[_Body]] = {}
    for body in bodies:
        for opening in {body.words[0], body.acronym} - {""}:
            held = found.setdefault(opening, [])
            if len(held) < _MOST_NAMESAKES:
                held.append(body)
    return found


def _owner_of(bodies: Iterable[_Body], short: tuple[str, ...]) -> _Body | None:
    owners = [
        body
        for body in bodies
        if (len(short) == 1 and short[0] == body.acronym)
        or (body.rule == "company-suffix" and len(short) < len(body.words) and body.words[: len(short)] == short)
    ]
    if len(owners) != 1:
        return None
    common = len(short) == 1 and (short[0].lower() in _COMMON or len(short[0]) < 3)
    return None if common and short[0] != owners[0].acronym else owners[0]


def _find_in_headline(bodies: dict[str, _Body], headline: str) -> dict[str, tuple[Span, ...]]:
    found: dict[str, list[Span]] = {}
    if headline and bodies:
        copy = cut(headline)
        by_opening = _by_opening(bodies.values())
        for first, last in _join_runs(copy):
            short = tuple(copy.words[first:last])
            key = _key(short)
            owner = bodies.get(key) or _owner_of(by_opening.get(short[0], ()), short)
            if owner is not None:
                found.setdefault(_key(owner.words), []).append(Span(copy.starts[first], copy.ends[last - 1]))
    return {key: tuple(spans) for key, spans in found.items()}


def _key(words: tuple[str, ...]) -> str:
    return " ".join(fold_word(word) for word in words)


def _print(copy: Copy, body: _Body) -> str:
    first, last = body.tokens[0]
    for begin, end in body.tokens:
        if end - begin == len(body.words):
            first, last = begin, end
            break
    return " ".join(copy.text[copy.starts[first] : copy.ends[last - 1]].split())
