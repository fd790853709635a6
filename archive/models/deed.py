"""Deed: who did what to which record, when, and what it was before and after. Written once, never changed."""

from __future__ import annotations

from typing import Any, NoReturn

from django.conf import settings
from django.core.serializers.json import DjangoJSONEncoder
from django.db import models
from django.db.models import Q

SENTENCE = "A deed is evidence: it is never changed and never deleted."


class DeedQuerySet(models.QuerySet["Deed"]):
    """Deeds that are…"""

    def on_story(self, ref: str) -> DeedQuerySet:
        """…on that story, or on another one together with it (a link)."""
        return self.on_record("article", ref)

    def on_record(self, subject: str, ref: str) -> DeedQuerySet:
        """…on that record, or on another one together with it (two entries made one).

        Either half is found along an index of its own. Asked as one condition, databases read all deeds, newest
        first, until enough are found: for an old record that is all of them.
        """
        other = Deed.objects.filter(other_ref=ref).exclude(other_ref="")
        if subject != "article":  # a story's ref is nobody else's; numbers are
            other = other.filter(subject=subject)
        own = Deed.objects.filter(subject=subject, ref=ref)
        return self.filter(pk__in=own.order_by().values("pk").union(other.order_by().values("pk")))

    def newest_first(self) -> DeedQuerySet:
        """…in the order in which they were written, which nobody can set back."""
        return self.order_by("-id")

    def update(self, **fields: Any) -> NoReturn:
        raise TypeError(SENTENCE)

    def bulk_update(self, *args: Any, **options: Any) -> NoReturn:
        raise TypeError(SENTENCE)

    def delete(self) -> NoReturn:
        raise TypeError(SENTENCE)


class Deed(models.Model):
    """One write, recorded in its own transaction by the action that made it (`archive.actions.record_deed`).

    `before` and `after` hold what changed, by name. Records are named by what people cite (a story's ref, an
    entity's number, a source's code), not by foreign keys: the trail outlives them. A trigger of the database keeps
    the row as it was written; only `by` may become empty, when an account is deleted, and `by_name` still says who.
    """

    verb = models.CharField(max_length=40, help_text="The action's name: publish_article")
    subject = models.CharField(max_length=20, help_text="article, person, source…")
    ref = models.CharField(max_length=40, help_text="A story's ref, a source's code, an entity's number.")
    label = models.CharField(max_length=200, blank=True, help_text="Headline or name at that moment.")
    other_ref = models.CharField(max_length=40, blank=True, help_text="The other story, if it was about two.")
    before = models.JSONField(default=dict, blank=True, encoder=DjangoJSONEncoder)
    after = models.JSONField(default=dict, blank=True, encoder=DjangoJSONEncoder)
    comment = models.CharField(max_length=500, blank=True, help_text="The reason that was given.")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")
    by_name = models.CharField(max_length=150, blank=True, help_text="Empty: a machine, on nobody's behalf.")
    at = models.DateTimeField(help_text="The moment of the deed.")
    recorded_at = models.DateTimeField(auto_now_add=True, help_text="By the clock of the server.")
    undoes = models.OneToOneField(
        "self",
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="undone_by",
        help_text="It took this back.",
    )

    objects = DeedQuerySet.as_manager()

    class Meta:
        ordering = ["-id"]
        indexes = [
            models.Index(fields=["subject", "ref", "-id"], name="deed_of_record"),
            models.Index(fields=["other_ref", "-id"], condition=~Q(other_ref=""), name="deed_of_other"),
            models.Index(fields=["by", "-id"], name="deed_of_person"),
            models.Index(fields=["by_name", "-id"], name="deed_of_name"),
            models.Index(fields=["verb", "-id"], name="deed_of_verb"),
            models.Index(fields=["-at", "-id"], name="deed_of_day"),
            # What people did today, however much a machine takes in meanwhile.
            models.Index(fields=["-at", "-id"], condition=~Q(by_name=""), name="deed_of_people"),
        ]

    def __str__(self) -> str:
        return f"{self.verb} {self.subject} {self.ref} by {self.by_name or 'a machine'}"

    def save(self, *args: Any, **options: Any) -> None:
        """Once; TypeError afterwards."""
        if not self._state.adding:
            raise TypeError(SENTENCE)
        super().save(*args, **options)

    def delete(self, *args: Any, **options: Any) -> NoReturn:
        raise TypeError(SENTENCE)

    @property
    def said(self) -> str:
        """The deed in words: publish article."""
        return self.verb.replace("_", " ")
