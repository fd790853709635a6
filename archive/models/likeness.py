"""Likeness: what the words of a story look like, so that near-identical ones are found through an index."""

from __future__ import annotations

from django.db import models


class Likeness(models.Model):
    """Which words of a story have been read for its bands."""

    article = models.OneToOneField(
        "archive.Article", primary_key=True, on_delete=models.CASCADE, related_name="likeness"
    )
    version = models.BigIntegerField(help_text="The version that was read; it may be gone.")

    def __str__(self) -> str:
        return f"likeness of {self.article_id}"


class LikenessBand(models.Model):
    """One band of the signature (see `archive.text.minhash`): stories that share one are compared word for word."""

    article = models.ForeignKey("archive.Article", on_delete=models.CASCADE, related_name="+")
    band = models.BigIntegerField()

    class Meta:
        indexes = [models.Index(fields=["band", "article"], name="likeness_band")]

    def __str__(self) -> str:
        return f"{self.article_id}: {self.band:x}"
