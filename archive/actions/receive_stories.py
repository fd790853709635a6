"""Receiving stories from a wire: many in one transaction, all or none."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict, dataclass, field
from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.db.models import OuterRef, Subquery

from archive import outbox
from archive.models import Article, ArticleTopic, ArticleVersion, Mention, Original, Rights, Source, Topic
from archive.models.article import Status
from archive.models.mention import MentionStatus, Origin, Role

from .set_rights import RightsStatement
from .words import Words

BATCH = 500  # rows an INSERT


@dataclass(frozen=True, slots=True, kw_only=True)
class ReceivedMention:
    """A name that the wire gave (origin feed) or that a rule read (origin rule)."""

    entity_id: int
    role: str = Role.MENTIONED
    descriptor: str = ""
    spans: tuple[tuple[int, int], ...] = ()
    status: str = MentionStatus.SUGGESTED
    origin: str = Origin.RULE
    rule: str = ""
    confidence: float | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ReceivedStory:
    """One story as it is to be kept; everything in it has been looked up and decided."""

    source: Source
    words: Words
    rights: RightsStatement
    original: Original | None
    received_at: datetime
    dated_on: date
    guid: str = ""
    language: str = ""
    genre: str = ""
    slugline: str = ""
    urgency: int | None = None
    visible_from: datetime | None = None
    is_published: bool = False
    is_for_review: bool = False
    topics: tuple[str, ...] = ()
    mentions: tuple[ReceivedMention, ...] = ()
    provenance: dict[str, Any] = field(default_factory=dict)
    extras: dict[str, Any] = field(default_factory=dict)


@transaction.atomic
def receive_stories(*, stories: Sequence[ReceivedStory], at: datetime) -> list[Article]:
    """The new articles, in the order of the stories. A handful of statements, whatever their number."""
    articles = Article.objects.bulk_create([_article(story, at) for story in stories], batch_size=BATCH)
    pairs = list(zip(articles, stories, strict=True))
    versions = ArticleVersion.objects.bulk_create([_version(*pair) for pair in pairs], batch_size=BATCH)
    _point_to_first_version(articles)
    Rights.objects.bulk_create(
        [Rights(article=article, **asdict(story.rights)) for article, story in pairs], batch_size=BATCH
    )
    Mention.objects.bulk_create(
        [
            make_mention(mention, article, version, story.received_at)
            for (article, story), version in zip(pairs, versions, strict=True)
            for mention in story.mentions
        ],
        batch_size=BATCH,
    )
    _file_under_topics(pairs)
    outbox.enqueue(articles=articles, at=at)
    return articles


def _article(story: ReceivedStory, at: datetime) -> Article:
    status = Status.PUBLISHED if story.is_published else Status.REVIEW if story.is_for_review else Status.DRAFT
    return Article(
        source=story.source,
        guid=story.guid,
        language=story.language,
        genre=story.genre,
        slugline=story.slugline,
        urgency=story.urgency,
        # The words are not there yet: `_point_to_first_version` publishes once they are.
        status=Status.DRAFT if status == Status.PUBLISHED else status,
        visible_from=story.visible_from,
        dated_on=story.dated_on,
        published_at=story.received_at if story.is_published else None,
        provenance=story.provenance,
        extras=story.extras,
        created_at=story.received_at,
        updated_at=at,
    )


def _version(article: Article, story: ReceivedStory) -> ArticleVersion:
    return ArticleVersion(
        article=article,
        number=1,
        original=story.original,
        created_at=story.received_at,
        published_at=story.received_at if story.is_published else None,
        reason="as received",
        **story.words.as_fields(),
    )


def _point_to_first_version(articles: Sequence[Article]) -> None:
    """Two statements: the latest version of all; the public one of those that are published."""
    first = Subquery(ArticleVersion.objects.filter(article=OuterRef("pk"), number=1).values("pk")[:1])
    chosen = Article.objects.filter(pk__in=[article.pk for article in articles])
    chosen.update(latest_version=first)
    public = [article.pk for article in articles if article.published_at is not None]
    Article.objects.filter(pk__in=public).update(public_version=first, status=Status.PUBLISHED)


def make_mention(mention: ReceivedMention, article: Article, version: ArticleVersion | None, at: datetime) -> Mention:
    """The row for a received name, not saved yet; `at` is when the rule or the feed said so."""
    return Mention(
        article=article,
        version=version,
        entity_id=mention.entity_id,
        role=mention.role,
        descriptor=mention.descriptor[:300],
        spans=[list(span) for span in mention.spans],
        status=mention.status,
        origin=mention.origin,
        rule=mention.rule,
        confidence=mention.confidence,
        decided_at=at,
    )


def _file_under_topics(pairs: Sequence[tuple[Article, ReceivedStory]]) -> None:
    names = {topic for _, story in pairs for topic in story.topics}
    if not names:
        return
    topics = {topic.name: topic for topic in Topic.objects.filter(name__in=names)}
    for name in sorted(names - topics.keys()):
        topics[name] = Topic.objects.create(name=name)
    ArticleTopic.objects.bulk_create(
        [
            ArticleTopic(content_object=a, tag=topics[name])
            for a, story in pairs
            for name in dict.fromkeys(story.topics)
        ],
        batch_size=BATCH,
    )
