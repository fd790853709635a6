"""WireStep: one thing that an agency did to a story of its own: sent it, sent it again, held it, withdrew it."""

from __future__ import annotations

from django.db import models
from django.db.models import Q


class StepAction(models.TextChoices):
    """`article` is any sending that can be used; the others are as the agency calls them."""

    ARTICLE = "article", "sent"
    UPDATE = "update", "sent again"
    CORRECTION = "correction", "corrected"
    HOLD = "hold", "held"
    KILL = "kill", "withdrawn"


ORDERS = (StepAction.HOLD, StepAction.KILL)


class WireStepQuerySet(models.QuerySet["WireStep"]):
    """Steps that are…"""

    def unmatched(self) -> WireStepQuerySet:
        """…orders about a story that has not come yet."""
        return self.filter(article__isnull=True)


class WireStep(models.Model):
    """`number` is the wire's own number of the version (0: the first), `moment` when the agency sent it.

    Without a moment in the copy it is the one of arrival, and `is_stated` says so. `version` is the number of ours
    that holds the words; an order has none. `slug` is slugline and day, for copy without a guid.
    """

    source = models.ForeignKey("archive.Source", on_delete=models.CASCADE, related_name="+", db_index=False)
    article = models.ForeignKey("archive.Article", null=True, on_delete=models.CASCADE, related_name="wire_steps")
    guid = models.CharField(max_length=500, blank=True)
    slug = models.CharField(max_length=240, blank=True)
    action = models.CharField(max_length=10, choices=StepAction.choices)
    number = models.PositiveIntegerField(null=True)
    moment = models.DateTimeField()
    is_stated = models.BooleanField(default=False)
    version = models.PositiveIntegerField(null=True)
    notice = models.TextField(blank=True)

    objects = WireStepQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(action__in=StepAction.values), name="wire_step_action_known"),
        ]
        indexes = [
            models.Index(fields=["source", "guid"], condition=Q(article=None), name="wire_step_unmatched"),
            models.Index(fields=["source", "slug"], condition=~Q(slug=""), name="wire_step_slug"),
        ]

    def __str__(self) -> str:
        return f"{self.action} {self.number if self.number is not None else ''} at {self.moment:%Y-%m-%d %H:%M}"
