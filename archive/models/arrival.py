"""Arrival: the moment at which a story first stood in an index, so that followers are told of it once."""

from __future__ import annotations

from django.db import models
from django.db.models import Max


class Index(models.TextChoices):
    """The two indexes: what readers may find, and all that the desk has."""

    PUBLIC = "public", "the archive"
    DESK = "desk", "the archive and the desk"


class ArrivalQuerySet(models.QuerySet["Arrival"]):
    """Arrivals that are…"""

    def into(self, index: str) -> ArrivalQuerySet:
        """…of that index."""
        return self.filter(index=index)

    def latest_number(self) -> int:
        """The id of the last one; 0 when there is none."""
        return int(self.aggregate(latest=Max("id"))["latest"] or 0)


class Arrival(models.Model):
    """Written by the drain, after the index has committed. A story that leaves and comes back is not new again."""

    article = models.ForeignKey("archive.Article", on_delete=models.CASCADE, related_name="+")
    index = models.CharField(max_length=6, choices=Index.choices)
    arrived_at = models.DateTimeField()

    objects = ArrivalQuerySet.as_manager()

    class Meta:
        indexes = [models.Index(fields=["index", "id"], name="arrival_order")]
        constraints = [
            models.UniqueConstraint(fields=["article", "index"], name="arrival_once"),
            models.CheckConstraint(condition=models.Q(index__in=Index.values), name="arrival_index_known"),
        ]

    def __str__(self) -> str:
        return f"{self.article_id} in the {self.index} index since {self.arrived_at:%Y-%m-%d %H:%M}"
