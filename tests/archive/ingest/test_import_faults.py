"""Faults of the machine during an import: a disk that is full, an index that cannot be written."""

from __future__ import annotations

import io
import shutil
from pathlib import Path

import pytest
from django.core.management import call_command

from archive.indexing.compare import find_differences
from archive.ingest.parsing import parse_files
from archive.models import Article, Original, OutboxRow
from tests.archive.ingest.importing import COPY, import_paths
from tests.archive.ingest.test_import_files import find, write
from tests.make import NOON
from tests.small_disk import make_small_disk

LATER = NOON.replace(year=2100)
pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("fault", ["full", "read-only"])
def test_originals_without_room_stop_the_import_and_the_next_one_is_exact(
    fault: str, tmp_path: Path, home: Path
) -> None:
    big = write(tmp_path, COPY + "More of it. " * 4_000, "a-big.txt")
    paths = [big, *(write(tmp_path, COPY.replace("SHIP", f"SHIP {n}"), f"{n}.txt") for n in range(3))]
    with make_small_disk(home / "originals") as disk:
        disk.fill(spare=20_000) if fault == "full" else disk.refuse()
        stopped = import_paths(*paths, publish=True)
        disk.mend()

        assert stopped.code == 1
        assert str(big) in stopped.errors and "could not be kept" in stopped.errors
        assert "make room, then import the file again" in stopped.errors
        assert not Original.objects.exists() and not Article.objects.exists()

        # when there is room again, half a file is written anew
        assert import_paths(*paths, publish=True).outcomes == ["created"] * 4
        assert Original.objects.get(file_name="a-big.txt").read_bytes() == big.read_bytes()
        assert list(find_differences(at=LATER)) == []


@pytest.mark.parametrize("fault", ["full", "read-only"])
def test_an_index_without_room_leaves_the_stories_safe_and_the_next_drain_is_exact(
    fault: str, tmp_path: Path, home: Path
) -> None:
    import_paths(write(tmp_path), publish=True)
    shutil.rmtree(home / "index")
    with make_small_disk(home / "index") as disk:
        call_command("rebuild_index", stdout=io.StringIO())
        disk.fill() if fault == "full" else disk.refuse()
        paths = [write(tmp_path, COPY.replace("SHIP", f"SHIP {n}") + f"Word{n}. " * 900, f"{n}.txt") for n in range(40)]
        imported = import_paths(*paths, publish=True)
        disk.mend()

        assert (imported.code, imported.outcomes) == (0, ["created"] * 40)
        assert "The stories are safe" in imported.errors and "run drain_outbox" in imported.errors
        call_command("drain_outbox", stdout=io.StringIO())
        assert find("ship") == 41
        assert list(find_differences(at=LATER)) == []


def test_an_index_that_was_removed_is_not_begun_anew_behind_the_operators_back(tmp_path: Path, home: Path) -> None:
    import_paths(write(tmp_path), publish=True)
    shutil.rmtree(home / "index")

    imported = import_paths(write(tmp_path, COPY.replace("SHIP", "BOAT"), "b.txt"), publish=True)

    assert imported.outcomes == ["created"]
    assert "The stories are safe" in imported.errors and "Run: manage.py rebuild_index" in imported.errors
    assert [difference.mend for difference in find_differences(at=LATER)] == ["rebuild", "rebuild"]
    call_command("rebuild_index", stdout=io.StringIO())
    call_command("drain_outbox", stdout=io.StringIO())
    assert list(find_differences(at=LATER)) == []
    assert (find("boat"), find("petrov")) == (1, 2)


def test_originals_that_cannot_be_written_are_named_and_the_command_ends_with_1(tmp_path: Path, home: Path) -> None:
    (home / "originals").write_text("a file where the folder should be")

    imported = import_paths(write(tmp_path))

    assert imported.code == 1
    assert "could not be kept" in imported.errors and "import the file again" in imported.errors
    assert not Article.objects.exists()


def test_an_index_that_cannot_be_written_leaves_the_stories_safe_for_the_next_drain(tmp_path: Path, home: Path) -> None:
    (home / "index").write_text("a file where the folder should be")

    imported = import_paths(write(tmp_path), publish=True)

    assert imported.outcomes == ["created"]
    assert "The stories are safe" in imported.errors and "run drain_outbox" in imported.errors
    assert OutboxRow.objects.exists()

    (home / "index").unlink()
    call_command("drain_outbox")

    assert find("ship") == 1
    assert list(find_differences(at=LATER)) == []


def test_originals_that_were_lost_or_changed_are_listed(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    import_paths(write(tmp_path), write(tmp_path, COPY.replace("ship", "boat"), "b.txt"))
    first, second = Original.objects.order_by("file_name")
    (path,) = list(tmp_path.rglob(first.sha256))
    path.write_bytes(b"other")
    next(iter(tmp_path.rglob(second.sha256))).unlink()

    with pytest.raises(SystemExit) as end:
        call_command("check_archive")

    assert end.value.code == 1
    said = capsys.readouterr().out
    assert "the kept bytes have changed" in said and "cannot be read" in said


def test_many_files_are_read_by_other_processes_in_the_order_asked(tmp_path: Path) -> None:
    paths = [write(tmp_path, COPY + f"{number} " * 40_000, f"{number}.txt") for number in range(6)]

    parsed = list(parse_files([*paths, tmp_path / "gone.txt"]))

    assert [getattr(file, "path", None) for file in parsed[:-1]] == paths
    assert isinstance(parsed[-1], OSError)
