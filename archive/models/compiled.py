"""A question to the database whose SQL is made once.

Django takes about ten times as long to make the SQL of a question as SQLite takes to answer it, and makes it anew each
time. On the pages that are asked for most that is most of their time. Here a queryset says what is asked, as
everywhere; its SQL is kept, and only the values change. A test holds the answers of both ways together.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any

from django.core.exceptions import EmptyResultSet
from django.db import connections
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.models import QuerySet

Value = str | int | datetime | Sequence[str] | Sequence[int]
Row = tuple[Any, ...]
SIZES = (
    1,
    2,
    4,
    7,
    10,
    20,
    50,
    100,
    200,
    500,
    1000,
    2000,
)  # of lists: a shorter one is filled up, so that shapes are few
MOST_SHAPES = 200  # kept of one question


@dataclass(frozen=True, slots=True)
class _Place:
    """A value given with the question: by name, and in a list by number."""

    name: str
    number: int = -1


@dataclass(frozen=True, slots=True)
class _Sql:
    """What is sent, and what turns columns into Python's values: (column, functions, expression)."""

    using: str
    text: str
    parameters: tuple[object, ...]  # a value, or the _Place of one
    converters: tuple[tuple[int, Sequence[Callable[..., Any]], object], ...]


class Compiled:
    """`ask` makes a queryset of rows (`values_list`) from named values: texts, numbers, moments, or lists of these.

    Which conditions it makes may depend on which lists are empty, and on nothing else of the values. Numbers are keys
    of rows: Django answers itself, without asking, for numbers too great for a smaller column.
    """

    def __init__(self, ask: Callable[..., QuerySet[Any, Any]]) -> None:
        self._ask = ask
        self._known: dict[tuple[int, ...], _Sql | None] = {}

    def rows(self, **values: Value) -> list[Row]:
        """All rows that the queryset would give for these values."""
        filled = {name: _fill(value) for name, value in values.items()}
        shape = tuple(len(value) if isinstance(value, list) else -1 for value in filled.values())
        if shape not in self._known:
            if len(self._known) >= MOST_SHAPES:
                self._known.clear()
            self._known[shape] = _compile(self._ask, filled)
        sql = self._known.get(shape)
        if sql is None:
            return []
        connection = connections[sql.using]
        parameters: list[Any] = [
            _find(place, filled, connection) if isinstance(place, _Place) else place for place in sql.parameters
        ]
        with connection.cursor() as cursor:
            cursor.execute(sql.text, parameters)
            found: list[Row] = cursor.fetchall()
        return list(_convert(found, sql, connection)) if sql.converters else found


def _fill(value: Value) -> Any:
    """A list brought to the next of SIZES by saying its last value again, which changes no answer."""
    if isinstance(value, str | int | datetime):
        return value
    known = list(value)
    size = next((size for size in SIZES if size >= len(known)), len(known)) if known else 0
    return known + known[-1:] * (size - len(known))


def _compile(ask: Callable[..., QuerySet[Any, Any]], values: dict[str, Any]) -> _Sql | None:
    """Make the SQL with marked values and see where the marks went; None when nothing can be found that way."""
    marks: dict[object, _Place] = {}
    marked: dict[str, object] = {}
    for name, value in values.items():
        places = [_Place(name, number) for number in range(len(value))] if isinstance(value, list) else [_Place(name)]
        like = value[0] if isinstance(value, list) and value else value
        made = [_mark(like, len(marks) + number) for number in range(len(places))]
        marks.update(zip(made, places, strict=True))
        marked[name] = made if isinstance(value, list) else made[0]
    queryset = ask(**marked)
    connection = connections[queryset.db]
    adapted = {_adapt(mark, connection): place for mark, place in marks.items()}
    compiler = queryset.query.get_compiler(queryset.db)
    try:
        text, parameters = compiler.as_sql()
    except EmptyResultSet:
        return None
    if lost := [place.name for mark, place in adapted.items() if isinstance(mark, int) and mark not in parameters]:
        raise ValueError(f"The question does not send these numbers as they are given: {', '.join(sorted(set(lost)))}.")
    columns = [column for column, _, _ in compiler.select[: compiler.col_count]]
    return _Sql(
        using=queryset.db,
        text=text,
        parameters=tuple(adapted.get(parameter, parameter) for parameter in parameters),
        converters=tuple((at, *how) for at, how in compiler.get_converters(columns).items()),
    )


def _mark(like: object, number: int) -> object:
    """A value of that kind which nobody would ask for."""
    if isinstance(like, datetime):
        return datetime(9000, 1, 1, tzinfo=UTC) + timedelta(seconds=number)
    return -(10**15) - number if isinstance(like, int) else f"\ufffe value {number}"


def _find(place: _Place, values: dict[str, Any], connection: BaseDatabaseWrapper) -> object:
    value = values[place.name]
    return _adapt(value if place.number < 0 else value[place.number], connection)


def _adapt(value: object, connection: BaseDatabaseWrapper) -> object:
    """As the database takes it: moments are text to SQLite."""
    return connection.ops.adapt_datetimefield_value(value) if isinstance(value, datetime) else value


def _convert(rows: list[Row], sql: _Sql, connection: BaseDatabaseWrapper) -> Iterator[Row]:
    for row in rows:
        values = list(row)
        for at, functions, expression in sql.converters:
            for convert in functions:
                values[at] = convert(values[at], expression, connection)
        yield tuple(values)
