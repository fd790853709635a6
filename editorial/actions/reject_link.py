"""Rejecting a proposed link: remembered for ever, on the pages of both stories."""

from __future__ import annotations

from datetime import datetime

from django.contrib.auth.models import User
from django.db import transaction

from archive.actions import Refused
from archive.models import Article
from archive.models.link import LinkType
from editorial.models.suggestion import LinkDecision, Verdict


@transaction.atomic
def reject_link(
    *,
    article: Article,
    target: Article,
    type: str,
    by: User,
    at: datetime,
    score: float | None = None,
    explanation: str = "",
) -> LinkDecision:
    """No machine proposes this pair again, of whatever type, from whichever side. Rejecting twice is no error.

    Refused: a story with itself, and a pair that somebody has accepted meanwhile.
    """
    if article.pk == target.pk:
        raise Refused("A story is never proposed to itself: there is nothing to reject.")
    if type not in LinkType.values:
        raise Refused(f"“{type}” is not a kind of link; choose one of {', '.join(LinkType.values)}.")
    first, second = sorted((article, target), key=lambda one: one.pk)
    decision, created = LinkDecision.objects.get_or_create(
        first=first,
        second=second,
        defaults={
            "verdict": Verdict.REJECTED,
            "type": type,
            "score": score,
            "explanation": explanation[:500],
            "by": by,
            "decided_at": at,
        },
    )
    if not created and decision.verdict == Verdict.ACCEPTED and decision.link_id is not None:
        raise Refused("Somebody has accepted this link meanwhile: remove it under “Links” if it is wrong.")
    return decision
