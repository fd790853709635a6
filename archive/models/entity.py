"""Entity: a person, organisation, place or event that stories mention, and its other names."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from django.core.validators import RegexValidator
from django.db import models
from django.db.models import Exists, OuterRef, Q

from archive.text.folding import fold_name

wikidata_is_q_number = RegexValidator(r"^Q[1-9]\d*$", "A Wikidata id looks like Q7327.")


class Kind(models.TextChoices):
    PERSON = "person", "person"
    ORGANISATION = "organisation", "organisation"
    PLACE = "place", "place"
    EVENT = "event", "event"


PATHS = {
    Kind.PERSON: "people",
    Kind.ORGANISATION: "organisations",
    Kind.PLACE: "places",
    Kind.EVENT: "events",
}


class EntityQuerySet(models.QuerySet["Entity"]):
    """Entities that are…"""

    def readable(self, at: datetime) -> EntityQuerySet:
        """…named, beyond doubt, in a story that readers may see: a name alone could give a draft away."""
        from .article import Article
        from .mention import Mention

        # Asked of each article by its key: `article__in` made the database list every readable article first.
        is_open = Exists(Article.objects.readable(at).filter(pk=OuterRef("article_id")))
        named = Mention.objects.public().filter(is_open, entity=OuterRef("pk"))
        return self.filter(Exists(named), merged_into__isnull=True)

    def called(self, names: Iterable[str]) -> EntityQuerySet:
        """…known under one of these names, main or alias, whatever the case, hyphens or script width."""
        keys = {fold_name(name) for name in names} - {""}
        return self.filter(Q(key__in=keys) | Q(aliases__key__in=keys), merged_into__isnull=True).distinct()


class Entity(models.Model):
    """What all four kinds share. Kinds add their own facts in a table of their own."""

    kind = models.CharField(max_length=12, choices=Kind.choices, editable=False)
    name = models.CharField(max_length=300)
    key = models.CharField(max_length=300, editable=False, db_index=True)
    slug = models.SlugField(max_length=120, allow_unicode=True)
    description = models.TextField(blank=True)
    wikidata_id = models.CharField(max_length=20, blank=True, validators=[wikidata_is_q_number])
    is_provisional = models.BooleanField(default=False, help_text="Made by a rule; no person has looked at it yet.")
    merged_into = models.ForeignKey("self", null=True, blank=True, on_delete=models.PROTECT, related_name="merged_from")
    created_at = models.DateTimeField(auto_now_add=True)
    updated_at = models.DateTimeField(auto_now=True)

    objects = EntityQuerySet.as_manager()

    class Meta:
        verbose_name_plural = "entities"
        ordering = ["name"]
        constraints = [
            models.UniqueConstraint(fields=["kind", "slug"], name="entity_slug_once_per_kind"),
            models.CheckConstraint(condition=Q(kind__in=Kind.values), name="entity_kind_known"),
            models.CheckConstraint(condition=~Q(merged_into=models.F("id")), name="entity_not_merged_into_itself"),
        ]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return f"/{PATHS[Kind(self.kind)]}/{self.slug}/"


class Alias(models.Model):
    """Another name, with what it takes to show it rightly and to find it."""

    entity = models.ForeignKey(Entity, on_delete=models.CASCADE, related_name="aliases")
    name = models.CharField(max_length=300)
    key = models.CharField(max_length=300, editable=False, db_index=True)
    language = models.CharField(max_length=35, blank=True, help_text="BCP 47")
    script = models.CharField(max_length=4, blank=True, help_text="ISO 15924: Latn, Cyrl, Hang")
    kind = models.CharField(max_length=30, blank=True, help_text="romanisation, native, maiden, acronym, short…")
    valid_from = models.DateField(null=True, blank=True)
    valid_to = models.DateField(null=True, blank=True)

    class Meta:
        verbose_name_plural = "aliases"
        ordering = ["id"]
        constraints = [
            models.UniqueConstraint(fields=["entity", "name"], name="alias_once_per_entity"),
            models.CheckConstraint(condition=~Q(name=""), name="alias_not_empty"),
        ]

    def __str__(self) -> str:
        return self.name
