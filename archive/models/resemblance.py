"""Resemblance: two entries of the authority file that may be one, and what an editor said to that."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from .entity import Kind


class Verdict(models.TextChoices):
    PROPOSED = "proposed", "proposed"
    DIFFERENT = "different", "different"
    MERGED = "merged", "merged"


class ResemblanceQuerySet(models.QuerySet["Resemblance"]):
    """Resemblances that are…"""

    def about(self, entity_id: int) -> ResemblanceQuerySet:
        """…of a pair that this entity is one of."""
        return self.filter(Q(first_id=entity_id) | Q(second_id=entity_id))

    def waiting(self) -> ResemblanceQuerySet:
        """…to be decided by an editor, the likeliest first."""
        return self.filter(verdict=Verdict.PROPOSED).order_by("-score", "id")


class Resemblance(models.Model):
    """One row a pair, from the lower id to the higher. «Different» is a fact of the authority file, kept for ever."""

    first = models.ForeignKey("archive.Entity", on_delete=models.CASCADE, related_name="+")
    second = models.ForeignKey("archive.Entity", on_delete=models.CASCADE, related_name="+")
    kind = models.CharField(max_length=12, choices=Kind.choices)
    verdict = models.CharField(max_length=9, choices=Verdict.choices, default=Verdict.PROPOSED)
    score = models.FloatField(help_text="0 to 1, as it was proposed")
    reasons = models.JSONField(default=list, help_text="sentences, the strongest first")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")
    decided_at = models.DateTimeField(null=True)

    objects = ResemblanceQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["first", "second"], name="resemblance_once"),
            models.CheckConstraint(condition=Q(first__lt=F("second")), name="resemblance_ordered"),
            models.CheckConstraint(condition=Q(verdict__in=Verdict.values), name="resemblance_verdict_known"),
            models.CheckConstraint(condition=Q(kind__in=Kind.values), name="resemblance_kind_known"),
        ]
        indexes = [
            # The desk's list: only what waits.
            models.Index(fields=["-score", "id"], condition=Q(verdict=Verdict.PROPOSED), name="resemblance_waiting"),
        ]

    def __str__(self) -> str:
        return f"{self.first_id} and {self.second_id}: {self.verdict}"
