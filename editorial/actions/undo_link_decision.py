"""Undoing a decision on a proposed link: as if it had not been taken."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.contrib.auth.models import User
from django.db import transaction

from archive.actions import Refused, record_deed, unlink_articles
from archive.models import Deed, Link
from editorial.models.suggestion import LinkDecision, Verdict

VERBS = {Verdict.ACCEPTED: "accept_link", Verdict.REJECTED: "reject_link"}


@transaction.atomic
def undo_link_decision(*, decision: LinkDecision, by: User, at: datetime) -> None:
    """The link that accepting made is taken back, and what was decided before it, if anything, holds again.

    Refused when undone already.
    """
    known = LinkDecision.objects.select_for_update(of=("self",)).select_related("first", "second")
    decided = known.filter(pk=decision.pk).first()
    if decided is None:
        raise Refused("This decision has been undone already.")
    link = Link.objects.select_related("article", "target").filter(pk__in=[decided.link_id]).first()
    if link is not None:
        unlink_articles(link=link, by=by, at=at)
    deed = _deed_of(decided)
    before = {"verdict": decided.verdict, "type": decided.type, "decision": decided.pk, "link_id": decided.link_id}
    _put_back(decided, deed.before if deed is not None else {})
    record_deed("undo_link_decision", decided.first, other=decided.second, by=by, at=at, before=before, undoes=deed)


def _deed_of(decision: LinkDecision) -> Deed | None:
    """The deed that is undone; none for a decision from before there was a trail."""
    made = Deed.objects.on_story(decision.first.ref).filter(verb=VERBS[Verdict(decision.verdict)], undone_by=None)
    return made.filter(after__decision=decision.pk).newest_first().first()


def _put_back(decision: LinkDecision, was: dict[str, Any]) -> None:
    if not was:
        LinkDecision.objects.filter(pk=decision.pk).delete()
        return
    LinkDecision.objects.filter(pk=decision.pk).update(**was)
