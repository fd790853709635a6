"""Rows: inserting many of them without making an object of each.

For bulk writes alone. Django's `bulk_create` makes an object a row and asks every field to prepare every value,
which is most of the time of an import; here a column is prepared once, and most values go in as they are.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from functools import lru_cache
from typing import Any, Final

from django.db import connections, models, router

# Whose values are what the database takes: numbers, texts, truths, keys of other rows.
_AS_THEY_ARE: Final = (
    models.CharField,
    models.TextField,
    models.IntegerField,
    models.FloatField,
    models.BooleanField,
    models.ForeignKey,
)


def insert_rows(
    model: type[models.Model], names: Sequence[str], rows: Iterable[Sequence[Any]], *, leave_known: bool = False
) -> None:
    """Insert these rows, each the values of the columns `names` (of a foreign key: `article_id`), in their order.

    What is not named gets the field's default. The database checks what it always checks (IntegrityError); like
    `bulk_create`, nothing else does. A moment that Django would set by itself (`auto_now`) must be named.
    With `leave_known` a row that a unique constraint knows already is left as it is.
    """
    connection = connections[router.db_for_write(model)]
    fields = {field.attname: field for field in model._meta.local_concrete_fields}
    named = [fields.pop(name) for name in names]
    others = [field for field in fields.values() if not isinstance(field, models.AutoField)]
    prepare = [_preparer(field, connection) for field in named]
    changed = [(place, change) for place, change in enumerate(prepare) if change is not None]
    fill = [_filler(field, connection) for field in others]
    fixed = [value() for value in fill]
    varying = any(_is_made_anew(field) for field in others)

    def finish(row: Sequence[Any]) -> list[Any]:
        values = list(row)
        for place, change in changed:
            values[place] = change(values[place])
        return values + ([value() for value in fill] if varying else fixed)

    quote = connection.ops.quote_name
    columns = [str(field.column) for field in (*named, *others)]
    # Only names of our own tables and columns are written into the statement; every value is a parameter.
    statement = (
        f"INSERT INTO {quote(model._meta.db_table)} ({', '.join(map(quote, columns))})"  # noqa: S608
        f" VALUES ({', '.join(['%s'] * len(columns))}){' ON CONFLICT DO NOTHING' if leave_known else ''}"
    )
    with connection.cursor() as cursor:
        cursor.executemany(statement, [finish(row) for row in rows] if changed or others else list(rows))


def _is_made_anew(field: models.Field[Any, Any]) -> bool:
    return callable(field.default)


def _filler(field: models.Field[Any, Any], connection: Any) -> Callable[[], Any]:
    return lambda: field.get_db_prep_save(field.get_default(), connection)


def _preparer(field: models.Field[Any, Any], connection: Any) -> Callable[[Any], Any] | None:
    """What makes the database's value of ours; None where it is the same."""
    if isinstance(field, _AS_THEY_ARE):
        return None
    if isinstance(field, models.JSONField):
        encoder = field.encoder
        empty = {kind: connection.ops.adapt_json_value(kind(), encoder) for kind in (list, tuple, dict)}

        def prepare(value: Any) -> Any:
            if not value and type(value) in empty:
                return empty[type(value)]
            return None if value is None else connection.ops.adapt_json_value(value, encoder)

        return prepare
    if isinstance(field, models.DateField):
        using = connection.alias
        kind: Any = type(field)
        return lambda value: None if value is None else _prepare_moment(value, kind, using)
    return lambda value: field.get_db_prep_save(value, connection)


@lru_cache(maxsize=10_000)  # the moment of a story stands in half a dozen rows, its day in those of many
def _prepare_moment(value: Any, kind: Any, using: str) -> Any:
    return kind().get_db_prep_save(value, connections[using])
