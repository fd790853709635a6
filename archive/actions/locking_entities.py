"""Taking an entity's row before changing it, so that no two editors pass each other."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from django.db.models import F

from archive.models import Entity

from .refusals import Clash, Refused


def lock_entity(entity: Entity, *, token: int | None = None) -> Entity:
    """The entity as it is now (what all kinds share), locked until the transaction ends (call inside `atomic`).

    `token` is the one that the editor's form was opened with: Clash when somebody has saved meanwhile.
    """
    return lock_entities([entity], tokens={entity.pk: token})[0]


def lock_entities(entities: Iterable[Entity], *, tokens: dict[int, int | None] | None = None) -> list[Entity]:
    """Several, in the order given; their rows are taken in the order of ids, so that no two deeds block each other."""
    wanted = list(entities)
    rows = Entity.objects.select_for_update(of=("self",)).select_related("merged_into")
    fresh = {one.pk: one for one in rows.filter(pk__in=[one.pk for one in wanted]).order_by("pk")}
    for one in wanted:
        if one.pk not in fresh:
            raise Refused(f"“{one.name}” is no longer in the archive.")
        if (survivor := fresh[one.pk].merged_into) is not None:
            raise Refused(f"“{one.name}” was merged into “{survivor.name}”: work at that one, or undo the merge first.")
        token = (tokens or {}).get(one.pk)
        if token is not None and fresh[one.pk].token != token:
            raise Clash(f"Somebody else has saved “{fresh[one.pk].name}” since you opened it. Compare both, then save.")
    return [fresh[one.pk] for one in wanted]


def touch_entities(entities: Iterable[Entity], *, at: datetime) -> None:
    """Whoever has these open learns, on saving, that they have changed."""
    ids = [one.pk for one in entities]
    Entity.objects.filter(pk__in=ids).update(token=F("token") + 1, updated_at=at)
