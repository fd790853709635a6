"""Sounds: the skeleton of consonants by which two spellings of one name meet, whatever the script or romanisation."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import lru_cache

from .folding import fold_name
from .romanising import romanise

LENGTH = 12  # letters of a skeleton
MOST = 4  # skeletons of one word
MOST_WORDS = 12  # words of a name that are looked at
# Letters whose sound depends on the language are read both ways.
_DOUBTFUL = (("j", ("s", "")), ("ch", ("s", "k", "")), ("c", ("k", "s")), ("kh", ("", "k")), ("h", ("", "k")))
_STEPS = (
    (re.compile(r"s?z?c?h?tsch|shch|tch|sch|dzh|dj|cz|sz|zh|sh|ts|tz|dz"), "s"),
    (re.compile(r"ph"), "f"),
    (re.compile(r"th|dh"), "t"),
    (re.compile(r"gh|ck|cc|cq|q"), "k"),
    (re.compile(r"ng\b|ng(?=[^aeiou])"), "n"),
    (re.compile(r"x"), "ks"),
)
_CLASSES = str.maketrans("bgdvwzr", "pktffsl")
_SILENT = re.compile(r"[aeiouy]+")
_TWICE = re.compile(r"(.)\1+")


WORD_LENGTH = 100  # letters of a word that are kept


def name_words(names: Iterable[str]) -> set[tuple[str, str]]:
    """(word, sound) of all these names of one bearer: what is kept to find them by."""
    return {(word[:WORD_LENGTH], sound) for name in names for word in words_of(name) for sound in sounds_of(word)}


def words_of(name: str) -> tuple[str, ...]:
    """The folded words of a name, each once, at most MOST_WORDS: what a search by the beginning of a word looks at."""
    return tuple(dict.fromkeys(fold_name(name).split()))[:MOST_WORDS]


@lru_cache(maxsize=20_000)  # the words of names come back: Corp, John
def sounds_of(word: str) -> frozenset[str]:
    """How a word may sound: `gagarin` and `гагарин` share `KKLN`; every word has one sound at least.

    A word of several syllables that are written apart elsewhere (김정은) sounds like each of them.
    """
    found: set[str] = set()
    for part in romanise(word).split():
        found |= {_skeleton(reading) or f"~{part[:1]}" for reading in _readings(part)}
    return frozenset(sorted(found, key=lambda sound: (-len(sound), sound))[: MOST * 3]) or frozenset({"~"})


def _readings(word: str) -> set[str]:
    for pattern, letters in _STEPS:
        word = pattern.sub(letters, word)
    readings = {word}
    for letter, sounds in _DOUBTFUL:
        if letter in word:
            more = {one.replace(letter, sound) for one in readings for sound in sounds}
            readings = set(sorted(more)[:MOST])
    return readings


def _skeleton(word: str) -> str:
    return _SILENT.sub("", _TWICE.sub(r"\1", word.translate(_CLASSES))).upper()[:LENGTH]
