"""Accepting a proposed link: it becomes a link of the archive, with its reason."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.contrib.auth.models import User
from django.db import transaction

from archive.actions import Refused, link_articles, record_deed
from archive.models import Article, Link
from editorial.models.suggestion import LinkDecision, Verdict

from .link_pair import take_pair


@transaction.atomic
def accept_link(
    *,
    article: Article,
    target: Article,
    type: str,
    is_forward: bool,
    reason: str,
    by: User,
    at: datetime,
    score: float | None = None,
    explanation: str = "",
) -> LinkDecision:
    """«article TYPE target», or the other way round; `reason` is what readers see, `explanation` what was proposed.

    Refused: stories that somebody has linked meanwhile, and what `link_articles` refuses. A rejection is overruled: the
    editor has both stories before them.
    """
    first, second = take_pair(article=article, target=target, type=type)
    if Link.objects.touching(article.pk).touching(target.pk).exists():
        raise Refused("These stories are linked already: see the links above.")
    before = describe_decision(first, second)
    begins, ends = (article, target) if is_forward else (target, article)
    link = link_articles(article=begins, target=ends, type=type, reason=reason, by=by, at=at)
    decision, _ = LinkDecision.objects.update_or_create(
        first=first,
        second=second,
        defaults={
            "verdict": Verdict.ACCEPTED,
            "type": type,
            "score": score,
            "explanation": explanation[:500],
            "link": link,
            "by": by,
            "decided_at": at,
        },
    )
    after = describe_decision(first, second) | {"decision": decision.pk}
    record_deed("accept_link", article, other=target, by=by, at=at, before=before, after=after)
    return decision


def describe_decision(first: Article, second: Article) -> dict[str, Any]:
    """What was decided on that pair, as a deed tells it; empty when nothing was."""
    names = ("verdict", "type", "score", "explanation", "link_id", "by_id", "decided_at")
    return LinkDecision.objects.filter(first=first, second=second).values(*names).first() or {}
