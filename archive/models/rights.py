"""Rights of an article: who holds it, what the notice says, what may be shown."""

from __future__ import annotations

from datetime import date
from typing import Literal

from django.db import models

from archive.text.excerpt import plain_excerpt

EXCERPT_LENGTH = 400  # code points of a story that may only be shown in part
Use = Literal["headline", "excerpt", "full"]


class DisplayPolicy(models.TextChoices):
    """How much of a story a reader may be shown."""

    FULL = "full", "full text"
    EXCERPT = "excerpt", "excerpt"
    HEADLINE = "headline", "headline only"
    NONE = "none", "nothing"


_ALLOWED: dict[str, frozenset[str]] = {
    DisplayPolicy.FULL: frozenset({"headline", "excerpt", "full"}),
    DisplayPolicy.EXCERPT: frozenset({"headline", "excerpt"}),
    DisplayPolicy.HEADLINE: frozenset({"headline"}),
    DisplayPolicy.NONE: frozenset(),
}


class Rights(models.Model):
    """What the holder allows. `allows_use` is the one rights rule; nothing else reads the policy."""

    article = models.OneToOneField("archive.Article", on_delete=models.CASCADE, related_name="rights")
    holder = models.CharField("copyright holder", max_length=300, blank=True)
    year = models.PositiveSmallIntegerField("copyright year", null=True, blank=True)
    notice = models.TextField("copyright notice", blank=True, help_text="Word for word, as printed.")
    usage_terms = models.TextField(blank=True)
    display_policy = models.CharField(max_length=10, choices=DisplayPolicy.choices, default=DisplayPolicy.FULL)
    expires_on = models.DateField(null=True, blank=True, help_text="The last day on which it may be shown.")

    class Meta:
        verbose_name_plural = "rights"
        constraints = [
            models.CheckConstraint(
                condition=models.Q(display_policy__in=DisplayPolicy.values),
                name="rights_display_policy_known",
            ),
        ]

    def __str__(self) -> str:
        return self.notice or self.holder or "no rights statement"

    def allows(self, use: Use, on: date) -> bool:
        """Whether the story may be shown that way on that day."""
        return allows_use(use, policy=self.display_policy, expires_on=self.expires_on, on=on)

    def open_text(self, text: str, on: date) -> str:
        """As much of the text as readers may be shown on that day: all, the beginning, or nothing."""
        return open_text(text, policy=self.display_policy, expires_on=self.expires_on, on=on)


def allows_use(use: Use, *, policy: str, expires_on: date | None, on: date) -> bool:
    """Whether these rights, kept in a row or read from one, let a story be shown that way on that day."""
    return (expires_on is None or on <= expires_on) and use in _ALLOWED[policy]


def open_text(text: str, *, policy: str, expires_on: date | None, on: date) -> str:
    """As much of the text as these rights let readers see on that day."""
    if allows_use("full", policy=policy, expires_on=expires_on, on=on):
        return text
    if allows_use("excerpt", policy=policy, expires_on=expires_on, on=on):
        return plain_excerpt(text, EXCERPT_LENGTH)
    return ""
