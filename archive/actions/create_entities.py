"""Creating many persons, organisations and places at once, as an import does."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from typing import Any, Final, NamedTuple

from django.db import transaction
from django.utils import timezone

from archive.models import Entity
from archive.models.rows import insert_rows
from archive.text.folding import fold_name

from .name_words import add_words
from .save_entity import KINDS
from .slugs import free_slugs

_MODELS: Final = {kind.value: model for model, kind in KINDS.items()}
_SHARED: Final = ("kind", "name", "key", "slug", "is_provisional", "created_at", "updated_at")


class NewEntity(NamedTuple):
    """One to be made; `facts` are the columns of its kind's own table, as far as they are known."""

    kind: str
    name: str
    facts: Mapping[str, Any] = {}


@transaction.atomic
def create_entities(entities: Sequence[NewEntity]) -> list[int]:
    """The ids of these new ones, in their order; provisional, each with key and slug; a handful of statements.

    Nothing names a new entity yet, so nothing has to be indexed. IntegrityError when another process has
    just made one of them.
    """
    by_kind: dict[str, list[int]] = defaultdict(list)
    for place, entity in enumerate(entities):
        by_kind[entity.kind].append(place)
    ids = [0] * len(entities)
    for kind, places in by_kind.items():
        for place, pk in zip(places, _create(kind, [entities[place] for place in places]), strict=True):
            ids[place] = pk
    return ids


def _create(kind: str, entities: Sequence[NewEntity]) -> list[int]:
    slugs = free_slugs(kind=kind, names=[entity.name for entity in entities])
    now = timezone.now()
    rows = (
        (kind, entity.name, fold_name(entity.name), slug, True, now, now)
        for entity, slug in zip(entities, slugs, strict=True)
    )
    insert_rows(Entity, _SHARED, rows)
    # The slug is the key that we have chosen: looked up by it, the rows tell their numbers.
    keys = dict(Entity.objects.filter(kind=kind, slug__in=slugs).values_list("slug", "pk"))
    ids = [keys[slug] for slug in slugs]
    own: dict[tuple[str, ...], list[tuple[Any, ...]]] = defaultdict(list)
    for pk, entity in zip(ids, entities, strict=True):
        own[tuple(entity.facts)].append((pk, *entity.facts.values()))
    for names, facts in own.items():
        insert_rows(_MODELS[kind], ("entity_ptr_id", *names), facts)
    add_words((pk, kind, entity.name) for pk, entity in zip(ids, entities, strict=True))
    return ids
