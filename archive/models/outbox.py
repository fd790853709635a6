"""OutboxRow: a promise, made in the same transaction as a write, that the index will follow."""

from __future__ import annotations

from django.db import models


class Subject(models.TextChoices):
    """What has to be indexed again: one article, or every article that names an entity."""

    ARTICLE = "article", "article"
    ENTITY = "entity", "entity"


class OutboxRow(models.Model):
    """Read and deleted by the drain only; `archive.outbox` is the only module that touches this table."""

    subject = models.CharField(max_length=8, choices=Subject.choices, default=Subject.ARTICLE)
    ref = models.CharField(max_length=20, help_text="the article's ref, or the entity's id")
    due_at = models.DateTimeField(help_text="now, or when an embargo lifts or rights expire")
    created_at = models.DateTimeField()
    attempts = models.PositiveSmallIntegerField(default=0)
    last_error = models.TextField(blank=True)

    class Meta:
        indexes = [models.Index(fields=["due_at", "id"], name="outbox_due")]
        constraints = [
            models.CheckConstraint(condition=models.Q(subject__in=Subject.values), name="outbox_subject_known"),
        ]

    def __str__(self) -> str:
        return f"{self.subject} {self.ref} due {self.due_at:%Y-%m-%d %H:%M}"
