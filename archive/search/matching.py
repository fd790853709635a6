"""Finding in a text what a query asks for: the same rules by which the engines find the story, told in spans."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import cached_property
from itertools import chain
from typing import NamedTuple

from rapidfuzz.distance import OSA

from archive.search.analysis import Asked, Token, drop_accents, find_tokens, query_terms
from archive.search.query import And, Field, Fuzzy, Leaf, Near, Or, Prefix, Query, Word
from archive.search.stemming import stem_word, stem_words

_NAMED = ("people", "organisations", "places", "events")


class Match(NamedTuple):
    """A stretch of the text, in code points, and the number of the leaf of the query it answers."""

    start: int
    end: int
    leaf: int


class _Text:
    """A text cut once, whatever the number of leaves; what no leaf asks for is not worked out."""

    def __init__(self, text: str, language: str) -> None:
        self.tokens: list[Token] = find_tokens(text)
        self.language = language

    @cached_property
    def terms(self) -> list[str]:
        """The folded term of every token."""
        return [token.term if token.dense else drop_accents(token.term) for token in self.tokens]

    @cached_property
    def places(self) -> dict[str, list[int]]:
        """The places of every term."""
        return _group(enumerate(self.terms))

    @cached_property
    def stems(self) -> dict[str, list[int]]:
        """The places of every stem."""
        words = [(place, token.term) for place, token in enumerate(self.tokens) if not token.dense]
        stems = stem_words([word for _, word in words], self.language)
        return _group(zip((place for place, _ in words), stems, strict=True))


def _group(placed: Iterable[tuple[int, str]]) -> dict[str, list[int]]:
    places: dict[str, list[int]] = {}
    for place, term in placed:
        places.setdefault(term, []).append(place)
    return places


def find_matches(query: Query, text: str, *, language: str, headline: bool) -> list[Match]:
    """Every stretch of `text` that a leaf of the query asks for, in order of place. What the query excludes is not
    sought.

    `headline` tells whether the text is one: only there are words sought that were asked for with `headline:`.
    """
    leaves = list(_pick_leaves(query, headline=headline))
    if not leaves:
        return []
    cut = _Text(text, language)
    found = chain.from_iterable(_find_leaf(number, leaf, cut) for number, leaf in enumerate(leaves))
    return sorted(set(found))


def _pick_leaves(query: Query, *, headline: bool) -> Iterator[Leaf]:
    if isinstance(query, And | Or):
        for part in query.parts:
            yield from _pick_leaves(part, headline=headline)
    elif isinstance(query, Field):
        if query.name in _NAMED or (query.name == "headline" and headline):
            yield query.part
    elif isinstance(query, Leaf):
        yield query


def _find_leaf(number: int, leaf: Leaf, cut: _Text) -> Iterator[Match]:
    asked = query_terms(leaf.text)
    if not asked:
        return
    tokens = cut.tokens
    if isinstance(leaf, Near) and len(asked) > 1:
        for place in _find_near([term.term for term in asked], leaf.distance, cut):
            yield Match(tokens[place].start, tokens[place].end, number)
    elif len(asked) > 1:
        for first in _find_row(asked, cut, open_end=isinstance(leaf, Prefix)):
            yield Match(tokens[first].start, _find_end(tokens, first, asked), number)
    else:
        one = asked[0]
        for place in _find_one(one, leaf, cut):
            token = tokens[place]
            # A single character of a dense script was sought as the beginning of a pair.
            end = token.start + 1 if one.prefix else token.end
            yield Match(token.start, end, number)


def _find_one(one: Asked, leaf: Leaf, cut: _Text) -> Iterator[int]:
    if one.prefix or isinstance(leaf, Prefix):
        keys = [term for term in cut.places if term.startswith(one.term)]
    elif isinstance(leaf, Fuzzy) and len(one.term) > 2:
        keys = [
            term for term in cut.places if OSA.distance(term, one.term, score_cutoff=leaf.distance) <= leaf.distance
        ]
    elif isinstance(leaf, Word) and one.lower:
        stems = {stem_word(one.lower, cut.language), stem_word(one.lower, "en")}
        yield from chain.from_iterable(cut.stems.get(stem, ()) for stem in stems)
        return
    else:
        keys = [one.term]
    yield from chain.from_iterable(cut.places.get(key, ()) for key in keys)


def _find_row(asked: list[Asked], cut: _Text, *, open_end: bool) -> Iterator[int]:
    """Where the terms stand side by side, as the place of the first."""
    base = asked[0].position
    row = [(term.position - base, term.term, term.prefix or (open_end and term is asked[-1])) for term in asked]
    for first in cut.places.get(asked[0].term, ()):
        if first + row[-1][0] < len(cut.terms) and all(
            cut.terms[first + step].startswith(term) if begins else cut.terms[first + step] == term
            for step, term, begins in row
        ):
            yield first


def _find_end(tokens: list[Token], first: int, asked: list[Asked]) -> int:
    last = tokens[first + asked[-1].position - asked[0].position]
    return last.start + 1 if asked[-1].prefix else last.end


def _find_near(words: list[str], distance: int, cut: _Text) -> Iterator[int]:
    """Places of the words in every stretch that holds all of them close together, by one walk over their places."""
    kinds = set(words)
    reach = len(words) + distance
    walk = sorted((place, word) for word in kinds for place in cut.places.get(word, ()))
    latest: dict[str, int] = {}
    shown = -1
    for place, word in walk:
        latest[word] = place
        if len(latest) == len(kinds) and place - min(latest.values()) < reach:
            for near in sorted(latest.values()):
                if near > shown:
                    yield near
            shown = place
