"""Who may have the bytes of an original: they hold all that ever came, whatever became of the stories since.

Whoever may look at the desk gets the bytes of what readers may see. What readers do not see (a draft, an embargoed,
withheld or withdrawn story, an item that was quarantined) goes to those who work on stories or their rights; what is
blocked by law, to those who may block. One file may hold many stories: the strictest of them decides.
"""

from __future__ import annotations

from typing import Final

from django.contrib.auth.models import User
from django.db.models import Q
from django.utils import timezone

from archive.models import Article, Original
from archive.models.article import Status
from editorial.workflow import BLOCK, UNBLOCK

from .limits import may_work_for

WORKERS: Final = ("archive.change_article", "archive.change_rights")
SENTENCE: Final = (
    "These bytes hold what readers may not see: they are given to those who work on stories or their rights, and of"
    " what is blocked by law to those who may block. Ask an editor."
)


def may_have_bytes(user: User, original: Original) -> bool:
    """Whether the person gets the bytes of this one."""
    if not user.has_perm("archive.view_original"):
        return False
    came = Article.objects.filter(Q(ingest_items__original=original) | Q(media__original=original))
    hidden = came.exclude(pk__in=Article.objects.readable(at=timezone.now()).values("pk"))
    if came.exists() and not hidden.exists():
        return True
    if hidden.filter(status=Status.BLOCKED).exists() and not (user.has_perm(BLOCK) or user.has_perm(UNBLOCK)):
        return False
    return may_have_failed(user) and all(
        may_work_for(user, source) for source in hidden.order_by().values_list("source", flat=True).distinct()
    )


def may_have_failed(user: User) -> bool:
    """Whether the person gets what was never taken in: nobody knows what it holds."""
    return user.has_perm("archive.view_original") and any(map(user.has_perm, WORKERS))
