"""Naughty strings, XML attacks and agency files in other formats: refused with a sentence, or read harmlessly."""

import json
from pathlib import Path

import pytest

from archive.ingest.decode import Unreadable
from archive.ingest.sniff import parse_item


def outcome(data: bytes) -> str:
    try:
        for draft in parse_item(data, received=None):
            json.dumps(draft.to_json())
    except Unreadable as refusal:
        assert refusal.sentence.endswith(".")
        return refusal.code
    return "read"


def test_every_naughty_string_is_a_story_or_is_refused(shared_data: Path) -> None:
    strings = json.loads((shared_data / "hostile" / "blns" / "blns.json").read_text())

    outcomes = {outcome(string.encode("utf-8", "surrogatepass")) for string in strings}

    assert outcomes <= {"read", "empty", "xml", "no_story", "json", "binary"}


def test_every_xml_attack_is_refused_unopened(shared_data: Path) -> None:
    files = [path for path in (shared_data / "hostile" / "xml-attacks").rglob("*.x[ms][ld]") if path.is_file()]

    assert len(files) >= 10
    # One is a page of XHTML without a headline, whose outside DTD is never asked for.
    assert {outcome(path.read_bytes()) for path in files} == {"xml", "no_story"}


@pytest.mark.parametrize("suffix", [".xml", ".json"])
def test_every_sample_of_an_agency_is_read_or_refused(shared_data: Path, suffix: str) -> None:
    files = sorted((shared_data / "formats" / "agency-samples").glob(f"*{suffix}"))

    assert files
    assert {outcome(path.read_bytes()) for path in files} <= {"read", "xml", "json", "broken_xml"}


def test_cross_site_scripts_are_words_or_are_refused(shared_data: Path) -> None:
    payloads = (shared_data / "hostile" / "xss-payloads.txt").read_bytes().split(b"\n")

    assert {outcome(payload) for payload in payloads} <= {"read", "empty", "xml", "no_story"}
