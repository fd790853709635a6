"""Whom a name in somebody's table means: candidates by word and sound, weighed, readable ones only."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from django.db.models import Count, QuerySet

from archive.models import Alias, Entity, Event, NameWord, Person, Place
from archive.models.entity import PATHS, Kind
from archive.text.folding import fold_name
from archive.text.name_likeness import compare_names
from archive.text.sounds import name_words, words_of

from .bearers import bearers_of

LONGEST = 300  # code points of a name
DEFAULT_LIMIT, MOST = 5, 25  # candidates given
LOOKED_AT = 40  # candidates weighed
CERTAIN = 95.0  # score from which a candidate may be matched without a person
COMPLETED = 200  # looked at for a completion


@dataclass(frozen=True, slots=True)
class Asked:
    """One query. `kinds` are those asked for that we know; `stated` are facts by property."""

    name: str
    kinds: tuple[str, ...] = ()
    has_types: bool = False
    limit: int | None = None
    stated: dict[str, str] = field(default_factory=dict)


def reconcile(asked: Asked, *, at: datetime) -> list[dict[str, Any]]:
    """Candidates, the likeliest first; at most seven queries. A name without words has none."""
    if asked.has_types and not asked.kinds:
        return []
    kinds = asked.kinds or tuple(Kind.values)
    found: dict[int, Entity] = {}
    if wikidata := asked.stated.get("wikidata", "").upper():
        found |= _readable(at, kinds).filter(wikidata_id=wikidata).in_bulk()
    if asked.name:
        found |= {one.pk: one for one in bearers_of([asked.name], at=at).filter(kind__in=kinds)[:LOOKED_AT]}
        found |= _readable(at, kinds).in_bulk(_sounding_like(asked.name, kinds))
    aliases: dict[int, list[str]] = defaultdict(list)
    for owner, name in Alias.objects.filter(entity_id__in=found).values_list("entity_id", "name"):
        aliases[owner].append(name)
    facts = _facts_of(found) if asked.stated else {}
    weighed = []
    for one in found.values():
        best = max((compare_names(asked.name, name).score for name in (one.name, *aliases[one.pk])), default=0.0)
        score, agrees = _weigh(best, asked.stated, facts.get(one.pk, {}))
        if score > 0:
            weighed.append((score, best, agrees, one))
    weighed.sort(key=lambda each: (-each[0], each[3].pk))
    limit = min(asked.limit or DEFAULT_LIMIT, MOST)
    second = weighed[1][0] if len(weighed) > 1 else 0.0
    return [
        _tell(one, score, best, agrees, is_match=place == 0 and score >= CERTAIN and score - second >= 5)
        for place, (score, best, agrees, one) in enumerate(weighed[:limit])
    ]


def suggest_entities(prefix: str, *, at: datetime) -> list[dict[str, Any]]:
    """Those with a word that begins with the last one typed, and the other words; three queries."""
    words = words_of(prefix)
    if not words:
        return []
    ids = NameWord.objects.owners(words, kinds=Kind.values, most=COMPLETED)
    key = fold_name(prefix)
    readable = list(_readable(at, Kind.values).filter(pk__in=ids))
    readable.sort(key=lambda one: (not one.key.startswith(key), one.key, one.pk))
    return [
        {
            "id": identify(one),
            "name": one.name,
            "description": one.description,
            "notable": [{"id": PATHS[Kind(one.kind)], "name": Kind(one.kind).label.capitalize()}],
        }
        for one in readable[: DEFAULT_LIMIT * 2]
    ]


def identify(entity: Entity) -> str:
    """The id in the protocol: the address without its slashes at the ends, `people/yuri-gagarin`."""
    return entity.get_absolute_url().strip("/")


def _readable(at: datetime, kinds: Iterable[str]) -> QuerySet[Entity]:
    return Entity.objects.readable(at).filter(kind__in=list(kinds))


def _sounding_like(name: str, kinds: Iterable[str]) -> list[int]:
    sounds = sorted({sound for _, sound in name_words([name])})[:60]
    rows = NameWord.objects.filter(kind__in=list(kinds), sound__in=sounds).values("entity_id")
    shared = rows.annotate(shared=Count("sound", distinct=True)).order_by("-shared", "entity_id")
    return list(shared.values_list("entity_id", flat=True)[:LOOKED_AT])


def _facts_of(found: Iterable[int]) -> dict[int, dict[str, str]]:
    facts: dict[int, dict[str, str]] = defaultdict(dict)
    ids = list(found)
    for pk, number in Entity.objects.filter(pk__in=ids).values_list("pk", "wikidata_id"):
        facts[pk]["wikidata"] = number
    for pk, born in QuerySet(Person).filter(pk__in=ids).values_list("pk", "born_on"):
        facts[pk]["born"] = born.isoformat() if born else ""
    for pk, starts in QuerySet(Event).filter(pk__in=ids).values_list("pk", "starts_on"):
        facts[pk]["date"] = starts.isoformat() if starts else ""
    for pk, country in QuerySet(Place).filter(pk__in=ids).values_list("pk", "country"):
        facts[pk]["country"] = country
    return facts


def _weigh(best: float, stated: dict[str, str], facts: dict[str, str]) -> tuple[float, dict[str, bool]]:
    """0 to 100. A fact that agrees takes half of the doubt, one that differs half of the score; an id decides."""
    score = best
    agrees: dict[str, bool] = {}
    for name, value in stated.items():
        known = facts.get(name, "")
        if not value or not known:
            continue
        agrees[name] = known.casefold() == value.casefold()
        if name == "wikidata":
            score = 1.0 if agrees[name] else score * 0.1
        else:
            score = 1 - (1 - score) / 2 if agrees[name] and score else score * (1.0 if agrees[name] else 0.5)
    return round(score * 100, 1), agrees


def _tell(one: Entity, score: float, best: float, agrees: dict[str, bool], *, is_match: bool) -> dict[str, Any]:
    kind = Kind(one.kind)
    return {
        "id": identify(one),
        "name": one.name,
        "description": one.description,
        "type": [{"id": PATHS[kind], "name": kind.label.capitalize()}],
        "score": score,
        "match": is_match,
        "features": [
            {"id": "name", "value": round(best * 100, 1)},
            *({"id": name, "value": value} for name, value in agrees.items()),
        ],
    }
