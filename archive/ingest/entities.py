"""Entities: the person, organisation or place that a name in copy means; made when nobody knows it yet."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from typing import Final

from archive.actions import save_entity
from archive.models import Alias, Entity, Organisation, Person, Place
from archive.models.entity import Kind
from archive.reading.gazetteer import GazetteerEntry, lookup_place
from archive.text.folding import fold_name

from .items import clean_line

NAME_LENGTH: Final = 300
REMEMBERED: Final = 100_000  # names kept in memory during a run: some tens of MB at most


class EntityFinder:
    """Names to entities, for one run. Remembers what it has looked up; `forget` after a rolled-back transaction.

    A name known under two entities stays with the one that has been in the archive longest: the editor
    sees it in the story and can say otherwise.
    """

    def __init__(self) -> None:
        self._known: dict[tuple[str, str], int] = {}
        self._places: dict[int, int] = {}

    def forget(self) -> None:
        """What was made in a transaction that failed is not there."""
        self._known.clear()
        self._places.clear()

    def learn(self, names: Iterable[tuple[str, str]]) -> None:
        """Look up many (kind, name) at once, in two queries."""
        if len(self._known) > REMEMBERED:
            self.forget()
        keys = {fold_name(name) for kind, name in names if (kind, fold_name(name)) not in self._known} - {""}
        if not keys:
            return
        alive = {"merged_into__isnull": True}
        for kind, key, pk in (
            Entity.objects.filter(key__in=keys, **alive).order_by("-id").values_list("kind", "key", "id")
        ):
            self._known[kind, key] = pk
        aliases = Alias.objects.filter(key__in=keys, entity__merged_into__isnull=True).order_by("-id")
        for kind, key, pk in aliases.values_list("entity__kind", "key", "entity_id"):
            self._known.setdefault((kind, key), pk)

    def find_person(self, name: str, *, at: datetime) -> int | None:
        return self._find(Person, Kind.PERSON, name, at)

    def find_organisation(self, name: str, *, at: datetime) -> int | None:
        return self._find(Organisation, Kind.ORGANISATION, name, at)

    def find_place(self, name: str, *, at: datetime, region: str = "", country: str = "") -> int | None:
        """The place that the name means there; one that no gazetteer knows gets no position."""
        entry = lookup_place(name, region=region, country=country)
        if entry is None:
            return self._find(Place, Kind.PLACE, _spell(name), at)
        if entry.geonameid in self._places:
            return self._places[entry.geonameid]
        found = self._find_in_gazetteer(entry, name, at)
        self._places[entry.geonameid] = found
        return found

    def _find_in_gazetteer(self, entry: GazetteerEntry, name: str, at: datetime) -> int:
        known = Place.objects.filter(geonames_id=entry.geonameid).first()
        if known is None:
            # An authority record without a GeoNames id: the same one when name and country agree.
            same = Place.objects.filter(
                pk__in=Entity.objects.called([entry.name, name]).values("pk"),
                geonames_id__isnull=True,
                country__in=["", entry.country_code],
            )
            known = same.order_by("pk").first()
        if known is not None:
            return int(known.merged_into_id or known.pk)
        place = Place(
            name=clean_line(entry.name, NAME_LENGTH),
            geonames_id=entry.geonameid,
            country=entry.country_code[:2],
            latitude=entry.latitude,
            longitude=entry.longitude,
            is_provisional=True,
        )
        return int(save_entity(entity=place, at=at).pk)

    def _find(
        self, model: type[Person] | type[Organisation] | type[Place], kind: Kind, name: str, at: datetime
    ) -> int | None:
        name = clean_line(name, NAME_LENGTH)
        key = fold_name(name)
        if not key:
            return None
        if (kind, key) not in self._known:
            self.learn([(kind, name)])
        if (kind, key) not in self._known:
            self._known[kind, key] = int(save_entity(entity=model(name=name, is_provisional=True), at=at).pk)
        return self._known[kind, key]


def _spell(name: str) -> str:
    """`BUENOS AIRES` as `Buenos Aires`: datelines shout, records do not."""
    return name.title() if name.isupper() and len(name) > 3 else name
