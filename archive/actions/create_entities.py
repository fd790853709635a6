"""Creating many persons, organisations and places at once, as an import does."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from operator import attrgetter

from django.db import transaction
from django.utils import timezone

from archive.models import Entity, Event, Organisation, Person, Place
from archive.models.rows import insert_rows
from archive.text.folding import fold_name

from .name_words import add_words
from .save_entity import KINDS
from .slugs import free_slugs


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
    for entity, slug in zip(rows, free_slugs(kind=kind, names=[e.name for e in rows]), strict=True):
        entity.kind, entity.slug, entity.key = kind, slug, fold_name(entity.name)
    shared = [field.attname for field in Entity._meta.local_concrete_fields if field.attname != "id"]
    now = timezone.now()
    for entity in rows:
        entity.created_at = entity.updated_at = now
    insert_rows(Entity, shared, map(attrgetter(*shared), rows))
    # The slug is the key that we have chosen: looked up by it, the rows tell their numbers.
    keys = dict(Entity.objects.filter(kind=kind, slug__in=[e.slug for e in rows]).values_list("slug", "pk"))
    for entity in rows:
        entity.pk = entity.id = keys[entity.slug]
        entity._state.adding = False
    own = [field.attname for field in model._meta.local_concrete_fields]
    insert_rows(model, own, ([getattr(entity, name) for name in own] for entity in rows))
    add_words(rows)
