"""Correction: what readers are told when a published story was wrong."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import F, Q


class CorrectionQuerySet(models.QuerySet["Correction"]):
    """Corrections that are…"""

    def told(self) -> CorrectionQuerySet:
        """…between versions that readers have seen: one being written is not yet told."""
        return self.filter(
            Q(to_version__place__isnull=True, to_version__number__lte=F("article__public_version__number"))
            | Q(to_version__place__lte=F("article__public_version__number")),
            to_version__published_at__isnull=False,
            from_version__published_at__isnull=False,
        )

    def with_versions(self) -> CorrectionQuerySet:
        """…joined with the numbers of both versions, without their words."""
        words = ("text", "marks", "abstract")
        return self.select_related("from_version", "to_version").defer(
            *(f"{side}_version__{field}" for side in ("from", "to") for field in words)
        )

    def newest_first(self) -> CorrectionQuerySet:
        return self.order_by("-corrected_at", "-id")


class Correction(models.Model):
    """From which version to which, in words meant for readers. `wrong` and `right` quote the story's words."""

    article = models.ForeignKey("archive.Article", on_delete=models.CASCADE, related_name="corrections")
    from_version = models.ForeignKey("archive.ArticleVersion", on_delete=models.PROTECT, related_name="+")
    to_version = models.ForeignKey("archive.ArticleVersion", on_delete=models.PROTECT, related_name="+")
    notice = models.TextField(help_text="What was wrong and what is right, as readers are told it.")
    wrong = models.TextField(blank=True, help_text="The words that were wrong.")
    right = models.TextField(blank=True, help_text="The words that stand there now.")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="+")
    corrected_at = models.DateTimeField()

    objects = CorrectionQuerySet.as_manager()

    class Meta:
        ordering = ["-corrected_at", "-id"]
        indexes = [models.Index(fields=["-corrected_at", "-id"], name="correction_newest")]
        constraints = [
            models.CheckConstraint(
                condition=~models.Q(from_version=models.F("to_version")),
                name="correction_makes_a_new_version",
            ),
        ]

    def __str__(self) -> str:
        return self.notice[:80]
