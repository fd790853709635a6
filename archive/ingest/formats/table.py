"""Tables: CSV, JSON Lines and XLSX, a row a story.

Columns are known by the names of our fields, of IPTC's and by the plain words for them; a mapping says what the others
mean (`{"Überschrift": "headline", "Interna": ""}`; "" leaves a column out). What has no field is kept in the extras.
"""

from __future__ import annotations

import csv
import io
import json
import zipfile
import zlib
from collections.abc import Iterator, Mapping
from datetime import date, datetime
from typing import Any, Final

from archive.ingest.decode import Unreadable, decode
from archive.ingest.draft import Draft, Problem
from archive.ingest.formats.table_columns import field_of, is_story_table
from archive.ingest.formats.table_rows import read_row

MOST_COLUMNS: Final = 500
_WORDS: Final = {"text", "body", "story"}  # columns that no release of ninjs has
LONGEST_CELL: Final = 2_000_000
MAX_SHEET_BYTES: Final = 300_000_000


def sniff_csv(head: bytes, filename: str) -> float:
    """Sure of a first line whose columns we know, a headline or words among them."""
    first = head.lstrip(b"\xef\xbb\xbf").partition(b"\n")[0]
    try:
        names = _cells(first.decode("utf-8", "replace").rstrip("\r"))
    except csv.Error:
        return 0.0
    named = filename.lower().endswith((".csv", ".tsv"))
    if len(names) > 1 and is_story_table(names):
        return 0.85
    return 0.6 if named and len(names) > 1 else 0.0


def sniff_jsonl(head: bytes, filename: str) -> float:
    """Sure of a first line that is a whole object whose keys we know, a headline or words among them."""
    start = head.lstrip(b"\xef\xbb\xbf \t\r\n")
    if not start.startswith(b"{"):
        return 0.0
    named = filename.lower().removesuffix(".gz").endswith((".jsonl", ".ndjson"))
    first = start.partition(b"\n")[0]
    try:
        value = json.loads(first)
    except (ValueError, RecursionError):
        return 0.7 if named else 0.0
    if isinstance(value, dict) and "uri" not in value and any(name.lower() in _WORDS for name in value):
        return 0.95 if named or b"\n" in start else 0.0  # a guid and a headline are in ninjs too; these are not
    if named:
        return 0.7
    known = isinstance(value, dict) and is_story_table(list(value)) and "uri" not in value
    return 0.65 if known and b"\n" in start else 0.0


def sniff_xlsx(head: bytes, filename: str) -> float:
    """Sure of a ZIP that opens as the spreadsheets of offices do."""
    if not head.startswith(b"PK\x03\x04"):
        return 0.0
    return 0.95 if filename.lower().endswith((".xlsx", ".xlsm")) or b"xl/" in head else 0.0


def parse_csv(
    data: bytes, *, received: datetime | None, filename: str = "", mapping: Mapping[str, str] | None = None
) -> Iterator[Draft]:
    """A story a line below the line of names; comma, semicolon, tab or bar. Raises Unreadable when it is no table."""
    decoded = decode(data)
    first = decoded.text.partition("\n")[0]
    csv.field_size_limit(LONGEST_CELL)
    lines = csv.reader(io.StringIO(decoded.text, newline=""), delimiter=find_delimiter(first))
    return _read_lines(lines, received, decoded.problems, mapping)


def _read_lines(
    lines: Iterator[list[Any]],
    received: datetime | None,
    problems: tuple[Problem, ...],
    mapping: Mapping[str, str] | None,
) -> Iterator[Draft]:
    try:
        names = [str(name or "").strip() for name in next(lines, [])][:MOST_COLUMNS]
        _check_columns(names, mapping)
        for number, cells in enumerate(lines, start=2):
            row = {name: cell for name, cell in zip(names, cells, strict=False) if name and cell not in (None, "")}
            if not row:
                continue
            notes = problems
            if len(cells) > len(names) and any(cells[len(names) :]):
                sentence = f"Line {number} has more cells than there are columns: see the original for the rest."
                notes += (Problem("too_many_cells", sentence),)
            yield read_row(row, number=number, received=received, problems=notes, mapping=mapping)
    except csv.Error as error:
        raise Unreadable("broken_table", f"The table is broken ({error}): save it again as CSV in UTF-8.") from error


def parse_jsonl(
    data: bytes, *, received: datetime | None, filename: str = "", mapping: Mapping[str, str] | None = None
) -> Iterator[Draft]:
    """A story a line. A line that is no object is a Draft with a problem, so that it is listed and stops no other."""
    decoded = decode(data)
    is_checked = False
    for number, line in enumerate(decoded.text.split("\n"), start=1):
        if not line.strip():
            continue
        try:
            row = json.loads(line)
        except (ValueError, RecursionError):
            row = None
        if not isinstance(row, dict):
            sentence = f"Line {number} is no JSON object: it is kept with its file; ask for it again."
            yield Draft(action="advisory", problems=(Problem("broken_json", sentence),))
            continue
        if not is_checked:
            _check_columns(list(row), mapping)
            is_checked = True
        yield read_row(row, number=number, received=received, problems=decoded.problems, mapping=mapping)


def parse_xlsx(
    data: bytes, *, received: datetime | None, filename: str = "", mapping: Mapping[str, str] | None = None
) -> Iterator[Draft]:
    """A story a row of each sheet that has columns we know. Raises Unreadable when none has."""
    _check_workbook(data)
    import openpyxl  # a fifth of a second, and numpy with it: not in every process that reads stories

    try:
        book = openpyxl.load_workbook(io.BytesIO(data), read_only=True, data_only=True, keep_links=False)
    except Exception as error:  # of openpyxl's inside, on what is no workbook
        raise Unreadable("broken_table", "The workbook cannot be read: save it again as XLSX or CSV.") from error
    refused: Unreadable | None = None
    is_read = False
    for sheet in book.worksheets:
        lines = ([_plain(cell) for cell in row] for row in sheet.iter_rows(values_only=True, max_col=MOST_COLUMNS))
        try:
            for draft in _read_lines(lines, received, (), mapping):
                is_read = True
                yield draft
        except Unreadable as error:
            refused = error
        except Exception as error:
            raise Unreadable("broken_table", "The workbook is damaged: save it again as XLSX or CSV.") from error
    if not is_read:
        raise refused or Unreadable("no_story", "The workbook has no row below its names: see that it is whole.")


def _check_workbook(data: bytes) -> None:
    """Refuse what unpacks to far too much, and XML that declares entities."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            if sum(info.file_size for info in archive.infolist()) > MAX_SHEET_BYTES:
                sentence = "The workbook unpacks to far more than news does: save it as CSV, in parts."
                raise Unreadable("too_large", sentence)
            for info in archive.infolist():
                if info.filename.endswith((".xml", ".rels")):
                    with archive.open(info) as part:
                        if b"<!DOCTYPE" in part.read(65_536):
                            sentence = "The workbook declares entities, which can be an attack: save it anew."
                            raise Unreadable("xml_dtd", sentence)
    except (zipfile.BadZipFile, zlib.error, OSError, RuntimeError, NotImplementedError, ValueError, EOFError) as error:
        raise Unreadable("broken_table", "The workbook is damaged or cut short: ask for it again.") from error


def _check_columns(names: list[str], mapping: Mapping[str, str] | None) -> None:
    fields = {field_of(name, mapping) for name in names}
    if fields.isdisjoint({"headline", "text"}):
        known = ", ".join(names[:8])
        raise Unreadable(
            "unknown_columns",
            f"No column is known as a headline or as words (there are: {known}): "
            'say in a mapping what they mean, such as {"Titre": "headline", "Corps": "text"}.',
        )


def find_delimiter(first: str) -> str:
    """The sign between the cells, told by the line of names."""
    return max(",;\t|", key=lambda sign: len(next(csv.reader([first], delimiter=sign), [])))


def _cells(first: str) -> list[str]:
    return next(csv.reader([first], delimiter=find_delimiter(first)), [])


def _plain(cell: object) -> object:
    return cell.isoformat() if isinstance(cell, datetime | date) else cell
