"""What came with a story: media as records, and their files when the delivery holds them (see `surroundings`)."""

from __future__ import annotations

import logging
import mimetypes
from datetime import datetime
from functools import partial
from pathlib import PurePosixPath

from django.core.files.base import ContentFile, File

from archive.actions import ReceivedMedium, Refused, keep_original
from archive.ingest.draft import MediaItem
from archive.models import IngestRun, Original

from .cleaning import clean, clean_line
from .surroundings import Surroundings

log = logging.getLogger(__name__)


def receive_accompanying(
    media: tuple[MediaItem, ...], *, beside: str, surroundings: Surroundings, run: IngestRun, received: datetime
) -> tuple[ReceivedMedium, ...]:
    """The media of a story as they will be kept; `beside` is the path of the item they came with,
    `surroundings` what lies there."""
    return tuple(_receive(item, beside=beside, surroundings=surroundings, run=run, received=received) for item in media)


def _receive(
    item: MediaItem, *, beside: str, surroundings: Surroundings, run: IngestRun, received: datetime
) -> ReceivedMedium:
    original = _keep(item, beside=beside, surroundings=surroundings, run=run, received=received)
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


def _keep(
    item: MediaItem, *, beside: str, surroundings: Surroundings, run: IngestRun, received: datetime
) -> Original | None:
    """The original of a medium whose bytes are here, or None. One that cannot be kept costs no story."""
    name = PurePosixPath(item.href).name
    try:
        if item.content:
            content: File[bytes] = ContentFile(item.content)
            return keep_original(
                content=content, received_at=received, run=run, media_type=item.media_type, file_name=name
            )
        found = surroundings.find(item.href, item=beside)
        if found is None:
            return None
        kind = item.media_type or mimetypes.guess_type(name)[0] or ""
        keep = partial(keep_original, received_at=received, run=run, media_type=kind, file_name=name)
        if isinstance(found, bytes):
            return keep(content=ContentFile(found))
        with found.open("rb") as stream:
            return keep(content=File(stream))
    except (OSError, Refused, ValueError) as error:
        log.warning("the medium %s of %s could not be kept: %s", item.href, beside, error)
        return None
