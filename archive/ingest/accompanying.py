"""What came with a story: media as records, and their files when the delivery holds them.

A file is taken only from the folder of its item or below (on disk or in its archive), only under a name that says it is
a medium, and only up to a size: an item that names any other file of the machine gets a record without bytes.
"""

from __future__ import annotations

import logging
import mimetypes
from datetime import datetime
from pathlib import Path, PurePosixPath
from posixpath import normpath
from typing import Final

from django.core.files.base import ContentFile, File

from archive.actions import ReceivedMedium, Refused, keep_original
from archive.ingest.containers import MEMBER
from archive.ingest.draft import MediaItem
from archive.ingest.packed import read_packed
from archive.models import IngestRun, Original

from .cleaning import clean, clean_line

log = logging.getLogger(__name__)
MAX_MEDIUM_BYTES: Final = 100_000_000
_TAKEN: Final = ("image/", "video/", "audio/", "application/pdf")


def receive_accompanying(
    media: tuple[MediaItem, ...], *, beside: Path, run: IngestRun, received: datetime
) -> tuple[ReceivedMedium, ...]:
    """The media of a story as they will be kept; `beside` is the path of the item they came with."""
    return tuple(_receive(item, beside=beside, run=run, received=received) for item in media)


def _receive(item: MediaItem, *, beside: Path, run: IngestRun, received: datetime) -> ReceivedMedium:
    original = _keep(item, beside=beside, run=run, received=received)
    return ReceivedMedium(
        kind=item.kind,
        role=clean_line(item.role, 60),
        href=clean_line(item.href, 2000),
        original_id=original.pk if original is not None else None,
        media_type=clean_line(item.media_type, 100),
        guid=clean_line(item.guid, 500),
        headline=clean_line(item.headline, 1000),
        caption=clean(item.caption),
        alt=clean(item.alt),
        credit=clean_line(item.credit, 500),
        rights=clean(item.rights),
        usage_terms=clean(item.usage_terms),
        width=item.width,
        height=item.height,
    )


def _keep(item: MediaItem, *, beside: Path, run: IngestRun, received: datetime) -> Original | None:
    """The original of a medium whose bytes are here, or None. One that cannot be kept costs no story."""
    name = PurePosixPath(item.href).name
    try:
        if item.content:
            content: File[bytes] = ContentFile(item.content)
            return keep_original(
                content=content, received_at=received, run=run, media_type=item.media_type, file_name=name
            )
        packed = find_packed(item.href, beside)
        if packed is not None:
            kind = item.media_type or mimetypes.guess_type(name)[0] or ""
            content = ContentFile(packed)
            return keep_original(content=content, received_at=received, run=run, media_type=kind, file_name=name)
        found = find_beside(item.href, beside)
        if found is None:
            return None
        with found.open("rb") as stream:
            kind = item.media_type or mimetypes.guess_type(found.name)[0] or ""
            return keep_original(
                content=File(stream), received_at=received, run=run, media_type=kind, file_name=found.name
            )
    except (OSError, Refused, ValueError) as error:
        log.warning("the medium %s of %s could not be kept: %s", item.href, beside, error)
        return None


def find_packed(href: str, item: Path) -> bytes | None:
    """The bytes of the member that `href` names beside an item of an archive (`archive.zip!/dir/story.xml`) or below
    it; None when the item is in no archive, or its archive has no such member. OSError when it is gone."""
    outer, is_member, inside = str(item).partition(MEMBER)
    name = _name_of_file(href)
    if not is_member or MEMBER in inside or name is None:  # of archives inside archives there are none to be opened
        return None
    folder = str(PurePosixPath(inside).parent)
    wanted = normpath(f"{folder}/{name}").removeprefix("./")
    is_below = (folder == "." or wanted.startswith(f"{folder}/")) and not wanted.startswith(("../", "/"))
    return read_packed(Path(outer), wanted, most=MAX_MEDIUM_BYTES) if is_below else None


def _name_of_file(href: str) -> str | None:
    """The name of a medium that lies beside; None for addresses and everything else."""
    name = href.removeprefix("file:///./").removeprefix("./").strip()
    guessed = mimetypes.guess_type(name)[0] or ""
    if not name or ":" in name or "\\" in name or "\x00" in name or not guessed.startswith(_TAKEN):
        return None
    return name


def find_beside(href: str, item: Path) -> Path | None:
    """The file that `href` names in the folder of the item or below it; None for addresses and everything else."""
    name = _name_of_file(href)
    if name is None:
        return None
    folder = item.parent.resolve()
    path = (folder / name).resolve()
    if not path.is_relative_to(folder) or not path.is_file() or path.stat().st_size > MAX_MEDIUM_BYTES:
        return None
    return path
