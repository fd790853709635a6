"""Dismissing a check: the words are right, and are not to be asked about again."""

from __future__ import annotations

from datetime import datetime

from django.contrib.auth.models import User
from django.db import transaction

from archive.actions import record_deed
from archive.models import Article
from editorial.checks import Check
from editorial.models import DismissedCheck


@transaction.atomic
def dismiss_check(*, article: Article, check: Check, by: User, at: datetime) -> DismissedCheck:
    """Remember it for this story, whatever its version. A second time changes nothing."""
    dismissed, created = DismissedCheck.objects.get_or_create(
        article=article, fingerprint=check.fingerprint, defaults={"kind": check.kind, "by": by, "at": at}
    )
    if created:
        after = {"kind": check.kind, "fingerprint": check.fingerprint}
        record_deed("dismiss_check", article, by=by, at=at, after=after)
    return dismissed


@transaction.atomic
def ask_again(*, article: Article, check: Check, by: User, at: datetime) -> None:
    """Undo the dismissal; nothing happens when there was none."""
    deleted, _ = DismissedCheck.objects.filter(article=article, fingerprint=check.fingerprint).delete()
    if deleted:
        before = {"kind": check.kind, "fingerprint": check.fingerprint}
        record_deed("ask_again", article, by=by, at=at, before=before)
