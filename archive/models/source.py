"""Source: who provides the story (IPTC: provider)."""

from __future__ import annotations

from django.core.validators import RegexValidator
from django.db import models

from .rights import DisplayPolicy

code_is_address_safe = RegexValidator(
    r"^[\w-]{1,32}$",
    "A source code is 1 to 32 letters, digits, hyphens or underscores: it is part of an address.",
)


class Source(models.Model):
    """A provider of stories, with what its copy means when it does not say so itself."""

    code = models.CharField(max_length=32, unique=True, validators=[code_is_address_safe])
    name = models.CharField(max_length=200)
    description = models.TextField(blank=True)
    url = models.URLField("web address", blank=True)
    home_place = models.ForeignKey("archive.Place", null=True, blank=True, on_delete=models.SET_NULL, related_name="+")
    languages = models.CharField(max_length=100, blank=True, help_text="BCP 47 codes, separated by blanks: en ko")
    agency_names = models.CharField(
        max_length=300,
        blank=True,
        help_text="How its datelines name it, separated by semicolons: AJP; Aju Press",
    )
    default_holder = models.CharField("copyright holder", max_length=300, blank=True)
    default_notice = models.TextField("copyright notice", blank=True)
    default_usage_terms = models.TextField("usage terms", blank=True)
    default_display_policy = models.CharField(
        "display policy", max_length=10, choices=DisplayPolicy.choices, default=DisplayPolicy.FULL
    )
    created_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ["name"]

    def __str__(self) -> str:
        return f"{self.name} ({self.code})"

    def get_absolute_url(self) -> str:
        return f"/sources/{self.code}/"
