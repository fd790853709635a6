"""Words of a Tantivy index that are spelt like one that finds little."""

from __future__ import annotations

from rapidfuzz.distance import OSA
from tantivy import Query

from archive.search.analysis import query_terms
from archive.search.engines.tantivy_query import Compiler
from archive.search.engines.tantivy_reader import Snapshot
from archive.search.query import Word
from archive.search.results import Suggestion

_SHORTEST = 4  # letters: shorter words resemble everything
_LOOSE = 6  # letters from which two may differ
_NAMES = 100_000  # words of names looked at, the most frequent first
_WEIGHED = 12  # candidates that are counted
_TIMES = 5  # how many times more frequent a correction must be than what was typed


def correct_word(snapshot: Snapshot, word: str, limit: int) -> tuple[Suggestion, ...]:
    """See Engine.correct.

    Looks through the words that begin with the same letter (or the first two turned round), and through all words of
    names, whose first letter may be the wrong one.
    """
    terms = query_terms(word)
    if len(terms) != 1 or not terms[0].lower or len(terms[0].term) < _SHORTEST or not terms[0].term.isalpha():
        return ()
    typed = terms[0].term
    compiler = Compiler(snapshot.schema, snapshot.searcher, snapshot.languages)
    own = snapshot.count(compiler.compile(Word(word)))
    most = 2 if len(typed) >= _LOOSE else 1
    near: dict[str, tuple[int, int]] = {}
    for term, count in _look_up(snapshot, typed):
        if term != typed and term.isalpha() and abs(len(term) - len(typed)) <= most:
            distance = OSA.distance(term, typed, score_cutoff=most)
            if distance <= most:
                near[term] = min(near.get(term, (9, 0)), (distance, -count))
    ranked = sorted(near, key=lambda term: (*near[term], term))[:_WEIGHED]
    found = []
    for term in ranked:
        # The dictionary still holds words of stories that were removed: only the living count.
        count = snapshot.count(Query.term_query(snapshot.schema, "exact", term))
        if count > _TIMES * own:
            found.append(Suggestion("word", term, count))
    return tuple(found[: max(0, limit)])


def _look_up(snapshot: Snapshot, typed: str) -> list[tuple[str, int]]:
    searcher = snapshot.searcher
    words = list(searcher.terms_with_prefix("exact", typed[0], None, None))
    if typed[1] != typed[0]:
        words += searcher.terms_with_prefix("exact", typed[1] + typed[0], None, None)
    return words + list(searcher.terms_with_prefix("names", "", None, _NAMES))
