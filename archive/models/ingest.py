"""IngestRun and IngestItem: what came, from where, and what became of it."""

from __future__ import annotations

from django.conf import settings
from django.db import models


class Outcome(models.TextChoices):
    """What became of one item."""

    CREATED = "created", "created"
    REVISED = "revised", "revised"
    DUPLICATE = "duplicate", "duplicate"
    QUARANTINED = "quarantined", "quarantined"


class IngestRun(models.Model):
    """One import: a command, a folder, an upload."""

    started_at = models.DateTimeField()
    finished_at = models.DateTimeField(null=True, blank=True)
    origin = models.CharField(max_length=500, help_text="The command, folder or address it came from.")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="+")

    class Meta:
        ordering = ["-started_at"]

    def __str__(self) -> str:
        return f"{self.origin} at {self.started_at:%Y-%m-%d %H:%M}"


class IngestItem(models.Model):
    """One story inside one file, or one file that could not be read."""

    run = models.ForeignKey(IngestRun, on_delete=models.CASCADE, related_name="items")
    original = models.ForeignKey("archive.Original", null=True, on_delete=models.PROTECT, related_name="items")
    path = models.CharField(max_length=1000)
    index = models.PositiveIntegerField(default=0, help_text="The story's place in its file, from 0.")
    outcome = models.CharField(max_length=11, choices=Outcome.choices)
    article = models.ForeignKey(
        "archive.Article", null=True, blank=True, on_delete=models.SET_NULL, related_name="ingest_items"
    )
    headline = models.CharField(max_length=300, blank=True)
    problems = models.JSONField(default=list, blank=True, help_text='[{"code", "message"}, …]')
    created_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        constraints = [
            models.CheckConstraint(condition=models.Q(outcome__in=Outcome.values), name="item_outcome_known"),
        ]
        indexes = [
            models.Index(fields=["original", "index"], name="item_of_original"),
            models.Index(fields=["run", "outcome"], name="item_of_run"),
            models.Index(fields=["-id"], condition=models.Q(outcome=Outcome.QUARANTINED), name="item_quarantined"),
            models.Index(fields=["outcome", "-id"], name="item_outcome_newest"),  # a filter of the desk's list
        ]

    def __str__(self) -> str:
        return f"{self.path}#{self.index}: {self.outcome}"
