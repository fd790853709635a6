"""Article: identity and standing of a story. The words are in `version.py`."""

from __future__ import annotations

import secrets
import uuid
from datetime import datetime
from typing import TYPE_CHECKING, Any, Literal

from django.db import models
from django.db.models import Q
from django.utils.text import slugify
from taggit.managers import TaggableManager

from .rights import DisplayPolicy
from .topic import ArticleTopic

if TYPE_CHECKING:
    from .rights import Rights

CROCKFORD = "0123456789abcdefghjkmnpqrstvwxyz"  # no i, l, o, u: nothing to misread when a ref is copied by hand
REF_LENGTH = 10

Standing = Literal["readable", "hidden", "gone", "blocked"]


def make_ref() -> str:
    """Ten random characters of Crockford's base 32: 50 bits, short enough to cite."""
    number = secrets.randbits(5 * REF_LENGTH)
    return "".join([CROCKFORD[number >> shift & 31] for shift in range(0, 5 * REF_LENGTH, 5)])


def address_of(ref: str, headline: str) -> str:
    """The page of a story: only the ref counts, the slug is for people."""
    slug = slugify(headline, allow_unicode=True)[:80].strip("-")
    return f"/articles/{ref}/{slug or 'story'}/"


class Status(models.TextChoices):
    """Where a story stands on its way."""

    DRAFT = "draft", "draft"
    REVIEW = "review", "in review"
    PUBLISHED = "published", "published"
    WITHDRAWN = "withdrawn", "withdrawn"
    BLOCKED = "blocked", "blocked by law"
    TRASHED = "trashed", "in the trash"


def open_to_readers(at: datetime) -> Q:
    """The condition of `ArticleQuerySet.readable`, for who asks it of rows that are found in another way."""
    return (
        Q(Q(visible_from__isnull=True) | Q(visible_from__lte=at))
        & Q(Q(visible_until__isnull=True) | Q(visible_until__gt=at))
        & Q(status=Status.PUBLISHED, public_version__isnull=False)
        & ~Q(rights__display_policy=DisplayPolicy.NONE)
    )


class ArticleQuerySet(models.QuerySet["Article"]):
    """Articles that are…"""

    def readable(self, at: datetime) -> ArticleQuerySet:
        """…open to every reader at that moment. The one rule: page, feed, index and export all call it."""
        return self.filter(open_to_readers(at))

    def with_words(self) -> ArticleQuerySet:
        """…joined with what a listing of the public shows: the public words, source, rights, place."""
        return self.select_related("public_version", "public_version__dateline_place", "source", "rights")

    def for_desk(self) -> ArticleQuerySet:
        """…joined with what a listing of the desk shows: the latest words, published or not."""
        return self.select_related("latest_version", "latest_version__dateline_place", "source", "rights")

    def newest_first(self) -> ArticleQuerySet:
        """…ordered for keyset paging on (dated_on, id)."""
        return self.order_by("-dated_on", "-id")


class Article(models.Model):  # type: ignore[django-manager-missing]  # taggit has no types
    """A story: what is cited, linked and withdrawn, whatever its words are at the moment."""

    uuid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    ref = models.CharField(max_length=REF_LENGTH, unique=True, default=make_ref, editable=False)
    guid = models.CharField(max_length=500, blank=True, help_text="The wire's own identifier.")
    source = models.ForeignKey("archive.Source", on_delete=models.PROTECT, related_name="articles")
    language = models.CharField(max_length=35, blank=True, help_text="BCP 47: en, ko, zh-Hant")
    genre = models.CharField(max_length=60, blank=True)
    slugline = models.CharField(max_length=200, blank=True)
    urgency = models.PositiveSmallIntegerField(null=True, blank=True, help_text="1 most urgent, 9 least (IPTC)")
    status = models.CharField(max_length=10, choices=Status.choices, default=Status.DRAFT)
    visible_from = models.DateTimeField(null=True, blank=True, help_text="Embargo or schedule: hidden until then.")
    visible_until = models.DateTimeField(null=True, blank=True, help_text="Rights expiry: gone from then on.")
    dated_on = models.DateField(help_text="The day the story belongs to: of its dateline, else of its arrival.")
    published_at = models.DateTimeField(null=True, blank=True, help_text="First publication here.")
    withdrawn_at = models.DateTimeField(null=True, blank=True)
    withdrawn_reason = models.CharField(max_length=500, blank=True)
    latest_version = models.ForeignKey("archive.ArticleVersion", null=True, on_delete=models.SET_NULL, related_name="+")
    public_version = models.ForeignKey(
        "archive.ArticleVersion", null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    topics = TaggableManager(through=ArticleTopic, blank=True)
    provenance = models.JSONField(default=dict, blank=True)
    extras = models.JSONField(default=dict, blank=True, help_text="What came with the story and has no field.")
    token = models.PositiveIntegerField(default=1, help_text="Rises with every write: guards lost updates.")
    created_at = models.DateTimeField()
    updated_at = models.DateTimeField()

    objects = ArticleQuerySet.as_manager()

    if TYPE_CHECKING:
        rights: Rights

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["source", "guid"], condition=~Q(guid=""), name="article_guid_once"),
            models.CheckConstraint(condition=Q(status__in=Status.values), name="article_status_known"),
            models.CheckConstraint(
                condition=~Q(status=Status.PUBLISHED) | Q(public_version__isnull=False),
                name="article_published_has_words",
            ),
            models.CheckConstraint(
                condition=Q(urgency__isnull=True) | Q(urgency__gte=1, urgency__lte=9),
                name="article_urgency_1_to_9",
            ),
        ]
        indexes = [
            models.Index(fields=["-dated_on", "-id"], name="article_newest"),
            models.Index(fields=["status", "-dated_on", "-id"], name="article_status_newest"),
            models.Index(fields=["source", "-dated_on", "-id"], name="article_source_newest"),
        ]

    def __str__(self) -> str:
        version = self.latest_version
        return f"{version.headline if version else 'Untitled'} [{self.ref}]"

    def get_absolute_url(self) -> str:
        """`/articles/<ref>/<slug>/`; only the ref counts, the slug is for people."""
        words = self.public_version or self.latest_version
        return address_of(self.ref, words.headline if words else "")

    def changes_path(self, first: int, second: int) -> str:
        """Where two of its versions are compared, by their numbers."""
        return f"/articles/{self.ref}/changes/{first}-{second}/"

    def standing_at(self, at: datetime) -> Standing:
        """What a reader is told at that moment; agrees with `readable` by construction of its tests.

        hidden = never public, answer as if it did not exist; gone = was public once (410); blocked = 451.
        """
        is_closed = self.status in (Status.BLOCKED, Status.WITHDRAWN)
        if not self.was_public((self.withdrawn_at or at) if is_closed else at):
            return "hidden"
        if self.status == Status.BLOCKED:
            return "blocked"
        if self.status == Status.WITHDRAWN:
            return "gone"
        if self.status != Status.PUBLISHED:
            return "hidden"
        return "gone" if self.visible_until is not None and self.visible_until <= at else "readable"

    def is_readable(self, at: datetime) -> bool:
        return self.standing_at(at) == "readable"

    @property
    def rights_or_none(self) -> Rights | None:
        return getattr(self, "rights", None)

    def was_public(self, at: datetime) -> bool:
        """Whether readers could have seen it by then: published, its embargo over before its rights, and not closed."""
        if self.public_version_id is None:
            return False
        if self.rights_or_none is not None and self.rights_or_none.display_policy == DisplayPolicy.NONE:
            return False
        if self.visible_from is None:
            return True
        return self.visible_from <= at and (self.visible_until is None or self.visible_from < self.visible_until)

    def says_person(self, field: str) -> bool:
        """Whether a person decided that field: then no machine may change it (promise 2)."""
        entry: Any = self.provenance.get(field)
        return isinstance(entry, dict) and entry.get("origin") == "person"
