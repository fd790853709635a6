"""Dossier: an ordered package of stories and events, with an introduction and a note on each."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import Q

TITLE_LENGTH = 200
NOTE_LENGTH = 2000


class DossierQuerySet(models.QuerySet["Dossier"]):
    """Dossiers that are…"""

    def published(self) -> DossierQuerySet:
        """…open to readers; what of their items a reader may see is asked of each story and event."""
        return self.filter(published_at__isnull=False)

    def newest_first(self) -> DossierQuerySet:
        """…in the order in which readers got them."""
        return self.order_by("-published_at", "-id")


class Dossier(models.Model):
    """A package. A draft while `published_at` is empty; its slug is its public address and stays."""

    title = models.CharField(max_length=TITLE_LENGTH)
    slug = models.SlugField(max_length=120, unique=True, allow_unicode=True)
    introduction = models.TextField(blank=True, help_text="Markdown.")
    published_at = models.DateTimeField(null=True, blank=True)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="+")
    created_at = models.DateTimeField()
    updated_at = models.DateTimeField()

    objects = DossierQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(condition=~Q(title=""), name="dossier_has_title"),
            models.CheckConstraint(condition=~Q(slug=""), name="dossier_has_slug"),
        ]
        indexes = [models.Index(fields=["-published_at", "-id"], name="dossier_newest")]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        return f"/dossiers/{self.slug}/"

    @property
    def is_published(self) -> bool:
        return self.published_at is not None


class DossierItem(models.Model):
    """A story or an event at its place; `position` counts from 1 without gaps."""

    dossier = models.ForeignKey(Dossier, on_delete=models.CASCADE, related_name="items")
    article = models.ForeignKey(
        "archive.Article", null=True, blank=True, on_delete=models.CASCADE, related_name="dossier_items"
    )
    event = models.ForeignKey(
        "archive.Event", null=True, blank=True, on_delete=models.CASCADE, related_name="dossier_items"
    )
    note = models.TextField(blank=True, help_text="Markdown: why it stands here.")
    position = models.PositiveIntegerField()
    by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="+")
    added_at = models.DateTimeField()

    class Meta:
        ordering = ["dossier_id", "position"]
        constraints = [
            models.CheckConstraint(
                condition=Q(article__isnull=False, event__isnull=True) | Q(article__isnull=True, event__isnull=False),
                name="dossier_item_story_or_event",
            ),
            models.UniqueConstraint(fields=["dossier", "article"], name="dossier_story_once"),
            models.UniqueConstraint(fields=["dossier", "event"], name="dossier_event_once"),
            models.UniqueConstraint(fields=["dossier", "position"], name="dossier_position_once"),
            models.CheckConstraint(condition=Q(position__gte=1), name="dossier_position_from_one"),
        ]

    def __str__(self) -> str:
        return f"{self.position} in {self.dossier_id}"
