"""DismissedCheck: an editor looked at a check and found the words right."""

from __future__ import annotations

from django.conf import settings
from django.db import models


class DismissedCheck(models.Model):
    """For this story, words of this fingerprint are not asked about again, in whatever version they stand."""

    article = models.ForeignKey("archive.Article", on_delete=models.CASCADE, related_name="dismissed_checks")
    kind = models.CharField(max_length=20)
    fingerprint = models.CharField(max_length=64, help_text="SHA-256 of the kind and the words")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="+")
    at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["article", "fingerprint"], name="dismissed_check_once")]

    def __str__(self) -> str:
        return f"{self.kind} in {self.article_id}"
