"""Again: what an earlier run could not read is read from the kept bytes, after whatever was wrong is mended."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import datetime
from pathlib import Path
from typing import Final

from django.db.models import Exists, OuterRef, QuerySet

from archive.models import IngestItem, IngestRun
from archive.models.ingest import Outcome

from .arrivals import is_taken_apart
from .decode import MAX_STORY_BYTES
from .parsing import ParsedFile, parse_sent
from .sniff import AUTO

MOST_AT_ONCE: Final = 2 * MAX_STORY_BYTES  # bytes of one original; they are read into memory


def failed_items(run: IngestRun) -> QuerySet[IngestItem]:
    """Items of the run that were quarantined and that no run has taken in since, in the order in which they came."""
    taken_in = IngestItem.objects.filter(original=OuterRef("original"), index=OuterRef("index")).exclude(
        outcome=Outcome.QUARANTINED
    )
    failed = IngestItem.objects.filter(run=run, outcome=Outcome.QUARANTINED, original__isnull=False)
    return failed.exclude(Exists(taken_in)).order_by("pk")


def list_failed_originals(run: IngestRun) -> list[tuple[int, str]]:
    """(the original's key, the path under which it came) of what failed, each once."""
    paths: dict[int, str] = {}
    for key, path in failed_items(run).values_list("original_id", "path").iterator():
        paths.setdefault(key, path)
    return list(paths.items())


def parse_again(
    failed: list[tuple[int, str]],
    *,
    format: str = AUTO,
    received: datetime | None = None,
    mapping: Mapping[str, str] | None = None,
) -> Iterator[ParsedFile | OSError]:
    """Each kept original, parsed anew; an OSError stands for one that the storage has lost or that is too large."""
    for key, path in failed:
        original = IngestItem.objects.filter(original_id=key).select_related("original")[0].original
        assert original is not None
        if original.size > MOST_AT_ONCE:
            yield OSError(0, "too large to be read again from the archive: split it and import the parts", path)
            continue
        try:
            data = original.read_bytes()
        except OSError as error:
            yield OSError(error.errno or 0, error.strerror or "its bytes are not in the storage", path)
            continue
        # Its own moment of arrival gives a day without a year its year. For a member that could not be had the
        # archive was kept.
        archive, is_member, _ = path.partition("!/")
        name = archive if is_member and is_taken_apart(data, name=Path(archive).name) else path
        at = received or original.received_at
        yield from parse_sent(data, path=Path(name), format=format, received=at, mapping=mapping)
