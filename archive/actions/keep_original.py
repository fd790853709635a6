"""Keeping the bytes as they came in, before anything else is done with them."""

from __future__ import annotations

import hashlib
from datetime import datetime

from django.core.files.base import ContentFile

from archive.models import IngestRun, Original
from archive.models.original import originals_storage, storage_name


def keep_original(
    *, content: bytes, received_at: datetime, run: IngestRun | None, media_type: str = "", file_name: str = ""
) -> Original:
    """The kept original; the same bytes are kept once. The file is written before its row.

    A crash between the two leaves a file without a row, which the next attempt finds and uses.
    """
    digest = hashlib.sha256(content).hexdigest()
    known = Original.objects.filter(sha256=digest).first()
    storage = originals_storage()
    name = storage_name(digest)
    if known is None or not storage.exists(name):
        if storage.exists(name) and storage.size(name) != len(content):
            storage.delete(name)  # half a file, from a disk that was full or a process that was killed
        if not storage.exists(name):
            storage.save(name, ContentFile(content))
    if known is not None:
        return known
    original, _ = Original.objects.get_or_create(
        sha256=digest,
        defaults={
            "size": len(content),
            "media_type": media_type or "application/octet-stream",
            "file_name": file_name[-500:],
            "received_at": received_at,
            "run": run,
        },
    )
    return original
