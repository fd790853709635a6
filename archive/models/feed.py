"""Feed: an address that is asked for news again and again, and what is known of it."""

from __future__ import annotations

from datetime import datetime

from django.core.validators import MaxValueValidator, MinValueValidator, RegexValidator
from django.db import models

is_web_address = RegexValidator(
    r"^https?://[^\s/?#@]+([/?#]\S*)?$",
    "A feed's address begins with http:// or https:// and holds neither blanks nor a password.",
)


class FeedQuerySet(models.QuerySet["Feed"]):
    """Feeds that are…"""

    def due(self, at: datetime) -> FeedQuerySet:
        """…to be asked now, the one that has waited longest first."""
        return self.filter(is_enabled=True, due_at__lte=at).order_by("due_at", "pk")


class Feed(models.Model):
    """What an editor states of a feed, and below it the state that fetching keeps (`archive.actions.feeds`)."""

    url = models.CharField("address", max_length=1000, unique=True, validators=[is_web_address])
    source = models.ForeignKey("archive.Source", on_delete=models.PROTECT, related_name="feeds")
    interval = models.PositiveIntegerField(
        "minutes between looks", default=15, validators=[MinValueValidator(1), MaxValueValidator(10_080)]
    )
    is_enabled = models.BooleanField("enabled", default=True)
    is_published = models.BooleanField(
        "publish", default=False, help_text="Publish what raises no question, instead of keeping it as drafts."
    )
    etag = models.CharField(max_length=500, blank=True)
    last_modified = models.CharField(max_length=100, blank=True)
    body_sha256 = models.CharField(max_length=64, blank=True)
    checked_at = models.DateTimeField("last asked", null=True, blank=True)
    succeeded_at = models.DateTimeField("last success", null=True, blank=True)
    failures = models.PositiveIntegerField("failures in a row", default=0)
    note = models.CharField(max_length=500, blank=True, help_text="What is the matter with it, if anything.")
    due_at = models.DateTimeField("next look")

    objects = FeedQuerySet.as_manager()

    class Meta:
        ordering = ["url"]
        indexes = [models.Index(fields=["due_at"], condition=models.Q(is_enabled=True), name="feed_due")]

    def __str__(self) -> str:
        return self.url
