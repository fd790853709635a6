"""ArticleVersion: the words of a story at one moment."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import Q

HEADLINE_LENGTH = 1000  # code points; longer ones are cut by the reader, which keeps the rest and says so


def up_to(number: int, *, of: str = "") -> Q:
    """Versions that stand at that number or before it; `of` is the way to them (`to_version__`)."""
    return Q(**{f"{of}place__isnull": True, f"{of}number__lte": number}) | Q(**{f"{of}place__lte": number})


class ArticleVersion(models.Model):
    """Words that, once published, never change (a database trigger holds that).

    `text` is canonical text (`archive.text`), without dateline, headline or notice; `marks` and every
    span elsewhere count Unicode code points of it.
    """

    article = models.ForeignKey("archive.Article", on_delete=models.CASCADE, related_name="versions")
    number = models.PositiveIntegerField()
    original = models.ForeignKey("archive.Original", null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    headline = models.CharField(max_length=HEADLINE_LENGTH)
    subheadline = models.CharField(max_length=HEADLINE_LENGTH, blank=True)
    abstract = models.TextField(blank=True)
    byline = models.CharField(max_length=500, blank=True)
    dateline_text = models.CharField("dateline", max_length=300, blank=True, help_text="As printed.")
    dateline_place = models.ForeignKey(
        "archive.Place", null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    dateline_region = models.CharField(max_length=100, blank=True)
    dateline_country = models.CharField(max_length=100, blank=True)
    dateline_on = models.DateField(null=True, blank=True)
    dateline_agency = models.CharField(max_length=100, blank=True)
    text = models.TextField(blank=True)
    marks = models.JSONField(default=list, blank=True)
    published_at = models.DateTimeField(null=True, blank=True)
    created_at = models.DateTimeField()
    by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="+")
    reason = models.CharField(max_length=500, blank=True, help_text="Why this version was made.")
    sha256 = models.CharField(
        max_length=64, db_index=True, help_text="of the words, so that a change of one letter shows"
    )

    place = models.FloatField(
        null=True, blank=True, help_text="Where it stands among the others, when an earlier version came late."
    )

    class Meta:
        ordering = ["article_id", "number"]
        constraints = [
            models.UniqueConstraint(fields=["article", "number"], name="version_number_once"),
            models.UniqueConstraint(
                fields=["article"],
                condition=models.Q(published_at__isnull=True),
                name="version_one_open_draft",
            ),
            models.CheckConstraint(condition=models.Q(number__gte=1), name="version_number_from_one"),
        ]

    def __str__(self) -> str:
        return f"{self.headline} (version {self.number})"

    @property
    def stands_at(self) -> float:
        """Its place in the order of the story's versions: its number, unless it came after a newer one."""
        return self.number if self.place is None else self.place

    @property
    def is_published(self) -> bool:
        return self.published_at is not None
