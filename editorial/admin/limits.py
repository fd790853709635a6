"""The rule about a single story: somebody limited to sources works on the stories of these only."""

from __future__ import annotations

from django.contrib.auth.models import User

from archive.actions import Refused
from archive.models import Article, Source
from editorial.models import SourceLimit

SENTENCE = "Your account is limited to other sources: ask an administrator, or the editor of this one."


def may_work_on(user: User, article: Article) -> bool:
    """Whether the person's role counts for that story."""
    return may_work_for(user, article.source_id)


def may_work_for(user: User, source_id: int) -> bool:
    """One query a request, whatever is asked."""
    if user.is_superuser:
        return True
    if not hasattr(user, "limited_to"):
        found = frozenset(SourceLimit.objects.filter(user=user).values_list("source_id", flat=True))
        setattr(user, "limited_to", found)  # noqa: B010  # lives as long as the request
    limited_to: frozenset[int] = getattr(user, "limited_to")  # noqa: B009
    return not limited_to or source_id in limited_to


def refuse_other_sources(user: User, source: Source) -> None:
    """For a story that is made, or that changes its source."""
    if not may_work_for(user, source.pk):
        raise Refused(SENTENCE)
