"""Rejecting a proposed link: remembered for ever, on the pages of both stories."""

from __future__ import annotations

from datetime import datetime

from django.contrib.auth.models import User
from django.db import transaction

from archive.actions import Refused, record_deed
from archive.models import Article, Link
from editorial.models.suggestion import LinkDecision, Verdict

from .accept_link import describe_decision
from .link_pair import take_pair


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
    first, second = take_pair(article=article, target=target, type=type)
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
    if created:
        after = describe_decision(first, second) | {"decision": decision.pk}
        record_deed("reject_link", article, other=target, by=by, at=at, after=after)
    elif decision.verdict == Verdict.ACCEPTED and Link.objects.filter(pk__in=[decision.link_id]).exists():
        raise Refused("Somebody has accepted this link meanwhile: remove it under “Links” if it is wrong.")
    return decision
