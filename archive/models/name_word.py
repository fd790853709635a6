"""NameWord: a word of a name, so that names are found by any of their words and by their sound, along an index."""

from __future__ import annotations

from django.db import models

from .entity import Kind


class NameWord(models.Model):
    """Made from the names of an entity by `archive.actions.name_words`, never by hand; nothing is lost with it."""

    entity = models.ForeignKey("archive.Entity", on_delete=models.CASCADE, related_name="+", db_index=False)
    kind = models.CharField(max_length=12, choices=Kind.choices)
    word = models.CharField(max_length=100, help_text="folded")
    sound = models.CharField(max_length=12, help_text="the skeleton of consonants: archive.text.sounds")

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
