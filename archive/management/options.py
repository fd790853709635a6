"""What the options mean that several commands have. No database is near."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

from django.core.management.base import CommandError
from django.utils import timezone

from archive.ingest.decode import Unreadable
from archive.ingest.mapping import read_mapping


def read_moment(value: str | None) -> datetime | None:
    """The moment of `--received`; one without a zone is of the site's. CommandError when it is none."""
    if value is None:
        return None
    try:
        moment = datetime.fromisoformat(value)
    except ValueError as error:
        raise CommandError(
            f"--received {value} is no moment: write it as 2025-06-30T18:00+09:00.", returncode=2
        ) from error
    return moment if moment.tzinfo else timezone.make_aware(moment)


def open_mapping(path: Path | None) -> dict[str, str] | None:
    """The mapping in a file that --mapping names. Raises CommandError (2) when it cannot be used."""
    try:
        return read_mapping(path) if path is not None else None
    except Unreadable as error:
        raise CommandError(error.sentence, returncode=2) from error
    except OSError as error:
        raise CommandError(f"{path} cannot be opened ({error.strerror}): check its name.", returncode=2) from error
