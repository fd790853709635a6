"""`rebuild_index` as operators meet it: other processes, signals, a second one at once."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

from archive.search.engines.tantivy import TantivyEngine
from tests.archive.search.stories import find, make_document
from tests.make import make_article, make_draft

REPOSITORY = Path(__file__).resolve().parent.parent.parent.parent
FILL = """
import django; django.setup()
from tests.make import make_article, make_draft
from django.db import transaction
with transaction.atomic():
    for number in range(1100):
        make_article(headline=f"Kestrel {number}", text="A bird over Vienna.")
    make_draft(headline="Kestrel in a draft")
from archive.models import OutboxRow
OutboxRow.objects.all().delete()
"""
# The stretch of keys is slow to come, and each process slow to begin, so that there is time to interfere.
SLOWLY = """
import sys, time
sys.argv = ["manage.py", *sys.argv[1:]]
import os; os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
import archive.indexing.hands as hands
share = hands.share_out
def slowly(builds, at, keys, number, tell):
    print("building", flush=True)
    time.sleep(1)
    return share(builds, at, keys, number, tell)
hands.share_out = slowly
if __name__ == "__mp_main__":  # one of the processes
    begin = hands.gc.set_threshold
    hands.gc.set_threshold = lambda *numbers: (time.sleep(float(os.environ["HANDS_WAIT"])), begin(*numbers))
if __name__ == "__main__":
    import signal; signal.signal(signal.SIGINT, signal.default_int_handler)  # a shell's background job ignores Ctrl-C
    from django.core.management import execute_from_command_line
    execute_from_command_line(sys.argv)
"""


@pytest.fixture(scope="module")
def archive(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A home with a database of its own and 1,101 stories, not yet indexed."""
    home = tmp_path_factory.mktemp("home")
    run(home, "migrate", "-v0")
    subprocess.run([sys.executable, "-c", FILL], cwd=REPOSITORY, env=environment(home), check=True)
    return home


def environment(home: Path) -> dict[str, str]:
    """What a process of that home needs to know."""
    return {
        "PATH": os.environ["PATH"], "DATELINE_HOME": str(home), "DJANGO_SETTINGS_MODULE": "config.settings",
        "PYTHONUNBUFFERED": "1", "PYTHONPATH": str(REPOSITORY),
    }  # fmt: skip


def run(home: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    """A command, to its end."""
    command = [sys.executable, "manage.py", *arguments]
    return subprocess.run(command, cwd=REPOSITORY, env=environment(home), capture_output=True, text=True)


def start_slowly(home: Path, script: Path, *arguments: str, wait: float = 3) -> subprocess.Popen[str]:
    """A rebuild by two processes that has begun, and takes a while: each waits so many seconds before its work."""
    script.write_text(SLOWLY)
    process = subprocess.Popen(
        [sys.executable, str(script), "rebuild_index", "--processes", "2", *arguments],
        cwd=REPOSITORY, env=environment(home) | {"HANDS_WAIT": str(wait)},
        stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True,
    )  # fmt: skip
    assert process.stdout is not None and process.stdout.readline() == "building\n"
    return process


def hands_of(pid: int) -> list[int]:
    """The processes that a rebuild has started to share its work."""
    children = map(int, Path(f"/proc/{pid}/task/{pid}/children").read_text().split())
    return [child for child in children if b"spawn_main" in Path(f"/proc/{child}/cmdline").read_bytes()]


def folders(home: Path) -> list[str]:
    """What lies beside the locks and the pointer of the public index."""
    public = home / "index" / "public"
    return sorted(entry.name for entry in public.iterdir() if entry.name.startswith(("index-", "current-")))


@pytest.mark.parametrize("processes", ["1", "2"])
def test_both_indexes_are_built_whatever_the_number_of_processes(archive: Path, processes: str) -> None:
    done = run(archive, "rebuild_index", "--processes", processes)

    assert done.returncode == 0, done.stderr
    assert done.stdout.startswith("public index: 1,100 stories\ndesk index: 1,101 stories\n1,101 stories read in")
    assert done.stderr == ""  # nothing moves where nobody looks
    assert TantivyEngine(archive / "index" / "public").count() == 1100
    assert run(archive, "check_archive").stdout == "Database, indexes and originals agree.\n"
    assert len(folders(archive)) == 1


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM, signal.SIGKILL])
def test_an_interrupted_rebuild_leaves_the_old_index_and_the_next_clears_up(
    archive: Path, tmp_path: Path, number: signal.Signals
) -> None:
    run(archive, "rebuild_index")
    engine = TantivyEngine(archive / "index" / "public")
    engine.put([make_document(ref="old", text="still here")])

    with start_slowly(archive, tmp_path / "slowly.py", wait=10) as process:
        while len(hands_of(process.pid)) < 2:
            time.sleep(0.01)
        time.sleep(0.5)  # both have been told what to do, and have not begun, however busy the machine is
        process.send_signal(number)
        _, said = process.communicate(timeout=30)

    assert find(engine, "still") == {"old"}
    if number == signal.SIGKILL:
        assert process.returncode == -number
        assert len(folders(archive)) == 2
    else:
        assert process.returncode == 130
        assert said == "Interrupted. The old index answers as before; run rebuild_index again when you like.\n"
        assert len(folders(archive)) == 1
    assert run(archive, "rebuild_index").returncode == 0
    assert len(folders(archive)) == 1
    assert find(engine, "still") == set()
    assert engine.count() == 1100


def test_a_process_that_dies_ends_the_rebuild_and_nothing_is_swapped_in(archive: Path, tmp_path: Path) -> None:
    run(archive, "rebuild_index")
    engine = TantivyEngine(archive / "index" / "public")

    with start_slowly(archive, tmp_path / "slowly.py") as process:
        while not (working := hands_of(process.pid)):
            time.sleep(0.01)
        os.kill(working[0], signal.SIGKILL)
        _, said = process.communicate(timeout=60)

    assert process.returncode == 1
    assert "A process of the rebuild ended with code -9" in said
    assert engine.count() == 1100
    assert len(folders(archive)) == 1


def test_a_second_rebuild_at_once_is_told_so_in_a_sentence(archive: Path, tmp_path: Path) -> None:
    with start_slowly(archive, tmp_path / "slowly.py") as process:
        second = run(archive, "rebuild_index")
        process.communicate(timeout=60)

    assert process.returncode == 0
    assert second.returncode == 1
    assert "Another rebuild of the search index in" in second.stderr and "Wait for it to end." in second.stderr
    assert second.stderr.count("\n") == 1


def test_readers_and_writers_go_on_during_a_rebuild_and_lose_nothing(archive: Path, tmp_path: Path) -> None:
    run(archive, "rebuild_index")
    engine = TantivyEngine(archive / "index" / "public")

    with start_slowly(archive, tmp_path / "slowly.py") as process:
        engine.put([make_document(ref="meanwhile", text="a goshawk")])
        assert find(engine, "goshawk") == {"meanwhile"}
        while process.poll() is None:
            assert engine.count() == 1101  # the old one with what was put, or the new one with it: never less
        process.communicate()

    assert process.returncode == 0
    assert find(engine, "goshawk") == {"meanwhile"}
    engine.remove(["meanwhile"])


@pytest.mark.django_db
def test_only_one_index_can_be_rebuilt(capsys: pytest.CaptureFixture[str]) -> None:
    make_article(headline="Kestrel")
    make_draft(headline="Kestrel, a draft")

    call_command("rebuild_index", index="public")

    assert capsys.readouterr().out.startswith("public index: 1 stories\n2 stories read in")


@pytest.mark.django_db
def test_a_number_of_processes_that_makes_no_sense_is_refused() -> None:
    with pytest.raises(CommandError, match="1 or more"):
        call_command("rebuild_index", processes=0)
