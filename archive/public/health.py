"""`/healthz` and `/readyz`: asked by machines, answered in one word."""

from __future__ import annotations

import logging

from django.db import DatabaseError, connection
from django.http import HttpRequest, HttpResponse

from archive.search.door import open_engine
from archive.search.engine import IndexFormatMismatch, IndexUnreadable, SearchError

from .page import never_store

log = logging.getLogger(__name__)


def show_health(request: HttpRequest) -> HttpResponse:
    """200: the process is up."""
    return never_store(HttpResponse("ok\n", content_type="text/plain"))


def show_readiness(request: HttpRequest) -> HttpResponse:
    """200 when database and index answer, else 503 with what does not, and why. Details go to the log."""
    missing = [trouble for trouble in (_ask_database(), _ask_index()) if trouble]
    words = f"not ready: {', '.join(missing)}\n" if missing else "ready\n"
    return never_store(HttpResponse(words, content_type="text/plain", status=503 if missing else 200))


def _ask_database() -> str:
    try:
        with connection.cursor() as cursor:
            cursor.execute("SELECT 1")
            cursor.fetchone()
    except DatabaseError:
        log.exception("the database does not answer")
        return "database"
    return ""


def _ask_index() -> str:
    """Nothing of folders: anybody may ask."""
    try:
        open_engine("public").count()
    except IndexFormatMismatch:
        log.exception("the public index is of another version")
        return "index (made by another version of Dateline: run manage.py rebuild_index)"
    except IndexUnreadable:
        log.exception("the public index is damaged")
        return "index (cannot be read: run manage.py rebuild_index)"
    except (SearchError, OSError):
        log.exception("the public index does not answer")
        return "index"
    return ""
