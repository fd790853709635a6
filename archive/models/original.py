"""Original: the exact bytes as they came in."""

from __future__ import annotations

from django.core.files.storage import Storage, storages
from django.db import models


def originals_storage() -> Storage:
    """Where the bytes live (settings.STORAGES["originals"]); an object store can take their place."""
    return storages["originals"]


class Original(models.Model):
    """One file as received. The row is never changed, and the bytes are found by their hash."""

    sha256 = models.CharField(max_length=64, unique=True)
    size = models.BigIntegerField(help_text="bytes")
    media_type = models.CharField(max_length=100, default="application/octet-stream")
    file_name = models.CharField(max_length=500, blank=True)
    received_at = models.DateTimeField()
    run = models.ForeignKey("archive.IngestRun", null=True, on_delete=models.SET_NULL, related_name="originals")

    class Meta:
        constraints = [
            models.CheckConstraint(condition=models.Q(size__gte=0), name="original_size_not_negative"),
        ]

    def __str__(self) -> str:
        return f"{self.file_name or 'unnamed'} ({self.sha256[:12]})"

    @property
    def storage_name(self) -> str:
        """Path inside the storage: two levels of the hash, so that no folder grows too big."""
        return storage_name(self.sha256)

    def read_bytes(self) -> bytes:
        """The bytes as received; FileNotFoundError if the storage has lost them."""
        with originals_storage().open(self.storage_name, "rb") as stored:
            return bytes(stored.read())


def storage_name(sha256: str) -> str:
    """`ab/cd/abcd…` for the hash `abcd…`."""
    return f"{sha256[:2]}/{sha256[2:4]}/{sha256}"
