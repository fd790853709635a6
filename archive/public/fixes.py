"""What to try when a search finds little: other spellings, a word less, the words as a phrase. Each with its count.

Only the public index is asked, so no offer tells of a word or a story that readers may not see; the database is not.
"""

from __future__ import annotations

import logging
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from archive.search.door import open_engine
from archive.search.engine import Engine, SearchError
from archive.search.parse import parse_query
from archive.search.query import And, Field, Leaf, Not, Phrase, Query, SearchRequest, Word
from archive.search.write import write_query

from .search_address import SearchAddress

log = logging.getLogger(__name__)
FEW = 3  # stories: with fewer than these, something is probably wrong with the words
SPELLINGS = 2
WORDS = 6  # of a query that are looked at
MANY = 50_000  # stories beyond which a phrase is offered without counting it
LONGEST_PHRASE = 8


@dataclass(frozen=True, slots=True)
class Fix:
    """A search to try: `text` as it would be typed, and how many stories it finds (None: not counted)."""

    text: str
    href: str
    count: int | None


@dataclass(frozen=True, slots=True)
class Fixes:
    """`spellings` answers “did you mean”; `fewer` leaves a word out; `phrase` takes the words as they stand."""

    spellings: tuple[Fix, ...] = ()
    fewer: tuple[tuple[str, Fix], ...] = ()
    phrase: Fix | None = None


def offer_fixes(query: Query, asked: SearchRequest, *, total: int, address: SearchAddress) -> Fixes:
    """Offers for a query of `total` stories, on the first page only. A dozen small searches at most."""
    if address.cursor or not address.q:
        return Fixes()
    try:
        counter = _Counter(open_engine("public"), asked, address)
        if total >= FEW:
            return Fixes(phrase=_as_phrase(query, counter, total))
        spellings = _better(_correct(query, counter), than=total)
        fewer = sorted(_leave_out(query, counter), key=lambda pair: -(pair[1].count or 0))
        return Fixes(spellings, tuple(fewer), _as_phrase(query, counter, total))
    except (SearchError, OSError):
        log.exception("the public index cannot be read")
        return Fixes()


class _Counter:
    """Counts what another query would find under the same choices."""

    def __init__(self, engine: Engine, asked: SearchRequest, address: SearchAddress) -> None:
        self.engine = engine
        self._asked = replace(asked, limit=1, cursor="", facets=(), histogram=False)
        self._address = address

    def try_query(self, query: Query, *, counted: bool = True) -> Fix | None:
        """The offer, unless it finds nothing or cannot be typed."""
        text = write_query(query)
        if parse_query(text).query != query:
            return None
        count = self.engine.search(replace(self._asked, query=query)).total if counted else None
        return None if count == 0 else Fix(text, self._address.asking(text).url, count)


def _correct(query: Query, counter: _Counter) -> Iterator[Fix]:
    """The query with its misspelt words replaced: all of them by the nearest, then each by the next best."""
    parts = _parts(query)
    near: dict[int, list[str]] = {}
    for place, part in enumerate(parts[:WORDS]):
        word = part.part if isinstance(part, Field) else part
        if isinstance(word, Word):
            near[place] = [one.text for one in counter.engine.correct(word.text, 2)]
    wrong = [place for place, words in near.items() if words]
    if not wrong:
        return
    first = {place: near[place][0] for place in wrong}
    second = [{**first, place: near[place][1]} for place in wrong if len(near[place]) > 1]
    for words in (first, *second[:2]):
        spelt = [_respell(part, words[place]) if place in words else part for place, part in enumerate(parts)]
        fix = counter.try_query(_join(spelt))
        if fix is not None:
            yield fix


def _better(fixes: Iterable[Fix], *, than: int) -> tuple[Fix, ...]:
    """The first that finds more, and the next that finds more still: another spelling of the same is no help."""
    chosen: list[Fix] = []
    for fix in fixes:
        if (fix.count or 0) > (chosen[-1].count or 0 if chosen else than):
            chosen.append(fix)
    return tuple(chosen[:SPELLINGS])


def _leave_out(query: Query, counter: _Counter) -> Iterator[tuple[str, Fix]]:
    parts = _parts(query)
    wanted = [part for part in parts if not isinstance(part, Not)]
    if len(wanted) < 2:
        return
    for place, part in enumerate(parts[:WORDS]):
        fix = counter.try_query(_join([*parts[:place], *parts[place + 1 :]]))
        if fix is not None:
            yield write_query(part), fix


def _as_phrase(query: Query, counter: _Counter, total: int) -> Fix | None:
    words = [part.text for part in _parts(query) if isinstance(part, Word)]
    if not 2 <= len(words) == len(_parts(query)) <= LONGEST_PHRASE or not total:
        return None
    fix = counter.try_query(Phrase(" ".join(words)), counted=total <= MANY)
    return None if fix is not None and fix.count == total else fix


def _parts(query: Query) -> tuple[Query, ...]:
    return query.parts if isinstance(query, And) else (query,)


def _join(parts: list[Query]) -> Query:
    return parts[0] if len(parts) == 1 else And(tuple(parts))


def _respell(part: Query, word: str) -> Query:
    leaf: Leaf = Word(word)
    return Field(part.name, leaf) if isinstance(part, Field) else leaf
