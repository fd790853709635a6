"""The notices that readers see of what an agency corrected itself."""

from __future__ import annotations

from datetime import datetime
from itertools import pairwise
from operator import attrgetter
from typing import Final

from archive.models import Article, Correction
from archive.models.wire_step import StepAction

from .wire_order import steps_of

PLAIN_NOTICE: Final = "The agency has corrected this story and sent it again."


def settle_corrections(fresh: Article, *, at: datetime) -> None:
    """One notice for each version that the agency sent as a correction, from the one before it.

    An earlier version that comes late can change which one that is. Drafts are told by nobody; what a person has
    said of a correction stays.
    """
    steps = steps_of(fresh)
    corrected = {step.version: step for step in steps if step.version and step.action == StepAction.CORRECTION}
    if not corrected:
        return
    versions = sorted(
        fresh.versions.defer("text", "marks").filter(published_at__isnull=False), key=attrgetter("stands_at")
    )
    for before, version in pairwise(versions):
        step = corrected.get(version.number)
        if step is None:
            continue
        told = Correction.objects.filter(article=fresh, to_version=version).first()
        if told is None:
            Correction.objects.create(
                article=fresh,
                from_version=before,
                to_version=version,
                notice=step.notice or PLAIN_NOTICE,
                corrected_at=at,
            )
        elif told.by_id is None and told.from_version_id != before.pk:
            told.from_version = before
            told.save(update_fields=["from_version"])
