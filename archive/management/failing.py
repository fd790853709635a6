"""When the machine fails under an import: one sentence that says what is safe and what to do, and exit code 1."""

from __future__ import annotations

import errno
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Final

from django.core.management.base import CommandError
from django.db import InterfaceError, OperationalError

AGAIN: Final = "What was reported is safe: run the same command again for the rest."
_ADVICE: Final = (
    ("full", "make room on its disk"),
    ("disk i/o", "look at its disk: is it full, read-only or damaged?"),
    ("readonly", "its file or folder cannot be written: look at their permissions"),
    ("unable to open", "its file or folder cannot be opened: look at their permissions"),
    ("locked", "another process has held it for long: find which one, or wait until it is done"),
    ("no such table", "run manage.py migrate"),
)


@contextmanager
def telling_what_is_safe() -> Iterator[None]:
    """CommandError for a database that is away and for a disk that is full."""
    try:
        yield
    except (OperationalError, InterfaceError) as error:
        said = " ".join(str(error).split())
        advice = next((told for word, told in _ADVICE if word in said.lower()), "see that it runs")
        raise CommandError(f"The database gave up ({said}): {advice}. {AGAIN}") from error
    except OSError as error:
        if error.errno not in (errno.ENOSPC, errno.EDQUOT, errno.EROFS):
            raise
        raise CommandError(f"The disk takes no more ({error}): make room. {AGAIN}") from error
