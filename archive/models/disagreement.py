"""Disagreement: a field that a person has decided, and of which the wire says something else."""

from __future__ import annotations

from django.conf import settings
from django.core.serializers.json import DjangoJSONEncoder
from django.db import models
from django.db.models import Q


class Answer(models.TextChoices):
    """What an editor said to it."""

    WAITING = "waiting", "waiting"
    TAKEN = "taken", "the wire's was taken"
    REFUSED = "refused", "ours was kept"


class DisagreementQuerySet(models.QuerySet["Disagreement"]):
    """Disagreements that are…"""

    def waiting(self) -> DisagreementQuerySet:
        """…not decided yet."""
        return self.filter(answer=Answer.WAITING)


class Disagreement(models.Model):
    """One row for each value that the wire has ever said against a person's: a value that was refused stays refused.

    `field` is the name of its entry in the story's provenance; `here` and `wire` are as the entry's fields are.
    """

    article = models.ForeignKey("archive.Article", on_delete=models.CASCADE, related_name="disagreements")
    field = models.CharField(max_length=40)
    here = models.JSONField(encoder=DjangoJSONEncoder, help_text="The person's value when the wire said otherwise.")
    wire = models.JSONField(encoder=DjangoJSONEncoder, help_text="What the wire says.")
    wire_sha256 = models.CharField(max_length=64)
    original = models.ForeignKey("archive.Original", null=True, on_delete=models.PROTECT, related_name="+")
    said_at = models.DateTimeField()
    answer = models.CharField(max_length=8, choices=Answer.choices, default=Answer.WAITING)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="+")
    decided_at = models.DateTimeField(null=True, blank=True)

    objects = DisagreementQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["article", "field", "wire_sha256"], name="disagreement_once"),
            models.CheckConstraint(condition=Q(answer__in=Answer.values), name="disagreement_answer_known"),
        ]
        indexes = [models.Index(fields=["-id"], condition=Q(answer=Answer.WAITING), name="disagreement_waiting")]

    def __str__(self) -> str:
        return f"{self.field} of {self.article_id}: {self.answer}"
