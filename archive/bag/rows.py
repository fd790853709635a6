"""Rows of a bag from rows of the database: plain values, and the public names of what they refer to."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.db.models import QuerySet

from archive.models import ArticleVersion, IngestRun
from archive.models.portable import NUMBER, AnyModel, Part, is_named, name_runs, names_of, target_of

BATCH = 500  # rows looked up together
Row = dict[str, Any]


class RowReader:
    """Reads rows of any model in the order of their numbers, a batch at a time; memory does not grow with them."""

    def __init__(self) -> None:
        self._runs = name_runs()

    def walk(self, file: Part, chosen: QuerySet[Any, Any]) -> Iterator[Row]:
        """Every one of the chosen rows with its parts."""
        after = 0
        while numbers := list(chosen.filter(pk__gt=after).order_by("pk").values_list("pk", flat=True)[:BATCH]):
            after = numbers[-1]
            yield from self.read(file, numbers)

    def read(self, file: Part, numbers: Sequence[int]) -> list[Row]:
        """These rows."""
        return [row for rows in self._read(file, "pk", numbers).values() for row in rows]

    def _read(self, part: Part, by: str, owners: Sequence[int]) -> dict[int, list[Row]]:
        """The rows of each owner, in the order of their numbers."""
        columns = part.columns()
        found = list(
            part.model._base_manager.filter(**{f"{by}__in": owners})
            .order_by("pk")
            .values_list("pk", by, *(column.attname for column in columns))
        )
        rows = [dict(zip((column.name for column in columns), map(plain, values[2:]), strict=True)) for values in found]
        for column in columns:
            if column.is_relation:
                self._name(rows, column.name, target_of(column))
        numbers = [values[0] for values in found]
        if part.has_number:
            for number, row in zip(numbers, rows, strict=True):
                row[NUMBER] = number
        for inner in part.parts:
            inside = self._read(inner, inner.owner, numbers)
            for number, row in zip(numbers, rows, strict=True):
                if number in inside:
                    row[inner.name] = inside[number]
        self._say_versions(part, rows)
        grouped: dict[int, list[Row]] = defaultdict(list)
        for values, row in zip(found, rows, strict=True):
            grouped[values[1]].append(row)
        return grouped

    def _name(self, rows: list[Row], name: str, model: AnyModel) -> None:
        """Names in the place of numbers. Versions are left for `_say_versions`; a deed is called by its number."""
        if model is IngestRun:
            names: dict[int, str] = self._runs
        elif is_named(model):
            names = names_of(model, {row[name] for row in rows if row[name] is not None})
        else:
            return
        for row in rows:
            row[name] = None if row[name] is None else names[row[name]]

    def _say_versions(self, part: Part, rows: list[Row]) -> None:
        """A version is called by its number within its story."""
        if part.name != "stories":
            return
        for row in rows:
            _say(row, part, {version[NUMBER]: version["number"] for version in row.get("versions", ())})


def _say(row: Row, part: Part, known: dict[int, int]) -> None:
    for column in part.columns():
        if column.is_relation and column.related_model is ArticleVersion:
            row[column.name] = known.get(row[column.name])
    for inner in part.parts:
        for one in row.get(inner.name, ()):
            _say(one, inner, known)


def plain(value: Any) -> Any:
    """As JSON holds it; moments in UTC."""
    if isinstance(value, datetime):
        return value.isoformat().replace("+00:00", "Z")
    if isinstance(value, date):
        return value.isoformat()
    return str(value) if isinstance(value, UUID) else value
