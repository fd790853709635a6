"""Linking words of a story to another story: the link, and a note on the words that leads there."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from archive.models import Annotation, Article, ArticleVersion, Link
from archive.models.annotation import Motivation, Visibility
from archive.text.quotes import Quote

from .actor import Actor
from .annotate_version import annotate_version
from .link_articles import link_articles


@transaction.atomic
def link_phrase(
    *,
    version: ArticleVersion,
    quote: Quote,
    target: Article,
    type: str,
    reason: str,
    by: Actor,
    at: datetime,
    hint: int | None = None,
) -> tuple[Link, Annotation]:
    """«article TYPE target», said by these words of the version. Both or neither.

    The note is internal: readers follow the link below the story, which knows whether they may see its other end.
    """
    link = link_articles(article=version.article, target=target, type=type, reason=reason, by=by, at=at)
    note = annotate_version(
        version=version,
        quote=quote,
        body=f"{reason.strip()}\n\n[Story {target.ref}](/articles/{target.ref}/)".strip(),
        by=by,
        at=at,
        motivation=Motivation.LINKING,
        visibility=Visibility.INTERNAL,
        hint=hint,
    )
    return link, note
