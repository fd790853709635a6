"""Saving a person, organisation, place or event, and their other names."""

from __future__ import annotations

from datetime import date, datetime
from typing import TypeVar

from django.db import IntegrityError, transaction

from archive import outbox
from archive.models import Alias, Entity, Event, Organisation, Person, Place
from archive.models.entity import Kind
from archive.text.folding import fold_name

from .actor import Actor
from .locking_entities import lock_entity, touch_entities
from .name_words import refresh_words
from .record_deed import only_changes, record_deed, values_of
from .refusals import Refused
from .slugs import free_slugs

KINDS: dict[type[Entity], Kind] = {
    Person: Kind.PERSON,
    Organisation: Kind.ORGANISATION,
    Place: Kind.PLACE,
    Event: Kind.EVENT,
}

AnyEntity = TypeVar("AnyEntity", Person, Organisation, Place, Event)


@transaction.atomic
def save_entity(*, entity: AnyEntity, at: datetime, by: Actor = None, token: int | None = None) -> AnyEntity:
    """Keep a new or changed entity; a new one gets its kind, key and a slug that nobody else has.

    The slug of a known one stays: it is a public address. Stories that name it are indexed again. `token` is the one
    that the form was opened with: Clash when somebody else has saved meanwhile. Refused: what was merged away, and a
    Wikidata or GeoNames id that another one has.
    """
    entity.name = " ".join(entity.name.split())
    if not entity.name:
        raise Refused("Give it a name.")
    entity.kind = KINDS[type(entity)]
    entity.key = fold_name(entity.name)
    is_new = entity.pk is None
    stored = None
    if not is_new:
        entity.token = lock_entity(entity, token=token).token + 1
        stored = type(entity)._default_manager.filter(pk=entity.pk).first()
    _refuse_known_id(entity)
    if not entity.slug:
        entity.slug = free_slugs(kind=entity.kind, names=[entity.name])[0]
    try:
        with transaction.atomic():
            entity.save()
    except IntegrityError as error:
        raise Refused(f"“{entity.name}” could not be saved: {_explain(error)}") from error
    refresh_words([entity.pk])
    if not is_new:
        outbox.enqueue_entity(entity=entity, at=at)
    before, after = only_changes(values_of(stored) if stored is not None else {}, values_of(entity))
    record_deed("save_entity", entity, by=by, at=at, before=before, after=after)
    return entity


@transaction.atomic
def add_alias(
    *,
    entity: Entity,
    name: str,
    at: datetime,
    by: Actor = None,
    language: str = "",
    script: str = "",
    kind: str = "",
    valid_from: date | None = None,
    valid_to: date | None = None,
) -> Alias:
    """Another name; its stories are found under it from now on. Known already: brought up to date."""
    name = " ".join(name.split())
    if not name:
        raise Refused("An alias cannot be empty.")
    lock_entity(entity)
    if valid_from and valid_to and valid_to < valid_from:
        raise Refused(f"“{name}” is used no longer before it is used: change one of the two days.")
    stored = Alias.objects.filter(entity_id=entity.pk, name=name).first()
    alias, _ = Alias.objects.update_or_create(
        entity_id=entity.pk,
        name=name,
        defaults={
            "key": fold_name(name),
            "language": language,
            "script": script,
            "kind": kind,
            "valid_from": valid_from,
            "valid_to": valid_to,
        },
    )
    _tell(entity, at)
    before, after = only_changes(values_of(stored) if stored is not None else {}, values_of(alias))
    record_deed("add_alias", entity, by=by, at=at, before=before, after=after)
    return alias


@transaction.atomic
def remove_alias(*, alias: Alias, at: datetime, by: Actor = None) -> None:
    """Forget the name; its stories are no longer found under it."""
    entity = alias.entity
    lock_entity(entity)
    before = values_of(alias)
    alias.delete()
    _tell(entity, at)
    record_deed("remove_alias", entity, by=by, at=at, before=before)


def _tell(entity: Entity, at: datetime) -> None:
    """The names have changed: the words to find it by, whoever has it open, and the index."""
    refresh_words([entity.pk])
    touch_entities([entity], at=at)
    outbox.enqueue_entity(entity=entity, at=at)


def _refuse_known_id(entity: Entity) -> None:
    """With the name of whoever has the id, so that the editor can go there and merge."""
    others = Entity.objects.filter(merged_into=None).exclude(pk=entity.pk)
    if entity.wikidata_id and (other := others.filter(wikidata_id=entity.wikidata_id).first()):
        raise Refused(f"{entity.wikidata_id} is “{other.name}” already: merge the two, or correct the id.")


def _explain(error: IntegrityError) -> str:
    text = str(error).lower()
    if "slug" in text:
        return "another one of its kind has that address already."
    if "wikidata" in text:
        return "another one has that Wikidata id already."
    if "geonames" in text:
        return "another place has that GeoNames id already."
    if "ends_after_start" in text:
        return "it ends before it starts."
    return "a value is outside what is possible."
