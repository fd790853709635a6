"""ZIP and tar: every member is a file of its own, and no archive can do harm."""

import io
import tarfile
import zipfile
from collections.abc import Mapping
from pathlib import Path

import pytest

from archive.ingest import containers
from archive.ingest.arrivals import Arrival, list_arrivals
from archive.ingest.containers import Member, read_members, safe_name
from archive.ingest.parsing import ParsedFile, parse_files

from .formats_samples import RECEIVED, SAMPLES

STORY = (SAMPLES / "wire" / "ap-en.txt").read_bytes()


def zip_of(files: Mapping[str, bytes]) -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in files.items():
            archive.writestr(name, data)
    return stream.getvalue()


def tar_of(files: Mapping[str, bytes], mode: str = "w") -> bytes:
    stream = io.BytesIO()
    with tarfile.open(fileobj=stream, mode=mode) as archive:  # type: ignore[call-overload]
        for name, data in files.items():
            info = tarfile.TarInfo(name)
            info.size = len(data)
            archive.addfile(info, io.BytesIO(data))
    return stream.getvalue()


def members_of(data: bytes) -> list[Member]:
    return list(read_members(io.BytesIO(data), size=len(data)))


def codes_of(data: bytes) -> dict[str, str]:
    return {member.name: member.problem.code if member.problem else "" for member in members_of(data)}


def parse(path: Path) -> list[ParsedFile]:
    parsed = list(parse_files([path], received=RECEIVED))
    assert all(isinstance(file, ParsedFile) for file in parsed)
    return [file for file in parsed if isinstance(file, ParsedFile)]


@pytest.mark.parametrize("suffix", [".zip", ".tar", ".tar.gz", ".tar.bz2", ".tar.xz"])
def test_each_member_of_an_archive_is_an_item_with_its_own_path_and_bytes(tmp_path: Path, suffix: str) -> None:
    files = {"monday/one.txt": STORY, "two.txt": (SAMPLES / "anpa" / "table-and-alert.txt").read_bytes()}
    mode = {".tar": "w", ".tar.gz": "w:gz", ".tar.bz2": "w:bz2", ".tar.xz": "w:xz"}
    path = tmp_path / f"news{suffix}"
    path.write_bytes(zip_of(files) if suffix == ".zip" else tar_of(files, mode[suffix]))

    first, second = parse(path)

    assert str(first.path) == f"{path}!/monday/one.txt"
    assert first.data == STORY
    assert first.open_bytes().read() == STORY
    assert len(first.drafts) == 1
    assert str(second.path) == f"{path}!/two.txt"
    assert len(second.drafts) == 2


def test_archives_inside_archives_are_read_to_a_small_depth() -> None:
    third = zip_of({"story.txt": STORY})
    second = tar_of({"third.zip": third}, "w:gz")
    assert codes_of(zip_of({"second.tgz": second})) == {"second.tgz!/third.zip!/story.txt": ""}

    assert codes_of(zip_of({"first.zip": zip_of({"second.tgz": second})})) == {
        "first.zip!/second.tgz!/third.zip": "too_deep"
    }


def test_an_archive_that_unpacks_to_far_more_than_news_is_not_read_further() -> None:
    zeros = bytes(containers.ALWAYS_ALLOWED // 2)
    bomb = zip_of({"a.txt": STORY, "b.txt": zeros, "c.txt": zeros, "d.txt": zeros})

    members = members_of(bomb)

    assert [member.name for member in members] == ["a.txt", "b.txt", ""]
    assert members[-1].problem is not None
    assert members[-1].problem.code == "too_large"


def test_an_archive_of_too_many_members_is_not_read_further(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(containers, "MOST_MEMBERS", 3)
    assert list(codes_of(zip_of({f"{number}.txt": STORY for number in range(5)}))) == ["0.txt", "1.txt", "2.txt", ""]


@pytest.mark.parametrize(
    ("name", "label"),
    [
        ("../../etc/passwd", "etc/passwd"),
        ("/var/x.txt", "var/x.txt"),
        ("..\\..\\x.txt", "x.txt"),
        ("a\x00b\n.txt", "a/b/.txt"),
        ("..", "unnamed"),
    ],
)
def test_a_members_name_is_only_a_label(name: str, label: str) -> None:
    assert safe_name(name) == label


def test_links_devices_and_locked_files_are_named_and_not_followed() -> None:
    stream = io.BytesIO()
    with tarfile.open(fileobj=stream, mode="w") as archive:
        link = tarfile.TarInfo("passwd.txt")
        link.type, link.linkname = tarfile.SYMTYPE, "/etc/passwd"
        archive.addfile(link)
    assert codes_of(stream.getvalue()) == {"passwd.txt": "not_a_file"}

    locked = bytearray(zip_of({"secret.txt": STORY}))
    for signature in (b"PK\x03\x04", b"PK\x01\x02"):
        at = locked.index(signature)
        locked[at + (6 if signature == b"PK\x03\x04" else 8)] |= 1
    assert codes_of(bytes(locked)) == {"secret.txt": "encrypted"}


def test_folders_and_hidden_files_are_left_out_as_in_a_folder() -> None:
    assert codes_of(zip_of({"day/": b"", ".DS_Store": b"x", "__MACOSX/._a": b"x", "day/a.txt": STORY})) == {
        "day/a.txt": ""
    }


@pytest.mark.parametrize("mode", ["zip", "w", "w:gz", "w:bz2", "w:xz"])
def test_an_archive_cut_anywhere_is_read_as_far_as_it_goes_and_says_so(tmp_path: Path, mode: str) -> None:
    files = {f"{number}.txt": STORY + bytes([number]) * 7 for number in range(4)}
    data = zip_of(files) if mode == "zip" else tar_of(files, mode)
    path = tmp_path / "cut.bin"
    for length in range(0, len(data), 97):
        path.write_bytes(data[:length])
        parsed = parse(path)
        assert parsed
        for file in parsed:
            assert file.drafts or file.problem is not None
            assert file.open_bytes().read() is not None


def test_a_damaged_member_keeps_the_archive_as_its_original(tmp_path: Path) -> None:
    data = bytearray(zip_of({"a.txt": STORY, "b.txt": STORY}))
    data[60] ^= 0xFF
    path = tmp_path / "damaged.zip"
    path.write_bytes(data)

    damaged, whole = parse(path)

    assert damaged.problem is not None
    assert damaged.problem.code == "broken_archive"
    assert damaged.open_bytes().read() == bytes(data)
    assert len(whole.drafts) == 1


def test_a_spreadsheet_is_no_archive_and_an_empty_archive_is_quarantined(tmp_path: Path) -> None:
    sheet = tmp_path / "sheet.xlsx"
    sheet.write_bytes(zip_of({"xl/workbook.xml": b"<x/>"}))
    empty = tmp_path / "empty.zip"
    empty.write_bytes(zip_of({}))

    first, second = list_arrivals([sheet, empty])

    assert isinstance(first, Arrival)
    assert isinstance(second, Arrival)
    assert (first.path, first.data, first.problem) == (sheet, None, None)
    assert second.problem is not None


def test_hundreds_of_members_are_parsed_in_order_by_several_processes(tmp_path: Path) -> None:
    path = tmp_path / "many.zip"
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as archive:
        for number in range(300):
            archive.writestr(f"{number:04}.txt", STORY + f"\n{number}".encode())
    path.write_bytes(stream.getvalue())

    parsed = list(parse_files([path, path], received=RECEIVED, processes=2))

    assert [file.path.name for file in parsed if isinstance(file, ParsedFile)] == [
        f"{number:04}.txt" for number in range(300)
    ] * 2
