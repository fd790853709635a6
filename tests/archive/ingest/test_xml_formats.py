"""NITF, NewsML-G2 and NewsML 1: every field of our own samples, and what happens to bad, cut and hostile ones."""

import json
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from archive.ingest.decode import Unreadable
from archive.ingest.draft import Draft
from archive.ingest.formats.xml_tree import PathsBelow, path_of, read_xml
from archive.ingest.sniff import find_format, parse_item

from .formats_samples import SAMPLES, read_sample

FORMATS = {"nitf": "harbour", "newsml_g2": "message", "newsml_1": "harbour"}
RECEIVED = datetime(2025, 7, 1, tzinfo=UTC)
EXPECTED = Path(__file__).parent / "expected"


def plain(draft: Draft) -> dict[str, Any]:
    said = draft.to_json()
    said["provenance"] = {name: value["rule"] for name, value in said["provenance"].items()}
    said["marks"] = [[mark.kind, draft.text[mark.start : mark.end], dict(mark.data)] for mark in draft.marks]
    return {name: value for name, value in said.items() if value and name != "dates"}


@pytest.mark.parametrize("name", FORMATS)
def test_every_field_of_a_sample_is_read_where_it_stands(name: str) -> None:
    expected = json.loads((EXPECTED / f"{name}.json").read_text())

    drafts = [plain(draft) for draft in read_sample(f"{name}/{FORMATS[name]}.xml")]

    assert drafts == expected


@pytest.mark.parametrize("name", FORMATS)
def test_a_sample_is_known_by_its_first_element(name: str) -> None:
    data = (SAMPLES / name / f"{FORMATS[name]}.xml").read_bytes()

    assert find_format(data).name == name
    assert find_format(data.decode().replace('encoding="UTF-8"', "").encode("utf-16")).name == name


@pytest.mark.parametrize("name", FORMATS)
def test_a_sample_cut_anywhere_is_read_or_refused_with_a_sentence(name: str) -> None:
    data = (SAMPLES / name / f"{FORMATS[name]}.xml").read_bytes()

    for length in range(0, len(data), 100):
        try:
            drafts = list(parse_item(data[:length], received=RECEIVED, filename="cut.xml"))
        except Unreadable as refusal:
            assert refusal.sentence.endswith(".")
        else:
            assert drafts


ATTACKS = {
    "bomb": b'<!DOCTYPE nitf [<!ENTITY a "aaaaaaaa"><!ENTITY b "&a;&a;&a;&a;">]><nitf><body><body.content>'
    b"<p>&b;</p></body.content></body></nitf>",
    "file": b'<!DOCTYPE nitf [<!ENTITY x SYSTEM "file:///etc/passwd">]><nitf><body><body.content><p>&x;</p>'
    b"</body.content></body></nitf>",
    "outside parameters": b'<!DOCTYPE nitf [<!ENTITY % x SYSTEM "http://127.0.0.1:9/x.dtd"> %x;]><nitf/>',
    "undeclared": b"<nitf><body><body.content><p>&x;</p></body.content></body></nitf>",
    "undeclared, with an outside DTD": b'<!DOCTYPE nitf SYSTEM "nitf.dtd"><nitf><head><title>&x;</title></head></nitf>',
    "deep": b"<nitf>" + b"<p>" * 5_000 + b"</p>" * 5_000 + b"</nitf>",
}


@pytest.mark.parametrize("name", ATTACKS)
@pytest.mark.parametrize("encoding", ["utf-8", "utf-16"])
def test_an_attack_is_refused_with_a_sentence(name: str, encoding: str) -> None:
    data = ATTACKS[name].decode().encode(encoding)

    with pytest.raises(Unreadable) as refusal:
        list(parse_item(data, received=RECEIVED, format="nitf"))

    assert refusal.value.code in {"xml_dtd", "xml_entity", "broken_xml"}
    assert "sender" in refusal.value.sentence


def test_utf_8_that_calls_itself_latin_1_is_read_as_what_it_is() -> None:
    data = '<?xml version="1.0" encoding="iso-8859-1"?><nitf><head><title>Blåbær</title></head></nitf>'.encode()

    (draft,) = parse_item(data, received=RECEIVED)

    assert draft.headline == "Blåbær"


def test_an_embargo_without_a_time_zone_is_withheld_for_an_editor() -> None:
    data = (SAMPLES / "nitf" / "harbour.xml").read_bytes().replace(b"20250701T060000+0200", b"20250701T060000")

    (draft,) = parse_item(data, received=RECEIVED)

    assert draft.embargo is not None
    assert draft.embargo.until is None
    assert "embargo_unreadable" in {problem.code for problem in draft.problems}


def test_a_document_that_takes_back_another_says_so_beside_its_own_story() -> None:
    data = (SAMPLES / "nitf" / "harbour.xml").read_bytes()
    data = data.replace(b"<docdata ", b'<docdata management-doc-idref="mp.1" management-idref-status="canceled" ')

    story, kill = parse_item(data, received=RECEIVED)

    assert (story.guid, story.action) == ("mp.2025.0630.17", "correction")
    assert (kill.guid, kill.action, kill.source) == ("mp.1", "kill", story.source)


def test_every_text_of_the_metadata_is_in_a_field_or_in_the_extras() -> None:
    data = (SAMPLES / "newsml_g2" / "message.xml").read_bytes()
    data = data.replace(b"</itemMeta>", b"<mp:mood xmlns:mp='urn:mp'>sunny<mp:why code='w7'/></mp:mood></itemMeta>", 1)

    draft = next(iter(parse_item(data, received=RECEIVED)))

    assert draft.extras["itemMeta/mood"] == "sunny"
    assert draft.extras["itemMeta/mood/why/@code"] == "w7"


@pytest.mark.parametrize("name", ["newsItem", "set"])
def test_the_paths_below_an_item_are_those_from_the_root(name: str) -> None:
    inside = "<b/><b><c/><c x='1'/></b>"
    root = read_xml(
        f"<{name}><header><b/></header><newsItem>{inside}</newsItem><newsItem>{inside}</newsItem></{name}>".encode()
    )
    for item in root.iter("newsItem"):
        below = PathsBelow(item)
        assert [below.path_of(element, "x") for element in root.iter()] == [path_of(each, "x") for each in root.iter()]
