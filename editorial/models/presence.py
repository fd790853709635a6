"""Presence: who has a story open, and when they last did something there."""

from __future__ import annotations

from datetime import datetime, timedelta

from django.conf import settings
from django.db import models

HERE = timedelta(seconds=50)  # three calls of a page that calls every 15 seconds, and a little patience


class PresenceQuerySet(models.QuerySet["Presence"]):
    """Presences that are…"""

    def here(self, at: datetime) -> PresenceQuerySet:
        """…of pages that have called lately."""
        return self.filter(called_at__gt=at - HERE)


class Presence(models.Model):
    """One row an editor and story. `called_at`: the page is open; `active_at`: a key or the mouse was used."""

    editor = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    article = models.ForeignKey("archive.Article", on_delete=models.CASCADE, related_name="presences")
    called_at = models.DateTimeField()
    active_at = models.DateTimeField()
    is_writing = models.BooleanField(default=False)

    objects = PresenceQuerySet.as_manager()

    class Meta:
        default_permissions = ()
        constraints = [models.UniqueConstraint(fields=["article", "editor"], name="presence_one_each")]

    def __str__(self) -> str:
        return f"{self.editor_id} at {self.article_id}"
