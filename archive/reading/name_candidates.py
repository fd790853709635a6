"""From a run of capitalised words to a candidate: which part is the title, which the name."""

from __future__ import annotations

from typing import Final

from archive.reading.name_evidence import Candidate, weigh_shape, weigh_surroundings
from archive.reading.name_lists import given_weight, is_surname
from archive.reading.name_offices import read_office_before, split_office
from archive.reading.name_titles import printed, read_appositive, read_relation, read_title_before
from archive.reading.name_words import CALENDAR, COMPANY_ENDS, NATIONALITIES, NOT_NAMES, STARTERS
from archive.reading.titles import (
    ABBREVIATED,
    HONORIFICS,
    OCCUPATIONS,
    OFFICES,
    RELATIONS,
    SUFFIXES,
    TITLE_TAILS,
    TITLES,
    WEAK_TITLES,
)
from archive.reading.titles_abroad import HONORIFICS_ABROAD, OFFICE_WORDS, is_title
from archive.reading.tokens import PARTICLES, Copy

_ANY_TITLE: Final = TITLES | WEAK_TITLES | HONORIFICS | HONORIFICS_ABROAD | ABBREVIATED
_HONORIFICS: Final = HONORIFICS | HONORIFICS_ABROAD
_MALAY: Final = frozenset({"menteri", "direktur", "ketua", "duta"})
_FRENCH: Final = frozenset("le la les des une est dans pour du et".split())
_LEADING: Final = CALENDAR | NATIONALITIES


def read_candidate(copy: Copy, first: int, last: int) -> Candidate | None:
    """The person that the run [first, last) may name, weighed; None when it cannot be one."""
    words = copy.words
    while first < last - 1 and words[first].lower() in STARTERS and given_weight(words[first]) < 3:
        first += 1
    if words[first] == "M." and last - first > 1 and _is_french(words):
        return _titled(copy, first + 1, last, read_office_before(copy, first), weight=3.7, rule="honorific")
    titled = _after_office(copy, first, last)
    titled = titled or _after_title_of(copy, first, last) or _after_title_in_run(copy, first, last)
    if titled is not None:
        return titled
    for index in range(last - 1, first, -1):
        if words[index].lower() in COMPANY_ENDS:
            return None
    while last - first > 2 and words[first].lower() in _LEADING and given_weight(words[first]) < 3:
        first += 1
    while last - first > 1 and words[last - 1].lower() in CALENDAR and words[last - 1] not in {"May", "March"}:
        last -= 1
    first, last = _trim(words, first, last)
    name = tuple(words[first:last])
    score, rule = weigh_shape(name)
    if score < 0:
        return None
    candidate = Candidate(first, last, name, score, rule)
    _weigh_context(copy, candidate)
    return candidate


def _trim(words: list[str], first: int, last: int) -> tuple[int, int]:
    """Cut a word before the given name ("Mariner Darren Bragg") and a club's letters after the name ("Itani JKU")."""
    if (
        last - first > 2
        and not given_weight(words[first])
        and given_weight(words[first + 1]) >= 3
        and len(words[first]) > 2
        and words[first].lower() not in NOT_NAMES
        and not is_surname(words[first])
    ):
        first += 1
    tail = words[last - 1]
    if (
        last - first > 2
        and tail[-1].isupper()
        and len(tail) > 1
        and tail not in SUFFIXES
        and not words[first].isupper()
    ):
        last -= 1
    return first, last


def _is_french(words: list[str]) -> bool:
    """Whether "M." may be monsieur rather than an initial."""
    return sum(word in _FRENCH for word in words[:400]) > 3


def _after_office(copy: Copy, first: int, last: int) -> Candidate | None:
    """ "ministro degli Esteri Antonio Tajani": the run opens with the end of an office."""
    name, office = split_office(copy, first, last)
    return _titled(copy, name, last, office, weight=3.2) if name >= 0 else None


def _after_title_of(copy: Copy, first: int, last: int) -> Candidate | None:
    """ "Secretary of State | George Shultz": the run began after "of"."""
    words = copy.words
    if last - first < 2 or words[first] not in OFFICES or first < 2:
        return None
    before = first - 1
    if words[before] == "the":
        before -= 1
    if before < 1 or words[before] != "of" or words[before - 1].lower() not in TITLES:
        return None
    name = first + 1
    while name < last - 1 and (words[name] in OFFICES or words[name] in {"and", "for"}):
        name += 1
    start = read_title_before(copy, before - 1)
    tail = printed(copy, before, name)
    return _titled(copy, name, last, f"{start} {tail}", weight=3.6)


def _after_title_in_run(copy: Copy, first: int, last: int) -> Candidate | None:
    words = copy.words
    for index in range(last - 2, first - 1, -1):
        lowered = words[index].lower()
        plural = lowered[-1] == "s" and lowered[:-1] in TITLES and lowered not in _ANY_TITLE
        if plural and last - index > 2 and given_weight(words[index + 1]) >= 3:
            return _titled(copy, index + 1, last, _singular(read_title_before(copy, index)), weight=3.0, rule="titles")
        if lowered not in _ANY_TITLE and not is_title(lowered):
            continue
        if given_weight(words[index]) >= 3 and index == first and lowered not in TITLES:
            continue
        name = index + 1
        while name < last - 1 and (words[name].lower() in TITLE_TAILS or _is_office_word(words[name], lowered)):
            name += 1
        if lowered in _HONORIFICS or lowered in ABBREVIATED:
            descriptor = "" if lowered in _HONORIFICS else printed(copy, index, name)
            before = index - 1
            while before > first and words[before].lower() in _HONORIFICS:
                before -= 1
            if before >= first and is_title(words[before].lower()):
                descriptor = read_title_before(copy, before)
            elif not descriptor:
                descriptor = read_office_before(copy, before + 1)
            return _titled(copy, name, last, descriptor, weight=3.7, rule="honorific")
        weight = 3.6 if is_title(lowered) else 2.2
        found = _titled(copy, name, last, read_title_before(copy, name - 1), weight=weight)
        if found is not None and lowered in WEAK_TITLES and len(found.words) == 1:
            found.score += 1.0 if is_surname(found.words[0]) else 0.0
        return found
    return None


def _titled(
    copy: Copy, first: int, last: int, descriptor: str, *, weight: float, rule: str = "title"
) -> Candidate | None:
    words = copy.words
    while last - first > 1 and words[last - 1].lower() in CALENDAR:
        last -= 1
    if first >= last or words[first].lower() in COMPANY_ENDS or words[first].lower() in TITLES:
        return None
    name = tuple(words[first:last])
    if all(word in PARTICLES or word.lower() in OFFICE_WORDS for word in name):
        return None
    score, _ = weigh_shape(name)
    if score < 0 or (len(name) == 1 and (name[0].lower() in NOT_NAMES or (name[0].isupper() and len(name[0]) < 5))):
        return None
    if len(name) == 1:
        score += min(given_weight(name[0]), 1.0)
        if words[first - 1].lower() in OCCUPATIONS:
            score -= 1.2
    candidate = Candidate(first, last, name, score + weight, rule, descriptor)
    candidate.score += weigh_surroundings(copy, first, last)[0] if words[first - 1] not in {"the"} else 0
    if not descriptor:
        candidate.descriptor = read_appositive(copy, last)
    return candidate


def _weigh_context(copy: Copy, candidate: Candidate) -> None:
    """Add what the words around an untitled name say."""
    words = copy.words
    first, last = candidate.first, candidate.last
    gain, rule = weigh_surroundings(copy, first, last)
    candidate.score += gain
    if rule:
        candidate.rule = rule if candidate.rule in {"shape", "single"} else f"{candidate.rule}+{rule}"
    before = words[first - 1] if first else ""
    if before and before.islower() and before not in PARTICLES:
        if before in RELATIONS and (relation := read_relation(copy, first)):
            _improve(candidate, 3.0, "relation", relation)
            return
        if before[-1] == "s" and before[:-1] in TITLES and len(candidate.words) > 1:
            _improve(candidate, 2.4, "titles", _singular(read_title_before(copy, first - 1)))
            return
        if is_title(before) or before in WEAK_TITLES:
            strong = 3.0 if is_title(before) or (before in TITLE_TAILS and words[first - 2].lower() in TITLES) else 1.5
            _improve(candidate, strong, "title", read_title_before(copy, first - 1))
            return
    if len(candidate.words) > 1 and before == "," and first > 1:
        earlier = words[first - 2].lower()
        closed = last < len(words) and words[last] in {",", ".", ")"}
        if earlier in RELATIONS and (relation := read_relation(copy, first)):
            _improve(candidate, 3.0, "relation", relation)
            return
        if is_title(earlier) and closed:
            _improve(candidate, 2.4, "title", read_title_before(copy, first - 2))
            return
        if closed and (office := read_office_before(copy, first)):
            _improve(candidate, 2.4, "title", office)
            return
    elif before and before != "," and len(candidate.words) > 1 and (office := read_office_before(copy, first)):
        _improve(candidate, 2.6, "title", office)
        return
    if len(candidate.words) > 1 and (office := read_appositive(copy, last)):
        _improve(candidate, 2.4, "appositive", office)


def _is_office_word(word: str, title: str) -> bool:
    """ "Menteri Luar Negeri Sugiono": in Malay the office follows its title without a link."""
    return title in _MALAY and word.lower() in OFFICE_WORDS


def _singular(title: str) -> str:
    return title[:-1] if title.endswith("s") else title


def _improve(candidate: Candidate, gain: float, rule: str, descriptor: str) -> None:
    candidate.score += gain
    candidate.rule = rule
    candidate.descriptor = descriptor
