"""Which entries of the authority file may be one: candidates along the index of sounds, weighed with their evidence."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any, Final

from django.db import connection
from django.db.models import Count, QuerySet

from archive.models import Alias, Entity, Event, Mention, NameWord, Person, Place, Resemblance
from archive.models.entity import Kind
from archive.models.mention import MentionStatus
from archive.models.resemblance import Verdict
from archive.text.name_likeness import compare_names

CANDIDATES: Final = 60  # looked at for one entity
PROPOSED: Final = 12  # at most, for one entity
LEAST: Final = 0.6  # score below which nothing is proposed
COMPANY: Final = 40  # stories of each whose other people are compared
MOST_NAMES: Final = 30  # names of one entity that are compared


@dataclass(slots=True)
class Known:
    """What is known of one entity, to be weighed against another."""

    pk: int
    kind: str
    names: tuple[str, ...]
    wikidata_id: str = ""
    born_on: date | None = None
    died_on: date | None = None
    starts_on: date | None = None
    country: str = ""
    geonames_id: int | None = None
    company: frozenset[int] = field(default_factory=frozenset)


@dataclass(frozen=True, slots=True)
class Duplicate:
    """A proposal: `other` may be the same; `reasons` are phrases, the strongest first, those against it last."""

    other: int
    score: float
    reasons: tuple[str, ...]


def weigh_pair(one: Known, other: Known) -> tuple[float, tuple[str, ...]]:
    """0 to 1, and the reasons. Ids that differ speak against it, whatever the names say."""
    likeness = max((compare_names(a, b) for a in one.names for b in other.names), key=lambda found: found.score)
    if likeness.score == 0.0:
        return 0.0, ()
    doubt, weighed = 1 - 0.8 * likeness.score, [(0.8 * likeness.score, likeness.reason)]
    against: list[tuple[float, str]] = []

    def speaks_for(weight: float, reason: str) -> None:
        nonlocal doubt
        doubt *= 1 - weight
        weighed.append((weight, reason))

    _weigh_ids(one, other, speaks_for, against)
    _weigh_days(one, other, speaks_for, against)
    if one.country and other.country:
        if one.country == other.country:
            speaks_for(0.4, f"both in {one.country}")
        else:
            against.append((0.2, f"in different countries: {one.country}, {other.country}"))
    shared = len(one.company & other.company)
    if shared:
        speaks_for(min(0.6, 0.25 + 0.1 * shared), f"named together with {shared} of the same")
    score = 1 - doubt
    for factor, _ in against:
        score *= factor
    reasons = [reason for _, reason in sorted(weighed, key=lambda each: -each[0])]
    return score, (*reasons, *(f"but {reason}" for _, reason in against))


def _weigh_ids(one: Known, other: Known, speaks_for: Any, against: list[tuple[float, str]]) -> None:
    if one.wikidata_id and other.wikidata_id:
        if one.wikidata_id == other.wikidata_id:
            speaks_for(0.99, f"the same Wikidata id: {one.wikidata_id}")
        else:
            against.append((0.1, f"different Wikidata ids: {one.wikidata_id}, {other.wikidata_id}"))
    if one.geonames_id and other.geonames_id:
        against.append((0.1, f"different GeoNames ids: {one.geonames_id}, {other.geonames_id}"))


def _weigh_days(one: Known, other: Known, speaks_for: Any, against: list[tuple[float, str]]) -> None:
    for noun, mine, theirs in (
        ("born", one.born_on, other.born_on),
        ("died", one.died_on, other.died_on),
        ("began", one.starts_on, other.starts_on),
    ):
        if mine and theirs:
            if mine == theirs:
                speaks_for(0.75, f"both {noun} on {mine:%-d %B %Y}")
            else:
                against.append((0.15, f"{noun} on different days: {mine:%-d %B %Y}, {theirs:%-d %B %Y}"))


def find_duplicates(entity: Entity) -> list[Duplicate]:
    """The likeliest first, at most PROPOSED; a dozen queries. Pairs that a person has decided on are left out."""
    (mine,) = describe([entity.pk])
    decided = Resemblance.objects.about(entity.pk).exclude(verdict=Verdict.PROPOSED)
    settled = {pk for pair in decided.values_list("first_id", "second_id") for pk in pair}
    near = [pk for pk in _sounding_like(mine) if pk != entity.pk and pk not in settled]
    found = []
    for other in describe(near):
        score, reasons = weigh_pair(mine, other)
        if score >= LEAST:
            found.append(Duplicate(other.pk, round(score, 3), reasons))
    return sorted(found, key=lambda each: (-each.score, each.other))[:PROPOSED]


def _sounding_like(known: Known) -> list[int]:
    """Those of its kind with the most words that sound alike, along the index; one query."""
    sounds = set(NameWord.objects.filter(entity_id=known.pk).values_list("sound", flat=True))
    rows = (
        NameWord.objects.filter(kind=known.kind, sound__in=sorted(sounds)[:60])
        .values("entity_id")
        .annotate(shared=Count("sound", distinct=True))
        .order_by("-shared", "entity_id")
    )
    return list(rows.values_list("entity_id", flat=True)[: CANDIDATES + 1])


def describe(ids: Sequence[int]) -> list[Known]:
    """What is known of these, merged ones left out; six queries, whatever their number."""
    if not ids:
        return []
    entities = list(Entity.objects.filter(pk__in=ids, merged_into=None))
    names: dict[int, list[str]] = defaultdict(list)
    for owner, name in Alias.objects.filter(entity_id__in=ids).order_by("id").values_list("entity_id", "name"):
        names[owner].append(name)
    lives = {row[0]: row[1:] for row in QuerySet(Person).filter(pk__in=ids).values_list("pk", "born_on", "died_on")}
    begun = dict(QuerySet(Event).filter(pk__in=ids).values_list("pk", "starts_on"))
    lies = {row[0]: row[1:] for row in QuerySet(Place).filter(pk__in=ids).values_list("pk", "country", "geonames_id")}
    company = _company_of(ids)
    return [
        Known(
            pk=one.pk,
            kind=one.kind,
            names=tuple(dict.fromkeys([one.name, *names[one.pk]]))[:MOST_NAMES],
            wikidata_id=one.wikidata_id,
            born_on=lives.get(one.pk, (None, None))[0],
            died_on=lives.get(one.pk, (None, None))[1],
            starts_on=begun.get(one.pk),
            country=lies.get(one.pk, ("", None))[0],
            geonames_id=lies.get(one.pk, ("", None))[1],
            company=frozenset(company[one.pk]),
        )
        for one in entities
    ]


def _company_of(ids: Sequence[int]) -> dict[int, set[int]]:
    """Who is named in the newest stories of each; two queries."""
    stories: dict[int, set[int]] = defaultdict(set)
    for article_id, entity_id in _newest_mentions(ids):
        stories[article_id].add(entity_id)
    company: dict[int, set[int]] = defaultdict(set)
    beside = Mention.objects.exclude(status=MentionStatus.REJECTED).filter(
        article_id__in=list(stories)[: COMPANY * 20], entity__kind__in=[Kind.PERSON, Kind.EVENT]
    )
    for article_id, entity_id in beside.values_list("article_id", "entity_id")[: COMPANY * 200]:
        for one in stories[article_id]:
            if one != entity_id:
                company[one].add(entity_id)
    return company


def _newest_mentions(ids: Sequence[int]) -> list[tuple[int, int]]:
    """(story, entity) of the last COMPANY mentions of each; one query, of a part for each along the index.

    Written out, because Django has no way to say it. Asked for all of them together, a database walks through every
    mention there is, or sorts all that a name of a thousand stories has.
    """
    part = (
        "SELECT * FROM (SELECT article_id, entity_id FROM archive_mention"
        " WHERE entity_id = %s AND status <> %s ORDER BY id DESC LIMIT %s) AS newest"
    )
    values = [value for pk in ids for value in (pk, MentionStatus.REJECTED.value, COMPANY)]
    with connection.cursor() as cursor:
        cursor.execute(" UNION ALL ".join([part] * len(ids)), values)
        return list(cursor.fetchall())
