"""What a merge would move, shown before it is done: both entries side by side."""

from __future__ import annotations

from dataclasses import dataclass

from django.db.models import QuerySet

from archive.actions.entity_references import REFERENCES, rows_pointing_to
from archive.models import Alias, Entity, Mention
from editorial.suggest.duplicates import Known, describe, weigh_pair

MOST = 1000  # rows counted; more are told as “more than”


@dataclass(frozen=True, slots=True)
class Moved:
    """How many rows of a sort go to the survivor."""

    what: str
    number: str


@dataclass(frozen=True, slots=True)
class MergePreview:
    """`pairs` are (label, of the one that stays, of the one that goes)."""

    pairs: list[tuple[str, str, str]]
    moved: list[Moved]
    score: float
    reasons: tuple[str, ...]


def preview_merge(keep: Entity, other: Entity) -> MergePreview:
    """A bounded number of queries, none of which counts further than MOST."""
    known = {one.pk: one for one in describe([keep.pk, other.pk])}
    score, reasons = weigh_pair(known[keep.pk], known[other.pk])
    facts = zip(_facts(keep, known[keep.pk]), _facts(other, known[other.pk]), strict=True)
    pairs = [(label, mine, theirs) for (label, mine), (_, theirs) in facts if mine or theirs]
    moved = [
        Moved("stories that name it", _count(Mention.objects.filter(entity=other))),
        Moved("other names", _count(Alias.objects.filter(entity=other))),
    ]
    for reference in REFERENCES:
        if other.kind in reference.kinds:
            number = _count(rows_pointing_to(other, reference))
            moved.append(Moved(f"{reference.model._meta.verbose_name_plural} ({_noun(reference.column)})", number))
    return MergePreview(pairs, [one for one in moved if one.number != "0"], score, reasons)


def _noun(column: str) -> str:
    return column.removesuffix("_id").replace("_", " ")


def _facts(entity: Entity, known: Known) -> list[tuple[str, str]]:
    days = {"Born": known.born_on, "Died": known.died_on, "Began": known.starts_on}
    return [
        ("Name", entity.name),
        ("Description", entity.description),
        ("Other names", ", ".join(known.names[1:])),
        ("Wikidata", known.wikidata_id),
        ("GeoNames", str(known.geonames_id or "")),
        ("Country", known.country),
        *((label, f"{day:%-d %B %Y}" if day else "") for label, day in days.items()),
        ("Address", entity.get_absolute_url()),
    ]


def _count(rows: QuerySet[Mention] | QuerySet[Alias] | QuerySet[object]) -> str:  # type: ignore[type-var]
    found = len(rows.values_list("pk")[: MOST + 1])
    return str(found) if found <= MOST else f"more than {MOST}"
