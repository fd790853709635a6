"""`manage.py read_story`: the contract that scripts depend on."""

import json
from io import StringIO
from pathlib import Path
from typing import Any

import pytest
from django.core.management import CommandError, call_command

SAMPLES = Path(__file__).resolve().parents[2] / "samples" / "wire"
KEYS = [
    "path", "index", "guid", "headline", "subheadline", "slugline", "abstract", "byline", "language", "dateline",
    "source", "copyright", "embargo", "urgency", "version", "action", "text", "people", "organisations", "places",
    "events", "dates", "links", "problems", "provenance",
    "genre", "topics", "subjects", "keywords", "published", "first_created", "version_created", "provider",
    "creditline", "usage_terms", "rights_expire", "pubstatus", "correction", "ednote", "media", "extras",
]  # fmt: skip


def read(*arguments: str) -> list[dict[str, Any]]:
    out = StringIO()
    call_command("read_story", *arguments, stdout=out)
    return [json.loads(line) for line in out.getvalue().splitlines()]


def test_one_line_a_story_with_every_field_of_the_contract() -> None:
    path = str(SAMPLES / "headline-last.txt")

    (line,) = read(path, "--received", "2025-06-30T18:00+09:00")

    assert list(line) == KEYS
    assert (line["path"], line["index"]) == (path, 0)
    assert line["dateline"] == {
        "text": "SEOUL, June 30 (MP) -", "places": ["SEOUL"], "region": "", "country": "",
        "date": "2025-06-30", "month": 6, "day": 30, "agency": "MP",
    }  # fmt: skip
    assert line["copyright"]["holder"] == "Meridian Press"
    assert set(line["provenance"]["headline"]) == {"origin", "rule", "span", "confidence"}
    assert line["problems"] == []


def test_a_file_that_cannot_be_read_gives_a_line_with_its_problem(tmp_path: Path) -> None:
    empty, picture = tmp_path / "empty.txt", tmp_path / "picture.txt"
    empty.write_bytes(b"")
    picture.write_bytes(b"\x89PNG\r\n\x1a\n")

    lines = read(str(empty), str(picture), str(tmp_path / "missing.txt"), str(SAMPLES / "kill.txt"))

    assert [line["problems"][0]["code"] for line in lines[:3]] == ["empty", "binary", "cannot_open"]
    assert all(line["text"] == "" and line["dateline"] is None for line in lines[:3])
    assert lines[3]["action"] == "kill"


def test_a_moment_that_is_none_is_a_mistake_of_usage() -> None:
    with pytest.raises(CommandError) as error:
        read(str(SAMPLES / "kill.txt"), "--received", "yesterday")

    assert error.value.returncode == 2
    assert "2025-06-30T18:00+09:00" in str(error.value)
