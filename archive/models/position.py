"""Position: an office that somebody held, and from when to when."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q

from .event import Precision


class Position(models.Model):
    """«Minister of Culture, 2020 to …». A year stands for its first day at the beginning, for its last at the end."""

    person = models.ForeignKey("archive.Person", on_delete=models.CASCADE, related_name="positions")
    title = models.CharField(max_length=200, help_text="Minister of Culture")
    organisation = models.ForeignKey(
        "archive.Organisation", null=True, blank=True, on_delete=models.PROTECT, related_name="positions"
    )
    starts_on = models.DateField(null=True, blank=True)
    starts_precision = models.CharField(max_length=5, choices=Precision.choices, default=Precision.DAY)
    ends_on = models.DateField(null=True, blank=True)
    ends_precision = models.CharField(max_length=5, choices=Precision.choices, default=Precision.DAY)

    class Meta:
        ordering = ["-starts_on", "id"]
        constraints = [
            models.CheckConstraint(condition=~Q(title=""), name="position_has_title"),
            models.CheckConstraint(
                condition=Q(starts_on__isnull=True) | Q(ends_on__isnull=True) | Q(ends_on__gte=F("starts_on")),
                name="position_ends_after_start",
                violation_error_message="It ends before it starts: change one of the two days.",
            ),
            models.CheckConstraint(
                condition=Q(starts_precision__in=Precision.values, ends_precision__in=Precision.values),
                name="position_precision_known",
            ),
        ]

    def __str__(self) -> str:
        return self.title
