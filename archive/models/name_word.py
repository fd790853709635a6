"""NameWord: a word of a name, so that names are found by any of their words and by their sound, along an index."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from django.db import connection, models

from .entity import Kind

LAST = "\U0010ffff"
MOST_WORDS = 4  # of what was typed; the longest


class NameWordQuerySet(models.QuerySet["NameWord"]):
    """Words that are…"""

    def beginning(self, word: str) -> NameWordQuerySet:
        """…so, or begin so, along the index. SQLite's LIKE uses none; it compares by bytes, so a range is the same."""
        if connection.vendor == "sqlite":
            return self.filter(word__gte=word, word__lt=word + LAST)
        return self.filter(word__startswith=word)

    def owners(self, words: Sequence[str], *, kinds: Iterable[str], most: int) -> list[int]:
        """Ids of at most `most` entities that have, for each of these words, one that begins so; one query."""
        longest, *others = sorted(words, key=len, reverse=True)[:MOST_WORDS]
        rows = self.filter(kind__in=list(kinds)).beginning(longest)
        for word in others:
            rows = rows.filter(models.Exists(NameWord.objects.beginning(word).filter(entity=models.OuterRef("entity"))))
        return list(rows.order_by().values_list("entity_id", flat=True).distinct()[:most])


class NameWord(models.Model):
    """Made from the names of an entity by `archive.actions.name_words`, never by hand; nothing is lost with it."""

    entity = models.ForeignKey("archive.Entity", on_delete=models.CASCADE, related_name="+", db_index=False)
    kind = models.CharField(max_length=12, choices=Kind.choices)
    word = models.CharField(max_length=100, help_text="folded")
    sound = models.CharField(max_length=12, help_text="the skeleton of consonants: archive.text.sounds")

    objects = NameWordQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["entity", "word", "sound"], name="name_word_once"),
        ]
        indexes = [
            models.Index(
                fields=["kind", "word", "entity"],
                name="name_word_of_kind",
                opclasses=["varchar_ops", "varchar_pattern_ops", "int8_ops"],  # PostgreSQL: by the word's beginning
            ),
            models.Index(fields=["kind", "sound", "entity"], name="name_word_sounding"),
        ]

    def __str__(self) -> str:
        return f"{self.word} ({self.sound})"
