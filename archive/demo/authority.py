"""The demo's authority records: sources, people, organisations, places and events, with their other names."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime
from typing import Any

from archive.actions import add_alias, save_entity, save_source
from archive.actions.save_entity import AnyEntity
from archive.models import Entity, Event, Organisation, Person, Place, Source

Entry = dict[str, Any]
ReadList = Callable[[str], list[Entry]]


def load_sources(entries: list[Entry], *, places: list[Entry], at: datetime) -> None:
    """The demo's agencies. Places come first: each agency has its home in one."""
    for entry in places:
        _place(entry, at)
    for entry in entries:
        if Source.objects.filter(code=entry["code"]).exists():
            continue
        save_source(
            source=Source(
                code=entry["code"],
                name=entry["name"],
                description=entry["description"],
                home_place_id=_place_id(entry["home_place"]),
                languages=" ".join(entry["languages"]),
                default_holder=entry["holder"],
                default_usage_terms=entry["usage_terms"],
                default_display_policy=entry["display"],
            )
        )


def load_authority(read_list: ReadList, *, at: datetime) -> None:
    """People, organisations and events; those already there keep what editors have made of them."""
    for entry in read_list("people"):
        born, died = _day(entry.get("born")), _day(entry.get("died"))
        _entity(Person(**_facts(entry), born_on=born, died_on=died), entry, at)
    for entry in read_list("organisations"):
        _entity(Organisation(**_facts(entry)), entry, at)
    events = read_list("events")
    for entry in events:
        event = Event(
            **_facts(entry),
            starts_on=_day(entry.get("start")),
            ends_on=_day(entry.get("end"), is_end=True),
            precision=entry["precision"],
            location_id=_place_id(entry["place"]),
        )
        _entity(event, entry, at)
    for entry in events:
        event = Event.objects.get(slug=entry["slug"])
        event.participants.set(
            Entity.objects.filter(slug__in=entry["participants"], kind__in=["person", "organisation"])
        )
        if entry.get("parent"):
            event.parent = Event.objects.get(slug=entry["parent"])
            save_entity(entity=event, at=at)


def _place(entry: Entry, at: datetime) -> None:
    place = Place(
        **_facts(entry),
        geonames_id=entry.get("geonames"),
        country=entry.get("country") or "",
        latitude=entry.get("lat"),
        longitude=entry.get("lon"),
    )
    _entity(place, entry, at)


def _facts(entry: Entry) -> dict[str, Any]:
    return {
        "slug": entry["slug"],
        "name": entry["name"],
        "description": entry.get("description", ""),
        "wikidata_id": entry.get("wikidata") or "",
    }


def _place_id(slug: str | None) -> int | None:
    return Place.objects.filter(slug=slug).values_list("pk", flat=True).first() if slug else None


def _entity(entity: AnyEntity, entry: Entry, at: datetime) -> None:
    if type(entity).objects.filter(slug=entity.slug).exists():
        return
    save_entity(entity=entity, at=at)
    for alias in entry.get("aliases", ()):
        add_alias(
            entity=entity,
            name=alias["name"],
            language=alias.get("language", ""),
            script=alias.get("script", ""),
            kind=alias.get("kind", ""),
            at=at,
        )


def _day(value: str | None, *, is_end: bool = False) -> date | None:
    """`1961-04-12`, `1961-04` or `1961`; a month or year stands for its first day, or its last at an end."""
    if not value:
        return None
    parts = [int(part) for part in value.split("-")]
    if len(parts) == 3:
        return date(*parts)
    year, month = parts[0], parts[1] if len(parts) == 2 else 12 if is_end else 1
    if not is_end:
        return date(year, month, 1)
    following = date(year + month // 12, month % 12 + 1, 1)
    return date.fromordinal(following.toordinal() - 1)
