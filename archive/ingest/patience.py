"""Patience with the database: a server that restarts, or somebody who holds it for long, ends no import."""

from __future__ import annotations

import logging
import time
from collections.abc import Callable
from typing import Final, TypeVar

from django.db import InterfaceError, OperationalError, connection

log = logging.getLogger(__name__)
BRIEFLY: Final = 5.0  # seconds for which a deed is tried again where somebody waits for it
LONG: Final = 90.0  # and where nobody does
PAUSE: Final = 0.5  # seconds before the second try; later ones wait longer
_PASSES: Final = ("locked", "busy", "deadlock")  # as SQLite and PostgreSQL say what passes by itself

T = TypeVar("T")


def do_patiently(deed: Callable[[], T], *, seconds: float = BRIEFLY) -> T:
    """The deed, which must be a transaction of its own, done again while the database is away or held by another.

    Raises what the database says when that lasts too long, and at once when it is no matter of time: a full disk.
    """
    deadline, pause = time.monotonic() + seconds, PAUSE
    while True:
        try:
            return deed()
        except (OperationalError, InterfaceError) as error:
            if connection.in_atomic_block or not _may_pass(error) or time.monotonic() + pause > deadline:
                raise
            log.warning("The database is away or busy (%s): waiting for it.", str(error).strip())
        connection.close()
        time.sleep(pause)
        pause = min(pause * 2, 5.0)


def _may_pass(error: Exception) -> bool:
    if connection.vendor == "sqlite":
        return any(word in str(error) for word in _PASSES)
    # A server that went away says so with a code of these classes, or cannot be asked for one.
    state = getattr(error.__cause__, "sqlstate", None)
    return state is None or state.startswith(("08", "57", "40", "55"))
