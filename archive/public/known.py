"""When what was typed is a name: who or what bears it, with the number of its stories and its years.

The public index says which names fit (so that nothing is read through), the database whose they are: one query.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from functools import lru_cache
from typing import Any

from django.db.models import QuerySet

from archive.models import Entity
from archive.models.compiled import Compiled
from archive.models.entity import PATHS, Kind
from archive.search.analysis import query_terms
from archive.search.door import open_engine
from archive.search.engine import Engine
from archive.search.query import And, Field, Not, Or, Phrase, Query, SearchRequest, Word
from archive.text.folding import fold_name

from .bearers import bearers_of, fold_names
from .naming import KINDS
from .sparklines import Sparkline, draw_sparkline

MOST = 4  # cards: more bearers of one name are no help
SURNAMED = 3  # people who bear a surname, up to which all are shown
WELL_KNOWN = 4  # times as many stories as the next: then a surname means the first of many
ASKED = 60  # names the index is asked for
LONGEST = 10  # terms; no name has more
SHORTEST = 2  # letters of a surname
LIT = 24  # other names that are lit in what is found
_FACETS = {kind: facet for facet, kind in KINDS.items()}


@dataclass(frozen=True, slots=True)
class Known:
    """A card: somebody or something whose name was typed. `others` are (name, language)."""

    name: str
    href: str
    kind: str
    description: str
    others: tuple[tuple[str, str], ...]
    count: int
    line: Sparkline | None


@dataclass(frozen=True, slots=True)
class Recognised:
    """The cards, best first, and every name under which their bearers may stand in a story."""

    cards: tuple[Known, ...] = ()
    names: tuple[str, ...] = ()


@dataclass(slots=True)
class _Bearer:
    kind: Kind
    slug: str
    name: str
    description: str
    aliases: dict[str, str] = field(default_factory=dict)

    @property
    def names(self) -> tuple[str, ...]:
        return (self.name, *self.aliases)


def recognise(query: Query, *, at: datetime, is_settled: bool = False) -> Recognised:
    """Who is meant by a query that is a name, in any order, hyphenation and script; or by its `person:` and kin.

    A single word is also taken for a surname when one or a few people bear it, or one far better known than the
    others. `is_settled`: nothing is waiting for the index, so whom it counts readers may know of; else the record is
    asked. Raises SearchError when the index cannot be read.
    """
    typed, fields = read_name(query), read_fields(query)
    if not typed and not fields:
        return Recognised()
    engine = open_engine("public")
    counts = _fitting_names(engine, typed)
    if not counts and not fields and typed.isascii():
        return Recognised()  # no public name has these words (scripts without spaces may be parted otherwise)
    names = {*counts, *([typed, typed.replace(" ", "")] if typed else ()), *fields}
    bearers = [one for one in _find_bearers(names, at=None if is_settled else at) if _is_meant(one, typed, fields)]
    if is_settled:
        bearers = [one for one in bearers if _count(engine, one)]
    asked_keys = {fold_name(name) for name in fields}
    exact = [one for one in bearers if typed and any(is_same_name(name, typed) for name in one.names)]
    surnamed = [
        one
        for one in bearers
        if one not in exact and one.kind == Kind.PERSON and any(is_surname(typed, name) for name in one.names)
    ]
    meant = [one for one in bearers if asked_keys.intersection(fold_name(name) for name in one.names)]
    famous = _pick_well_known(surnamed, counts)
    shown = [*_rank(exact, counts), *famous][:MOST]
    cards = [_make_card(engine, one, typed) for one in shown]
    cards.sort(key=lambda card: -card.count)
    lit = dict.fromkeys(name for one in (*exact, *meant) for name in one.names)
    if len(shown) == 1 and famous:
        lit.update(dict.fromkeys(_surnames(famous[0], typed)))
    return Recognised(tuple(card for card in cards if card.count), tuple(lit)[:LIT])


def _surnames(one: _Bearer, typed: str) -> Iterable[str]:
    """The surname in every script, if it stands last in its own: 가가린, Gagarin, Гагарин."""
    last = [words[-1] for name in one.names if len(words := name.split()) > 1]
    return last if fold_name(typed) in map(fold_name, last) else one.names


def read_name(query: Query) -> str:
    """The words of a query that may be a name: nothing but words or one phrase; else empty."""
    parts = query.parts if isinstance(query, And) else (query,)
    if not all(isinstance(part, Word | Phrase) for part in parts):
        return ""
    text = " ".join(part.text for part in parts if isinstance(part, Word | Phrase))
    return text if 0 < len(query_terms(text)) <= LONGEST else ""


def read_fields(query: Query) -> tuple[str, ...]:
    """The names asked for with `person:`, `org:`, `place:` and `event:`, not those excluded."""
    match query:
        case Field(name, part) if name in KINDS and isinstance(part, Word | Phrase):
            return (part.text,)
        case And(parts) | Or(parts):
            return tuple(name for part in parts if not isinstance(part, Not) for name in read_fields(part))[:LONGEST]
        case _:
            return ()


def is_same_name(name: str, typed: str) -> bool:
    """Whether both have the same words in any order, or the same letters in the same order."""
    return _terms(name) == _terms(typed) or fold_name(name).replace(" ", "") == fold_name(typed).replace(" ", "")


def is_surname(typed: str, name: str) -> bool:
    """Whether one word was typed and the name has it as its last or first word, as surnames stand."""
    words = name.split()
    key = fold_name(typed)
    if len(words) < 2 or " " in key or len(key) < SHORTEST:
        return False
    return key in (fold_name(words[-1]), fold_name(words[0]))


def _answers(typed: str, name: str) -> bool:
    return is_same_name(name, typed) or is_surname(typed, name)


@lru_cache(maxsize=10_000)
def _terms(text: str) -> tuple[str, ...]:
    """The words of a name in alphabetical order."""
    return tuple(sorted(term.term for term in query_terms(text)))


def _fitting_names(engine: Engine, typed: str) -> dict[str, int]:
    if not typed:
        return {}
    return {one.text: one.count for one in engine.suggest(typed, ASKED, kinds=("name",)) if _answers(typed, one.text)}


def _is_meant(one: _Bearer, typed: str, fields: Iterable[str]) -> bool:
    """Whether it may be what was typed or asked for; most that share a word with a query may not."""
    if typed and any(is_same_name(name, typed) for name in one.names):
        return True
    if typed and one.kind == Kind.PERSON and any(is_surname(typed, name) for name in one.names):
        return True
    return not {fold_name(name) for name in fields}.isdisjoint(fold_name(name) for name in one.names)


def _count(engine: Engine, one: _Bearer) -> int:
    """Its stories in the public index; somebody without any is nobody readers may know of."""
    return engine.search(SearchRequest(filters={_FACETS[one.kind]: (one.slug,)}, limit=1)).total


def _find_bearers(names: Iterable[str], *, at: datetime | None) -> list[_Bearer]:
    """One query: every bearer with every alias; only readable ones if `at` is given."""
    keys = fold_names(names)
    rows = _READABLE.rows(keys=keys, at=at) if at else _BEARERS.rows(keys=keys)
    found: dict[int, _Bearer] = {}
    for pk, kind, slug, name, description, alias, language in rows:
        one = found.setdefault(pk, _Bearer(Kind(kind), slug, name, description))
        if alias and alias != name:
            one.aliases[alias] = language or ""
    return list(found.values())


def _ask_bearers(*, keys: Collection[str], at: datetime | None = None) -> QuerySet[Entity, Any]:
    return (
        bearers_of(keys, at=at)
        .order_by("pk", "aliases__pk")
        .values_list("pk", "kind", "slug", "name", "description", "aliases__name", "aliases__language")[:500]
    )


_BEARERS, _READABLE = Compiled(_ask_bearers), Compiled(_ask_bearers)


def _rank(bearers: list[_Bearer], counts: Mapping[str, int]) -> list[_Bearer]:
    return sorted(bearers, key=lambda one: (-max((counts.get(name, 0) for name in one.names), default=0), one.name))


def _pick_well_known(bearers: list[_Bearer], counts: Mapping[str, int]) -> list[_Bearer]:
    ranked = _rank(bearers, counts)
    if len(ranked) <= SURNAMED:
        return ranked
    first, second = (max(counts.get(name, 0) for name in one.names) for one in ranked[:2])
    return ranked[:1] if first >= WELL_KNOWN * second else []


def _make_card(engine: Engine, one: _Bearer, typed: str) -> Known:
    """Its stories are counted by the index: exact, and of what is public only."""
    found = engine.search(SearchRequest(filters={_FACETS[one.kind]: (one.slug,)}, limit=1, histogram=True))
    others = sorted(one.aliases.items(), key=lambda alias: not _answers(typed, alias[0]))
    return Known(
        name=one.name,
        href=f"/{PATHS[one.kind]}/{one.slug}/",
        kind=one.kind.label.capitalize(),
        description=one.description,
        others=tuple(others)[:5],
        count=found.total,
        line=draw_sparkline(found.years),
    )
