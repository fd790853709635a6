"""Saving a person, organisation, place or event, and their other names."""

from __future__ import annotations

from datetime import date, datetime
from typing import TypeVar

from django.db import IntegrityError, transaction

from archive import outbox
from archive.models import Alias, Entity, Event, Organisation, Person, Place
from archive.models.entity import Kind
from archive.text.folding import fold_name

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
def save_entity(*, entity: AnyEntity, at: datetime) -> AnyEntity:
    """Keep a new or changed entity; a new one gets its kind, key and a slug that nobody else has.

    The slug of a known one stays: it is a public address. Stories that name it are indexed again.
    """
    entity.name = " ".join(entity.name.split())
    if not entity.name:
        raise Refused("Give it a name.")
    entity.kind = KINDS[type(entity)]
    entity.key = fold_name(entity.name)
    is_new = entity.pk is None
    if not entity.slug:
        entity.slug = free_slugs(kind=entity.kind, names=[entity.name])[0]
    try:
        with transaction.atomic():
            entity.save()
    except IntegrityError as error:
        raise Refused(f"“{entity.name}” could not be saved: {_explain(error)}") from error
    if not is_new:
        outbox.enqueue_entity(entity=entity, at=at)
    return entity


@transaction.atomic
def add_alias(
    *,
    entity: Entity,
    name: str,
    at: datetime,
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
    outbox.enqueue_entity(entity=entity, at=at)
    return alias


@transaction.atomic
def remove_alias(*, alias: Alias, at: datetime) -> None:
    """Forget the name; its stories are no longer found under it."""
    entity = alias.entity
    alias.delete()
    outbox.enqueue_entity(entity=entity, at=at)


def _explain(error: IntegrityError) -> str:
    text = str(error).lower()
    if "slug" in text:
        return "another one of its kind has that address already."
    if "geonames" in text:
        return "another place has that GeoNames id already."
    if "ends_after_start" in text:
        return "it ends before it starts."
    return "a value is outside what is possible."
