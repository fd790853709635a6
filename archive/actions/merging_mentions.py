"""When two entities become one, what stories said of both is said of the survivor."""

from __future__ import annotations

from typing import Any

from archive.models import Entity, Mention
from archive.models.mention import MentionStatus, Origin

from .journal import Journal

_RANKS = {MentionStatus.CONFIRMED: 2, MentionStatus.REJECTED: 1, MentionStatus.SUGGESTED: 0}
_DECISION = ("role", "descriptor", "status", "origin", "rule", "confidence", "by_id", "decided_at")


def move_mentions(*, merged: Entity, keep: Entity, journal: Journal) -> None:
    """Where a story names both, one row stays: with the stronger word, and the places of both."""
    moving = list(Mention.objects.filter(entity=merged).select_related("version").order_by("pk"))
    both = {
        mention.article_id: mention
        for mention in Mention.objects.filter(
            entity=keep, article_id__in=Mention.objects.filter(entity=merged).values("article_id")
        ).select_related("version")
    }
    doubled = [mention for mention in moving if mention.article_id in both]
    journal.remove(doubled)
    journal.set_each((both[mention.article_id], _join(both[mention.article_id], mention)) for mention in doubled)
    journal.set([mention for mention in moving if mention.article_id not in both], entity_id=keep.pk)


def _join(here: Mention, there: Mention) -> dict[str, Any]:
    """The values of the one mention that stays. A person's word beats a machine's; among equals, yes beats no."""
    first, second = (here, there) if _weight(here) >= _weight(there) else (there, here)
    values = {name: getattr(first, name) for name in _DECISION}
    values["descriptor"] = first.descriptor or second.descriptor
    placed = _placed(first, second)
    spans = placed.spans
    if first.version_id == second.version_id:
        spans = sorted({tuple(span) for span in [*first.spans, *second.spans]})
    return values | {"version_id": placed.version_id, "spans": [list(span) for span in spans]}


def _weight(mention: Mention) -> tuple[bool, int]:
    return mention.origin == Origin.PERSON, _RANKS[MentionStatus(mention.status)]


def _placed(first: Mention, second: Mention) -> Mention:
    """Whose places are kept: those in words that readers see, before those in a draft; those with any before none."""
    return max((first, second), key=lambda mention: (bool(mention.spans), _is_published(mention)))


def _is_published(mention: Mention) -> bool:
    return mention.version is not None and mention.version.is_published
