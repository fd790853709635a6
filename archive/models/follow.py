"""Follow: somebody wants to be told by mail of new stories that a search finds."""

from __future__ import annotations

import uuid
from datetime import datetime, timedelta

from django.conf import settings
from django.contrib.auth.models import User
from django.db import models

from .arrival import Index

CONFIRM_WITHIN = timedelta(days=7)  # then the address is forgotten
LONGEST_SEARCH = 2000  # characters of the address of a search; an index key must stay below 2,700 bytes


class Frequency(models.TextChoices):
    """How often there may be a mail."""

    DAILY = "daily", "at most once a day"
    AT_ONCE = "at_once", "as soon as a story arrives"


class FollowQuerySet(models.QuerySet["Follow"]):
    """Follows that are…"""

    def due(self, *, at: datetime, index: str, latest: int) -> FollowQuerySet:
        """…confirmed, whose time has come, and that have not been told of everything up to `latest`."""
        return self.filter(confirmed_at__isnull=False, due_at__lte=at, index=index, told_up_to__lt=latest)

    def unconfirmed_since(self, moment: datetime) -> FollowQuerySet:
        """…still waiting for the word of whoever owns the address, and older than that."""
        return self.filter(confirmed_at__isnull=True, created_at__lt=moment)


class Follow(models.Model):
    """Ended, it is deleted, and the address with it: there is no list of those who once followed something."""

    key = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    address = models.EmailField(max_length=254)
    user = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.CASCADE)
    index = models.CharField(max_length=6, choices=Index.choices, default=Index.PUBLIC)
    search = models.CharField(max_length=LONGEST_SEARCH, blank=True, help_text="The parameters of /search.")
    frequency = models.CharField(max_length=8, choices=Frequency.choices, default=Frequency.DAILY)
    created_at = models.DateTimeField()
    confirmed_at = models.DateTimeField(null=True, blank=True)
    told_up_to = models.BigIntegerField(default=0, help_text="The last arrival looked at.")
    due_at = models.DateTimeField(help_text="Not looked at before; while a mail is being sent, a little later.")
    failures = models.PositiveSmallIntegerField(default=0, help_text="Mails refused in a row.")

    objects = FollowQuerySet.as_manager()

    class Meta:
        indexes = [models.Index(fields=["index", "due_at"], name="follow_due")]
        constraints = [
            models.UniqueConstraint(fields=["address", "index", "search"], name="follow_once"),
            models.CheckConstraint(condition=models.Q(index__in=Index.values), name="follow_index_known"),
            models.CheckConstraint(condition=models.Q(frequency__in=Frequency.values), name="follow_frequency_known"),
        ]

    def __str__(self) -> str:
        return f"a follower of “{self.search}”"

    def may_be_told(self) -> bool:
        """Whether the rights that the search takes are there at this moment. Fetch `user` afresh before asking."""
        return self.index == Index.PUBLIC or may_search_desk(self.user)


class Asking(models.Model):
    """That somebody asked for a confirmation mail, kept for a day so that no mailbox can be flooded.

    `key` is a keyed hash of an address, or of where the request came from: neither can be read from it.
    """

    key = models.CharField(max_length=64)
    asked_at = models.DateTimeField()

    class Meta:
        indexes = [models.Index(fields=["key", "asked_at"], name="asking_lately")]

    def __str__(self) -> str:
        return f"asked at {self.asked_at:%Y-%m-%d %H:%M}"


def may_search_desk(user: User | None) -> bool:
    """Whether that person may see what is not published: active staff with the right to view stories."""
    return user is not None and user.is_active and user.is_staff and user.has_perm("archive.view_article")
