"""Entity: a person, organisation, place or event that stories mention, and its other names."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from django.core.validators import RegexValidator
from django.db import models
from django.db.models import Exists, F, OuterRef, Q

from archive.text.folding import fold_name

wikidata_is_q_number = RegexValidator(r"^Q[1-9][0-9]{0,17}\Z", "A Wikidata id looks like Q7327.")
language_is_tag = RegexValidator(
    r"^[A-Za-z]{2,3}(-[A-Za-z0-9]{1,8})*\Z", "A language looks like en, ko or zh-Hant (BCP 47)."
)
script_is_code = RegexValidator(r"^[A-Z][a-z]{3}\Z", "A script looks like Latn, Cyrl or Hang (ISO 15924).")


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
    token = models.PositiveIntegerField(default=0, editable=False, help_text="Rises with every change.")
    merged_into = models.ForeignKey("self", null=True, blank=True, on_delete=models.PROTECT, related_name="merged_from")
    created_at = models.DateTimeField(auto_now_add=True)
    updated_at = models.DateTimeField(auto_now=True)

    objects = EntityQuerySet.as_manager()

    class Meta:
        verbose_name_plural = "entities"
        ordering = ["name"]
        indexes = [
            models.Index(fields=["kind", "key", "id"], name="entity_in_order"),  # how the desk lists a kind
            models.Index(fields=["kind", "key"], condition=Q(is_provisional=True), name="entity_provisional"),
        ]
        constraints = [
            models.UniqueConstraint(fields=["kind", "slug"], name="entity_slug_once_per_kind"),
            models.CheckConstraint(condition=Q(kind__in=Kind.values), name="entity_kind_known"),
            models.CheckConstraint(condition=~Q(merged_into=models.F("id")), name="entity_not_merged_into_itself"),
            # One that was merged away keeps its id as memory; the survivor bears it.
            models.UniqueConstraint(
                fields=["wikidata_id"],
                condition=Q(merged_into__isnull=True) & ~Q(wikidata_id=""),
                name="entity_wikidata_once",
                violation_error_message="Another entry has that Wikidata id already: merge the two, or correct one.",
            ),
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
    language = models.CharField(max_length=35, blank=True, validators=[language_is_tag], help_text="BCP 47")
    script = models.CharField(
        max_length=4, blank=True, validators=[script_is_code], help_text="ISO 15924: Latn, Cyrl, Hang"
    )
    kind = models.CharField(max_length=30, blank=True, help_text="romanisation, native, maiden, acronym, short…")
    valid_from = models.DateField(null=True, blank=True)
    valid_to = models.DateField(null=True, blank=True)

    class Meta:
        verbose_name_plural = "aliases"
        ordering = ["id"]
        constraints = [
            models.UniqueConstraint(fields=["entity", "name"], name="alias_once_per_entity"),
            models.CheckConstraint(condition=~Q(name=""), name="alias_not_empty"),
            models.CheckConstraint(
                condition=Q(valid_from__isnull=True) | Q(valid_to__isnull=True) | Q(valid_to__gte=F("valid_from")),
                name="alias_ends_after_start",
                violation_error_message="The name is used no longer before it is used: change one of the two days.",
            ),
        ]

    def __str__(self) -> str:
        return self.name
