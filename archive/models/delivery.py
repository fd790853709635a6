"""PushToken and Delivery: who may send stories to `/ingest/<source>`, and what was sent."""

from __future__ import annotations

import uuid
from datetime import datetime

from django.db import models
from django.db.models import Q


class PushTokenQuerySet(models.QuerySet["PushToken"]):
    """Tokens that are…"""

    def active(self) -> PushTokenQuerySet:
        """…good: not revoked."""
        return self.filter(revoked_at__isnull=True)


class PushToken(models.Model):
    """A key for one source. Only its hash is kept: whoever reads the database cannot send with it."""

    source = models.ForeignKey("archive.Source", on_delete=models.PROTECT, related_name="push_tokens")
    name = models.CharField(max_length=100, help_text="Who or what sends with it: night desk, content system.")
    is_published = models.BooleanField(
        "publish", default=False, help_text="Publish what raises no question, instead of keeping it as drafts."
    )
    token_sha256 = models.CharField(max_length=64, unique=True)
    created_at = models.DateTimeField()
    used_at = models.DateTimeField("last used", null=True, blank=True)
    revoked_at = models.DateTimeField("revoked", null=True, blank=True)

    objects = PushTokenQuerySet.as_manager()

    class Meta:
        ordering = ["-id"]
        verbose_name = "push token"

    def __str__(self) -> str:
        return self.name


class DeliveryQuerySet(models.QuerySet["Delivery"]):
    """Deliveries that are…"""

    def waiting(self, at: datetime) -> DeliveryQuerySet:
        """…not taken in yet, and that nobody is at; the oldest first."""
        return self.filter(finished_at__isnull=True, leased_until__lte=at).order_by("pk")


class Delivery(models.Model):
    """One body that was sent: the same bytes from the same source are one delivery, however often they come."""

    uuid = models.UUIDField(unique=True, default=uuid.uuid4)
    source = models.ForeignKey("archive.Source", on_delete=models.PROTECT, related_name="deliveries")
    token = models.ForeignKey(PushToken, on_delete=models.PROTECT, related_name="deliveries")
    original = models.ForeignKey("archive.Original", on_delete=models.PROTECT, related_name="deliveries")
    run = models.OneToOneField("archive.IngestRun", null=True, on_delete=models.SET_NULL, related_name="delivery")
    media_type = models.CharField(max_length=100, blank=True, help_text="As the sender stated it.")
    received_at = models.DateTimeField()
    leased_until = models.DateTimeField(help_text="Until then somebody is at it; afterwards a worker takes it up.")
    finished_at = models.DateTimeField(null=True, blank=True)

    objects = DeliveryQuerySet.as_manager()

    class Meta:
        verbose_name_plural = "deliveries"
        constraints = [models.UniqueConstraint(fields=["source", "original"], name="delivery_once")]
        indexes = [
            models.Index(fields=["leased_until"], condition=Q(finished_at__isnull=True), name="delivery_waiting"),
            models.Index(fields=["token", "received_at"], name="delivery_of_token"),
        ]

    def __str__(self) -> str:
        return str(self.uuid)
