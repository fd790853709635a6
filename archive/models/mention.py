"""Mention: an article names an entity."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import Q


class Role(models.TextChoices):
    """What the entity is to the story."""

    SUBJECT = "subject", "subject"
    MENTIONED = "mentioned", "mentioned"
    QUOTED = "quoted", "quoted"
    CITED = "cited", "cited source"
    AUTHOR = "author", "author"
    DATELINE = "dateline", "dateline"


class MentionStatus(models.TextChoices):
    CONFIRMED = "confirmed", "confirmed"
    SUGGESTED = "suggested", "suggested"
    REJECTED = "rejected", "rejected"


class Origin(models.TextChoices):
    """Who says so."""

    FEED = "feed", "feed"
    RULE = "rule", "rule"
    PERSON = "person", "person"


class MentionQuerySet(models.QuerySet["Mention"]):
    """Mentions that are…"""

    def confirmed(self) -> MentionQuerySet:
        """…beyond doubt: by a person, or by a rule sure enough of itself."""
        return self.filter(status=MentionStatus.CONFIRMED)

    def public(self) -> MentionQuerySet:
        """…beyond doubt, and not read in words that are still a draft: a name alone could give them away."""
        return self.confirmed().filter(Q(version__isnull=True) | Q(version__published_at__isnull=False) | Q(spans=[]))

    def suggested(self) -> MentionQuerySet:
        """…waiting for an editor."""
        return self.filter(status=MentionStatus.SUGGESTED)


class Mention(models.Model):
    """One row for an article and an entity, whatever the number of places; rejected ones stay, as memory."""

    article = models.ForeignKey("archive.Article", on_delete=models.CASCADE, related_name="mentions")
    entity = models.ForeignKey("archive.Entity", on_delete=models.PROTECT, related_name="mentions")
    role = models.CharField(max_length=10, choices=Role.choices, default=Role.MENTIONED)
    descriptor = models.CharField(max_length=300, blank=True, help_text="As printed: Russian Culture Minister")
    version = models.ForeignKey("archive.ArticleVersion", null=True, on_delete=models.SET_NULL, related_name="+")
    spans = models.JSONField(default=list, blank=True, help_text="[[start, end], …] in that version's text")
    status = models.CharField(max_length=10, choices=MentionStatus.choices, default=MentionStatus.SUGGESTED)
    origin = models.CharField(max_length=6, choices=Origin.choices, default=Origin.PERSON)
    rule = models.CharField(max_length=80, blank=True)
    confidence = models.FloatField(null=True, blank=True, help_text="0 to 1; empty when a person decided")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="+")
    decided_at = models.DateTimeField(null=True, blank=True)

    objects = MentionQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["article", "entity"], name="mention_once"),
            models.CheckConstraint(condition=Q(role__in=Role.values), name="mention_role_known"),
            models.CheckConstraint(condition=Q(status__in=MentionStatus.values), name="mention_status_known"),
            models.CheckConstraint(condition=Q(origin__in=Origin.values), name="mention_origin_known"),
        ]
        indexes = [
            models.Index(fields=["entity", "status"], name="mention_of_entity"),
            # The desk's work list: few of very many, so the index holds only those.
            models.Index(fields=["-id"], condition=Q(status=MentionStatus.SUGGESTED), name="mention_suggested"),
            # The filters of the desk's list: without, a rare choice is looked for in every row there is.
            models.Index(fields=["role", "-id"], name="mention_role_newest"),
            models.Index(fields=["origin", "-id"], name="mention_origin_newest"),
            models.Index(fields=["-id"], condition=Q(status=MentionStatus.REJECTED), name="mention_rejected"),
        ]

    def __str__(self) -> str:
        return f"{self.entity} in {self.article_id}"
