"""Tables: CSV, JSON Lines and XLSX, a row a story, with or without a mapping of columns."""

import io
import json
import re
import zipfile
from datetime import UTC, datetime
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

from archive.ingest.decode import Unreadable
from archive.ingest.formats.table import parse_csv, parse_jsonl, parse_xlsx
from archive.ingest.formats.table_columns import COLUMNS
from archive.ingest.mapping import read_mapping
from archive.ingest.sniff import find_format, parse_item
from tests.sources import REPOSITORY

from .formats_samples import RECEIVED, SAMPLES, read_sample


def test_a_row_of_csv_is_a_story_and_unknown_columns_are_kept() -> None:
    match, grain = read_sample("csv/semicolons.csv")

    assert (match.guid, match.headline, match.provider or match.source) == (
        "1",
        "Norland beat Estmark",
        "Meridian Press",
    )
    assert match.text == "Norland beat Estmark 2-1.\n\nBoth goals came late."
    assert (match.byline, match.topics) == (("Kari Lund",), ("Sport",))
    assert match.published == datetime(2025, 9, 2, tzinfo=UTC)
    assert match.extras["beside/Interna"] == "x7"
    assert match.provenance["headline"].rule == "/row_2/headline"
    assert (grain.headline, grain.byline) == ("Grain prices fall", ())


def test_json_lines_are_stories_and_a_bad_line_stops_no_other() -> None:
    first, second, bad = read_sample("jsonl/stories.jsonl")

    assert (first.headline, first.text) == ("노를란드 승리", "노를란드가 이겼다.\n\n후반에 두 골을 넣었다.")
    assert (first.guid, second.source) == ("https://mp.example/1", "Meridian Press")
    assert [problem.code for problem in bad.problems] == ["broken_json"]
    assert "Line 3" in bad.problems[0].sentence


def test_rows_of_a_workbook_are_stories_with_their_embargo() -> None:
    match, grain = read_sample("xlsx/stories.xlsx")

    assert (match.guid, match.headline, match.byline) == ("x-1", "Norland beat Estmark", ("Kari Lund",))
    assert match.published == datetime(2025, 9, 2, 19, tzinfo=UTC)
    assert match.embargo is not None
    assert match.embargo.until is not None
    assert grain.embargo is not None
    assert grain.embargo.until is None
    assert "embargo_unreadable" in [problem.code for problem in grain.problems]


def test_a_mapping_names_columns_that_nobody_could_know_and_leaves_others_out() -> None:
    data = b"kop,lichaam,geheim,titel\nKoers daalt,De prijzen dalen.,niet voor lezers,intern\n"
    mapping = {"kop": "headline", "lichaam": "text", "geheim": ""}

    (draft,) = parse_item(data, received=RECEIVED, filename="x.csv", format="csv", mapping=mapping)

    assert (draft.headline, draft.text) == ("Koers daalt", "De prijzen dalen.")
    assert "niet voor lezers" not in str(draft.to_json())
    assert draft.extras["beside/titel"] == "intern"


def test_columns_that_are_not_known_are_named_in_the_refusal() -> None:
    with pytest.raises(Unreadable, match=r"No column is known.*kop, lichaam"):
        list(parse_csv(b"kop,lichaam\na,b\n", received=RECEIVED))
    with pytest.raises(Unreadable, match="No column is known"):
        list(parse_jsonl(b'{"x": 1}\n{"x": 2}\n', received=RECEIVED))


def test_a_line_with_more_cells_than_columns_says_so() -> None:
    (draft,) = parse_csv(b"headline,text\nA,b,c\n", received=RECEIVED)
    assert [problem.code for problem in draft.problems] == ["too_many_cells"]


@pytest.mark.parametrize(
    ("value", "reason"),
    [("{", "is no JSON"), ('["a"]', "must be an object"), ('{"a": "headlnie"}', "fields that are none: headlnie")],
)
def test_a_mapping_that_cannot_be_used_says_what_is_wrong(tmp_path: Path, value: str, reason: str) -> None:
    path = tmp_path / "mapping.json"
    path.write_text(value)
    with pytest.raises(Unreadable, match=reason):
        read_mapping(path)
    with pytest.raises(CommandError, match=reason):
        call_command("read_story", str(SAMPLES / "csv/semicolons.csv"), mapping=path)


def test_read_story_takes_a_mapping(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    table, mapping = tmp_path / "t.csv", tmp_path / "m.json"
    table.write_text("kop,lichaam\nKoers daalt,De prijzen dalen.\n")
    mapping.write_text('{"kop": "headline", "lichaam": "text"}')

    call_command("read_story", str(table), format="csv", mapping=mapping)

    assert json.loads(capsys.readouterr().out)["headline"] == "Koers daalt"


def test_a_workbook_that_is_a_bomb_or_an_attack_is_refused() -> None:
    def book(sheet: bytes) -> bytes:
        stream = io.BytesIO()
        with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
            archive.writestr("xl/workbook.xml", sheet)
        return stream.getvalue()

    for sheet, code in (
        (b"<!DOCTYPE x [<!ENTITY a 'a'>]><workbook/>", "xml_dtd"),
        (b" " * 300_000_001, "too_large"),
        (b"<nothing/>", "broken_table"),
    ):
        with pytest.raises(Unreadable) as refusal:
            list(parse_xlsx(book(sheet), received=RECEIVED))
        assert refusal.value.code == code


def test_plain_copy_with_commas_is_no_table() -> None:
    text = b"Norland, which has a dam, said on Tuesday, that text and title are one.\n\nMore, words.\n"
    assert find_format(text).name == "wire"
    assert find_format(text, filename="story.txt").name == "wire"


def test_the_page_of_formats_lists_every_column_that_is_known() -> None:
    page = (REPOSITORY / "docs/reference/formats.md").read_text(encoding="utf-8")
    rows = dict(re.findall(r"^\| (\w+) \| ([^|`]+) \|$", page, flags=re.M))
    told = {column: field for field, columns in rows.items() for column in columns.split(", ")}

    assert {column: told.get(column) for column in COLUMNS} == COLUMNS
