"""OnceKey: a deed that was asked for and done, so that asking a second time does nothing."""

from __future__ import annotations

from django.conf import settings
from django.db import models


class OnceKey(models.Model):
    """Written in the deed's own transaction: the row is there exactly when the deed was done.

    `key` is a digest of what was sent (see `editorial.admin.once`); `sentence` and `location` are the answer that may
    have been lost on its way, given again to whoever asks again.
    """

    key = models.CharField(max_length=64, unique=True)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    sentence = models.CharField(max_length=500)
    location = models.CharField(max_length=300)
    at = models.DateTimeField()

    class Meta:
        default_permissions = ()
        indexes = [models.Index(fields=["by", "at"], name="once_key_of_editor")]

    def __str__(self) -> str:
        return self.key[:12]
