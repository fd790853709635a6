"""NoteChange: what became of a note, from its first word on. NoteMention: a colleague named in one."""

from __future__ import annotations

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


class NoteMention(models.Model):
    """`@name` in a note: it waits on the desk of the one named until it is read."""

    annotation = models.ForeignKey("archive.Annotation", on_delete=models.CASCADE, related_name="mentions")
    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    created_at = models.DateTimeField()
    read_at = models.DateTimeField(null=True, blank=True)

    objects = NoteMentionQuerySet.as_manager()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["annotation", "user"], name="note_mention_once")]
        indexes = [models.Index(fields=["user", "-id"], condition=Q(read_at=None), name="note_mention_unread")]

    def __str__(self) -> str:
        return f"{self.user_id} in note {self.annotation_id}"
