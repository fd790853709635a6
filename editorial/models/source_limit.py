"""SourceLimit: somebody works on the stories of these sources only."""

from __future__ import annotations

from django.conf import settings
from django.db import models


class SourceLimit(models.Model):
    """Without a row a person's role counts for every source; with rows, for these only. Looking is not limited."""

    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="source_limits")
    source = models.ForeignKey("archive.Source", on_delete=models.CASCADE, related_name="+")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["user", "source"], name="source_limit_once")]

    def __str__(self) -> str:
        return f"{self.user_id}: {self.source_id}"
