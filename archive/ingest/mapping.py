"""Mappings: what the columns of a table mean, as an editor writes it down in a file of JSON."""

import json
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
    unknown = sorted(set(value.values()) - FIELDS - {""})
    if unknown:
        known = ", ".join(sorted(FIELDS))
        raise Unreadable("bad_mapping", f"{path} names fields that are none: {', '.join(unknown)}. There are: {known}.")
    return value
