"""Topics: subject headings (IPTC Media Topics or a house's own), through django-taggit."""

from __future__ import annotations

from django.db import models
from taggit.models import ItemBase, TagBase


class Topic(TagBase):  # type: ignore[misc]  # taggit has no types
    """A subject heading with an address of its own."""

    uri = models.URLField(blank=True, help_text="The concept's address, e.g. of an IPTC Media Topic.")

    class Meta:
        ordering = ["name"]

    def get_absolute_url(self) -> str:
        return f"/topics/{self.slug}/"


class ArticleTopic(ItemBase):  # type: ignore[misc]  # taggit has no types
    """An article is about a topic."""

    content_object = models.ForeignKey("archive.Article", on_delete=models.CASCADE, related_name="topic_items")
    tag = models.ForeignKey(Topic, on_delete=models.CASCADE, related_name="items")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["content_object", "tag"], name="article_topic_once"),
        ]
