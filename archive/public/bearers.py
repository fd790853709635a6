"""Who or what bears a name: entities by their names and aliases, through the indexes on their keys."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from archive.models import Alias, Entity, EntityQuerySet
from archive.text.folding import fold_name


def bearers_of(names: Iterable[str], *, at: datetime) -> EntityQuerySet:
    """Readable entities that bear one of these names, main or alias.

    Unlike `EntityQuerySet.called` it looks names and aliases up apart and joins what it found: with hundreds of
    thousands of names, an OR over both tables would make the database read them all.
    """
    keys = {fold_name(name) for name in names} - {""}
    found = Entity.objects.filter(key__in=keys).order_by().values("pk")
    aliased = Alias.objects.filter(key__in=keys).order_by().values("entity_id")
    return Entity.objects.readable(at).filter(pk__in=found.union(aliased))
