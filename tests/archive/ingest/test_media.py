"""What comes with a story: its record, its bytes when they are in the delivery, and who gets to see what."""

import base64
import io
import tarfile
import zipfile
from pathlib import Path

import pytest
from django.contrib.auth.models import User
from django.test import Client
from django.urls import reverse

from archive.ingest.surroundings import Surroundings
from archive.models import Article, IngestItem, Media
from archive.models.article import Status

from .formats_samples import SAMPLES
from .importing import import_paths

pytestmark = pytest.mark.django_db
PICTURE = b"\xff\xd8\xff\xe0 not much of a picture"


def deliver(folder: Path, *, name: str = "nitf/harbour.xml", old: bytes = b"", new: bytes = b"") -> Path:
    path = folder / "story.xml"
    data = (
        (SAMPLES / name)
        .read_bytes()
        .replace(b"management-status", b"x-status")
        .replace(b"<date.release", b"<x")
        .replace(b"20260630", b"20990630")
    )
    path.write_bytes(data.replace(old, new) if old else data)
    return path


def test_a_picture_beside_its_story_is_kept_with_caption_credit_and_bytes(tmp_path: Path) -> None:
    (tmp_path / "harbour.jpg").write_bytes(PICTURE)

    import_paths(deliver(tmp_path))

    medium = Media.objects.get()
    assert (medium.kind, medium.caption, medium.credit) == (
        "picture", "The harbour at dusk.", "Jo Lund / Meridian Press",
    )  # fmt: skip
    assert medium.original is not None
    assert medium.original.read_bytes() == PICTURE


def test_a_picture_inside_its_story_is_kept(tmp_path: Path) -> None:
    inside = b'<media-object encoding="base64">' + base64.b64encode(PICTURE) + b"</media-object><media-caption>"

    import_paths(deliver(tmp_path, old=b"<media-caption>", new=inside))

    medium = Media.objects.get()
    assert medium.original is not None
    assert medium.original.read_bytes() == PICTURE


@pytest.mark.parametrize("kind", ["zip", "tar", "tgz"])
def test_a_picture_beside_its_story_in_an_archive_is_kept(kind: str, tmp_path: Path) -> None:
    story = deliver(tmp_path).read_bytes()
    files = {"wire/story.xml": story, "wire/harbour.jpg": PICTURE, "harbour.jpg": b"\xff\xd8\xff\xe0 another"}
    path = tmp_path / f"delivery.{kind}"
    if kind == "zip":
        with zipfile.ZipFile(path, "w") as archive:
            for name, data in files.items():
                archive.writestr(name, data)
    else:
        with tarfile.open(path, "w:gz" if kind == "tgz" else "w") as packed:
            for name, data in files.items():
                info = tarfile.TarInfo(name)
                info.size = len(data)
                packed.addfile(info, io.BytesIO(data))

    import_paths(path)

    medium = Media.objects.get()
    assert medium.original is not None
    assert (medium.original.read_bytes(), medium.original.file_name) == (PICTURE, "harbour.jpg")


@pytest.mark.parametrize("href", ["../secret.jpg", "/secret.jpg", "wire/../../secret.jpg", "secret.txt", ""])
def test_no_file_of_an_archive_above_the_story_is_taken(href: str, tmp_path: Path) -> None:
    path = tmp_path / "delivery.zip"
    (tmp_path / "secret.jpg").write_bytes(b"secret")
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("secret.jpg", b"secret")
        archive.writestr("wire/story.xml", b"<nitf/>")

    beside = Surroundings(Path, is_folder_ours=True)
    assert beside.find(href, item=f"{path}!/wire/story.xml") is None
    assert beside.find("secret.jpg", item=f"{path}!/story.xml") == b"secret"


@pytest.mark.parametrize(
    "href", ["../secret.jpg", "/etc/passwd", "https://example.org/a.jpg", "story.xml", "link.jpg", "a\\b.jpg", ""]
)
def test_no_file_outside_the_delivery_is_taken(tmp_path: Path, href: str) -> None:
    (tmp_path / "secret.jpg").write_bytes(b"secret")
    folder = tmp_path / "delivery"
    folder.mkdir()
    (folder / "story.xml").write_bytes(b"<nitf/>")
    (folder / "link.jpg").symlink_to(tmp_path / "secret.jpg")

    assert Surroundings(Path, is_folder_ours=True).find(href, item=str(folder / "story.xml")) is None


def test_a_reader_sees_caption_and_credit_and_no_address(tmp_path: Path, client: Client) -> None:
    import_paths(deliver(tmp_path), publish=True)
    article = Article.objects.get()
    assert article.status == Status.PUBLISHED

    page = client.get(article.get_absolute_url()).content.decode()

    assert "The harbour at dusk." in page
    assert "Jo Lund / Meridian Press" in page
    assert "harbour.jpg" not in page
    assert "Pictures follow." not in page  # a note to editors


def test_an_editor_sees_what_came_and_has_no_field(tmp_path: Path, client: Client) -> None:
    import_paths(deliver(tmp_path))
    client.force_login(User.objects.create_superuser("desk"))

    page = client.get(reverse("admin:archive_article_change", args=[Article.objects.get().pk])).content.decode()

    assert "harbour.jpg" in page
    assert "Pictures follow." in page
    assert "head/meta desk" in page


def test_a_new_version_brings_its_own_pictures(tmp_path: Path) -> None:
    import_paths(deliver(tmp_path))

    import_paths(deliver(tmp_path, old=b"The harbour at dusk.", new=b"The harbour at dawn."))
    import_paths(deliver(tmp_path, old=b"deeper", new=b"deep"))

    assert [medium.caption for medium in Media.objects.all()] == ["The harbour at dusk."]


def test_what_a_feed_states_lands_in_its_field(tmp_path: Path) -> None:
    import_paths(deliver(tmp_path))

    article = Article.objects.get()
    assert article.rights.usage_terms == "Not for resale."
    assert str(article.rights.expires_on) == "2099-06-30"
    assert article.visible_until is not None
    assert {topic.name for topic in article.topics.all()} == {"transport", "harbours", "harbour", "shipping"}
    assert article.provenance["headline"] == {
        "origin": "feed", "rule": "/nitf/body/body.head/hedline/hl1", "span": None, "confidence": 1.0,
    }  # fmt: skip
    assert article.extras["provider"] == "Meridian Press"


def test_an_item_that_is_no_story_is_accounted_for_in_a_sentence(tmp_path: Path) -> None:
    path = tmp_path / "message.xml"
    path.write_bytes((SAMPLES / "newsml_g2" / "message.xml").read_bytes())

    import_paths(path)

    outcomes = {
        item.index: (item.outcome, item.problems[0]["code"] if item.problems else "")
        for item in IngestItem.objects.all()
    }
    assert outcomes == {
        0: ("created", ""), 1: ("quarantined", "kill_unmatched"), 2: ("created", ""),
        3: ("quarantined", "media_only"), 4: ("quarantined", "package_only"),
    }  # fmt: skip


def test_an_attack_is_quarantined_and_its_bytes_kept(tmp_path: Path) -> None:
    attack = b'<!DOCTYPE nitf [<!ENTITY x SYSTEM "file:///etc/passwd">]><nitf><head><title>&x;</title></head></nitf>'
    (tmp_path / "attack.xml").write_bytes(attack)
    (tmp_path / "cut.xml").write_bytes((SAMPLES / "nitf" / "harbour.xml").read_bytes()[:900])

    done = import_paths(tmp_path)

    assert (done.code, done.outcomes, done.codes) == (0, ["quarantined"] * 2, [["xml_dtd"], ["broken_xml"]])
    kept = IngestItem.objects.order_by("id")[0].original
    assert kept is not None
    assert kept.read_bytes() == attack
