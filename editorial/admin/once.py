"""Doing a deed once, though the browser asks twice because it never saw the first answer.

Every form of the story's page carries `once`, a word made when the page was made. What was sent, that word included, is
digested into a key, and the key is kept in the deed's own transaction: either both are there or neither. The same
request again finds its key and gets the first one's answer. Another form, or the same one filled in otherwise from the
same page, has another key. Keys are kept for two days, which is longer than any browser waits.
"""

from __future__ import annotations

import secrets
from datetime import datetime, timedelta
from hashlib import sha256
from urllib.parse import urlencode

from django.contrib.auth.models import User
from django.http import HttpRequest
from django.utils.html import format_html
from django.utils.safestring import SafeString

from editorial.models import OnceKey

FIELD = "once"
FILTERS = "_changelist_filters"  # Django's own name
KEPT = timedelta(days=2)
_NOT_SAID = ("csrfmiddlewaretoken", FILTERS)  # may differ between two tries of one deed


def make_once_field(request: HttpRequest) -> SafeString:
    """The hidden fields for the forms of one page: its word, and the search that led there, which goes on with them."""
    written = '<input type="hidden" name="{}" value="{}">'
    filters = request.GET.get(FILTERS, "")
    came = format_html(written, FILTERS, filters) if filters else ""
    return format_html(written + "{}", FIELD, secrets.token_urlsafe(12), came)


def add_filters(request: HttpRequest, location: str) -> str:
    """An address of the desk with the search that led to the page the form was on."""
    filters = request.POST.get(FILTERS, "")[:1000]
    if not filters:
        return location
    address, hash_, place = location.partition("#")
    return f"{address}{'&' if '?' in address else '?'}{urlencode({FILTERS: filters})}{hash_}{place}"


def read_key(request: HttpRequest, by: User) -> str:
    """The key of what was sent; empty when the form carried no word (a script of somebody's own)."""
    if not request.POST.get(FIELD):
        return ""
    sent = sorted((name, request.POST.getlist(name)) for name in request.POST if name not in _NOT_SAID)
    return sha256(repr((by.pk, request.path, sent)).encode("utf-8", "replace")).hexdigest()


def find_done(key: str) -> OnceKey | None:
    """The answer given the first time, if there was one. Ask while the story is locked."""
    return OnceKey.objects.filter(key=key).first() if key else None


def keep_done(key: str, *, by: User, at: datetime, sentence: str, location: str) -> None:
    """Call in the deed's transaction, after the deed."""
    if key:
        OnceKey.objects.filter(by=by, at__lt=at - KEPT).delete()
        OnceKey.objects.create(key=key, by=by, at=at, sentence=sentence[:500], location=location[:300])
