"""Sending a page: the template, and what caches between us and the reader are told."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.utils.cache import get_conditional_response
from django.utils.encoding import iri_to_uri
from django.utils.http import http_date

FRESH = timedelta(seconds=60)  # how long a cache may show a page without asking
STALE = timedelta(seconds=600)  # how long it may show the old one while it asks


def show_page(
    request: HttpRequest,
    template: str,
    context: Mapping[str, Any],
    *,
    at: datetime,
    status: int = 200,
    changed_at: datetime | None = None,
    closes_at: datetime | None = None,
) -> HttpResponseBase:
    """The page, or 304 when the reader has it already.

    The ETag is a hash of what is sent: whatever changes on the page (a linked story withdrawn, a person
    renamed) changes it. `closes_at` is when something on the page must no longer be shown (rights expiry).
    """
    response = render(request, template, dict(context), status=status)
    response["Cache-Control"] = cache_control(at=at, closes_at=closes_at)
    if status != 200:
        return response
    etag = etag_of(response.content)
    response["ETag"] = etag
    seconds = None
    if changed_at is not None:
        seconds = int(changed_at.timestamp())
        response["Last-Modified"] = http_date(seconds)
    return get_conditional_response(request, etag=etag, last_modified=seconds, response=response) or response


def etag_of(content: bytes) -> str:
    """A hash of what is sent, as a header says it."""
    return f'"{hashlib.sha256(content).hexdigest()[:32]}"'


def cache_control(*, at: datetime, closes_at: datetime | None) -> str:
    """A minute, and ten more while asking again; but never past the moment at which something closes."""
    if closes_at is None:
        return f"public, max-age={FRESH.seconds}, stale-while-revalidate={STALE.seconds}"
    left = max(0, int((closes_at - at).total_seconds()))
    return f"public, max-age={min(FRESH.seconds, left)}"


def full_address(path: str) -> str:
    """The absolute, percent-encoded address of a path of ours."""
    return f"{settings.SITE_URL}{iri_to_uri(path)}"


def never_store(response: HttpResponse) -> HttpResponse:
    """For answers that are true for this moment only."""
    response["Cache-Control"] = "no-store"
    return response
