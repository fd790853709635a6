"""Faults of the machine during an import: a disk that is full, an index that cannot be written."""

from __future__ import annotations

import resource
import signal
from pathlib import Path

import pytest
from django.core.files.base import File
from django.core.management import call_command

from archive.actions import Refused, keep_original
from archive.indexing.compare import find_differences
from archive.ingest.parsing import parse_files
from archive.models import Article, Original, OutboxRow
from tests.archive.ingest.importing import COPY, import_paths
from tests.archive.ingest.test_import_files import find, write
from tests.make import NOON

LATER = NOON.replace(year=2100)
pytestmark = pytest.mark.django_db


def test_on_a_full_disk_the_file_is_named_and_nothing_of_it_is_taken_in(tmp_path: Path) -> None:
    # given a disk that takes files of 200,000 bytes and no more (the limit of the process stands in for it)
    big = write(tmp_path, COPY + "More of it. " * 40_000, "big.txt")
    small = write(tmp_path, name="small.txt")
    before = resource.getrlimit(resource.RLIMIT_FSIZE)
    ignored = signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
    resource.setrlimit(resource.RLIMIT_FSIZE, (200_000, before[1]))
    try:
        kept = import_paths(big, small, dry_run=True)
        assert kept.outcomes == ["created", "created"]
        with big.open("rb") as stream, pytest.raises(Refused, match="make room"):
            keep_original(content=File(stream), received_at=NOON, run=None)
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, before)
        signal.signal(signal.SIGXFSZ, ignored)
    assert not Original.objects.exists()

    # when there is room again, half a file is written anew
    assert import_paths(big, small).outcomes == ["created", "created"]
    assert Original.objects.get(file_name="big.txt").read_bytes() == big.read_bytes()


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
