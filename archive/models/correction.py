"""Correction: what readers are told when a published story was wrong."""

from __future__ import annotations

from django.conf import settings
from django.db import models


class Correction(models.Model):
    """From which version to which, in words meant for readers."""

    article = models.ForeignKey("archive.Article", on_delete=models.CASCADE, related_name="corrections")
    from_version = models.ForeignKey("archive.ArticleVersion", on_delete=models.PROTECT, related_name="+")
    to_version = models.ForeignKey("archive.ArticleVersion", on_delete=models.PROTECT, related_name="+")
    notice = models.TextField(help_text="What was wrong and what is right, as readers are told it.")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="+")
    corrected_at = models.DateTimeField()

    class Meta:
        ordering = ["-corrected_at", "-id"]
        constraints = [
            models.CheckConstraint(
                condition=~models.Q(from_version=models.F("to_version")),
                name="correction_makes_a_new_version",
            ),
        ]

    def __str__(self) -> str:
        return self.notice[:80]
