"""Undoing a merge or a split: every row as it was, or a sentence that says why not."""

from __future__ import annotations

from datetime import datetime

from django.db import IntegrityError, transaction

from archive import outbox
from archive.models import Alias, Entity, Mention, Regrouping, Resemblance
from archive.models.regrouping import Regrouped

from .actor import Actor
from .entity_references import REFERENCES, rows_pointing_to
from .journal import undo
from .locking_entities import touch_entities
from .name_words import refresh_words
from .record_deed import record_deed
from .refusals import Refused


@transaction.atomic
def undo_regrouping(*, regrouping: Regrouping, by: Actor, at: datetime) -> Regrouping:
    """The rows that the deed changed are as they were; what others did since to anything else stands.

    Tokens and times of change rise, so that whoever has an entry open learns of it. Refused when it was undone
    already, when a later merge builds on it, and when a row it touched has been changed or deleted since.
    """
    done = Regrouping.objects.select_for_update(of=("self",)).get(pk=regrouping.pk)
    if done.undone_at is not None:
        raise Refused("This has been undone already.")
    ids = [done.kept_id, done.other_was]
    pair = {one.pk: one for one in Entity.objects.select_for_update().filter(pk__in=ids).order_by("pk")}
    _refuse_what_is_built_upon(done)
    if done.other_was not in pair:
        raise Refused(f"This can no longer be undone exactly: “{done.other_name}” is gone.")
    try:
        with transaction.atomic():
            undo(done.journal)
            if done.deed == Regrouped.SPLIT:
                _take_back(pair.pop(done.other_was))
    except IntegrityError as error:
        raise Refused(
            f"This can no longer be undone exactly: another entry has an id or a name of “{done.other_name}” now."
        ) from error
    refresh_words(pair)
    touch_entities(pair.values(), at=at)
    for one in pair.values():
        outbox.enqueue_entity(entity=one, at=at)
    Regrouping.objects.filter(pk=done.pk).update(undone_by=by, undone_at=at)
    done.refresh_from_db()
    before = {"regrouping": done.pk, "deed": done.deed, "other": done.other_was, "name": done.other_name}
    record_deed("undo_regrouping", done.kept, by=by, at=at, before=before)
    return done


def _refuse_what_is_built_upon(done: Regrouping) -> None:
    """Merges are undone in the opposite order: the last first."""
    later = Regrouping.objects.standing().filter(pk__gt=done.pk).select_related("kept")
    for pk in (done.kept_id, done.other_was):
        if (next_deed := later.about(pk).order_by("-pk").first()) is not None:
            raise Refused(
                f"“{next_deed.other_name}” was {next_deed.get_deed_display()} after this ({next_deed.kept.name}): "
                "undo that first."
            )


def _take_back(entity: Entity) -> None:
    """The entity that a split made goes, if nothing has come to hang on it."""
    hangs_on = [Mention.objects.filter(entity=entity).exists(), Alias.objects.filter(entity=entity).exists()]
    hangs_on += [rows_pointing_to(entity, one).exists() for one in REFERENCES if entity.kind in one.kinds]
    hangs_on.append(Resemblance.objects.about(entity.pk).exclude(verdict="proposed").exists())
    if any(hangs_on):
        raise Refused(
            f"This can no longer be undone exactly: “{entity.name}” has got stories, names or other entries of its own "
            "since. Merge it back instead."
        )
    Regrouping.objects.filter(other=entity).update(other=None)
    entity.delete()
