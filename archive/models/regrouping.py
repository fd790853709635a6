"""Regrouping: two entries of the authority file became one, or one became two; with all it takes to undo it exactly."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import F, Q


class Regrouped(models.TextChoices):
    MERGE = "merge", "merged"
    SPLIT = "split", "split"


class RegroupingQuerySet(models.QuerySet["Regrouping"]):
    """Regroupings that are…"""

    def standing(self) -> RegroupingQuerySet:
        """…not undone."""
        return self.filter(undone_at__isnull=True)

    def about(self, entity_id: int) -> RegroupingQuerySet:
        """…of this entity, whichever side it stood on."""
        sides = Q(kept_id=entity_id), Q(other_id=entity_id), Q(other_was=entity_id)
        first, *others = (Regrouping.objects.filter(side).order_by().values("pk") for side in sides)
        return self.filter(pk__in=first.union(*others))  # each along its index; as one condition, all are read


class Regrouping(models.Model):
    """A merge: `other` went into `kept`. A split: `other` came out of `kept`.

    `journal` is what was done to which row, in order (see `archive.actions.journal`). `other` is empty once a split
    is undone; `other_was` and `other_name` still say whom it was about.
    """

    deed = models.CharField(max_length=5, choices=Regrouped.choices)
    kept = models.ForeignKey("archive.Entity", on_delete=models.PROTECT, related_name="+")
    other = models.ForeignKey("archive.Entity", null=True, on_delete=models.SET_NULL, related_name="+")
    other_was = models.BigIntegerField(db_index=True)
    other_name = models.CharField(max_length=300)
    journal = models.JSONField(default=list)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")
    done_at = models.DateTimeField()
    undone_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")
    undone_at = models.DateTimeField(null=True)

    objects = RegroupingQuerySet.as_manager()

    class Meta:
        ordering = ["-id"]
        constraints = [
            models.CheckConstraint(condition=Q(deed__in=Regrouped.values), name="regrouping_deed_known"),
            models.CheckConstraint(condition=~Q(kept=F("other_was")), name="regrouping_of_two"),
        ]

    def __str__(self) -> str:
        return f"{self.other_name} {self.get_deed_display()}"
