"""How much two texts are alike. Words are cut as the index cuts them, so that every script counts."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from math import log, sqrt

from rapidfuzz import fuzz

from archive.search.analysis import index_terms

READ = 1_200  # code points of a text that are compared: what a story is about stands at its head
# What desks put before the headline of a story that was sent before.
_MARKER = re.compile(
    r"^\W*(?:(?:\d+(?:st|nd|rd|th)\s+)?(?:update|lead(?=\W*\d)|urgent|refile|repeat|rpt|correct(?:ed|ion|s)|clarif(?:ied|ication)"
    r"|brief|flash|bulletin|writethru)\b[\s\d]*)+\W*",
    re.IGNORECASE,
)


def cut_words(text: str) -> list[str]:
    """The terms of the head of a text, in order."""
    return index_terms(text[:READ])[0]


def strip_marker(headline: str) -> str:
    """The headline without “UPDATE 2 -”, “(CORRECTED)” and kin, folded to its words."""
    bare = _MARKER.sub("", headline) or headline
    return " ".join(index_terms(bare)[0])


def has_marker(headline: str) -> bool:
    """Whether the headline says that the story was sent before."""
    return _MARKER.match(headline) is not None


def compare_headlines(first: str, second: str) -> float:
    """0 to 1: the same words, in whatever order, of two headlines already stripped."""
    return fuzz.token_sort_ratio(first, second) / 100 if first and second else 0.0


def compare_shingles(first: Sequence[str], second: Sequence[str]) -> float:
    """0 to 1: the share of runs of three words that both texts have (Jaccard)."""
    one, other = _shingles(first), _shingles(second)
    return len(one & other) / len(one | other) if one and other else 0.0


def _shingles(words: Sequence[str]) -> set[tuple[str, ...]]:
    return set(zip(words, words[1:], words[2:], strict=False)) or {tuple(words)} - {()}


class Likeness:
    """Compares texts of one pool: a word that most of them have tells little (tf-idf and cosine)."""

    def __init__(self, texts: Mapping[int, Sequence[str]]) -> None:
        self._counts = {key: Counter(words) for key, words in texts.items()}
        spread = Counter(word for counts in self._counts.values() for word in counts)
        size = len(self._counts) + 1
        self._weights = {word: log(size / seen) for word, seen in spread.items()}
        self._vectors = {key: self._weigh(counts) for key, counts in self._counts.items()}

    def compare(self, first: int, second: int) -> float:
        """0 to 1."""
        one, other = self._vectors[first], self._vectors[second]
        if len(other) < len(one):
            one, other = other, one
        return min(1.0, sum(weight * other[word] for word, weight in one.items() if word in other))

    def _weigh(self, counts: Counter[str]) -> dict[str, float]:
        vector = {word: (1 + log(count)) * self._weights[word] for word, count in counts.items()}
        length = sqrt(sum(weight * weight for weight in vector.values()))
        return {word: weight / length for word, weight in vector.items()} if length else {}
