"""Merging entries of the authority file that are one, and undoing it exactly."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from django.db import transaction

from archive import outbox
from archive.models import Alias, Entity, Event, Organisation, Person, Place, Regrouping, Resemblance
from archive.models.entity import Kind
from archive.models.regrouping import Regrouped
from archive.models.resemblance import Verdict

from .actor import Actor
from .entity_references import redirect_references
from .journal import Journal
from .locking_entities import lock_entities, touch_entities
from .merging_mentions import move_mentions
from .name_words import refresh_words
from .record_deed import record_deed
from .refusals import Refused

# What the survivor takes over when it has nothing of its own there.
_FACTS: dict[str, tuple[type[Entity], tuple[str, ...]]] = {
    Kind.PERSON: (Person, ("born_on", "died_on")),
    Kind.ORGANISATION: (Organisation, ()),
    Kind.PLACE: (Place, ("country", "latitude", "longitude")),
    Kind.EVENT: (Event, ("location_id",)),
}
_KIN = {Kind.ORGANISATION: Organisation, Kind.PLACE: Place, Kind.EVENT: Event}
DEEP = 100  # steps up a line of parents; a longer one is a circle


@transaction.atomic
def merge_entities(*, keep: Entity, merged: Sequence[Entity], by: Actor, at: datetime) -> list[Regrouping]:
    """Each of `merged` goes into `keep`: names, mentions, positions, participations and whatever else points to it.

    Its old address leads to `keep` from now on. One Regrouping each, to be undone with `undo_regrouping`, the last
    first. Refused: with itself, of another kind, merged already, or when one would become part of itself.
    """
    wanted = list({one.pk: one for one in merged}.values())
    if not wanted:
        raise Refused("Choose what to merge.")
    if any(one.pk == keep.pk for one in wanted):
        raise Refused(f"“{keep.name}” cannot be merged with itself: choose another one.")
    survivor, *others = lock_entities([keep, *wanted])
    done = [_merge(survivor, other, by=by, at=at) for other in others]
    for other, regrouping in zip(others, done, strict=True):
        before, after = {"name": other.name}, {"merged_into": survivor.pk, "regrouping": regrouping.pk}
        record_deed("merge_entities", survivor, other=other, by=by, at=at, before=before, after=after)
    refresh_words([survivor.pk, *(other.pk for other in others)])
    touch_entities([survivor, *others], at=at)
    outbox.enqueue_entity(entity=survivor, at=at)
    return done


def _merge(keep: Entity, merged: Entity, *, by: Actor, at: datetime) -> Regrouping:
    if keep.kind != merged.kind:
        raise Refused(
            f"“{merged.name}” is a {merged.get_kind_display()} and “{keep.name}” a {keep.get_kind_display()}: only two "
            "of one kind can be merged."
        )
    journal = Journal()
    _free_from_kin(keep, merged, journal)
    _move_names(keep, merged, journal)
    move_mentions(merged=merged, keep=keep, journal=journal)
    redirect_references(merged=merged, keep=keep, journal=journal)
    journal.set([merged], merged_into_id=keep.pk)
    _take_over_facts(keep, merged, journal)
    _settle_resemblances(keep, merged, by=by, at=at, journal=journal)
    return Regrouping.objects.create(
        deed=Regrouped.MERGE,
        kept=keep,
        other=merged,
        other_was=merged.pk,
        other_name=merged.name,
        journal=journal.entries,
        by=by,
        done_at=at,
    )


def _free_from_kin(keep: Entity, merged: Entity, journal: Journal) -> None:
    """A part that swallows its whole takes the place of the whole; through others it would be part of itself."""
    model: Any = _KIN.get(Kind(keep.kind))
    if model is None:
        return
    line: list[int] = []
    step: Any = model._base_manager.filter(pk=keep.pk).values_list("parent_id", flat=True).first()
    while step is not None and step not in line and len(line) < DEEP:
        line.append(step)
        step = model._base_manager.filter(pk=step).values_list("parent_id", flat=True).first()
    if merged.pk not in line:
        return
    if line[0] != merged.pk:
        between = Entity.objects.get(pk=line[0])
        raise Refused(
            f"“{keep.name}” is part of “{merged.name}” by way of “{between.name}”, which would make a circle: "
            f"take “{keep.name}” out of “{between.name}” first."
        )
    above = line[1] if len(line) > 1 and line[1] != keep.pk else None
    journal.set([model._base_manager.get(pk=keep.pk)], parent_id=above)


def _move_names(keep: Entity, merged: Entity, journal: Journal) -> None:
    """Names that `keep` bears already stay behind, so that nothing has to be thrown away."""
    there = {keep.name, *Alias.objects.filter(entity=keep).values_list("name", flat=True)}
    moving = [alias for alias in Alias.objects.filter(entity=merged).order_by("pk") if alias.name not in there]
    journal.set(moving, entity_id=keep.pk)
    there |= {alias.name for alias in moving}
    if merged.name not in there:
        journal.add(Alias(entity_id=keep.pk, name=merged.name, key=merged.key))


def _take_over_facts(keep: Entity, merged: Entity, journal: Journal) -> None:
    shared: dict[str, Any] = {
        name: getattr(merged, name)
        for name in ("description", "wikidata_id")
        if getattr(merged, name) and not getattr(keep, name)
    }
    journal.set([keep], **shared, is_provisional=False)
    model, names = _FACTS[keep.kind]
    mine, theirs = model._base_manager.get(pk=keep.pk), model._base_manager.get(pk=merged.pk)
    empty = (None, "")
    own = {name: value for name in names if (value := getattr(theirs, name)) not in empty}
    own = {name: value for name, value in own.items() if getattr(mine, name) in empty and value != keep.pk}
    if isinstance(mine, Place) and isinstance(theirs, Place):
        own = own if mine.latitude is None else {name: own[name] for name in own if name == "country"}
        if mine.geonames_id is None and theirs.geonames_id is not None:
            own["geonames_id"] = theirs.geonames_id
            journal.set([theirs], geonames_id=None)  # one place only may have it
    if isinstance(mine, Event) and isinstance(theirs, Event) and mine.starts_on is mine.ends_on is None:
        own |= {name: getattr(theirs, name) for name in ("starts_on", "ends_on", "precision")}
    if own:
        journal.set([mine], **own)


def _settle_resemblances(keep: Entity, merged: Entity, *, by: Actor, at: datetime, journal: Journal) -> None:
    """The pair is decided; what was said to be different from one is different from both."""
    first, second = sorted((keep.pk, merged.pk))
    settled = {"verdict": Verdict.MERGED.value, "by_id": by.pk if by else None, "decided_at": at}
    partners = {pk for pair in Resemblance.objects.about(keep.pk).values_list("first_id", "second_id") for pk in pair}
    waiting: list[Resemblance] = []
    for pair in Resemblance.objects.about(merged.pk).select_for_update().order_by("pk"):
        partner = pair.first_id if pair.second_id == merged.pk else pair.second_id
        if (pair.first_id, pair.second_id) == (first, second):
            journal.set([pair], **settled)
        elif pair.verdict == Verdict.PROPOSED:
            waiting.append(pair)
        elif pair.verdict == Verdict.DIFFERENT and partner not in partners:
            low, high = sorted((keep.pk, partner))
            journal.set([pair], first_id=low, second_id=high)
    journal.remove(waiting)
