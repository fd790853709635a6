"""Mappings: what the columns of a table mean, as an editor writes it down in a file of JSON."""

import json
from collections.abc import Mapping
from pathlib import Path

from archive.ingest.decode import Unreadable
from archive.ingest.formats.table_columns import COLUMNS

FIELDS = frozenset(COLUMNS.values())


def read_mapping(path: Path) -> dict[str, str]:
    """Column to field, "" for a column to leave out. Raises Unreadable with what is wrong; OSError when it is gone."""
    try:
        value = json.loads(path.read_text(encoding="utf-8-sig"))
    except ValueError as error:
        raise Unreadable("bad_mapping", f'{path} is no JSON ({error}): write {{"Titre": "headline"}}.') from error
    if not isinstance(value, dict) or not all(isinstance(field, str) for field in value.values()):
        sentence = f'{path} must be an object of columns and fields: {{"Titre": "headline"}}.'
        raise Unreadable("bad_mapping", sentence)
    check_mapping(value, name=str(path))
    return value


def check_mapping(value: Mapping[str, str], *, name: str) -> None:
    """Raise Unreadable when it names a field that is none; `name` is what the mapping is called in the sentence."""
    unknown = sorted(set(value.values()) - FIELDS - {""})
    if unknown:
        known = ", ".join(sorted(FIELDS))
        raise Unreadable("bad_mapping", f"{name} names fields that are none: {', '.join(unknown)}. There are: {known}.")
