"""How alike two names are, whatever their script and romanisation. Pure: names in, a likeness and a phrase out."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from functools import lru_cache

from rapidfuzz.distance import JaroWinkler

from .folding import fold_name
from .romanising import romanise
from .sounds import sounds_of

ALIKE = 0.86  # Jaro-Winkler of two words above which they may be one
_SOFTER = (
    (re.compile(r"shch|tsch|tch|sch|dzh|dj|cz|sz|zh|sh|ch|ts|tz"), "s"),
    (re.compile(r"ph"), "f"),
    (re.compile(r"kh|gh|ck|q|c"), "k"),
    (re.compile(r"th|dh"), "t"),
    (re.compile(r"ou|oo"), "u"),
    (re.compile(r"ee|iy|ij|yi|ii|y|j"), "i"),
    (re.compile(r"w"), "v"),
    (re.compile(r"h"), ""),
)
_TWICE = re.compile(r"(.)\1+")
_ASIDE = re.compile(r"[(\[（][^)\]）]*[)\]）]")  # Vnouček (politik)
_TITLES = frozenset("dr mr mrs ms sir dame prof mag ing hon maa dipl phd mp baron lord lady".split())


@dataclass(frozen=True, slots=True)
class Likeness:
    """0 to 1, and why."""

    score: float
    reason: str


NOT_ALIKE = Likeness(0.0, "")


def compare_names(one: str, other: str) -> Likeness:
    """The likeness of two names of persons or of anything else."""
    first, second = fold_name(one), fold_name(other)
    if not first or not second:
        return NOT_ALIKE
    if first == second:
        return Likeness(1.0, f"the same name: {one}")
    if sorted(first.split()) == sorted(second.split()):
        return Likeness(0.97, f"the same words in another order: {one}, {other}")
    if first.replace(" ", "") == second.replace(" ", ""):
        return Likeness(0.97, f"the same letters: {one}, {other}")
    return _compare_sounds(one, other)


@dataclass(frozen=True, slots=True)
class _Word:
    """A word, romanised, and with the letters that spellings differ in made alike."""

    plain: str
    soft: str


def _compare_sounds(one: str, other: str) -> Likeness:
    mine, theirs = _words(one), _words(other)
    if len(mine) > len(theirs):
        mine, theirs = theirs, mine
    if not mine or any(not word.plain.isascii() for word in (*mine, *theirs)):
        return NOT_ALIKE
    if sorted(word.soft for word in mine) == sorted(word.soft for word in theirs):
        return Likeness(0.96, f"spelt alike, as far as sounds go: {one}, {other}")
    are_scripts_apart = _script(one) != _script(other)
    left, shares = list(theirs), []
    for word in mine:
        best = max(left, key=lambda each: _alike(word, each, by_sound=are_scripts_apart))
        share = _alike(word, best, by_sound=are_scripts_apart)
        if share < ALIKE:
            return _compare_whole(one, other, mine, theirs, are_scripts_apart)
        left.remove(best)
        shares.append(share)
    share = sum(shares) / len(shares)
    if len(mine) == 1 and left:
        # A single word is a surname or a nickname: many bear it.
        return Likeness(0.45 * share, f"one name in common: {one}, {other}")
    return _graded(share * 0.96 ** sum(1 for word in left if len(word.plain) > 1), one, other)


def _compare_whole(
    one: str, other: str, mine: tuple[_Word, ...], theirs: tuple[_Word, ...], are_scripts_apart: bool
) -> Likeness:
    """Words may be cut in other places: `Mao Tse-tung`, `Mao Zedong`, 김정은."""
    first, second = ("".join(word.soft for word in words) for words in (mine, theirs))
    if min(len(first), len(second)) < 6:
        return NOT_ALIKE
    if are_scripts_apart:
        sounds = sounds_of("".join(word.plain for word in mine)) & sounds_of("".join(word.plain for word in theirs))
        if any(len(sound) > 3 for sound in sounds):
            return _graded(0.94, one, other)
    share = JaroWinkler.normalized_similarity(first, second)
    if first[:1] != second[:1] or share < 0.9:
        return NOT_ALIKE
    return _graded(share * 0.95, one, other)


def _graded(share: float, one: str, other: str) -> Likeness:
    """From where likeness begins to mean something."""
    score = max(0.0, (share - 0.7) / 0.3) * 0.95
    return Likeness(score, f"sounds alike: {one}, {other}") if score else NOT_ALIKE


def _alike(word: _Word, other: _Word, *, by_sound: bool) -> float:
    if word.soft == other.soft:
        return 1.0
    if len(word.plain) == 1 or len(other.plain) == 1:
        return 0.88 if word.plain[0] == other.plain[0] else 0.0  # an initial
    share = JaroWinkler.normalized_similarity(word.soft, other.soft)
    if by_sound and (common := sounds_of(word.plain) & sounds_of(other.plain)):
        share = max(share, 0.95 if any(len(sound) > 1 for sound in common) else 0.9)
    return share


@lru_cache(maxsize=20_000)
def _words(name: str) -> tuple[_Word, ...]:
    bare = _ASIDE.sub(" ", name)
    words = [word for word in romanise(bare).split() if word not in _TITLES]
    return tuple(_Word(word, soft) for word in words if (soft := _soften(word)))


def _soften(word: str) -> str:
    for pattern, letters in _SOFTER:
        word = pattern.sub(letters, word)
    return _TWICE.sub(r"\1", word)


def _script(name: str) -> str:
    letter = next((character for character in name if character.isalpha()), "?")
    return unicodedata.name(letter, "?").split()[0]
