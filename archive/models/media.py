"""Media: a picture, film, sound or document that came with a story."""

from __future__ import annotations

from django.db import models


class MediaKind(models.TextChoices):
    """What sort of thing it is."""

    PICTURE = "picture", "picture"
    GRAPHIC = "graphic", "graphic"
    VIDEO = "video", "video"
    AUDIO = "audio", "audio"
    DOCUMENT = "document", "document"


class Media(models.Model):
    """What the delivery said of it, and its bytes if they came along. `href` is kept and never asked for."""

    article = models.ForeignKey("archive.Article", on_delete=models.CASCADE, related_name="media")
    position = models.PositiveIntegerField(default=0, help_text="Its place among the story's media, from 0.")
    kind = models.CharField(max_length=10, choices=MediaKind.choices)
    role = models.CharField(max_length=60, blank=True, help_text="The feed's own word for its use.")
    href = models.CharField("file or address", max_length=2000, blank=True, help_text="As delivered; never fetched.")
    original = models.ForeignKey("archive.Original", null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    media_type = models.CharField(max_length=100, blank=True)
    guid = models.CharField(max_length=500, blank=True)
    headline = models.CharField(max_length=1000, blank=True)
    caption = models.TextField(blank=True)
    alt = models.TextField("description", blank=True, help_text="For those who do not see it.")
    credit = models.CharField(max_length=500, blank=True)
    rights = models.TextField(blank=True, help_text="The notice, word for word.")
    usage_terms = models.TextField(blank=True)
    width = models.PositiveIntegerField(null=True, blank=True, help_text="pixels")
    height = models.PositiveIntegerField(null=True, blank=True, help_text="pixels")

    class Meta:
        ordering = ["article_id", "position"]
        verbose_name_plural = "media"
        constraints = [
            models.UniqueConstraint(fields=["article", "position"], name="media_position_once"),
            models.CheckConstraint(condition=models.Q(kind__in=MediaKind.values), name="media_kind_known"),
        ]

    def __str__(self) -> str:
        return self.headline or self.caption[:80] or self.href or self.kind
