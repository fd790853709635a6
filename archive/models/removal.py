"""Removal: that a story was taken from readers, why, and what every surface answered afterwards."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import Q


class RemovalKind(models.TextChoices):
    """Who took it away: we, or the law."""

    WITHDRAWN = "withdrawn", "withdrawn"
    BLOCKED = "blocked", "blocked by law"


class RemovalCategory(models.TextChoices):
    """Why, in words that can stand in a public log: none of them says whom or what the story told of."""

    ERROR = "error", "it was wrong"
    RIGHTS = "rights", "rights of the author or the agency"
    PRIVACY = "privacy", "a person's privacy"
    COURT = "court", "an order of a court or an authority"
    SAFETY = "safety", "somebody's safety"
    AGENCY = "agency", "its agency took it back"
    DUPLICATE = "duplicate", "it stood here twice"
    OTHER = "other", "another reason"


class RemovalQuerySet(models.QuerySet["Removal"]):
    """Removals that are…"""

    def told(self) -> RemovalQuerySet:
        """…in the public log: only of what readers could see before. The rest was never theirs to know of."""
        return self.filter(was_public=True)

    def in_force(self) -> RemovalQuerySet:
        """…not ended by a restoration."""
        return self.filter(ended_at__isnull=True)

    def newest_first(self) -> RemovalQuerySet:
        return self.order_by("-removed_at", "-id")


class Removal(models.Model):
    """One row a deed. `wording` is for readers, `detail` for the desk; the log of readers shows neither."""

    article = models.ForeignKey("archive.Article", on_delete=models.CASCADE, related_name="removals")
    kind = models.CharField(max_length=10, choices=RemovalKind.choices)
    category = models.CharField(max_length=10, choices=RemovalCategory.choices, default=RemovalCategory.OTHER)
    wording = models.CharField(max_length=500, blank=True, help_text="Stands in the place of the story.")
    detail = models.CharField(max_length=500, blank=True, help_text="For the desk: who asked, which demand.")
    was_public = models.BooleanField(help_text="Whether readers could see the story before.")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="+")
    removed_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True, blank=True, help_text="When the story came back.")
    report = models.JSONField(default=list, blank=True, help_text="What each surface answered after the deed.")
    reported_at = models.DateTimeField(null=True, blank=True)

    objects = RemovalQuerySet.as_manager()

    class Meta:
        indexes = [
            models.Index(fields=["-removed_at", "-id"], name="removal_newest"),
            models.Index(fields=["kind", "-removed_at", "-id"], name="removal_kind_newest"),
            models.Index(fields=["category", "-removed_at", "-id"], name="removal_category_newest"),
        ]
        constraints = [
            models.CheckConstraint(condition=Q(kind__in=RemovalKind.values), name="removal_kind_known"),
            models.CheckConstraint(condition=Q(category__in=RemovalCategory.values), name="removal_category_known"),
        ]

    def __str__(self) -> str:
        return f"{self.kind} on {self.removed_at:%Y-%m-%d}"
