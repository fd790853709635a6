"""Correcting a published story: new words, and a notice that readers see."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from archive.models import Article, Correction
from archive.models.article import Status

from .actor import Actor
from .publish_article import publish_article
from .refusals import Refused
from .save_draft import save_draft
from .words import Words


@transaction.atomic
def correct_article(
    *,
    article: Article,
    words: Words,
    notice: str,
    by: Actor,
    at: datetime,
    token: int | None = None,
) -> Correction:
    """Publish the corrected words as a new version, with the notice that tells readers what was wrong."""
    if not notice.strip():
        raise Refused("Tell readers what was wrong and what is right: a correction needs its notice.")
    article.refresh_from_db()
    before = article.public_version
    if before is None or article.status != Status.PUBLISHED:
        raise Refused("Only a published story can be corrected; save this one as a draft.")
    version = save_draft(article=article, words=words, by=by, at=at, token=token, reason=notice.strip()[:500])
    if version == before:
        raise Refused("The corrected words are the same as the published ones: change what was wrong.")
    publish_article(article=article, by=by, at=at)
    return Correction.objects.create(
        article=article,
        from_version=before,
        to_version=version,
        notice=notice.strip(),
        by=by,
        corrected_at=at,
    )
