"""Undoing a decision on a proposed link: as if it had not been taken."""

from __future__ import annotations

from datetime import datetime

from django.contrib.auth.models import User
from django.db import transaction

from archive.actions import Refused, unlink_articles
from archive.models import Link
from editorial.models.suggestion import LinkDecision


@transaction.atomic
def undo_link_decision(*, decision: LinkDecision, by: User, at: datetime) -> None:
    """The link that accepting made is taken back, and the pair may be proposed again. Refused when undone already."""
    known = LinkDecision.objects.select_for_update().filter(pk=decision.pk).first()
    if known is None:
        raise Refused("This decision has been undone already.")
    if known.link_id is not None:
        link = Link.objects.select_related("article", "target").get(pk=known.link_id)
        unlink_articles(link=link, by=by, at=at)
    known.delete()
