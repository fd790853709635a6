"""Again: what an earlier run could not read is read from the kept bytes, after whatever was wrong is mended."""

from __future__ import annotations

import io
from collections.abc import Iterator, Mapping
from datetime import datetime
from pathlib import Path
from typing import Final

from django.db.models import Exists, OuterRef, QuerySet

from archive.models import IngestItem, IngestRun, Original
from archive.models.ingest import Outcome

from .arrivals import is_taken_apart
from .containers import MEMBER, is_container
from .decode import MAX_STORY_BYTES
from .parsing import ParsedFile, parse_sent
from .sniff import AUTO
from .surroundings import Surroundings

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
        original = Original.objects.get(pk=key)
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


def surroundings_again(run: IngestRun, failed: list[tuple[int, str]]) -> Surroundings:
    """What lies beside what is read again: in an archive that was kept whole; and on the disk, if it came from there by
    `import_files`. What came otherwise lies beside no file of ours, and must not pick pictures from the disk."""
    kept: dict[str, list[int]] = {}
    for key, path in failed:
        kept.setdefault(path.partition(MEMBER)[0], []).append(key)
    is_ours = run.origin.startswith("import_files")

    def locate(name: str) -> Path | bytes | None:
        if is_ours and Path(name).is_file():
            return Path(name)
        for original in Original.objects.filter(pk__in=kept.get(name, ()), size__lte=MOST_AT_ONCE):
            data = original.read_bytes()
            if is_container(io.BytesIO(data)):
                return data
        return None

    return Surroundings(locate, is_folder_ours=is_ours)
