"""Creating many persons, organisations and places at once, as an import does."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence

from django.db import transaction

from archive.models import Entity, Event, Organisation, Person, Place
from archive.text.folding import fold_name

from .save_entity import KINDS
from .slugs import free_slugs

ROWS = 100  # rows an INSERT: SQLite takes 999 values, and a place has five


@transaction.atomic
def create_entities(entities: Sequence[Person | Organisation | Place | Event]) -> None:
    """Keep these new ones, each with kind, key and slug; a handful of statements, whatever their number.

    Nothing names a new entity yet, so nothing has to be indexed. IntegrityError when another process has
    just made one of them.
    """
    by_type: dict[type[Entity], list[Entity]] = defaultdict(list)
    for entity in entities:
        by_type[type(entity)].append(entity)
    for model, rows in by_type.items():
        _create(model, rows)


def _create(model: type[Entity], rows: list[Entity]) -> None:
    kind = KINDS[model]
    shared = [
        Entity(
            kind=kind,
            name=entity.name,
            key=fold_name(entity.name),
            slug=slug,
            description=entity.description,
            wikidata_id=entity.wikidata_id,
            is_provisional=entity.is_provisional,
        )
        for entity, slug in zip(rows, free_slugs(kind=kind, names=[e.name for e in rows]), strict=True)
    ]
    Entity.objects.bulk_create(shared)
    for entity, parent in zip(rows, shared, strict=True):
        for field in Entity._meta.concrete_fields:
            setattr(entity, field.attname, getattr(parent, field.attname))
        entity.entity_ptr_id = parent.pk  # type: ignore[attr-defined]  # each kind has it
        entity._state.adding = False
    # bulk_create refuses models with a parent table; the child's own rows go in by the door below it.
    own = model._meta.local_concrete_fields
    for first in range(0, len(rows), ROWS):
        model._base_manager.get_queryset()._insert(rows[first : first + ROWS], fields=own)  # type: ignore[attr-defined]
