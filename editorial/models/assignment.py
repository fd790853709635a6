"""Assignment: who is to do what at a story, until when."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import Q


class AssignmentQuerySet(models.QuerySet["Assignment"]):
    """Assignments that are…"""

    def open(self) -> AssignmentQuerySet:
        """…still to be done."""
        return self.filter(done_at=None)

    def soonest_first(self) -> AssignmentQuerySet:
        """…by the day they are due; those without one come last."""
        return self.order_by(models.F("due_on").asc(nulls_last=True), "id")


class Assignment(models.Model):
    """One open assignment a story: it is handed on, not multiplied."""

    article = models.ForeignKey("archive.Article", on_delete=models.CASCADE, related_name="assignments")
    assignee = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="assignments")
    due_on = models.DateField(null=True, blank=True)
    comment = models.CharField(max_length=500, blank=True)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")
    assigned_at = models.DateTimeField()
    done_at = models.DateTimeField(null=True, blank=True)
    done_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")

    objects = AssignmentQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["article"], condition=Q(done_at=None), name="assignment_one_open"),
        ]
        indexes = [
            models.Index(fields=["assignee", "due_on"], condition=Q(done_at=None), name="assignment_open"),
            models.Index(fields=["due_on"], condition=Q(done_at=None), name="assignment_due"),
        ]

    def __str__(self) -> str:
        return f"{self.article_id} for {self.assignee_id}"
