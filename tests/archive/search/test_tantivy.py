"""The embedded engine passes the contract."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from archive.search.engine import IndexFormatMismatch, IndexUnreadable
from archive.search.engines.tantivy import TantivyEngine
from archive.search.engines.tantivy_alike import MANY_SMALL
from archive.search.engines.tantivy_build import TantivyBuild
from tests.archive.search.contract import EngineContract
from tests.archive.search.stories import make_document, make_stories


class TestTantivy(EngineContract):
    open_engine = TantivyEngine


def test_a_part_left_by_a_process_that_died_is_swept_away_and_what_it_held_is_put_again(tmp_path: Path) -> None:
    first, second = TantivyEngine(tmp_path / "a"), TantivyEngine(tmp_path / "b")
    documents = [make_document(ref=f"s{number:03d}") for number in range(250)]
    first.put([documents[0]], second)
    homes = [next((tmp_path / name).glob("index-*")) for name in "ab"]
    with TantivyBuild(homes[0]).filling(TantivyBuild(homes[1])) as add:  # and here it is killed, before it joins
        for document in documents:
            add(document)

    first.put(documents, second)

    assert (first.count(), second.count()) == (250, 250)
    assert [list(home.glob("part-*")) for home in homes] == [[], []]
    managed = [set(json.loads((home / ".managed.json").read_text())) for home in homes]
    left = [{file.name for file in home.iterdir() if not file.name.startswith(".")} for home in homes]
    assert [names - known for names, known in zip(left, managed, strict=True)] == [set(), set()]


def test_many_small_segments_are_merged(tmp_path: Path) -> None:
    first, second = TantivyEngine(tmp_path / "a"), TantivyEngine(tmp_path / "b")
    for start in range(0, 200 * (MANY_SMALL + 1), 200):
        first.put([make_document(ref=f"s{start + number:05d}") for number in range(200)], second)

    for engine in (first, second):
        live = next(engine.path.glob("index-*"))
        assert len(json.loads((live / "meta.json").read_text())["segments"]) < MANY_SMALL
        assert engine.count() == 200 * (MANY_SMALL + 1)


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
