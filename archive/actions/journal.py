"""A journal of what a deed did to which rows, so that it can be undone exactly, or refused when it no longer can.

Each entry is JSON: `{"table", "deed": "set"|"add"|"remove", "rows": [[pk, before, after]…]}`, where `before` and
`after` are `{column: value}`. Only the columns that the deed changed are looked at again:
what others did to the rest stands.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from django.apps import apps
from django.db import IntegrityError, connection, models, transaction

from .refusals import Refused

BATCH = 400  # ids a statement: SQLite takes 999 values
Row = models.Model
Values = dict[str, Any]


class Journal:
    """Change rows through this, and `entries` tells how to take it back."""

    def __init__(self) -> None:
        self.entries: list[dict[str, Any]] = []

    def set(self, rows: Iterable[Row], **values: Any) -> None:
        """Give these rows the values (by `attname`); rows that have them already are left alone."""
        self.set_each((row, values) for row in rows)

    def set_each(self, changes: Iterable[tuple[Row, Mapping[str, Any]]]) -> None:
        """Give each row values of its own. The rows must be as they are in the database, and locked."""
        grouped: dict[str, list[Any]] = defaultdict(list)
        by_model: dict[str, type[Row]] = {}
        for row, values in changes:
            before = {name: getattr(row, name) for name in values}
            after = dict(values)
            if before == after:
                continue
            label = row._meta.label_lower
            by_model[label] = type(row)
            grouped[label].append([row.pk, _plain(row, before), _plain(row, after)])
            for name, value in after.items():
                setattr(row, name, value)
        for label, done in grouped.items():
            _write(by_model[label], [(pk, after) for pk, _, after in done])
            self.entries.append({"table": label, "deed": "set", "rows": done})

    def add(self, row: Row) -> None:
        """Insert the row."""
        row.save(force_insert=True)
        self.entries.append({"table": row._meta.label_lower, "deed": "add", "rows": [[row.pk, None, _whole(row)]]})

    def remove(self, rows: Sequence[Row]) -> None:
        """Delete these rows of one table, to which nothing points."""
        if not rows:
            return
        model = type(rows[0])
        done = [[row.pk, _whole(row), None] for row in rows]
        for first in range(0, len(done), BATCH):
            model._base_manager.filter(pk__in=[pk for pk, _, _ in done[first : first + BATCH]]).delete()
        self.entries.append({"table": model._meta.label_lower, "deed": "remove", "rows": done})


def undo(entries: Sequence[Mapping[str, Any]]) -> None:
    """Every row as it was before the deed, in the transaction of the caller, who rolls back on Refused.

    Refused when a row that the deed touched is gone, or says something else by now in what the deed changed.
    """
    for entry in reversed(entries):
        model = apps.get_model(entry["table"])
        match entry["deed"]:
            case "set":
                _check(model, entry["rows"])
                # The last first: places in an order are freed before they are taken.
                _write(model, [(pk, before) for pk, before, _ in reversed(entry["rows"])])
            case "add":
                _check(model, entry["rows"])
                _take_away(model, [pk for pk, _, _ in entry["rows"]])
            case _:
                _put_back(model, entry["rows"])


def _plain(row: Row, values: Mapping[str, Any]) -> Values:
    """As JSON holds them: days and moments as text."""
    plain = (bool, int, float, str, list, dict, type(None))
    return {name: value if isinstance(value, plain) else _as_text(value) for name, value in values.items()}


def _as_text(value: Any) -> str:
    return value.isoformat() if hasattr(value, "isoformat") else str(value)


def _whole(row: Row) -> Values:
    return _plain(row, {field.attname: getattr(row, field.attname) for field in row._meta.local_concrete_fields})


def _write(model: type[Row], changes: Sequence[tuple[Any, Values]]) -> None:
    """Rows that get the same values are written together."""
    alike: dict[tuple[tuple[str, str], ...], tuple[Values, list[Any]]] = {}
    for pk, values in changes:
        key = tuple(sorted((name, repr(value)) for name, value in values.items()))
        alike.setdefault(key, (values, []))[1].append(pk)
    for values, pks in alike.values():
        for first in range(0, len(pks), BATCH):
            model._base_manager.filter(pk__in=pks[first : first + BATCH]).update(**_read(model, values))


def _read(model: type[Row], values: Mapping[str, Any]) -> Values:
    """From JSON to what the columns hold."""
    return {name: _field(model, name).to_python(value) for name, value in values.items()}


def _field(model: type[Row], attname: str) -> Any:
    found: Any = next(field for field in model._meta.concrete_fields if field.attname == attname)
    return found.target_field if found.is_relation else found


def _check(model: type[Row], rows: Sequence[Sequence[Any]]) -> None:
    for first in range(0, len(rows), BATCH):
        part = rows[first : first + BATCH]
        rows_now = model._base_manager.select_for_update(of=("self",)).only("pk", *part[0][2])
        held = rows_now.in_bulk([pk for pk, _, _ in part])
        for pk, _, after in part:
            row = held.get(pk)
            noun = str(model._meta.verbose_name)
            if row is None:
                raise Refused(f"This can no longer be undone exactly: one {noun} that it moved is gone.")
            if _plain(row, {name: getattr(row, name) for name in after}) != after:
                raise Refused(f"This can no longer be undone exactly: the {noun} “{row}” has been changed since.")


def _take_away(model: type[Row], pks: Sequence[Any]) -> None:
    model._base_manager.filter(pk__in=pks).delete()


def _put_back(model: type[Row], rows: Sequence[Sequence[Any]]) -> None:
    try:
        with transaction.atomic():
            for pk, before, _ in rows:
                model(pk=pk, **_read(model, before)).save(force_insert=True)
            connection.check_constraints(table_names=[model._meta.db_table])
    except IntegrityError as error:
        noun = str(model._meta.verbose_name)
        raise Refused(
            f"This can no longer be undone exactly: one {noun} that it removed has no place any more, because "
            "something has been made or deleted since."
        ) from error
