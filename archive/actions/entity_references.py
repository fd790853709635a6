"""Everything in the record that points to an entity, except what needs rules of its own (names and mentions)."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from django.db import models

from archive.models import ArticleVersion, DossierItem, Entity, Event, Organisation, Place, Position, Source
from archive.models.entity import Kind

from .journal import Journal

PARTICIPATION: type[models.Model] = Event.participants.through


@dataclass(frozen=True, slots=True)
class Reference:
    """`column` of `model` holds an entity of one of `kinds`, at most once for each value of `once_with`."""

    model: type[models.Model]
    column: str
    kinds: tuple[str, ...]
    once_with: str = ""


# A new foreign key to an entity gets a line here; tests/archive/actions/test_merge_entities.py fails until it has one.
REFERENCES = (
    Reference(Position, "person_id", (Kind.PERSON,)),
    Reference(Position, "organisation_id", (Kind.ORGANISATION,)),
    Reference(Organisation, "parent_id", (Kind.ORGANISATION,)),
    Reference(Place, "parent_id", (Kind.PLACE,)),
    Reference(Event, "parent_id", (Kind.EVENT,)),
    Reference(Event, "location_id", (Kind.PLACE,)),
    Reference(Source, "home_place_id", (Kind.PLACE,)),
    Reference(ArticleVersion, "dateline_place_id", (Kind.PLACE,)),
    Reference(PARTICIPATION, "entity_id", tuple(Kind), once_with="event_id"),
    Reference(PARTICIPATION, "event_id", (Kind.EVENT,), once_with="entity_id"),
    Reference(DossierItem, "event_id", (Kind.EVENT,), once_with="dossier_id"),
    Reference(Entity, "merged_into_id", tuple(Kind)),
)


def rows_pointing_to(entity: Entity, reference: Reference) -> models.QuerySet[models.Model]:
    """The rows, without the texts of stories, in the order of their ids."""
    rows = reference.model._base_manager.filter(**{reference.column: entity.pk}).order_by("pk")
    return rows.only("pk", reference.column) if reference.model is ArticleVersion else rows


def redirect_references(*, merged: Entity, keep: Entity, journal: Journal) -> None:
    """Whatever points to `merged` points to `keep`. A row that says what another one says already is removed."""
    for reference in REFERENCES:
        if merged.kind in reference.kinds:
            _redirect(reference, merged, keep, journal)


def _redirect(reference: Reference, merged: Entity, keep: Entity, journal: Journal) -> None:
    rows = list(rows_pointing_to(merged, reference))
    if reference.once_with and rows:
        there = set(_partners(rows_pointing_to(keep, reference), reference.once_with))
        doubled = [row for row in rows if getattr(row, reference.once_with) in (there | {keep.pk})]
        journal.remove(doubled)
        _close_gaps([row for row in doubled if isinstance(row, DossierItem)], journal)
        rows = [row for row in rows if row not in doubled]
    journal.set([row for row in rows if not _is(row, keep)], **{reference.column: keep.pk})


def _close_gaps(removed: list[DossierItem], journal: Journal) -> None:
    """Places in a dossier count from 1 without gaps; the items behind move up, the first of them first."""
    for gone in removed:
        behind = DossierItem.objects.filter(dossier_id=gone.dossier_id, position__gt=gone.position)
        journal.set_each((item, {"position": item.position - 1}) for item in behind.order_by("position"))


def _is(row: models.Model, entity: Entity) -> bool:
    """Whether the row is of that entity itself, which never points to itself."""
    return isinstance(row, Entity) and row.pk == entity.pk


def _partners(rows: Iterable[models.Model], column: str) -> list[int]:
    return [getattr(row, column) for row in rows]
