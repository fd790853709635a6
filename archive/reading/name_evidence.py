"""Is this run of capitalised words a person, and what does the copy call him? Evidence, weighed.

Every sign adds to a score; the score becomes a confidence. 0.8 and above: a rule confirms it. Below: a suggestion.
Signs are the trade's own: a title before a name at first mention, an age or an office in commas after it, "said".
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from math import exp
from typing import Final

from archive.reading.name_lists import fold_word, given_weight, is_surname, is_surname_first
from archive.reading.name_words import CALENDAR, NAMES_ANYWAY, NATIONALITIES, NOT_NAMES, NOT_PEOPLE, SYLLABLES
from archive.reading.titles import SPEECH, SUFFIXES
from archive.reading.tokens import PARTICLES, Copy

CONFIRMED: Final = 0.8
SUGGESTED: Final = 0.5
_NOT_INITIALS: Final = frozenset({"U.S.", "U.K.", "U.N.", "E.C.", "L.A.", "D.C."})
_HALF: Final = 2.2  # the score at which a candidate is as likely a person as not


@dataclass(slots=True)
class Candidate:
    """A stretch of tokens [first, last) that may be a person. `score` grows with evidence; `rule` names the best."""

    first: int
    last: int
    words: tuple[str, ...]
    score: float = 0.0
    rule: str = ""
    descriptor: str = ""

    @property
    def confidence(self) -> float:
        """The score between 0 and 1."""
        return round(1 / (1 + exp(_HALF - self.score)), 2)


@lru_cache(maxsize=20_000)  # the same names come back story after story
def weigh_shape(words: tuple[str, ...]) -> tuple[float, str]:
    """What the words alone say, without the copy around them: (score, rule). Below zero: not a name."""
    parts = tuple(word for word in words if word not in PARTICLES and word not in SUFFIXES)
    if not parts or len(parts) > 5:
        return -9.0, ""
    first, last = parts[0], parts[-1]
    given = given_weight(first)
    initials = sum(1 for word in parts if is_initials(word))
    if initials == len(parts) or is_initials(last):
        return -9.0, ""
    surname_first = is_surname_first(words)
    for position, word in enumerate(parts):
        lowered = word.lower()
        if lowered not in NOT_NAMES or (surname_first and lowered in SYLLABLES):
            continue
        if position and lowered in NAMES_ANYWAY and (given or initials):
            continue
        if position == 0 and given >= 3 and lowered not in NATIONALITIES and lowered not in CALENDAR:
            continue
        return -9.0, ""
    if len(parts) == 1:
        return 0.0, "single"
    if " ".join(parts[:2]).lower() in NOT_PEOPLE:
        return -9.0, ""
    if surname_first:
        return 2.6 + 0.8 * (len(parts) > 2) + 0.6 * ("-" in last), "surname-first"
    score, rule = 0.6, "shape"
    if given:
        score, rule = score + given, "given-name"
    if is_initials(first):
        score, rule = score + 1.6, "initials"
        initials -= 1
    if initials:
        score += 1.5 if given or is_surname(last) else 0.9
    if is_surname(last):
        score += 1.5 if fold_word(last) not in CALENDAR else 0
    if len(parts) > 2 and any(given_weight(word) >= 3 for word in parts[1:-1]):
        score += 0.6
    if len(parts) < len(words):
        score += 1.0
    if len(parts) > 3:
        score -= 0.8
    if any(len(word) > 3 and word.isupper() for word in parts) and not all(word.isupper() for word in parts):
        score -= 2.0
    if any(len(word) > 1 and any(letter.isdigit() for letter in word) for word in parts):
        return -9.0, ""
    return score, rule


def is_initials(word: str) -> bool:
    """ "J." or "J.P.", and a bare "J"; not an abbreviation such as "U.S."."""
    if word[-1] == ".":
        return len(word) in {2, 4, 6} and word not in _NOT_INITIALS
    return len(word) == 1 and word.isupper() and word not in {"A", "O", "I", "E", "K"}


def weigh_surroundings(copy: Copy, first: int, last: int) -> tuple[float, str]:
    """What stands right before and after says: age, "who", speech verbs, a country in brackets, "the" before it."""
    words = copy.words
    total = len(words)
    score, rule = 0.0, ""
    before = words[first - 1].lower() if first else ""
    after = words[last] if last < total else ""
    if before in {"the", "a", "an", "&"} or after == "&":
        score -= 2.5
    elif before in {"in", "at", "near", "inside", "outside"}:
        score -= 0.8
    elif before == "by" and copy.opens_sentence(first - 1):
        score, rule = score + 2.0, "byline"
    if after in {"'s", "’s"}:
        score += 0.1
    if after in SPEECH or before in {"said", "says"}:
        score, rule = score + 0.7, "speech"
    elif after in {"who", "whose", "whom"}:
        score, rule = score + 2.0, "who"
    elif after == "," and last + 1 < total:
        second = words[last + 1]
        third = words[last + 2] if last + 2 < total else ""
        if second in {"who", "whose", "whom"}:
            score, rule = score + 2.0, "who"
        elif (second.isdigit() and len(second) == 2 and third in {",", "."}) or second == "aged":
            score, rule = score + 2.5, "age"
    elif after == "(" and last + 2 < total and words[last + 2] == ")":
        inside = words[last + 1]
        if inside[0].isupper() and not inside.isupper():
            score, rule = score + 1.9, "country-in-brackets"
        elif inside.isdigit() and len(inside) == 2:
            score, rule = score + 1.5, "age"
    elif after == "(" and last + 3 < total and words[last + 3] == ")" and words[last + 1][0].isupper():
        score, rule = score + 1.0, "country-in-brackets"
    return score, rule
