"""After stories came in: the index follows, or it is said that it could not."""

from __future__ import annotations

from collections.abc import Callable

from django.utils import timezone

from archive import outbox
from archive.indexing.drain import drain_outbox
from archive.search.engine import SearchError

PATIENCE = 10.0  # seconds for another that holds the index; then that one, or the next drain, does it


def index_what_came(*, complain: Callable[[str], object]) -> None:
    """Drain the outbox. Trouble with the index undoes nothing: the outbox keeps what is missing."""
    try:
        if outbox.is_waiting(timezone.now()):
            drain_outbox(timeout=PATIENCE)
    except (SearchError, OSError) as error:
        complain(f"The stories are safe, but the index could not follow ({error}): drain_outbox will see to it.")
