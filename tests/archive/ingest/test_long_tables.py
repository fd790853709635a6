"""Tables too large to be read at once: every row comes in once, in parts of whole rows."""

from __future__ import annotations

import gzip
import io
import json
from pathlib import Path

import pytest

from archive.ingest import long_files
from archive.ingest.arrivals import Arrival, list_arrivals, list_sent
from archive.ingest.long_files import is_long_file, read_parts
from archive.models import Article, IngestItem, Original
from tests.archive.ingest.importing import import_paths

ROWS = 400


@pytest.fixture(autouse=True)
def short(monkeypatch: pytest.MonkeyPatch) -> None:
    """Long is 20 kB here and not 5 MB, so that the tests are quick."""
    monkeypatch.setattr(long_files, "LONG", 20_000)
    monkeypatch.setattr(long_files, "PART", 5_000)


def csv_table() -> bytes:
    rows = "".join(
        f'"Ship {n} sails","The ""Ship"" {n}, 5"" long,\n\nleft on Monday;\r\nit is back in July.",mp-{n}\n'
        for n in range(ROWS)
    )
    return b"headline,text,guid\n" + rows.encode()


def json_lines() -> bytes:
    return b"".join(
        json.dumps({"headline": f"Ship {n} sails", "text": "The ship left.\n\nIt is back.", "guid": f"mp-{n}"}).encode()
        + b"\n"
        for n in range(ROWS)
    )


@pytest.mark.django_db
@pytest.mark.parametrize("name", ["rows.csv", "rows.jsonl", "rows.csv.gz", "rows.jsonl.gz"])
def test_a_long_table_comes_in_row_by_row_and_once(name: str, tmp_path: Path) -> None:
    data = csv_table() if ".csv" in name else json_lines()
    path = tmp_path / name
    path.write_bytes(gzip.compress(data) if name.endswith(".gz") else data)

    imported = import_paths(path)

    assert imported.outcomes == ["created"] * ROWS
    assert Article.objects.values("guid").distinct().count() == ROWS
    parts = list(Original.objects.order_by("id"))
    assert len(parts) > 5
    heading = data[: data.index(b"\n") + 1] if ".csv" in name else b""
    assert heading + b"".join(part.read_bytes().removeprefix(heading) for part in parts) == data
    assert all(f"{name}!/part-" in path for path in IngestItem.objects.values_list("path", flat=True))

    assert import_paths(path).outcomes == ["duplicate"] * ROWS


@pytest.mark.django_db
def test_a_table_that_breaks_in_the_middle_is_read_up_to_there_and_says_where(tmp_path: Path) -> None:
    path = tmp_path / "rows.csv"
    whole = csv_table()
    path.write_bytes(whole + b'"never closed,' + b"The ship left. " * 200_000)

    imported = import_paths(path)

    assert imported.code == 0
    assert imported.outcomes[-1] == "quarantined" and set(imported.outcomes[:-1]) == {"created"}
    (problem,) = imported.lines[-1]["problems"]
    assert problem["code"] == "broken_table" and "mend what follows" in problem["message"]
    assert Original.objects.get(size=path.stat().st_size).read_bytes() == path.read_bytes()


def test_what_was_pushed_is_cut_in_the_same_places() -> None:
    data = csv_table()

    sent = [arrival.data for arrival in list_sent(data, path=Path("rows.csv"))]

    assert sent == [part.data for part in read_parts(io.BytesIO(data), name="rows.csv", size=len(data))]
    assert all(len(part or b"") < 6_000 for part in sent)


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("plain.txt", b"SHIP PUTS TO SEA\n\nLONDON, June 30 (MP) - The ship left.\n" * 2_000),
        ("wide.csv", csv_table().decode().encode("utf-16")),
        ("short.csv", csv_table()[:15_000]),
        ("one.json", b'{"uri": "x", "type": "text", "body_text": "' + b"The ship left. " * 3_000 + b'"}'),
        ("cut.csv.gz", gzip.compress(csv_table())[:50]),
    ],
)
def test_other_files_stay_whole(name: str, data: bytes, tmp_path: Path) -> None:
    path = tmp_path / name
    path.write_bytes(data)

    assert not is_long_file(io.BytesIO(data), name=name, size=len(data))
    (arrival,) = list_arrivals([path])
    assert isinstance(arrival, Arrival) and arrival.data is None
