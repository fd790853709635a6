"""The IPTC's own cases for ninjs: 158 that are valid, 70 that are not."""

import json
from pathlib import Path

from archive.ingest.decode import Unreadable
from archive.ingest.formats.ninjs_check import check_ninjs
from archive.ingest.sniff import parse_item

# Undeclared, and wrong only under a release older than the one they could be: without being told, nobody can know.
ONLY_UNDER_THEIR_RELEASE = {
    "1.0/014_type_component", "1.0/016_infosource", "1.1/001_type_component", "1.1/002_infosource",
    "3.0/006_bad_urgency",
}  # fmt: skip


def cases(shared_data: Path, outcome: str) -> list[Path]:
    found = sorted((shared_data / "formats/ninjs/validation/test_suite").glob(f"*/{outcome}/*.json"))
    assert len(found) == {"should_pass": 158, "should_fail": 70}[outcome]
    return found


def faults(path: Path) -> list[str]:
    """What is wrong with a case under the release it was written for; one that only notes a custom does not count."""
    family, _, release = path.parts[-3].partition(".")
    try:
        item = json.loads(path.read_text())
    except ValueError as error:
        return [str(error)]
    number = int(release) if release.isdigit() else None
    return [fault.sentence for fault in check_ninjs(item, family=int(family), release=number) if fault.is_grave]


def test_every_valid_case_is_accepted(shared_data: Path) -> None:
    for path in cases(shared_data, "should_pass"):
        assert not faults(path), path
        assert list(parse_item(path.read_bytes(), received=None, filename=path.name)), path


def test_every_invalid_case_is_refused_with_the_reason(shared_data: Path) -> None:
    read_all_the_same = set()
    for path in cases(shared_data, "should_fail"):
        assert all(faults(path)), path
        assert faults(path), path
        try:
            list(parse_item(path.read_bytes(), received=None, filename=path.name, format="ninjs"))
        except Unreadable as refusal:
            assert len(refusal.sentence) > 40, path
        else:
            read_all_the_same.add(f"{path.parts[-3]}/{path.stem}")
    assert read_all_the_same == ONLY_UNDER_THEIR_RELEASE


def test_every_example_is_read(shared_data: Path) -> None:
    examples = sorted((shared_data / "formats/ninjs/examples").rglob("*.json"))
    read = [path for path in examples if "schema" not in path.name]
    assert len(read) >= 40
    for path in read:
        for draft in parse_item(path.read_bytes(), received=None, filename=path.name):
            assert draft.guid or draft.problems, path
            assert draft.headline or draft.text or draft.media or draft.problems, path
