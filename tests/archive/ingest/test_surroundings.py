"""A picture beside its story is kept whichever way the delivery came, and however deep it is packed."""

from __future__ import annotations

import io
import tarfile
import zipfile
from collections.abc import Callable, Mapping
from pathlib import Path

import pytest
from django.core.files.base import ContentFile

from archive.actions import HowToRead, approve_upload, keep_upload, receive_delivery, receive_upload
from archive.ingest.again import list_failed_originals, parse_again, surroundings_again
from archive.ingest.folder import FolderWatcher
from archive.ingest.load import Loader
from archive.ingest.pushed import take_in_delivery
from archive.ingest.shelves import open_shelf
from archive.ingest.surroundings import Surroundings
from archive.ingest.uploads import load_waiting, plan_waiting
from archive.models import IngestRun, Media, Upload
from tests import make
from tests.archive.ingest.formats_samples import SAMPLES
from tests.archive.ingest.importing import import_paths

pytestmark = pytest.mark.django_db
PICTURE = b"\xff\xd8\xff\xe0 not much of a picture"
STORY = (SAMPLES / "nitf/harbour.xml").read_bytes().replace(b"management-status", b"x-status")
FILES = {"wire/story.xml": STORY, "wire/harbour.jpg": PICTURE, "harbour.jpg": b"\xff\xd8\xff\xe0 another"}


def zipped(files: Mapping[str, bytes]) -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as archive:
        for name, data in files.items():
            archive.writestr(name, data)
    return stream.getvalue()


def tarred(files: Mapping[str, bytes]) -> bytes:
    stream = io.BytesIO()
    with tarfile.open(fileobj=stream, mode="w:gz") as archive:
        for name, data in files.items():
            info = tarfile.TarInfo(name)
            info.size = len(data)
            archive.addfile(info, io.BytesIO(data))
    return stream.getvalue()


def by_import(data: bytes, folder: Path) -> None:
    (folder / "delivery.zip").write_bytes(data)
    import_paths(folder / "delivery.zip")


def by_folder(data: bytes, folder: Path) -> None:
    (folder / "delivery.zip").write_bytes(data)
    watcher = FolderWatcher(folder, source=make.make_source().code, is_published=False, complain=pytest.fail)
    assert watcher.look() + watcher.look() == 1


def by_push(data: bytes, folder: Path) -> None:
    token, _ = make.make_token()
    sent, _ = receive_delivery(token=token, body=data, media_type="", file_name="delivery.zip", at=make.NOON)
    take_in_delivery(sent, at=make.NOON)


def by_upload(data: bytes, folder: Path) -> None:
    kept = keep_upload(content=ContentFile(data), file_name="delivery.zip")
    receive_upload(kept=kept, how=HowToRead(received_at=make.NOON), by=None, at=make.NOON)
    assert plan_waiting(complain=pytest.fail) == 1
    upload = Upload.objects.get()
    approve_upload(upload=upload, number=upload.number, by=make.make_user(), at=make.NOON)
    assert load_waiting(complain=pytest.fail) == 1


def kept_picture() -> bytes | None:
    medium = Media.objects.get()
    return medium.original.read_bytes() if medium.original is not None else None


@pytest.mark.parametrize("send", [by_import, by_folder, by_push, by_upload])
@pytest.mark.parametrize(
    "data",
    [
        zipped(FILES),
        zipped({"monday/inner.zip": zipped(FILES), "monday/harbour.jpg": b"\xff\xd8\xff\xe0 another"}),
        tarred({"a.tgz": tarred({"b.zip": zipped(FILES)})}),
    ],
    ids=["in an archive", "in an archive in an archive", "three deep"],
)
def test_a_picture_beside_its_story_is_kept(send: Callable[[bytes, Path], None], data: bytes, tmp_path: Path) -> None:
    send(data, tmp_path)

    assert kept_picture() == PICTURE


@pytest.mark.parametrize("send", [by_push, by_upload])
def test_a_story_that_was_sent_names_no_file_of_ours(send: Callable[[bytes, Path], None], tmp_path: Path) -> None:
    (tmp_path / "harbour.jpg").write_bytes(b"ours")

    send(STORY.replace(b"harbour.jpg", str(tmp_path / "harbour.jpg").encode()), tmp_path)

    assert kept_picture() is None


def test_a_picture_of_an_archive_that_is_read_again_is_kept(tmp_path: Path) -> None:
    # given an archive that was refused whole, and is no longer on the disk
    data = zipped(FILES)
    (tmp_path / "delivery.zip").write_bytes(data)
    refused = import_paths(tmp_path / "delivery.zip", format="csv")
    assert "created" not in refused.outcomes
    (tmp_path / "delivery.zip").unlink()
    run, failed = IngestRun.objects.get(), [(keep_whole(data), "delivery.zip")]

    loader = Loader(run=run, received=make.NOON, surroundings=surroundings_again(run, failed))
    for parsed in parse_again(failed):
        assert not isinstance(parsed, OSError)
        list(loader.load(parsed))
    list(loader.flush())

    assert list_failed_originals(run)
    assert kept_picture() == PICTURE


def keep_whole(data: bytes) -> int:
    from archive.actions import keep_original

    return keep_original(
        content=ContentFile(data), received_at=make.NOON, run=None, media_type="", file_name="delivery.zip"
    ).pk


def test_a_folder_whose_name_looks_like_an_archive_is_a_folder(tmp_path: Path) -> None:
    folder = tmp_path / "wow!"
    folder.mkdir()
    (folder / "a.jpg").write_bytes(PICTURE)
    (folder / "story.xml").write_bytes(STORY)

    found = Surroundings(Path, is_folder_ours=True).find("a.jpg", item=str(folder / "story.xml"))

    assert found == folder / "a.jpg"


def test_what_is_damaged_or_no_archive_has_no_files(tmp_path: Path) -> None:
    assert open_shelf(STORY).read("wire/harbour.jpg", most=100) is None
    cut = tarred({"b.jpg": PICTURE, "c.jpg": bytes(range(256)) * 4000})[:2000]
    assert open_shelf(cut).read("c.jpg", most=2_000_000) is None
    assert open_shelf(zipped(FILES)).read("wire/harbour.jpg", most=5) is None


def test_nobody_unpacks_a_bomb_to_find_a_picture() -> None:
    bomb = tarred({"a.jpg": PICTURE, "bomb": b"\0" * 60_000_000, "b.jpg": PICTURE})

    shelf = open_shelf(bomb)

    assert shelf.read("a.jpg", most=1000) == PICTURE
    assert shelf.read("b.jpg", most=1000) is None
