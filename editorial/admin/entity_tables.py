"""Entries of the authority file as rows of a table: django-import-export reads and writes, our actions save."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.contrib.auth.models import User
from django.core.exceptions import ValidationError
from django.db.models import QuerySet
from import_export import fields, resources, widgets

from archive.actions import add_alias, save_entity
from archive.models import Alias, Entity, Event, Organisation, Person, Place
from archive.models.entity import Kind
from archive.text.folding import fold_name

_DANGEROUS = ("=", "+", "-", "@", "\t", "\r")
SHARED = ("slug", "name", "description", "wikidata_id")
FACTS: dict[Kind, tuple[type[Entity], tuple[str, ...]]] = {
    Kind.PERSON: (Person, ("born_on", "died_on")),
    Kind.ORGANISATION: (Organisation, ("parent",)),
    Kind.PLACE: (Place, ("country", "parent", "latitude", "longitude", "geonames_id")),
    Kind.EVENT: (Event, ("starts_on", "ends_on", "precision", "location", "parent")),
}


def guard_cell(value: str) -> str:
    """A spreadsheet runs what begins so as a formula: an apostrophe makes it text."""
    return f"'{value}" if value.startswith(_DANGEROUS) else value


def unguard_cell(value: str) -> str:
    """What `guard_cell` was given."""
    return value[1:] if value.startswith("'") and value[1:].startswith(_DANGEROUS) else value


class _Kin(widgets.ForeignKeyWidget):  # type: ignore[misc]  # the library has no types
    """Another entry, by the last part of its address."""

    def clean(self, value: Any, row: Any = None, **kwargs: Any) -> Any:
        slug = str(value or "").strip()
        if not slug:
            return None
        entries: QuerySet[Any] = QuerySet(self.model)
        found = entries.filter(slug=slug, merged_into=None).first()
        if found is None:
            raise ValueError(f"There is no {self.model._meta.verbose_name} with the address “{slug}”.")
        return found


class PlainDiff(resources.Diff):  # type: ignore[misc]  # the library has no types
    """What changes, as text: we escape what we show ourselves."""

    def as_html(self) -> list[tuple[str, str]]:
        pairs = zip(self.left, self.right, strict=True)
        return [("" if self.new else str(old or ""), str(new or "")) for old, new in pairs]


class EntityTable(resources.ModelResource):  # type: ignore[misc]  # the library has no types
    """What the tables of all kinds share. A row is the entry of its slug, else of its Wikidata id, else a new one."""

    kind: Kind

    def __init__(self, *, by: User | None = None, at: datetime | None = None) -> None:
        super().__init__()
        self.by, self.at = by, at
        self.seen: set[str] = set()

    @classmethod
    def get_diff_class(cls) -> type[PlainDiff]:
        return PlainDiff

    def get_import_id_fields(self) -> list[str]:
        return []

    def before_import_row(self, row: dict[str, Any], **kwargs: Any) -> None:
        """Cells as text without the guard; empty cells are empty."""
        for name, value in row.items():
            text = "" if value is None else value.date().isoformat() if isinstance(value, datetime) else str(value)
            row[name] = unguard_cell(" ".join(text.replace("\0", "").split()))
        if not row.get("name"):
            raise ValueError("Give it a name.")

    def get_instance(self, instance_loader: Any, row: Mapping[str, str]) -> Any:
        known: QuerySet[Any] = QuerySet(self._meta.model).filter(merged_into=None)
        slug, number = row.get("slug", ""), row.get("wikidata_id", "")
        found = (
            known.filter(slug=slug).first() if slug else known.filter(wikidata_id=number).first() if number else None
        )
        if slug and found is None:
            raise ValueError(f"There is no {self.kind} with the address “{slug}”: leave it empty for a new one.")
        key = str(found.pk) if found else ""
        if key and key in self.seen:
            raise ValueError(f"“{found}” stands in an earlier row already.")
        self.seen.add(key)
        return found

    def skip_row(self, instance: Any, original: Any, row: Any, import_validation_errors: Any = None) -> bool:
        """What says nothing new is left alone."""
        if import_validation_errors or not original.pk:
            return False
        names = [field.attribute for field in self.get_import_fields() if field.attribute and field.column_name in row]
        same = all(getattr(instance, name) == getattr(original, name) for name in names)
        return same and not _new_names(instance, row)

    def validate_instance(
        self, instance: Any, import_validation_errors: Any = None, validate_unique: bool = True
    ) -> None:
        """The model's own checks; ids that others have are refused, with their names, when it is saved."""
        errors = dict(import_validation_errors or {})
        try:
            instance.full_clean(
                exclude=["slug", "key", "kind", *errors], validate_unique=False, validate_constraints=False
            )
        except ValidationError as error:
            errors = error.update_error_dict(errors)
        if errors:
            raise ValidationError(errors)

    def do_instance_save(self, instance: Any, is_create: bool) -> None:
        """Through the archive's actions, like every other write."""
        assert self.at is not None
        instance.is_provisional = False
        save_entity(entity=instance, by=self.by, at=self.at)

    def after_save_instance(self, instance: Any, row: Mapping[str, str], **kwargs: Any) -> None:
        assert self.at is not None
        for name in _new_names(instance, row):
            add_alias(entity=instance, name=name, by=self.by, at=self.at)

    def dehydrate_other_names(self, entity: Entity) -> str:
        return "; ".join(alias.name for alias in entity.aliases.all())

    def export_field(self, field: Any, instance: Any, **kwargs: Any) -> Any:
        """Text that a spreadsheet would run is made harmless."""
        value = super().export_field(field, instance, **kwargs)
        return (
            guard_cell(value)
            if isinstance(value, str) and field.column_name not in ("latitude", "longitude")
            else value
        )


def make_table(kind: Kind, *, by: User | None = None, at: datetime | None = None) -> EntityTable:
    """The table of that kind; `by` and `at` are needed to import."""
    model, facts = FACTS[kind]
    columns: dict[str, Any] = {"kind": kind}
    for name in facts:
        if name in ("parent", "location"):
            related = Place if name == "location" else model
            columns[name] = fields.Field(attribute=name, column_name=name, widget=_Kin(related, "slug"))
    columns["other_names"] = fields.Field(column_name="other_names")
    order = (*SHARED, *facts, "other_names")
    meta = type("Meta", (), {"model": model, "fields": order, "export_order": order, "import_order": order, **_OPTIONS})
    table: type[EntityTable] = type(f"{model.__name__}Table", (EntityTable,), {**columns, "Meta": meta})
    return table(by=by, at=at)


_OPTIONS = {"skip_unchanged": True, "report_skipped": True, "use_transactions": True, "store_row_values": True}


def _new_names(entity: Entity, row: Mapping[str, str]) -> list[str]:
    names = [" ".join(name.split()) for name in str(row.get("other_names", "") or "").split(";")]
    known = {entity.name}
    if entity.pk:
        known |= set(Alias.objects.filter(entity_id=entity.pk).values_list("name", flat=True))
    return [name for name in dict.fromkeys(names) if name and name not in known and fold_name(name)]


def explain_row(row: Any) -> str:
    """Why a row cannot be taken, in a sentence."""
    if row.validation_error is not None:
        pairs = row.validation_error.message_dict.items()
        labelled = ((f"{name}: " if name != "__all__" else "", said) for name, said in pairs)
        return " ".join(f"{label}{_say(each)}" for label, said in labelled for each in said)
    return " ".join(str(each.error) for each in row.errors)


def _say(message: str) -> str:
    """The library's word on days tells nobody what to do."""
    return "Write a day as 1961-04-12." if message.startswith("Value could not be parsed") else message
