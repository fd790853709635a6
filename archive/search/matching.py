"""Finding in a text what a query asks for: the same rules by which the engines find the story, told in spans."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from functools import cached_property
from itertools import chain
from typing import NamedTuple

from rapidfuzz.distance import OSA

from archive.search.analysis import Asked, Token, drop_accents, find_tokens, query_terms
from archive.search.plain_text import PlainText
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
        self.text = text
        self.language = language

    @cached_property
    def tokens(self) -> list[Token]:
        """Every term with its span."""
        return find_tokens(self.text)

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
    cut, plain = _Text(text, language), PlainText.read(text)
    found = chain.from_iterable(_find_leaf(number, leaf, cut, plain) for number, leaf in enumerate(leaves))
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


def _find_leaf(number: int, leaf: Leaf, cut: _Text, plain: PlainText | None) -> Iterator[Match]:
    asked = query_terms(leaf.text)
    if not asked:
        return
    if plain is not None and not isinstance(leaf, Near):
        for start, end in _find_plainly(leaf, asked, cut.language, plain):
            yield Match(start, end, number)
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


def _find_plainly(leaf: Leaf, asked: tuple[Asked, ...], language: str, plain: PlainText) -> Iterable[tuple[int, int]]:
    """The same in a text of plain letters, where nothing needs to be cut to be found."""
    if len(asked) > 1:
        terms = tuple(one.term for one in asked)
        return plain.find_row(terms, open_end=isinstance(leaf, Prefix)) if not any(o.prefix for o in asked) else ()
    keys = _fitting_terms(asked[0], leaf, plain.terms)
    if keys is None:
        keys = plain.inflected(_stems_of(asked[0].lower, language), language)
    return plain.find_terms(keys)


def _find_one(one: Asked, leaf: Leaf, cut: _Text) -> Iterator[int]:
    keys = _fitting_terms(one, leaf, cut.places)
    if keys is None:
        yield from chain.from_iterable(cut.stems.get(stem, ()) for stem in _stems_of(one.lower, cut.language))
    else:
        yield from chain.from_iterable(cut.places.get(key, ()) for key in keys)


def _fitting_terms(one: Asked, leaf: Leaf, terms: Collection[str]) -> list[str] | None:
    """Those terms of a text that this leaf asks for; None when its stem decides."""
    if one.prefix or isinstance(leaf, Prefix):
        return [term for term in terms if term.startswith(one.term)]
    if isinstance(leaf, Fuzzy) and len(one.term) > 2:
        return [term for term in terms if OSA.distance(term, one.term, score_cutoff=leaf.distance) <= leaf.distance]
    return None if isinstance(leaf, Word) and one.lower else [one.term]


def _stems_of(lower: str, language: str) -> set[str]:
    return {stem_word(lower, language), stem_word(lower, "en")}


def _find_row(asked: tuple[Asked, ...], cut: _Text, *, open_end: bool) -> Iterator[int]:
    """Where the terms stand side by side, as the place of the first."""
    base = asked[0].position
    row = [(term.position - base, term.term, term.prefix or (open_end and term is asked[-1])) for term in asked]
    for first in cut.places.get(asked[0].term, ()):
        if first + row[-1][0] < len(cut.terms) and all(
            cut.terms[first + step].startswith(term) if begins else cut.terms[first + step] == term
            for step, term, begins in row
        ):
            yield first


def _find_end(tokens: list[Token], first: int, asked: tuple[Asked, ...]) -> int:
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
