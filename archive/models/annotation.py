"""Annotation: a note on words of one version (W3C Web Annotation)."""

from __future__ import annotations

import uuid

from django.conf import settings
from django.db import models
from django.db.models import F, Q


class Motivation(models.TextChoices):
    """The thirteen of the W3C Recommendation of 2017."""

    ASSESSING = "assessing", "assessing"
    BOOKMARKING = "bookmarking", "bookmarking"
    CLASSIFYING = "classifying", "classifying"
    COMMENTING = "commenting", "commenting"
    DESCRIBING = "describing", "describing"
    EDITING = "editing", "editing"
    HIGHLIGHTING = "highlighting", "highlighting"
    IDENTIFYING = "identifying", "identifying"
    LINKING = "linking", "linking"
    MODERATING = "moderating", "moderating"
    QUESTIONING = "questioning", "questioning"
    REPLYING = "replying", "replying"
    TAGGING = "tagging", "tagging"


class Visibility(models.TextChoices):
    INTERNAL = "internal", "internal"
    PUBLIC = "public", "public"


class AnchorState(models.TextChoices):
    EXACT = "exact", "exact"
    MOVED = "moved", "moved"
    FUZZY = "fuzzy", "fuzzy"
    ORPHANED = "orphaned", "orphaned"


class AnnotationQuerySet(models.QuerySet["Annotation"]):
    """Annotations that are…"""

    def public(self) -> AnnotationQuerySet:
        """…meant for readers: public, and not a reply inside an internal thread."""
        return self.filter(visibility=Visibility.PUBLIC).exclude(parent__visibility=Visibility.INTERNAL)

    def orphaned(self) -> AnnotationQuerySet:
        """…without their words, and not closed."""
        return self.filter(anchor_state=AnchorState.ORPHANED, resolved_at=None)

    def anchored(self) -> AnnotationQuerySet:
        """…tied to words that are there."""
        return self.exclude(anchor_state=AnchorState.ORPHANED)


_AnnotationManager = models.Manager.from_queryset(AnnotationQuerySet)


class KeptAnnotations(_AnnotationManager["Annotation"]):
    """Notes that were not thrown away: what every page, list and count means by notes."""

    def get_queryset(self) -> AnnotationQuerySet:
        return AnnotationQuerySet(self.model, using=self._db).filter(trashed_at=None)


class Annotation(models.Model):
    """A note, tied to the words by quote and by position (code points, half open)."""

    uuid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    article = models.ForeignKey("archive.Article", on_delete=models.CASCADE, related_name="annotations")
    # The version in which it last had its words, and the one it was written on.
    version = models.ForeignKey("archive.ArticleVersion", on_delete=models.PROTECT, related_name="annotations")
    made_on = models.ForeignKey("archive.ArticleVersion", null=True, on_delete=models.PROTECT, related_name="+")
    # As they were when it was written: never overwritten, except by a person who attaches it anew.
    exact = models.TextField(help_text="The words themselves.")
    prefix = models.CharField(max_length=100, blank=True)
    suffix = models.CharField(max_length=100, blank=True)
    start = models.PositiveIntegerField(null=True, blank=True)
    end = models.PositiveIntegerField(null=True, blank=True)
    motivation = models.CharField(max_length=12, choices=Motivation.choices, default=Motivation.COMMENTING)
    body = models.TextField(help_text="Markdown.")
    visibility = models.CharField(max_length=8, choices=Visibility.choices, default=Visibility.INTERNAL)
    anchor_state = models.CharField(max_length=8, choices=AnchorState.choices, default=AnchorState.EXACT)
    anchor_score = models.FloatField(null=True, blank=True, help_text="0 to 1, of words found by likeness")
    parent = models.ForeignKey("self", null=True, blank=True, on_delete=models.CASCADE, related_name="replies")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="+")
    creator_name = models.CharField(
        max_length=200, blank=True, help_text="Who wrote it, when it was brought in from elsewhere."
    )
    created_at = models.DateTimeField()
    updated_at = models.DateTimeField()
    resolved_at = models.DateTimeField(null=True, blank=True)
    resolved_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )

    trashed_at = models.DateTimeField(null=True, blank=True, help_text="Thrown away; it can be restored.")

    objects = KeptAnnotations()
    with_trash = AnnotationQuerySet.as_manager()

    class Meta:
        ordering = ["start", "id"]
        indexes = [
            models.Index(fields=["-id"], condition=Q(anchor_state=AnchorState.ORPHANED), name="annotation_orphaned"),
            models.Index(
                fields=["-id"],
                condition=Q(anchor_state=AnchorState.ORPHANED, resolved_at=None),
                name="annotation_orphaned_open",
            ),
            models.Index(fields=["-id"], condition=Q(resolved_at=None), name="annotation_open"),
            # The other filters of the desk's list.
            models.Index(fields=["-id"], condition=Q(resolved_at__isnull=False), name="annotation_resolved"),
            models.Index(fields=["visibility", "-id"], name="annotation_by_visibility"),
            models.Index(fields=["motivation", "-id"], name="annotation_by_motivation"),
        ]
        constraints = [
            models.CheckConstraint(
                condition=Q(anchor_state=AnchorState.ORPHANED) | Q(start__isnull=False, end__gt=F("start")),
                name="annotation_anchored_or_orphaned",
            ),
            models.CheckConstraint(condition=Q(visibility__in=Visibility.values), name="annotation_visibility_known"),
            models.CheckConstraint(condition=Q(motivation__in=Motivation.values), name="annotation_motivation_known"),
            models.CheckConstraint(condition=~Q(parent=F("id")), name="annotation_not_its_own_parent"),
        ]

    def __str__(self) -> str:
        return f"“{self.exact[:60]}”"

    @property
    def author_name(self) -> str:
        """Who wrote it, in words; empty for a machine."""
        return self.creator_name or (self.by.get_username() if self.by else "")
