"""Receiving stories from a wire: many in one transaction, all or none."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, fields
from datetime import date, datetime
from operator import attrgetter
from typing import Any, Final

from django.db import transaction
from django.db.models import OuterRef, Subquery

from archive import outbox
from archive.models import Article, ArticleTopic, ArticleVersion, Mention, Original, Rights, Source, Topic, WireStep
from archive.models.article import Status
from archive.models.mention import MentionStatus, Origin, Role
from archive.models.rows import insert_objects, insert_rows
from archive.models.wire_step import StepAction

from .receive_media import ReceivedMedium, receive_media
from .set_rights import RightsStatement
from .wire_order import Step
from .words import Words


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
    visible_until: datetime | None = None
    topics: tuple[str, ...] = ()
    media: tuple[ReceivedMedium, ...] = ()
    mentions: tuple[ReceivedMention, ...] = ()
    provenance: dict[str, Any] = field(default_factory=dict)
    extras: dict[str, Any] = field(default_factory=dict)
    step: Step | None = None


_MENTION: Final = (
    "article_id", "version_id", "entity_id", "role", "descriptor", "spans", "status", "origin", "rule", "confidence",
    "decided_at",
)  # fmt: skip
_VERSION: Final = (
    "article_id", "number", "original_id", "created_at", "published_at", "reason", "headline", "subheadline",
    "abstract", "byline", "dateline_text", "dateline_place_id", "dateline_region", "dateline_country", "dateline_on",
    "dateline_agency", "text", "marks", "sha256",
)  # fmt: skip
_STEP: Final = (
    "source_id", "article_id", "guid", "slug", "action", "number", "moment", "is_stated", "version", "notice",
)  # fmt: skip
_RIGHTS: Final = tuple(field.name for field in fields(RightsStatement))
_FIRST: Final = 1


@transaction.atomic
def receive_stories(*, stories: Sequence[ReceivedStory], at: datetime) -> list[Article]:
    """The new articles, in the order of the stories. A handful of statements, whatever their number."""
    if not stories:
        return []
    articles = [_article(story, at) for story in stories]
    _insert_articles(articles)
    pairs = list(zip(articles, stories, strict=True))
    insert_rows(ArticleVersion, _VERSION, (_version(article, story) for article, story in pairs))
    _point_to_first_version(articles)
    stated = attrgetter(*_RIGHTS)
    insert_rows(Rights, ("article_id", *_RIGHTS), ((article.pk, *stated(story.rights)) for article, story in pairs))
    insert_rows(
        Mention,
        _MENTION,
        (
            _mention(mention, article.pk, article.latest_version_id, story.received_at)
            for article, story in pairs
            for mention in story.mentions
        ),
    )
    _file_under_topics(pairs)
    receive_media((article.pk, story.media) for article, story in pairs if story.media)
    insert_rows(WireStep, _STEP, (_step(article, story.step) for article, story in pairs if story.step is not None))
    outbox.enqueue(articles=articles, at=at)
    return articles


def _step(article: Article, step: Step) -> tuple[Any, ...]:
    """The row of a story's first step. What came on hold is no version of the wire: 0."""
    version = 0 if step.action == StepAction.HOLD else _FIRST
    return (
        article.source_id,
        article.pk,
        step.guid,
        step.slug,
        step.action,
        step.number,
        step.moment,
        step.is_stated,
        version,
        step.notice,
    )


def _article(story: ReceivedStory, at: datetime) -> Article:
    return Article(
        source_id=story.source.pk,
        guid=story.guid,
        language=story.language,
        genre=story.genre,
        slugline=story.slugline,
        urgency=story.urgency,
        # The words are not there yet: `_point_to_first_version` publishes once they are.
        status=Status.REVIEW if story.is_for_review and not story.is_published else Status.DRAFT,
        visible_from=story.visible_from,
        visible_until=story.visible_until,
        dated_on=story.dated_on,
        published_at=story.received_at if story.is_published else None,
        provenance=story.provenance,
        extras=story.extras,
        created_at=story.received_at,
        updated_at=at,
    )


def _insert_articles(articles: Sequence[Article]) -> None:
    """Each gets its key, looked up by its ref, which we have chosen: that is cheaper than asking row by row."""
    insert_objects(articles)
    keys = dict(Article.objects.filter(ref__in=[article.ref for article in articles]).values_list("ref", "pk"))
    for article in articles:
        article.pk = keys[article.ref]
        article._state.adding = False


def _version(article: Article, story: ReceivedStory) -> tuple[Any, ...]:
    """The row of the first version, in the order of _VERSION."""
    words = story.words
    return (
        article.pk,
        _FIRST,
        story.original.pk if story.original is not None else None,
        story.received_at,
        story.received_at if story.is_published else None,
        "as received",
        words.headline,
        words.subheadline,
        words.abstract,
        words.byline,
        words.dateline_text,
        words.dateline_place.pk if words.dateline_place is not None else None,
        words.dateline_region,
        words.dateline_country,
        words.dateline_on,
        words.dateline_agency,
        words.text,
        words.marks,
        words.sha256(),
    )


def _point_to_first_version(articles: Sequence[Article]) -> None:
    """The latest version of all; and the public one of those that are published, which they are from here on."""
    first = Subquery(ArticleVersion.objects.filter(article=OuterRef("pk"), number=_FIRST).values("pk")[:1])
    public = [article.pk for article in articles if article.published_at is not None]
    hidden = [article.pk for article in articles if article.published_at is None]
    Article.objects.filter(pk__in=hidden).update(latest_version=first)
    Article.objects.filter(pk__in=public).update(latest_version=first, public_version=first, status=Status.PUBLISHED)
    versions = ArticleVersion.objects.filter(article__in=articles, number=_FIRST)
    by_article = dict(versions.values_list("article_id", "pk"))
    for article in articles:
        article.latest_version_id = by_article[article.pk]
        if article.published_at is not None:
            article.public_version_id, article.status = article.latest_version_id, Status.PUBLISHED


def make_mention(mention: ReceivedMention, article: Article, version: ArticleVersion | None, at: datetime) -> Mention:
    """The row for a received name, not saved yet; `at` is when the rule or the feed said so."""
    values = _mention(mention, article.pk, version.pk if version is not None else None, at)
    return Mention(**dict(zip(_MENTION, values, strict=True)))


def _mention(mention: ReceivedMention, article_id: int, version_id: int | None, at: datetime) -> tuple[Any, ...]:
    """The row of a name, in the order of _MENTION."""
    return (
        article_id,
        version_id,
        mention.entity_id,
        mention.role,
        mention.descriptor[:300],
        mention.spans,
        mention.status,
        mention.origin,
        mention.rule,
        mention.confidence,
        at,
    )


def _file_under_topics(pairs: Sequence[tuple[Article, ReceivedStory]]) -> None:
    names = {topic for _, story in pairs for topic in story.topics}
    if not names:
        return
    topics = dict(Topic.objects.filter(name__in=names).values_list("name", "pk"))
    for name in sorted(names - topics.keys()):
        topics[name] = Topic.objects.create(name=name).pk
    insert_rows(
        ArticleTopic,
        ("content_object_id", "tag_id"),
        ((article.pk, topics[name]) for article, story in pairs for name in dict.fromkeys(story.topics)),
    )
