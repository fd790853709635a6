"""The pair of stories that a decision on a link is about: checked, and in the order in which it is kept."""

from __future__ import annotations

from archive.actions import Refused
from archive.actions.locking import lock_article
from archive.models import Article
from archive.models.link import LinkType


def take_pair(*, article: Article, target: Article, type: str) -> tuple[Article, Article]:
    """Both stories, the lower id first, their rows taken in that order until the transaction ends.

    Refused: a story with itself, and a kind of link that nobody knows.
    """
    if article.pk == target.pk:
        raise Refused("A story cannot be linked to itself: choose another one.")
    if type not in LinkType.values:
        raise Refused(f"“{type}” is not a kind of link; choose one of {', '.join(LinkType.values)}.")
    first, second = sorted((article, target), key=lambda one: one.pk)
    for one in (first, second):  # as link_articles takes them: two editors cannot block each other
        lock_article(one)
    return first, second
