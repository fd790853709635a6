"""Creating a story at the desk."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from archive import outbox
from archive.models import Article, ArticleVersion, Rights, Source

from .actor import Actor
from .record_deed import record_deed
from .refusals import Refused
from .words import Words


@transaction.atomic
def create_article(
    *,
    source: Source,
    words: Words,
    by: Actor,
    at: datetime,
    language: str = "",
    guid: str = "",
) -> Article:
    """A draft with its first version; the rights are the source's until somebody says otherwise."""
    if not words.headline.strip():
        raise Refused("A story needs a headline: write one, however provisional.")
    if guid and Article.objects.filter(source=source, guid=guid).exists():
        raise Refused(f"{source.name} already has a story with the identifier {guid}: edit that one.")
    article = Article.objects.create(
        source=source,
        guid=guid,
        language=language,
        dated_on=words.dateline_on or at.date(),
        created_at=at,
        updated_at=at,
    )
    version = ArticleVersion.objects.create(article=article, number=1, created_at=at, by=by, **words.as_fields())
    article.latest_version = version
    article.save(update_fields=["latest_version"])
    Rights.objects.create(
        article=article,
        holder=source.default_holder,
        notice=source.default_notice,
        usage_terms=source.default_usage_terms,
        display_policy=source.default_display_policy,
    )
    outbox.enqueue(articles=[article], at=at)
    after = {"source": source.code, "guid": guid, "headline": words.headline, "sha256": version.sha256}
    record_deed("create_article", article, by=by, at=at, after=after)
    return article
