"""`watch_folder`: files are taken when they are whole, once, and end where they can be found."""

from __future__ import annotations

import fcntl
import io
import os
import resource
import signal
import zipfile
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

from archive.ingest.folder import FolderWatcher
from archive.ingest.folder_claims import check_folders, claims_of_the_dead, open_claim, seen
from archive.ingest.folder_endings import end_file
from archive.ingest.folder_looks import Looker
from archive.models import Article, IngestItem, IngestRun, Original
from tests import make
from tests.archive.ingest.importing import COPY

pytestmark = pytest.mark.django_db
TABLE = "headline,text,guid\nShip puts to sea,The ship left on Monday.,mp-1\nTide turns,The tide turned.,mp-2\n"


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """The folder into which Meridian Press delivers."""
    make.make_source()
    folder = tmp_path / "incoming"
    folder.mkdir()
    return folder


class Watch:
    """A worker whose looks a test takes one by one."""

    def __init__(self, root: Path) -> None:
        self.said: list[str] = []
        self.watcher = FolderWatcher(root, source="MP", is_published=False, complain=self.said.append)

    def look(self, times: int = 1) -> int:
        return sum(self.watcher.look() for _ in range(times))


def tree(root: Path) -> list[str]:
    """Every file of the folder, ours included."""
    return sorted(str(path.relative_to(root)) for path in root.rglob("*") if not path.is_dir())


def test_a_file_that_stood_still_between_two_looks_is_taken_in_and_moved(root: Path) -> None:
    (root / "story.txt").write_text(COPY)
    watch = Watch(root)

    assert watch.look() == 0 and tree(root) == ["story.txt"]
    assert watch.look() == 1

    assert tree(root) == ["done/story.txt"]
    assert (root / "done/story.txt").read_text() == COPY
    assert Article.objects.get().source.code == "MP"
    assert Original.objects.get().read_bytes() == COPY.encode()
    assert IngestItem.objects.get().path == str(root / "story.txt")
    assert IngestRun.objects.get().finished_at is not None


def test_a_file_that_still_grows_is_left_alone(root: Path) -> None:
    path, watch = root / "story.txt", Watch(root)
    for end in (20, 40, len(COPY)):
        path.write_text(COPY[:end])
        assert watch.look() == 0
    assert not Article.objects.exists()

    assert watch.look() == 1
    assert Original.objects.get().read_bytes() == COPY.encode()


@pytest.mark.parametrize("name", ["a.txt.part", "a.tmp", ".a.txt", "a.filepart", "a.txt~", ".hidden/a.txt", "A.PART"])
def test_partial_and_hidden_files_are_left_alone(root: Path, name: str) -> None:
    (root / name).parent.mkdir(exist_ok=True)
    (root / name).write_text(COPY)

    assert Watch(root).look(3) == 0

    assert tree(root) == [name]


def test_an_empty_file_waits_until_it_is_surely_no_beginning(root: Path) -> None:
    (root / "a.txt").touch()
    watch = Watch(root)
    assert watch.look(3) == 0

    os.utime(root / "a.txt", (0, 0))
    watch.look(2)

    assert tree(root) == ["failed/a.txt", "failed/a.txt.reason.txt"]


def test_folders_inside_are_looked_into_and_kept_apart(root: Path) -> None:
    for place in ("a", "b", "b/done"):
        (root / place).mkdir()
        (root / place / "story.txt").write_text(COPY.replace("ship", place))

    assert Watch(root).look(2) == 3

    assert tree(root) == ["done/a/story.txt", "done/b/done/story.txt", "done/b/story.txt"]


def test_what_cannot_be_read_ends_in_failed_with_the_reason_beside_it(root: Path) -> None:
    (root / "a.xml").write_text("<?xml version='1.0'?><unknown><thing/></unknown>")

    Watch(root).look(2)

    assert tree(root) == ["failed/a.xml", "failed/a.xml.reason.txt"]
    reason = (root / "failed/a.xml.reason.txt").read_text()
    assert IngestItem.objects.get().problems[0]["message"] in reason
    assert Original.objects.exists()


def test_names_never_collide(root: Path) -> None:
    for number in range(3):
        (root / "story.txt").write_text(COPY + str(number))
        (root / "bad.xml").write_text(f"<?xml version='1.0'?><unknown n='{number}'/>")
        (root / "bad.xml.reason.txt").write_text(COPY + f"reason {number}")
        Watch(root).look(2)

    assert [(root / "done" / f"story{n}.txt").read_text()[-1] for n in ("", "~2", "~3")] == ["0", "1", "2"]
    failed = sorted(path.name for path in (root / "failed").iterdir())
    assert failed == [name + end for name in ("bad.xml", "bad~2.xml", "bad~3.xml") for end in ("", ".reason.txt")]
    assert len(list((root / "done").glob("bad*"))) == 3


def test_a_name_as_long_as_a_disk_takes_ends_too(root: Path) -> None:
    (root / ("ä" * 125 + ".xml")).write_text("<?xml version='1.0'?><unknown/>")
    (root / os.fsdecode(b"odd-\xff.txt")).write_text(COPY)

    assert Watch(root).look(2) == 2

    assert len(tree(root)) == 3


def test_the_same_file_again_comes_in_once(root: Path) -> None:
    watch = Watch(root)
    for _ in range(2):
        (root / "story.txt").write_text(COPY)
        watch.look(2)

    assert tree(root) == ["done/story.txt", "done/story~2.txt"]
    assert Article.objects.count() == 1


def test_an_archive_with_one_bad_member_keeps_the_others_and_says_which_failed(root: Path) -> None:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        archive.writestr("good!/a.csv", TABLE)
        archive.writestr("bad.xml", "<?xml version='1.0'?><unknown/>")
    (root / "day.zip").write_bytes(packed.getvalue())

    Watch(root).look(2)

    assert Article.objects.count() == 2
    assert tree(root) == ["failed/day.zip", "failed/day.zip.reason.txt"]
    reason = (root / "failed/day.zip.reason.txt").read_text()
    assert "bad.xml" in reason and "a.csv" not in reason


def test_links_are_not_followed(root: Path, tmp_path: Path) -> None:
    outside = tmp_path / "outside"
    outside.mkdir()
    (outside / "secret.txt").write_text(COPY)
    (root / "link.txt").symlink_to(outside / "secret.txt")
    (root / "folder").symlink_to(outside)
    os.mkfifo(root / "pipe.txt")

    assert Watch(root).look(3) == 0

    assert (outside / "secret.txt").exists() and not Article.objects.exists()


def test_a_folder_of_ours_that_is_a_link_is_refused(root: Path, tmp_path: Path) -> None:
    (tmp_path / "elsewhere").mkdir()
    (root / "done").symlink_to(tmp_path / "elsewhere")

    with pytest.raises(OSError, match="not a folder"):
        check_folders(root)


def test_a_file_that_was_exchanged_after_the_look_is_put_back(root: Path) -> None:
    path = root / "story.txt"
    path.write_text(COPY)
    before = seen(path.lstat())
    path.write_text(COPY + "More.")
    claim, within = open_claim(root), os.open(root, os.O_RDONLY)

    assert not claim.take(Path("story.txt"), name="story.txt", within=within, as_seen=before)

    assert path.read_text() == COPY + "More." and claim.files() == []
    claim.let_go()
    os.close(within)
    assert tree(root) == ["story.txt"]


def test_of_two_workers_one_gets_a_file(root: Path) -> None:
    for number in range(20):
        (root / f"{number}.txt").write_text(COPY + str(number))
    first, second = Looker(root, complain=print), Looker(root, complain=print)
    ours, theirs = open_claim(root), open_claim(root)
    first.look(ours)
    second.look(theirs)

    assert (first.look(ours), second.look(theirs)) == (20, 0)
    assert list(claims_of_the_dead(root)) == []


def test_what_a_dead_worker_claimed_is_taken_up(root: Path) -> None:
    (root / "story.txt").write_text(COPY)
    looker, claim = Looker(root, complain=print), open_claim(root)
    looker.look(claim)
    assert looker.look(claim) == 1
    os.close(claim.lock)  # as the kernel does when its process dies

    assert Watch(root).look() == 1

    assert tree(root) == ["done/story.txt"]
    assert list((root / ".claimed").iterdir()) == []


def test_a_lock_whose_worker_died_before_it_claimed_anything_is_cleared_away_and_no_other(root: Path) -> None:
    living, beginning = open_claim(root), root / ".claimed" / f"{'b' * 32}.lock"
    held = os.open(beginning, os.O_CREAT | os.O_RDWR)
    fcntl.flock(held, fcntl.LOCK_EX)  # a worker that has its lock and is about to make its folder
    (root / ".claimed" / f"{'a' * 32}.lock").touch()

    assert Watch(root).look() == 0

    assert tree(root) == sorted([f".claimed/{living.name}.lock", f".claimed/{'b' * 32}.lock"])
    os.close(held)  # it died
    assert list(claims_of_the_dead(root)) == []
    assert tree(root) == [f".claimed/{living.name}.lock"]
    living.let_go()


def test_a_claim_whose_lock_was_cleared_away_as_it_began_is_begun_again(
    root: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    # given another worker that looks between the making of a lock and its being held
    lock, cleared = fcntl.flock, list[Path]()

    def lock_later(file: int, how: int) -> None:
        if not cleared and how == fcntl.LOCK_EX:
            cleared.extend((root / ".claimed").iterdir())
            assert list(claims_of_the_dead(root)) == []
        lock(file, how)

    monkeypatch.setattr(fcntl, "flock", lock_later)

    claim = open_claim(root)

    assert cleared and not cleared[0].exists()
    assert list(claims_of_the_dead(root)) == []  # it is ours, and is seen to be
    claim.let_go()
    assert tree(root) == []


def test_ending_twice_ends_once(root: Path) -> None:
    # given a worker killed after the file had its second name, before it lost the first
    claim = open_claim(root)
    (claim.folder / "a.xml").write_text("x")
    (root / "failed").mkdir()
    os.link(claim.folder / "a.xml", root / "failed/a.xml")

    end_file(claim, Path("a.xml"), reasons=["It is no story."])

    claim.let_go()
    assert tree(root) == ["failed/a.xml", "failed/a.xml.reason.txt"]


def test_on_a_full_disk_files_wait_and_it_is_said(root: Path) -> None:
    big = COPY + "More of it. " * 40_000
    (root / "big.txt").write_text(big)
    watch = Watch(root)
    before = resource.getrlimit(resource.RLIMIT_FSIZE)
    ignored = signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
    watch.look()
    resource.setrlimit(resource.RLIMIT_FSIZE, (200_000, before[1]))
    try:
        assert watch.look() == 0
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, before)
        signal.signal(signal.SIGXFSZ, ignored)
    assert "big.txt waits" in watch.said[0] and "make room" in watch.said[0]
    assert not Article.objects.exists() and not (root / "done").exists()

    assert Watch(root).look() == 1  # when there is room again

    assert Article.objects.count() == 1 and tree(root) == ["done/big.txt"]


def test_where_no_second_name_is_allowed_files_end_all_the_same(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*args: object, **options: object) -> None:
        raise PermissionError(1, "Operation not permitted")

    monkeypatch.setattr(os, "link", refuse)  # the kernel's answer for files of the FTP server
    (root / "a.txt").write_text(COPY)
    (root / "b.xml").write_text("<?xml version='1.0'?><unknown/>")

    Watch(root).look(2)

    assert tree(root) == ["done/a.txt", "failed/b.xml", "failed/b.xml.reason.txt"]


def test_the_command_once_takes_what_stands_still(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (root / "story.txt").write_text(COPY)

    call_command("watch_folder", str(root), "--source", "MP", "--once", "--every", "0.01")

    assert "1 files taken in" in capsys.readouterr().out
    assert tree(root) == ["done/story.txt"]


@pytest.mark.parametrize(("folder", "source", "sentence"), [("none", "MP", "not a folder"), ("", "XX", "no source")])
def test_a_wrong_folder_or_source_is_said(root: Path, folder: str, source: str, sentence: str) -> None:
    with pytest.raises(CommandError, match=sentence) as refused:
        call_command("watch_folder", str(root / folder), "--source", source, "--once")

    assert refused.value.returncode == 2
