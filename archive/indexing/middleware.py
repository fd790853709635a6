"""Draining after each request that may have written, so that a saved edit is findable at once."""

from __future__ import annotations

import logging
from collections.abc import Callable

from django.http import HttpRequest, HttpResponse
from django.utils import timezone

from archive import outbox
from archive.search.engine import SearchError

from .drain import drain_outbox

log = logging.getLogger(__name__)
SAFE = frozenset({"GET", "HEAD", "OPTIONS", "TRACE"})
PATIENCE = 10.0  # seconds that a response waits for the index; then the worker does it


class DrainOutbox:
    """When a POST (or its kin) has left something in the outbox, index it before the response goes out.

    Trouble with the index does not undo a write that is safe in the database: it is logged, the row
    stays, and the next drain settles it.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        if request.method not in SAFE and outbox.is_waiting(timezone.now()):
            try:
                drain_outbox(timeout=PATIENCE)
            except (SearchError, OSError):
                log.exception("the index could not be brought up to date; the outbox keeps what is missing")
        return response
