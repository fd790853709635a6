"""Move: a story went from one state to another, with the words that went with it."""

from __future__ import annotations

from django.conf import settings
from django.db import models


class Move(models.Model):
    """One row a move, never changed. The states and who may make a move: `editorial.workflow`."""

    article = models.ForeignKey("archive.Article", on_delete=models.CASCADE, related_name="moves")
    name = models.CharField(max_length=20)
    from_state = models.CharField(max_length=10)
    to_state = models.CharField(max_length=10)
    comment = models.CharField(max_length=500, blank=True)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")
    at = models.DateTimeField()

    class Meta:
        ordering = ["-id"]
        indexes = [models.Index(fields=["article", "-id"], name="move_of_story")]
        default_permissions = ("view",)
        permissions = [
            ("review_story", "Can send a story back from review"),
            ("publish_story", "Can publish, schedule and correct stories"),
            ("withdraw_story", "Can withdraw and restore stories"),
            ("block_story", "Can block stories by law"),
            ("unblock_story", "Can lift a block"),
            ("trash_story", "Can throw drafts away"),
            ("undo_deed", "Can undo the last deeds on a story"),
        ]

    def __str__(self) -> str:
        return f"{self.name}: {self.from_state} to {self.to_state}"
