"""Dismissing a check: the words are right, and are not to be asked about again."""

from __future__ import annotations

from datetime import datetime

from django.contrib.auth.models import User

from archive.models import Article
from editorial.checks import Check
from editorial.models import DismissedCheck


def dismiss_check(*, article: Article, check: Check, by: User, at: datetime) -> DismissedCheck:
    """Remember it for this story, whatever its version. A second time changes nothing."""
    dismissed, _ = DismissedCheck.objects.get_or_create(
        article=article, fingerprint=check.fingerprint, defaults={"kind": check.kind, "by": by, "at": at}
    )
    return dismissed


def ask_again(*, article: Article, check: Check) -> None:
    """Undo the dismissal; nothing happens when there was none."""
    DismissedCheck.objects.filter(article=article, fingerprint=check.fingerprint).delete()
