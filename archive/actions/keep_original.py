"""Keeping the bytes as they came in, before anything else is done with them."""

from __future__ import annotations

import errno
import hashlib
from datetime import datetime

from django.core.files.base import File

from archive.models import IngestRun, Original
from archive.models.original import originals_storage, storage_name

from .refusals import NoRoom, Refused

CHUNK = 1 << 20  # bytes read at a time: memory does not grow with the file


def keep_original(
    *,
    content: File[bytes],
    received_at: datetime,
    run: IngestRun | None,
    media_type: str = "",
    file_name: str = "",
) -> Original:
    """The kept original; the same bytes are kept once. The file is written before its row.

    A crash between the two leaves a file without a row, which the next attempt finds and uses; half a
    file is written anew. Refused when the storage does not take the bytes.
    """
    digest, size = _measure(content)
    keep_bytes(content=content, sha256=digest, size=size)
    original, _ = Original.objects.get_or_create(
        sha256=digest,
        defaults={
            "size": size,
            "media_type": media_type or "application/octet-stream",
            "file_name": file_name[-500:],
            "received_at": received_at,
            "run": run,
        },
    )
    return original


def keep_bytes(*, content: File[bytes], sha256: str, size: int) -> None:
    """The file alone, without a row; whose hash that is has been seen to. Refused when the storage does not take it."""
    name = storage_name(sha256)
    storage = originals_storage()
    try:
        if storage.exists(name) and storage.size(name) != size:
            storage.delete(name)  # from a disk that was full or a process that was killed
        if not storage.exists(name):
            content.seek(0)
            storage.save(name, content)
    except OSError as error:
        kind = NoRoom if error.errno in (errno.ENOSPC, errno.EDQUOT) else Refused
        raise kind(f"The bytes could not be kept ({error}): make room, then import the file again.") from error


def _measure(content: File[bytes]) -> tuple[str, int]:
    """SHA-256 and length, read in pieces."""
    digest, size = hashlib.sha256(), 0
    content.seek(0)
    while chunk := content.read(CHUNK):
        digest.update(chunk)
        size += len(chunk)
    return digest.hexdigest(), size
