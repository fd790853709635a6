"""A story as a user of django-modelsearch would declare it."""

from __future__ import annotations

from django.db import models
from modelsearch import index


class Story(index.Indexed, models.Model):  # type: ignore[misc]  # modelsearch has no types
    """Words to be sought, and what they are counted by."""

    ref = models.CharField(max_length=10)
    headline = models.TextField()
    body = models.TextField()
    source = models.CharField(max_length=80)
    language = models.CharField(max_length=35)
    genre = models.CharField(max_length=60)
    year = models.IntegerField()

    search_auto_update = False
    search_fields = (
        index.SearchField("headline", boost=3),
        index.SearchField("body"),
        index.FilterField("source"),
        index.FilterField("language"),
        index.FilterField("genre"),
        index.FilterField("year"),
    )

    def __str__(self) -> str:
        return self.headline
