"""Receiving stories from a wire: many in one transaction, all or none."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, fields
from datetime import date, datetime
from operator import attrgetter
from typing import Any, Final, NamedTuple
from uuid import uuid4

from django.db import transaction
from django.db.models import OuterRef, Subquery

from archive import outbox
from archive.models import Article, ArticleTopic, ArticleVersion, Mention, Original, Rights, Source, Topic, WireStep
from archive.models.article import Status, make_ref
from archive.models.mention import MentionStatus, Origin, Role
from archive.models.rows import insert_rows
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
    words_sha256: str
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


class Stored(NamedTuple):
    """A story that is in the archive now, as far as one needs it who has just stored some hundreds."""

    pk: int
    ref: str
    visible_from: datetime | None
    visible_until: datetime | None


_ARTICLE: Final = (
    "uuid", "ref", "source_id", "guid", "language", "genre", "slugline", "urgency", "status", "visible_from",
    "visible_until", "dated_on", "published_at", "provenance", "extras", "created_at", "updated_at",
)  # fmt: skip
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
def receive_stories(*, stories: Sequence[ReceivedStory], at: datetime) -> list[Stored]:
    """The new articles, in the order of the stories. A handful of statements, whatever their number."""
    if not stories:
        return []
    stored = _insert_articles(stories, at)
    keys = [one.pk for one in stored]
    pairs = list(zip(keys, stories, strict=True))
    insert_rows(ArticleVersion, _VERSION, (_version(key, story) for key, story in pairs))
    versions = _point_to_first_version(pairs)
    stated = attrgetter(*_RIGHTS)
    insert_rows(Rights, ("article_id", *_RIGHTS), ((key, *stated(story.rights)) for key, story in pairs))
    insert_rows(
        Mention,
        _MENTION,
        (
            _mention(mention, key, versions[key], story.received_at)
            for key, story in pairs
            for mention in story.mentions
        ),
    )
    _file_under_topics(pairs)
    receive_media((key, story.media) for key, story in pairs if story.media)
    insert_rows(WireStep, _STEP, (_step(key, story, story.step) for key, story in pairs if story.step is not None))
    outbox.enqueue(articles=stored, at=at)
    return stored


def _insert_articles(stories: Sequence[ReceivedStory], at: datetime) -> list[Stored]:
    """Each gets its key, looked up by its ref, which we have chosen: that is cheaper than asking row by row."""
    refs = [make_ref() for _ in stories]
    insert_rows(Article, _ARTICLE, (_article(story, ref, at) for story, ref in zip(stories, refs, strict=True)))
    keys = dict(Article.objects.filter(ref__in=refs).values_list("ref", "pk"))
    return [
        Stored(keys[ref], ref, story.visible_from, story.visible_until)
        for story, ref in zip(stories, refs, strict=True)
    ]


def _article(story: ReceivedStory, ref: str, at: datetime) -> tuple[Any, ...]:
    """The row of a story, in the order of _ARTICLE."""
    return (
        uuid4(),
        ref,
        story.source.pk,
        story.guid,
        story.language,
        story.genre,
        story.slugline,
        story.urgency,
        # The words are not there yet: `_point_to_first_version` publishes once they are.
        Status.REVIEW.value if story.is_for_review and not story.is_published else Status.DRAFT.value,
        story.visible_from,
        story.visible_until,
        story.dated_on,
        story.received_at if story.is_published else None,
        story.provenance,
        story.extras,
        story.received_at,
        at,
    )


def _step(article_id: int, story: ReceivedStory, step: Step) -> tuple[Any, ...]:
    """The row of a story's first step. What came on hold is no version of the wire: 0."""
    version = 0 if step.action == StepAction.HOLD else _FIRST
    return (
        story.source.pk,
        article_id,
        step.guid,
        step.slug,
        step.action,
        step.number,
        step.moment,
        step.is_stated,
        version,
        step.notice,
    )


def _version(article_id: int, story: ReceivedStory) -> tuple[Any, ...]:
    """The row of the first version, in the order of _VERSION."""
    words = story.words
    return (
        article_id,
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
        story.words_sha256,
    )


def _point_to_first_version(pairs: Sequence[tuple[int, ReceivedStory]]) -> dict[int, int]:
    """The latest version of all; and the public one of those that are published, which they are from here on.

    Gives the version of each article.
    """
    first = Subquery(ArticleVersion.objects.filter(article=OuterRef("pk"), number=_FIRST).values("pk")[:1])
    public = [key for key, story in pairs if story.is_published]
    hidden = [key for key, story in pairs if not story.is_published]
    Article.objects.filter(pk__in=hidden).update(latest_version=first)
    Article.objects.filter(pk__in=public).update(latest_version=first, public_version=first, status=Status.PUBLISHED)
    versions = ArticleVersion.objects.filter(article__in=[key for key, _ in pairs], number=_FIRST)
    return dict(versions.values_list("article_id", "pk"))


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


def _file_under_topics(pairs: Sequence[tuple[int, ReceivedStory]]) -> None:
    names = {topic for _, story in pairs for topic in story.topics}
    if not names:
        return
    topics = dict(Topic.objects.filter(name__in=names).values_list("name", "pk"))
    for name in sorted(names - topics.keys()):
        topics[name] = Topic.objects.create(name=name).pk
    insert_rows(
        ArticleTopic,
        ("content_object_id", "tag_id"),
        ((key, topics[name]) for key, story in pairs for name in dict.fromkeys(story.topics)),
    )
