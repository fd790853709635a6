"""What is said of two entities that look alike: proposed by a machine, decided by a person."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import datetime

from django.db import transaction
from django.utils import timezone

from archive.models import Entity, Resemblance
from archive.models.resemblance import Verdict

from .actor import Actor
from .record_deed import record_deed
from .refusals import Refused


@transaction.atomic
def propose_resemblances(*, kind: str, pairs: Iterable[tuple[int, int, float, Sequence[str]]]) -> int:
    """Keep these (entity, entity, score, reasons) for an editor; the number that are new.

    A pair that is known already gets its new score and reasons while it waits; a decision is never touched.
    """
    wanted = {(min(a, b), max(a, b)): (score, list(reasons)) for a, b, score, reasons in pairs if a != b}
    firsts = {first for first, _ in wanted}
    known = {(one.first_id, one.second_id): one for one in Resemblance.objects.filter(first_id__in=firsts)}
    new = [
        Resemblance(first_id=first, second_id=second, kind=kind, score=score, reasons=reasons)
        for (first, second), (score, reasons) in wanted.items()
        if (first, second) not in known
    ]
    Resemblance.objects.bulk_create(new, batch_size=100, ignore_conflicts=True)
    changed = []
    for pair, (score, reasons) in wanted.items():
        row = known.get(pair)
        if row is not None and row.verdict == Verdict.PROPOSED and (row.score, row.reasons) != (score, reasons):
            row.score, row.reasons = score, reasons
            changed.append(row)
    Resemblance.objects.bulk_update(changed, ["score", "reasons"], batch_size=100)
    return len(new)


@transaction.atomic
def declare_different(
    *, first: Entity, second: Entity, by: Actor, at: datetime, score: float = 0.0, reasons: Sequence[str] = ()
) -> Resemblance:
    """These two are not one: never proposed again, unless this is taken back. Twice is no error."""
    if first.pk == second.pk:
        raise Refused("One entry cannot be different from itself.")
    if first.kind != second.kind:
        raise Refused("Two of different kinds are never proposed to be one: there is nothing to say.")
    low, high = sorted((first.pk, second.pk))
    pair, _ = Resemblance.objects.select_for_update().get_or_create(
        first_id=low,
        second_id=high,
        defaults={"kind": first.kind, "score": score, "reasons": list(reasons)},
    )
    if pair.verdict == Verdict.MERGED:
        raise Refused("Somebody has merged these two meanwhile: undo the merge if it is wrong.")
    pair.verdict, pair.by, pair.decided_at = Verdict.DIFFERENT, by, at
    pair.save(update_fields=["verdict", "by", "decided_at"])
    record_deed("declare_different", first, other=second, by=by, at=at, after={"verdict": pair.verdict})
    return pair


@transaction.atomic
def ask_about_resemblance_again(*, pair: Resemblance, by: Actor = None, at: datetime | None = None) -> None:
    """Take back that the two are different: they wait for a decision again. Nothing happens to any other pair."""
    changed = Resemblance.objects.filter(pk=pair.pk, verdict=Verdict.DIFFERENT).update(
        verdict=Verdict.PROPOSED, by=None, decided_at=None
    )
    if changed:
        was, now = {"verdict": Verdict.DIFFERENT.value}, {"verdict": Verdict.PROPOSED.value}
        record_deed(
            "ask_about_resemblance_again",
            pair.first,
            other=pair.second,
            by=by,
            at=at or timezone.now(),
            before=was,
            after=now,
        )
