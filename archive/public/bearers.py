"""Who or what bears a name: entities by their names and aliases, through the indexes on their keys."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from datetime import datetime

from archive.models import Alias, Entity, EntityQuerySet
from archive.text.folding import fold_name


def fold_names(names: Iterable[str]) -> list[str]:
    """The keys under which these names stand, each once."""
    return sorted({fold_name(name) for name in names} - {""})


def bearers_of(keys: Collection[str], *, at: datetime | None) -> EntityQuerySet:
    """Entities that bear one of these names, main or alias; readable ones if `at` is given, else whoever it is.

    Unlike `EntityQuerySet.called` it looks names and aliases up apart and joins what it found: with hundreds of
    thousands of names, an OR over both tables would make the database read them all.
    """
    named = Entity.objects.filter(key__in=keys).order_by().values("pk")
    aliased = Alias.objects.filter(key__in=keys).order_by().values("entity_id")
    among = Entity.objects.readable(at) if at else Entity.objects.filter(merged_into__isnull=True)
    return among.filter(pk__in=named.union(aliased))
