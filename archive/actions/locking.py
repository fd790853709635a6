"""Taking an article's row before changing it, so that no two writers pass each other."""

from __future__ import annotations

from datetime import datetime

from archive.models import Article

from .refusals import Clash, Refused

STANDING = ("status", "withdrawn_at", "withdrawn_reason")  # what taking a story away changes


def lock_article(article: Article, *, token: int | None = None) -> Article:
    """The article as it is now, locked until the transaction ends (call inside `atomic`).

    `token` is the one that the editor's form was opened with: Clash when the story has moved on.
    """
    fresh = (
        Article.objects.select_for_update(of=("self",))
        .select_related("latest_version", "public_version", "source")
        .filter(pk=article.pk)
        .first()
    )
    if fresh is None:
        raise Refused("This story is no longer in the archive.")
    if token is not None and fresh.token != token:
        raise Clash("Somebody else has saved this story since you opened it. Compare both texts, then save again.")
    return fresh


def touch(article: Article, *, at: datetime, fields: tuple[str, ...] = ()) -> None:
    """Save those fields with a new token and time of change."""
    article.token += 1
    article.updated_at = at
    article.save(update_fields=[*fields, "token", "updated_at"])
