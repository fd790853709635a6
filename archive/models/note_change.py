"""NoteChange: what became of a note, from its first word on. NoteMention: a colleague named in one; NoMentionMail: who
wants no mail of that.
"""

from __future__ import annotations

from datetime import datetime

from django.conf import settings
from django.db import models
from django.db.models import Q


class NoteDeed(models.TextChoices):
    """What was done to a note."""

    WRITTEN = "written", "written"
    EDITED = "edited", "edited"
    RESOLVED = "resolved", "resolved"
    REOPENED = "reopened", "reopened"
    LOST = "lost", "lost its words"
    FOUND = "found", "found its words again"
    ATTACHED = "attached", "attached by hand"


class NoteChange(models.Model):
    """One change: who, when, and the fields that changed as they were before and after."""

    annotation = models.ForeignKey("archive.Annotation", on_delete=models.CASCADE, related_name="changes")
    deed = models.CharField(max_length=8, choices=NoteDeed.choices)
    before = models.JSONField(default=dict, blank=True)
    after = models.JSONField(default=dict, blank=True)
    # Nobody: a machine, as when words changed under the note.
    by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="+")
    at = models.DateTimeField()

    class Meta:
        ordering = ["id"]
        constraints = [models.CheckConstraint(condition=Q(deed__in=NoteDeed.values), name="note_change_deed_known")]

    def __str__(self) -> str:
        return f"{self.get_deed_display()} {self.at:%Y-%m-%d %H:%M}"


class NoteMentionQuerySet(models.QuerySet["NoteMention"]):
    """Namings of colleagues that are…"""

    def unread_by(self, user_id: int) -> NoteMentionQuerySet:
        """…waiting for this colleague, newest first."""
        return self.filter(user_id=user_id, read_at=None).order_by("-id")

    def to_be_mailed(self, at: datetime) -> NoteMentionQuerySet:
        """…not yet told by mail, oldest first."""
        return self.filter(mail_due_at__lte=at).order_by("id")


class NoteMention(models.Model):
    """`@name` in a note: it waits on the desk of the one named until it is read."""

    annotation = models.ForeignKey("archive.Annotation", on_delete=models.CASCADE, related_name="mentions")
    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    created_at = models.DateTimeField()
    read_at = models.DateTimeField(null=True, blank=True)
    mail_due_at = models.DateTimeField(null=True, blank=True, help_text="Empty: a mail was sent, or none is to be.")
    mailed_at = models.DateTimeField(null=True, blank=True, help_text="When a mail was handed over.")

    objects = NoteMentionQuerySet.as_manager()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["annotation", "user"], name="note_mention_once")]
        indexes = [
            models.Index(fields=["user", "-id"], condition=Q(read_at=None), name="note_mention_unread"),
            models.Index(fields=["id"], condition=Q(mail_due_at__isnull=False), name="note_mention_mail"),
        ]

    def __str__(self) -> str:
        return f"{self.user_id} in note {self.annotation_id}"


class NoMentionMail(models.Model):
    """A colleague who is told at the desk alone when a note names them. No row: by mail as well."""

    user = models.OneToOneField(
        settings.AUTH_USER_MODEL, primary_key=True, on_delete=models.CASCADE, related_name="no_mention_mail"
    )
    since = models.DateTimeField()

    def __str__(self) -> str:
        return f"no mail to {self.user_id}"
