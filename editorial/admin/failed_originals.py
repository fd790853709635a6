"""The originals of what a run could not take in, as a ZIP that is made while it leaves."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterator
from typing import Final

from archive.models import IngestItem, IngestRun
from archive.models.ingest import Outcome
from archive.models.original import originals_storage

CHUNK: Final = 1 << 18  # bytes; all of the archive that is ever in memory


class _Outlet(io.RawIOBase):
    """A file that can only be written to; what was written is taken out piece by piece."""

    def __init__(self) -> None:
        super().__init__()
        self._written = bytearray()

    def writable(self) -> bool:
        return True

    def write(self, data: object) -> int:
        piece = bytes(memoryview(data))  # type: ignore[arg-type]  # whatever zipfile writes is a buffer
        self._written += piece
        return len(piece)

    def take(self) -> bytes:
        taken, self._written = bytes(self._written), bytearray()
        return taken


def zip_failed(run: IngestRun) -> Iterator[bytes]:
    """The pieces of the ZIP: each original once, named by its hash and its name, and `reasons.txt`."""
    items = IngestItem.objects.filter(run=run, outcome=Outcome.QUARANTINED).select_related("original").order_by("pk")
    outlet, storage, reasons, kept = _Outlet(), originals_storage(), [], set()
    with zipfile.ZipFile(outlet, "w", zipfile.ZIP_DEFLATED) as archive:
        for item in items.iterator(chunk_size=500):
            original = item.original
            why = "; ".join(str(problem.get("message", "")) for problem in item.problems)
            if original is None:
                reasons.append(f"(no bytes)\t{item.path}#{item.index}\t{why}")
                continue
            name = f"{original.sha256[:12]}-{_plain(original.file_name)}"
            reasons.append(f"{name}\t{item.path}#{item.index}\t{why}")
            if original.pk in kept:
                continue
            kept.add(original.pk)
            if not storage.exists(original.storage_name):
                reasons.append(f"{name}\tthe storage has lost its bytes: run check_archive")
                continue
            with (
                storage.open(original.storage_name, "rb") as stored,
                archive.open(name, "w", force_zip64=True) as entry,
            ):
                while piece := stored.read(CHUNK):
                    entry.write(piece)
                    yield outlet.take()
            yield outlet.take()
        archive.writestr("reasons.txt", "\n".join(reasons) + "\n")
    yield outlet.take()


def _plain(name: str) -> str:
    """A file name without folders and without what a shell or a disk could take amiss."""
    last = name.replace("\\", "/").rsplit("/", 1)[-1]
    return "".join(char if char.isalnum() or char in ".-_" else "_" for char in last)[-100:] or "unnamed"
