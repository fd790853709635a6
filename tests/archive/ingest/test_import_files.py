"""`manage.py import_files`: its contract, and what it does with files that are no stories."""

from __future__ import annotations

import hashlib
from pathlib import Path
from typing import Any

import pytest

from archive import outbox
from archive.models import Article, IngestItem, IngestRun, Original, OutboxRow
from archive.search.door import open_engine
from archive.search.parse import parse_query
from archive.search.query import SearchRequest
from tests.archive.ingest.importing import COPY, Imported, import_paths
from tests.make import NOON

pytestmark = pytest.mark.django_db
KEYS = ["path", "index", "outcome", "ref", "guid", "headline", "problems"]


def write(folder: Path, content: bytes | str = COPY, name: str = "story.txt") -> Path:
    path = folder / name
    path.write_bytes(content.encode() if isinstance(content, str) else content)
    return path


def find(words: str, index: str = "public") -> int:
    return open_engine(index).search(SearchRequest(query=parse_query(words).query)).total


def assert_kept(path: Path, imported: Imported) -> None:
    """Every item accounted for, the bytes as they were, exit 0."""
    content = path.read_bytes()
    original = Original.objects.get(sha256=hashlib.sha256(content).hexdigest())
    assert original.read_bytes() == content
    assert imported.code == 0
    assert imported.lines and IngestItem.objects.filter(original=original).count() == len(imported.lines)
    assert imported.summary["total"] == len(imported.lines)
    for problems in (line["problems"] for line in imported.lines):
        assert all(problem["code"] and problem["message"] for problem in problems)


def test_a_story_comes_in_and_is_findable_at_once(tmp_path: Path) -> None:
    path = write(tmp_path)

    imported = import_paths(path, publish=True)

    assert imported.outcomes == ["created"]
    assert imported.lines[0]["headline"] == "SHIP PUTS TO SEA"
    counts = {"created": 1, "revised": 0, "duplicate": 0, "quarantined": 0, "total": 1}
    assert imported.summary == counts | {"seconds": imported.summary["seconds"]}
    assert list(imported.lines[0]) == KEYS
    assert (find("ship"), find("ship", "desk")) == (1, 1)
    assert not OutboxRow.objects.exists()
    assert_kept(path, imported)


def test_without_publish_only_the_desk_finds_it(tmp_path: Path) -> None:
    import_paths(write(tmp_path))

    assert (find("ship"), find("ship", "desk")) == (0, 1)


def test_the_same_file_again_is_a_duplicate_under_any_name(tmp_path: Path) -> None:
    import_paths(write(tmp_path))
    before = Article.objects.values().get()

    again = import_paths(write(tmp_path), write(tmp_path, name="other.txt"))

    assert again.outcomes == ["duplicate", "duplicate"]
    assert [line["ref"] for line in again.lines] == [before["ref"]] * 2
    assert Article.objects.values().get() == before
    assert Original.objects.count() == 1


def test_a_dry_run_says_the_same_and_writes_nothing(tmp_path: Path, home: Path) -> None:
    imported = import_paths(write(tmp_path), dry_run=True)

    assert (imported.outcomes, imported.code) == (["created"], 0)
    assert not any(model.objects.exists() for model in (Article, Original, IngestRun, IngestItem, OutboxRow))
    assert not (home / "originals").exists()


def test_without_received_the_year_is_taken_from_now_and_somebody_has_to_look(tmp_path: Path) -> None:
    imported = import_paths(write(tmp_path), received=None, publish=True)

    assert imported.codes == [["year_inferred_from_arrival"]]
    assert Article.objects.get().status == "review"


def test_the_source_can_be_insisted_on(tmp_path: Path) -> None:
    import_paths(write(tmp_path), source="XYZ")

    assert Article.objects.get().source.code == "XYZ"


def test_a_folder_is_taken_in_by_name_without_its_hidden_files(tmp_path: Path) -> None:
    (tmp_path / "b").mkdir()
    for name in ("c.txt", "a.txt", ".hidden", "b/d.txt"):
        write(tmp_path, COPY.replace("ship", name), name)

    imported = import_paths(tmp_path)

    assert [Path(line["path"]).relative_to(tmp_path).as_posix() for line in imported.lines] == [
        "a.txt",
        "b/d.txt",
        "c.txt",
    ]


@pytest.mark.parametrize("options", [{"received": "yesterday"}, {"paths": "nowhere"}])
def test_a_wrong_command_line_ends_with_2_and_a_sentence(tmp_path: Path, options: dict[str, Any]) -> None:
    path = tmp_path / options.pop("paths", "") if options.get("paths") else write(tmp_path)

    imported = import_paths(path, **options)

    assert imported.code == 2
    assert imported.errors.endswith((".", "path."))
    assert not IngestRun.objects.exists()


def test_a_file_that_cannot_be_opened_ends_with_1_and_harms_no_other(tmp_path: Path) -> None:
    imported = import_paths(Path("/proc/self/mem"), write(tmp_path))  # a file that even root cannot read from

    assert (imported.code, imported.outcomes) == (1, ["created"])
    assert "/proc/self/mem: cannot be read" in imported.errors


def test_a_name_that_is_no_utf8_does_not_stop_the_others(tmp_path: Path) -> None:
    imported = import_paths(write(tmp_path, name="caf\udce9.txt"))

    assert (imported.code, imported.outcomes) == (0, ["created"])
    assert imported.lines[0]["path"].endswith("caf\\xe9.txt")


HEADLINE = "LONG " * 1_000
BAD: dict[str, tuple[bytes, str, list[str]]] = {
    # what it is: the bytes, the outcome, problems that must be named
    "empty": (b"", "quarantined", ["empty"]),
    "white space": (b" \r\n\t\n", "quarantined", ["empty"]),
    "binary": (bytes(range(256)) * 40, "quarantined", ["binary"]),
    "a picture": (b"\x89PNG\r\n\x1a\n" + bytes(200), "quarantined", ["binary"]),
    "broken gzip": (b"\x1f\x8b\x08\x00broken", "quarantined", ["broken_gzip"]),
    "UTF-16 with a mark": (COPY.encode("utf-16"), "created", []),
    "UTF-16 without": (COPY.encode("utf-16-le"), "created", ["encoding"]),
    "Latin-1": (COPY.replace("Petrov", "Pétrov").encode("latin-1"), "created", ["encoding"]),
    "NUL and controls": (COPY.replace("ship", "sh\x00ip\x1b\x7f\x85").encode(), "created", ["control_characters"]),
    "no dateline": (b"SHIP PUTS TO SEA\n\nThe ship left today.\n", "created", ["no_dateline"]),
    "two datelines": ((COPY + "\nPARIS, July 1 (MP) - It came to France.\n").encode(), "created", ["second_dateline"]),
    "30 February": (COPY.replace("June 30", "Feb 30").encode(), "created", []),
    "a headline of 5,000 characters": (COPY.replace("SHIP PUTS TO SEA", HEADLINE).encode(), "created", []),
}


@pytest.mark.parametrize("what", BAD)
def test_a_bad_file_is_accounted_for_and_harms_nothing(tmp_path: Path, what: str) -> None:
    content, outcome, problems = BAD[what]
    path = write(tmp_path, content, "a-bad.txt")

    imported = import_paths(path, publish=True)
    good = import_paths(write(tmp_path, COPY.replace("ship", "good ship")), publish=True)

    assert imported.outcomes == [outcome]
    assert set(problems) <= set(imported.codes[0])
    assert_kept(path, imported)
    assert good.outcomes == ["created"]
    assert not outbox.is_waiting(NOON.replace(year=9000))


def test_a_file_of_50_megabytes_is_kept_and_listed_with_advice(tmp_path: Path) -> None:
    path = tmp_path / "huge.txt"
    with path.open("wb") as stream:
        stream.truncate(50_000_000)

    imported = import_paths(path)

    assert (imported.outcomes, imported.codes) == (["quarantined"], [["too_large"]])
    assert_kept(path, imported)


def test_two_hundred_broken_files_do_not_hide_one_good_one(tmp_path: Path) -> None:
    for number in range(200):
        write(tmp_path, b"\x89PNG" + bytes([number, 0, 1, 2]) * 20, f"{number}.bin")
    write(tmp_path)

    imported = import_paths(tmp_path)

    assert (imported.code, imported.outcomes.count("created"), len(imported.lines)) == (0, 1, 201)
