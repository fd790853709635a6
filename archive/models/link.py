"""Link: a typed, reasoned connection between two stories; one row, worded from both sides."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import F, Q


class LinkType(models.TextChoices):
    """Read as «article TYPE target»."""

    FOLLOWS = "follows", "follows"
    BACKGROUND = "background", "has background in"
    CORRECTS = "corrects", "corrects"
    UPDATES = "updates", "updates"
    DUPLICATES = "duplicates", "duplicates"
    TRANSLATES = "translates", "translates"
    CONTRADICTS = "contradicts", "contradicts"
    SAME_STORY = "same_story", "tells the same story as"


# What the box on each story's page says: (on the article's side, on the target's side).
WORDING: dict[str, tuple[str, str]] = {
    LinkType.FOLLOWS: ("Follows", "Followed by"),
    LinkType.BACKGROUND: ("Background", "Background to"),
    LinkType.CORRECTS: ("Corrects", "Corrected by"),
    LinkType.UPDATES: ("Updates", "Updated by"),
    LinkType.DUPLICATES: ("Duplicate", "Duplicate"),
    LinkType.TRANSLATES: ("Translation of", "Translated as"),
    LinkType.CONTRADICTS: ("Contradicts", "Contradicts"),
    LinkType.SAME_STORY: ("Same story", "Same story"),
}

# These say the same from both sides, so they are stored once, from the lower id to the higher.
SYMMETRIC = frozenset({LinkType.DUPLICATES, LinkType.CONTRADICTS, LinkType.SAME_STORY})


class LinkQuerySet(models.QuerySet["Link"]):
    """Links that are…"""

    def touching(self, article_id: int) -> LinkQuerySet:
        """…on either side of that article."""
        return self.filter(Q(article_id=article_id) | Q(target_id=article_id))


_LinkManager = models.Manager.from_queryset(LinkQuerySet)


class KeptLinks(_LinkManager["Link"]):
    """Links that were not thrown away: what every page, list and count means by links."""

    def get_queryset(self) -> LinkQuerySet:
        return LinkQuerySet(self.model, using=self._db).filter(trashed_at=None)


class Link(models.Model):
    """Why two stories belong together, who said so, and when."""

    article = models.ForeignKey("archive.Article", on_delete=models.CASCADE, related_name="links_out")
    target = models.ForeignKey("archive.Article", on_delete=models.CASCADE, related_name="links_in")
    type = models.CharField(max_length=12, choices=LinkType.choices)
    reason = models.CharField(max_length=500, blank=True)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="+")
    created_at = models.DateTimeField()
    trashed_at = models.DateTimeField(null=True, blank=True, help_text="Taken back; it can be restored.")

    objects = KeptLinks()
    with_trash = LinkQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["article", "target", "type"], condition=Q(trashed_at=None), name="link_once"
            ),
            models.CheckConstraint(condition=~Q(article=F("target")), name="link_not_to_itself"),
            models.CheckConstraint(condition=Q(type__in=LinkType.values), name="link_type_known"),
            models.CheckConstraint(
                condition=~Q(type__in=sorted(SYMMETRIC)) | Q(article__lt=F("target")),
                name="link_symmetric_once",
            ),
        ]
        indexes = [models.Index(fields=["type", "-id"], name="link_type_newest")]

    def __str__(self) -> str:
        return f"{self.article_id} {self.type} {self.target_id}"

    def wording_for(self, article_id: int) -> str:
        """The heading under which the other story stands on that story's page."""
        forward, backward = WORDING[self.type]
        return forward if article_id == self.article_id else backward
