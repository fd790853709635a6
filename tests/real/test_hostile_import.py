"""Naughty strings and XML attacks as whole files, imported: each accounted for, its bytes kept, nothing harmed."""

from __future__ import annotations

import hashlib
import json
from pathlib import Path

import pytest

from archive.models import Article, IngestItem, Original
from tests.archive.ingest.importing import COPY, import_paths

pytestmark = pytest.mark.django_db


def assert_all_kept(paths: list[Path], folder: Path) -> None:
    good = folder / "zz-good.txt"
    good.write_text(COPY)

    imported = import_paths(*paths, good, publish=True)

    assert (imported.code, imported.errors) == (0, "")
    assert {line["path"] for line in imported.lines} == {str(path) for path in [*paths, good]}
    assert imported.lines[-1]["outcome"] == "created"
    assert all(line["problems"] for line in imported.lines if line["outcome"] == "quarantined")
    assert IngestItem.objects.count() == len(imported.lines)
    for path in paths:
        content = path.read_bytes()
        assert Original.objects.get(sha256=hashlib.sha256(content).hexdigest()).read_bytes() == content


def test_every_naughty_string_as_a_whole_story(shared_data: Path, tmp_path: Path) -> None:
    strings = json.loads((shared_data / "hostile" / "blns" / "blns.json").read_text())
    paths = [tmp_path / f"{number}.txt" for number in range(len(strings))]
    for path, string in zip(paths, strings, strict=True):
        path.write_bytes(string.encode("utf-8", "surrogatepass"))

    assert_all_kept(paths, tmp_path)


def test_every_xml_attack(shared_data: Path, tmp_path: Path) -> None:
    paths = sorted(p for p in (shared_data / "hostile" / "xml-attacks").rglob("*.x[ms][ld]") if p.is_file())

    assert paths
    assert_all_kept(paths, tmp_path)
    assert Article.objects.count() == 1  # the good story
