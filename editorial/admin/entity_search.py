"""Finding people, organisations, places and events by name, in bounded queries along the index of keys."""

from __future__ import annotations

import re
from typing import Any

from django.db import connection
from django.db.models import QuerySet

from archive.models import Alias, Entity, NameWord
from archive.models.entity import Kind
from archive.text.folding import fold_name

MOST = 200  # names that one search looks at
ENOUGH = 20  # found by their beginning: then the words within names are not looked at
LAST = "\U0010ffff"
_WIKIDATA = re.compile(r"q[1-9]\d*", re.IGNORECASE | re.ASCII)


def find_entities(entities: QuerySet[Any], term: str) -> QuerySet[Any]:
    """Those of `entities` with a name, main or other, that begins so; else with a word that begins so."""
    term = term.replace("\0", "").strip()
    key = fold_name(term)
    if not key:
        return entities.none() if term else entities
    if _WIKIDATA.fullmatch(term):
        known = entities.filter(wikidata_id=term.upper())
        if known.exists():
            return known
    kind = entities.model._meta.model_name if entities.model is not Entity else ""
    found = _owners(kind, key)
    if len(found) < ENOUGH:
        kinds = [kind] if kind in Kind.values else Kind.values
        found |= set(NameWord.objects.owners(key.split(), kinds=[str(one) for one in kinds], most=MOST))
    return entities.filter(pk__in=found)


def _owners(kind: str | None, key: str) -> set[int]:
    """Ids of at most 2 × MOST entities with a name that begins so."""
    names: QuerySet[Any] = Entity.objects.order_by("key").values_list("pk", flat=True)
    aliases: QuerySet[Any] = Alias.objects.order_by("key").values_list("entity_id", flat=True)
    if kind in Kind.values:
        names, aliases = names.filter(kind=kind), aliases.filter(entity__kind=kind)
    if connection.vendor == "sqlite":  # its LIKE uses no index; it compares byte by byte, so a range is the same
        names, aliases = names.filter(key__range=(key, key + LAST)), aliases.filter(key__range=(key, key + LAST))
    else:
        names, aliases = names.filter(key__startswith=key), aliases.filter(key__startswith=key)
    return set(names[:MOST]) | set(aliases[:MOST])
