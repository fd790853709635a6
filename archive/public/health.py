"""`/healthz` and `/readyz`: asked by machines, answered in one word."""

from __future__ import annotations

import logging

from django.db import DatabaseError, connection
from django.http import HttpRequest, HttpResponse

from archive.search.door import open_engine
from archive.search.engine import SearchError

from .page import never_store

log = logging.getLogger(__name__)


def show_health(request: HttpRequest) -> HttpResponse:
    """200: the process is up."""
    return never_store(HttpResponse("ok\n", content_type="text/plain"))


def show_readiness(request: HttpRequest) -> HttpResponse:
    """200 when database and index answer, else 503 with the names of those that do not. Details go to the log."""
    missing = [name for name, asks in (("database", _ask_database), ("index", _ask_index)) if not asks()]
    words = f"not ready: {', '.join(missing)}\n" if missing else "ready\n"
    return never_store(HttpResponse(words, content_type="text/plain", status=503 if missing else 200))


def _ask_database() -> bool:
    try:
        with connection.cursor() as cursor:
            cursor.execute("SELECT 1")
            return bool(cursor.fetchone() == (1,))
    except DatabaseError:
        log.exception("the database does not answer")
        return False


def _ask_index() -> bool:
    try:
        open_engine("public").count()
    except (SearchError, OSError):
        log.exception("the public index does not answer")
        return False
    return True
