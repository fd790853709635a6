"""WorkingDraft: what an editor has typed into a story's form and not saved yet, kept on the server."""

from __future__ import annotations

from django.conf import settings
from django.db import models


class WorkingDraft(models.Model):
    """One for each editor and story, overwritten while they type and gone when they save. Nobody else sees it.

    `fields` is the form as the browser sent it, with the marks of what it was opened with (`token`, `seen`, `base`):
    taken up again after days, it clashes with what others saved meanwhile exactly as the open form would have.
    """

    editor = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="working_drafts")
    article = models.ForeignKey("archive.Article", on_delete=models.CASCADE, related_name="working_drafts")
    fields = models.JSONField(default=dict)
    saved_at = models.DateTimeField()

    class Meta:
        default_permissions = ()
        constraints = [models.UniqueConstraint(fields=["editor", "article"], name="working_draft_one_each")]
        indexes = [models.Index(fields=["editor", "-saved_at"], name="working_draft_of_editor")]

    def __str__(self) -> str:
        return f"{self.editor_id} at {self.article_id}"
