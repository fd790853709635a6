"""Restoring rows of an exported archive as they were: their dates, authors, provenance and history.

No deed is recorded of it: the history that comes along is the history. Only the outbox is told, so that the index
follows. Rows are as `archive.models.portable` says; each batch is a transaction, so that a kill leaves whole rows.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from django.contrib.auth.models import User
from django.core.management.color import no_style
from django.db import DatabaseError, OperationalError, connection, transaction

from archive import outbox
from archive.models import Annotation, Article, ArticleVersion, Entity, IngestRun, Link, Resemblance
from archive.models.link import SYMMETRIC
from archive.models.portable import NUMBER, AnyModel, Part, all_files, name_runs, numbers_of, root_of, target_of
from archive.models.rows import insert_rows

from .known_rows import find_known
from .name_words import refresh_words
from .numbering import reserve_numbers
from .refusals import Refused

Row = dict[str, Any]


@dataclass(slots=True)
class Restored:
    """What became of some rows: how many came in, how many were there already, and sentences on what clashes."""

    brought: int = 0
    known: int = 0
    clashes: list[str] = field(default_factory=list)


class Restorer:
    """One bringing back. With `keeps_numbers` the site was empty, and every row gets the number that it had: then
    what history says of numbers stays true. Otherwise rows get new ones, and rows that are known are left alone.
    """

    def __init__(self, *, keeps_numbers: bool, at: datetime) -> None:
        self._keeps_numbers, self._at = keeps_numbers, at
        self._users: dict[str, int] = {}
        self._runs: dict[str, int] = {}
        self._given: dict[AnyModel, int] = {}
        # What rows refer to before it is in the database, or under another name than here.
        self._expected: dict[AnyModel, dict[str, int]] = defaultdict(dict)

    @transaction.atomic
    def restore_authority(
        self, file: Part, batches: Iterable[Sequence[Row]], *, again: Iterable[Sequence[Row]]
    ) -> Restored:
        """The entities, all or none, for any may refer to any; `again` are the same rows once more."""
        for rows in batches:
            known = find_known(file, rows, by_number=self._keeps_numbers)
            self._expected[Entity].update(known.numbers)
            fresh = [row for place, row in enumerate(rows) if place not in known.places]
            self._expected[Entity].update(zip(map(_entity_name, fresh), self._numbers(file, fresh), strict=True))
        total = Restored()
        for rows in again:
            one = self.restore(file, rows)
            total.brought += one.brought
            total.known += one.known
        return total

    def restore(self, file: Part, rows: Sequence[Row]) -> Restored:
        """These rows with their parts, in a transaction. Refused when the database cannot take them."""
        try:
            with transaction.atomic():
                return self._restore(file, rows)
        except OperationalError:
            raise
        except (DatabaseError, LookupError, ValueError, TypeError, AttributeError) as error:
            raise Refused(f"{file.name}.jsonl holds what cannot be brought back ({error}): export it again.") from error

    def finish(self) -> None:
        """Once everything is there: the next new row gets a number of its own."""
        models = [part.model for file in all_files() for part in file.walk()]
        with connection.cursor() as cursor:
            for statement in connection.ops.sequence_reset_sql(no_style(), models):
                cursor.execute(statement)

    def _restore(self, file: Part, rows: Sequence[Row]) -> Restored:
        known = find_known(file, rows, by_number=self._keeps_numbers)
        if file.model is not Entity:
            self._expected[root_of(file.model)].update(known.elsewhere)
        fresh = [row for place, row in enumerate(rows) if place not in known.places]
        if fresh:
            self._give_numbers(file, fresh)
            self._resolve(file, fresh)
            fresh = list(self._fitting(file, fresh, known.clashes))
            self._insert(file, fresh, [None] * len(fresh))
            self._tell(file, fresh)
        return Restored(len(fresh), len(rows) - len(fresh), known.clashes)

    def _numbers(self, part: Part, rows: Sequence[Row]) -> list[int]:
        if self._keeps_numbers:
            return [row[NUMBER] for row in rows]
        numbers = reserve_numbers(part.model, len(rows), above=self._given.get(part.model, 0))
        self._given[part.model] = max(numbers, default=0)
        return numbers

    def _give_numbers(self, part: Part, rows: Sequence[Row]) -> None:
        """Every row its number, those inside it too; versions are called by their place from here on."""
        if part.model is Entity:
            for row in rows:
                row[NUMBER] = self._expected[Entity][_entity_name(row)]
        elif part.has_number:
            for row, number in zip(rows, self._numbers(part, rows), strict=True):
                row[NUMBER] = number
        for inner in part.parts:
            self._give_numbers(inner, [one for row in rows for one in row.get(inner.name, ())])

    def _resolve(self, file: Part, rows: Sequence[Row]) -> None:
        """Numbers in the place of names."""
        places: dict[AnyModel, list[tuple[Row, str]]] = defaultdict(list)
        for row in rows:
            versions = {one["number"]: one[NUMBER] for one in row.get("versions", ())} if file.name == "stories" else {}
            for part, one in _walk(file, row):
                for column in part.columns():
                    if not column.is_relation or one.get(column.name) is None:
                        continue
                    if column.related_model is ArticleVersion:
                        one[column.name] = versions[one[column.name]]
                    else:
                        places[target_of(column)].append((one, column.name))
                if part.name == "notes":
                    self._expected[part.model][one["uuid"]] = one[NUMBER]
        for model, found in places.items():
            numbers = self._find(model, {row[name] for row, name in found})
            for row, name in found:
                if row[name] not in numbers:
                    raise LookupError(f"{name} {row[name]} is nowhere in the bag")
                row[name] = numbers[row[name]]
            if model is Annotation:
                self._expected[model].clear()

    def _find(self, model: AnyModel, names: set[Any]) -> dict[Any, int]:
        if model is User:
            return self._accounts(names)
        if model is IngestRun:
            self._runs = self._runs or {name: number for number, name in name_runs().items()}
            return self._runs
        if names and all(isinstance(name, int) for name in names):
            return {name: name for name in names}  # a deed that was taken back: called by its number
        expected = self._expected[model]
        return {**numbers_of(model, names), **{name: expected[name] for name in names if name in expected}}

    def _accounts(self, names: set[str]) -> dict[str, int]:
        """Accounts do not travel: who is not here becomes an account that nobody can use, so that the name is kept."""
        missing = names - self._users.keys()
        if missing:
            self._users.update(User.objects.filter(username__in=missing).values_list("username", "pk"))
            for name in sorted(missing - self._users.keys()):
                account = User(username=name, is_active=False)
                account.set_unusable_password()
                account.save()
                self._users[name] = account.pk
        return self._users

    def _fitting(self, file: Part, rows: Sequence[Row], clashes: list[str]) -> Iterator[Row]:
        """Pairs that say the same from both sides stand from the lower number to the higher."""
        for row in rows:
            if file.model is Link and row["type"] in SYMMETRIC and row["article"] > row["target"]:
                row["article"], row["target"] = row["target"], row["article"]
            if file.model is Resemblance and row["first"] > row["second"]:
                row["first"], row["second"] = row["second"], row["first"]
            yield row

    def _insert(self, part: Part, rows: Sequence[Row], owners: Sequence[int | None]) -> None:
        if not rows:
            return
        columns = part.columns()
        strange = rows[0].keys() - {column.name for column in columns} - {one.name for one in part.parts} - {NUMBER}
        if strange:
            raise ValueError(f"“{min(strange)}” is not known here: it was written by a newer Dateline")
        said = [column for column in columns if column.name in rows[0]]
        names = [column.attname for column in said]
        if part.has_number:
            names.append(part.model._meta.pk.attname)
        if part.owner:
            names.append(part.model._meta.get_field(part.owner).attname)  # type: ignore[union-attr]
        keys = [column.name for column in said] + ([NUMBER] if part.has_number else [])
        values = (
            [*(row[key] for key in keys), *([owner] if part.owner else [])]
            for row, owner in zip(rows, owners, strict=True)
        )
        insert_rows(part.model, names, values)
        for inner in part.parts:
            pairs = [(one, row.get(NUMBER)) for row in rows for one in row.get(inner.name, ())]
            self._insert(inner, [one for one, _ in pairs], [owner for _, owner in pairs])

    def _tell(self, file: Part, rows: Sequence[Row]) -> None:
        numbers = [row[NUMBER] for row in rows]
        if file.model is Entity:
            refresh_words(numbers)
        if file.model is Article:
            outbox.enqueue(articles=Article.objects.filter(pk__in=numbers), at=self._at)


def _walk(part: Part, row: Row) -> Iterator[tuple[Part, Row]]:
    yield part, row
    for inner in part.parts:
        for one in row.get(inner.name, ()):
            yield from _walk(inner, one)


def _entity_name(row: Row) -> str:
    return f"{row['kind']}/{row['slug']}"
