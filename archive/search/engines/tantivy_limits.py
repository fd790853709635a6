"""What one search may cost: hostile or careless queries are cut, and the reader is told what was left out.

Measured at 100,000 stories on a busy machine: looking at 3 to 7 places of a phrase takes a microsecond, a misspelt
word 5 ms. What is allowed here takes some 100 ms then, with the rest of a search less than 200 (`bench/hostile.py`).
"""

from __future__ import annotations

from collections.abc import Sequence

from tantivy import Searcher

MAX_EXPANSIONS = 300  # words that one prefix may stand for
MAX_WORDS = 3_000  # words that all prefixes of a search may stand for
MAX_FUZZY = 16  # letters by which words may differ, all words together
LONG = 6  # letters of a word from which two may differ: nearly everything is two letters from a short one
MAX_LOOKS = 500_000  # places of words that phrases may look at


class Allowance:
    """What is left of it while a query is compiled. `passes` is how many times the query will be run."""

    def __init__(self, searcher: Searcher, notes: list[str], passes: int = 1) -> None:
        self._searcher = searcher
        self._notes = notes
        self._words = MAX_WORDS // passes
        self._fuzzy = max(1, MAX_FUZZY // passes)
        self._looks = MAX_LOOKS // passes

    def find_words(self, field: str, prefix: str) -> list[str]:
        """The words that begin so, the most frequent first, as many as are allowed."""
        most = min(MAX_EXPANSIONS, self._words)
        words = [word for word, _ in self._searcher.terms_with_prefix(field, prefix, None, most + 1)]
        if len(words) > most:
            words.pop()
            self._notes.append(
                f"More than {MAX_EXPANSIONS} words begin with “{prefix}”; the rarest were left out. "
                "Type more letters to find all."
                if most == MAX_EXPANSIONS
                else f"Too many beginnings of words in one search: of those with “{prefix}” some were left out."
            )
        self._words -= len(words)
        return words

    def allow_distance(self, word: str, wanted: int) -> int:
        """How many letters of this word may differ: 2, 1 or 0."""
        distance = min(wanted, 2 if len(word) >= LONG else 1)
        if distance < wanted:
            self._notes.append(f"“{word}” is so short that only one of its letters may differ.")
        self._fuzzy -= distance
        if self._fuzzy < 0:
            self._notes.append(f"Too many misspelt words in one search: “{word}” and later ones were sought as typed.")
            return 0
        return distance

    def allows_phrase(self, field: str, words: Sequence[str], orders: int = 1) -> bool:
        """Whether these words may be sought side by side, in so many orders: the stories that may have the rarest are
        looked at once for each word and order.
        """
        rarest = min(self._searcher.doc_freq(field, word) for word in set(words))
        looks = rarest * len(words) * orders
        if looks > self._looks:
            phrase = " ".join(words)
            shown = phrase if len(phrase) < 60 else f"{phrase[:57]}…"
            self._notes.append(
                f"The words of “{shown}” are in too many stories to look where "
                "they stand: found are stories that have all of them, anywhere. Add a rarer word."
            )
            return False
        self._looks -= looks
        return True
