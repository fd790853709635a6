"""The embedded engine passes the contract."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from archive.search.engine import IndexFormatMismatch, IndexUnreadable
from archive.search.engines.tantivy import TantivyEngine
from tests.archive.search.contract import EngineContract
from tests.archive.search.stories import make_document, make_stories


class TestTantivy(EngineContract):
    open_engine = TantivyEngine


def test_an_index_of_another_format_says_what_to_run(tmp_path: Path) -> None:
    TantivyEngine(tmp_path).put(make_stories())
    pointer = json.loads((tmp_path / "current").read_text())
    (tmp_path / "current").write_text(json.dumps(pointer | {"format": 0}))
    engine = TantivyEngine(tmp_path)

    with pytest.raises(IndexFormatMismatch, match=r"manage\.py rebuild_index"):
        engine.count()

    engine.rebuild(make_stories())
    assert engine.count() == len(make_stories())


def test_an_index_of_a_newer_version_says_that_it_is_newer(tmp_path: Path) -> None:
    TantivyEngine(tmp_path).put(make_stories())
    pointer = json.loads((tmp_path / "current").read_text())
    (tmp_path / "current").write_text(json.dumps(pointer | {"format": pointer["format"] + 1}))
    engine = TantivyEngine(tmp_path)

    with pytest.raises(IndexFormatMismatch, match=r"newer version of Dateline .* manage\.py rebuild_index"):
        engine.count()
    with pytest.raises(IndexFormatMismatch, match="newer"):
        engine.put(make_stories())  # nothing is ever written into what one does not understand

    engine.rebuild(make_stories())
    assert engine.count() == len(make_stories())


@pytest.mark.parametrize(
    "pointer", ["", "[]", "{}", '{"format": "x"}', '{"format": 1, "directory": "index-gone"}', "\0"]
)
def test_a_pointer_that_makes_no_sense_says_what_to_run(tmp_path: Path, pointer: str) -> None:
    TantivyEngine(tmp_path).put(make_stories())
    (tmp_path / "current").write_text(pointer)
    engine = TantivyEngine(tmp_path)

    with pytest.raises(IndexUnreadable, match=r"manage\.py rebuild_index"):
        engine.count()

    engine.rebuild(make_stories())
    assert engine.count() == len(make_stories())


def test_a_damaged_index_says_what_to_run(tmp_path: Path) -> None:
    TantivyEngine(tmp_path).put(make_stories())
    pointer = json.loads((tmp_path / "current").read_text())
    (tmp_path / pointer["directory"] / "meta.json").write_text("{")
    engine = TantivyEngine(tmp_path)

    with pytest.raises(IndexUnreadable, match=r"manage\.py rebuild_index"):
        engine.count()
    with pytest.raises(IndexUnreadable, match=r"manage\.py rebuild_index"):
        engine.put(make_stories())

    engine.rebuild(make_stories())
    assert engine.count() == len(make_stories())


def test_a_rebuild_sweeps_away_what_dead_ones_left(tmp_path: Path) -> None:
    engine = TantivyEngine(tmp_path)
    engine.put(make_stories())
    (tmp_path / "index-dead").mkdir()
    engine.rebuild(make_stories())

    assert len(list(tmp_path.glob("index-*"))) == 1


def test_many_small_writes_do_not_leave_many_segments(tmp_path: Path) -> None:
    engine = TantivyEngine(tmp_path)
    for number in range(40):
        engine.put([make_document(ref=str(number))])

    assert engine._reader.look().searcher.num_segments < 16
