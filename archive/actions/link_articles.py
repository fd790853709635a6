"""Linking two stories, and taking a link back."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from archive import outbox
from archive.models import Article, Link
from archive.models.link import SYMMETRIC, LinkType

from .actor import Actor
from .locking import lock_article, touch
from .record_deed import record_deed, values_of
from .refusals import Refused

KEPT = ("article", "target", "type", "reason")  # what a deed tells of a link


@transaction.atomic
def link_articles(
    *,
    article: Article,
    target: Article,
    type: str,
    reason: str,
    by: Actor,
    at: datetime,
) -> Link:
    """«article TYPE target», once; a link that says the same from both sides is stored one way only.

    Refused: a story with itself, and a circle of updates. Linked already: the reason is brought up to date.
    """
    if article.pk == target.pk:
        raise Refused("A story cannot be linked to itself: choose another one.")
    if type not in LinkType.values:
        raise Refused(f"“{type}” is not a kind of link; choose one of {', '.join(LinkType.values)}.")
    first, second = article, target
    if type in SYMMETRIC and article.pk > target.pk:
        first, second = target, article
    # Rows are taken in the order of their ids: two editors who link both ways cannot block each other.
    locked = {a.pk: lock_article(a) for a in sorted((first, second), key=lambda a: a.pk)}
    if type == LinkType.UPDATES and _leads_to(second.pk, first.pk):
        raise Refused("That would make a circle of updates: the other story already updates this one.")
    link, created = Link.objects.get_or_create(
        article_id=first.pk,
        target_id=second.pk,
        type=type,
        defaults={"reason": reason.strip()[:500], "by": by, "created_at": at},
    )
    before = {} if created else {"reason": link.reason}
    if not created and reason.strip() and link.reason != reason.strip()[:500]:
        link.reason = reason.strip()[:500]
        link.save(update_fields=["reason"])
    _tell(list(locked.values()), at)
    after = {"link": link.pk, **values_of(link, KEPT)}
    record_deed("link_articles", locked[first.pk], other=second, by=by, at=at, before=before, after=after)
    return link


@transaction.atomic
def unlink_articles(*, link: Link, by: Actor, at: datetime) -> None:
    """Take the link back, from both sides. It goes to the trash, from which `restore_link` takes it."""
    both = [lock_article(a) for a in sorted((link.article, link.target), key=lambda a: a.pk)]
    link.trashed_at = at
    link.save(update_fields=["trashed_at"])
    _tell(both, at)
    before = {"link": link.pk, **values_of(link, KEPT)}
    record_deed("unlink_articles", link.article, other=link.target, by=by, at=at, before=before)


@transaction.atomic
def restore_link(*, link: Link, by: Actor, at: datetime) -> Link:
    """Out of the trash, as it was. Refused when the stories have been linked that way again since."""
    both = [lock_article(a) for a in sorted((link.article, link.target), key=lambda a: a.pk)]
    kept = Link.with_trash.get(pk=link.pk)
    if kept.trashed_at is None:
        raise Refused("This link is not in the trash.")
    if Link.objects.filter(article=kept.article_id, target=kept.target_id, type=kept.type).exists():
        raise Refused("These stories have been linked that way again since: there is nothing to restore.")
    if kept.type == LinkType.UPDATES and _leads_to(kept.target_id, kept.article_id):
        raise Refused("That would make a circle of updates: the other story updates this one by now.")
    kept.trashed_at = None
    kept.save(update_fields=["trashed_at"])
    _tell(both, at)
    after = {"link": kept.pk, **values_of(kept, KEPT)}
    record_deed("restore_link", kept.article, other=kept.target, by=by, at=at, after=after)
    return kept


def _tell(articles: list[Article], at: datetime) -> None:
    for article in articles:
        touch(article, at=at)
    outbox.enqueue(articles=articles, at=at)


def _leads_to(start: int, goal: int) -> bool:
    """Whether `start` updates `goal`, directly or through others."""
    seen: set[int] = set()
    edge = {start}
    while edge:
        if goal in edge:
            return True
        seen |= edge
        found = Link.objects.filter(type=LinkType.UPDATES, article_id__in=edge).values_list("target_id", flat=True)
        edge = set(found) - seen
    return False
