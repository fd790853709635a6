"""Entities: the person, organisation or place that a name in copy means; made when nobody knows it yet."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from itertools import islice
from typing import Final, NamedTuple

from django.db.models import QuerySet

from archive.actions import NewEntity, create_entities
from archive.models import Alias, Entity, Place
from archive.models.entity import Kind
from archive.reading.gazetteer import GazetteerEntry, lookup_place
from archive.text.folding import fold_name

from .cleaning import clean_line

NAME_LENGTH: Final = 300
REMEMBERED: Final = 100_000  # names kept in memory during a run: some tens of MB at most
TOGETHER: Final = 5_000  # names looked up at once: SQLite takes 32,766 values in a statement


class Named(NamedTuple):
    """A name in copy, and for places where the copy says that it lies. Made, hashed and compared by the thousand."""

    kind: str
    name: str
    region: str = ""
    country: str = ""


class EntityFinder:
    """Names to entities, for one run: `prepare` a batch, then `find` each; `forget` after a rollback.

    A name known under two entities stays with the one that has been in the archive longest: the editor
    sees it in the story and can say otherwise.
    """

    def __init__(self) -> None:
        self._found: dict[Named, int] = {}
        self._places: dict[int, Place] = {}

    def forget(self) -> None:
        """What was made in a transaction that failed is not there."""
        self._found.clear()
        self._places.clear()

    def find(self, named: Named) -> int | None:
        """The entity of a name that was prepared; None for a name without a letter in it."""
        return self._found.get(named)

    def find_place(self, named: Named) -> Place | None:
        """The place of a name that was prepared, as an object that knows its key; one for all who ask for it."""
        pk = self._found.get(named)
        if pk is None:
            return None
        if pk not in self._places:
            self._places[pk] = Place(pk=pk)
        return self._places[pk]

    def prepare(self, names: Iterable[Named]) -> None:
        """Look all of these up, and make those that are not there; a dozen statements, whatever their number."""
        if len(self._found) > REMEMBERED:
            self.forget()
        # In a fixed order: two imports that make the same names wait for each other, and do not deadlock.
        new = iter(sorted(set(names) - self._found.keys()))
        while some := list(islice(new, TOGETHER)):
            self._prepare(some)

    def _prepare(self, new: list[Named]) -> None:
        entries = {named: _look_in_gazetteer(named) for named in new if named.kind == Kind.PLACE}
        charted = {named: entry for named, entry in entries.items() if entry is not None}
        self._find_charted(charted)
        plain = [named for named in new if named not in charted]
        keys = {named: fold_name(_spell(named)) for named in plain}
        known = _ids_of_keys(set(keys.values()) - {""})
        missing: dict[tuple[str, str], list[Named]] = defaultdict(list)
        for named in plain:
            if (named.kind, keys[named]) in known:
                self._found[named] = known[named.kind, keys[named]]
            elif keys[named]:
                missing[named.kind, keys[named]].append(named)
        made = create_entities([NewEntity(kind, _spell(group[0])) for (kind, _), group in missing.items()])
        for group, pk in zip(missing.values(), made, strict=True):
            self._found.update(dict.fromkeys(group, pk))

    def _find_charted(self, charted: dict[Named, GazetteerEntry]) -> None:
        """Places of the gazetteer: by GeoNames id, else an authority record of that name and country, else new."""
        entries = {entry.geonameid: entry for entry in charted.values()}
        rows: Iterable[tuple[int | None, int, int | None]]
        rows = QuerySet(Place).filter(geonames_id__in=entries).values_list("geonames_id", "pk", "merged_into_id")
        known = {geonames_id: merged_into or pk for geonames_id, pk, merged_into in rows if geonames_id is not None}
        names: dict[int, list[str]] = defaultdict(list)
        for named, entry in charted.items():
            if entry.geonameid not in known:
                names[entry.geonameid] += [entry.name, named.name]
        known |= _find_uncharted(names, entries)
        new = [number for number in names if number not in known]
        known |= zip(new, create_entities([_place(entries[number]) for number in new]), strict=True)
        for named, entry in charted.items():
            self._found[named] = known[entry.geonameid]


def _look_in_gazetteer(named: Named) -> GazetteerEntry | None:
    """States that are no more have no GeoNames id: they are known by their names, like persons."""
    entry = lookup_place(named.name, region=named.region, country=named.country)
    return entry if entry is not None and entry.geonameid else None


def _find_uncharted(names: dict[int, list[str]], entries: dict[int, GazetteerEntry]) -> dict[int, int]:
    """Authority records without a GeoNames id: the same place when name and country agree."""
    keys = {fold_name(name) for spellings in names.values() for name in spellings} - {""}
    ids = _ids_of_keys(keys)
    candidates = {pk for (kind, _), pk in ids.items() if kind == Kind.PLACE}
    free = dict(QuerySet(Place).filter(pk__in=candidates, geonames_id__isnull=True).values_list("pk", "country"))
    found: dict[int, int] = {}
    for number, spellings in names.items():
        for name in spellings:
            pk = ids.get((Kind.PLACE, fold_name(name)))
            if pk is not None and free.get(pk) in ("", entries[number].country_code):
                found.setdefault(number, pk)
    return found


def _ids_of_keys(keys: Iterable[str]) -> dict[tuple[str, str], int]:
    """(kind, key) → entity, by name before alias and the oldest before the younger; two queries."""
    wanted = list(keys)
    if not wanted:
        return {}
    found: dict[tuple[str, str], int] = {}
    entities = Entity.objects.filter(key__in=wanted, merged_into__isnull=True).order_by("id")
    for kind, key, pk in entities.values_list("kind", "key", "pk"):
        found.setdefault((kind, key), pk)
    aliases = Alias.objects.filter(key__in=wanted, entity__merged_into__isnull=True).order_by("entity_id")
    for kind, key, pk in aliases.values_list("entity__kind", "key", "entity_id"):
        found.setdefault((kind, key), pk)
    return found


def _place(entry: GazetteerEntry) -> NewEntity:
    facts = {
        "geonames_id": entry.geonameid,
        "country": entry.country_code[:2],
        "latitude": entry.latitude,
        "longitude": entry.longitude,
    }
    return NewEntity(Kind.PLACE.value, clean_line(entry.name, NAME_LENGTH), facts)


def _spell(named: Named) -> str:
    """`BUENOS AIRES` as `Buenos Aires`: datelines shout, records do not."""
    name = clean_line(named.name, NAME_LENGTH)
    return name.title() if named.kind == Kind.PLACE and name.isupper() and len(name) > 3 else name
