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
from django.core.files.uploadedfile import UploadedFile
from django.http import HttpRequest
from django.utils.html import format_html_join
from django.utils.safestring import SafeString

from editorial.models import OnceKey

FIELD = "once"
FILTERS = "_changelist_filters"  # Django's own name
KEPT = timedelta(days=2)
NOTES_PAGE, NOTE = "notes", "note"  # which page of many notes is shown: by its number, or the one with that note
_PLACES = (FILTERS, NOTES_PAGE, NOTE)  # go on with the forms of a page, so that an editor stays where they were
_NOT_SAID = ("csrfmiddlewaretoken", *_PLACES)  # may differ between two tries of one deed


def make_once_field(request: HttpRequest) -> SafeString:
    """The hidden fields for the forms of one page: its word, and what the editor looks at, which goes on with them."""
    places = ((name, read_place(request, name)) for name in _PLACES)
    fields = [(FIELD, secrets.token_urlsafe(12)), *((name, value) for name, value in places if value)]
    return format_html_join("", '<input type="hidden" name="{}" value="{}">', fields)


def read_place(request: HttpRequest, name: str) -> str:
    """Of the address, or of a form that was sent from there."""
    return (request.GET.get(name) or request.POST.get(name) or "")[:1000]


def add_filters(request: HttpRequest, location: str) -> str:
    """An address of the desk with what the editor was looking at on the page that the form was on."""
    places = {name: value for name in _PLACES if (value := request.POST.get(name, "")[:1000])}
    if not places:
        return location
    address, hash_, place = location.partition("#")
    return f"{address}{'&' if '?' in address else '?'}{urlencode(places)}{hash_}{place}"


def read_key(request: HttpRequest, by: User) -> str:
    """The key of what was sent; empty when the form carried no word (a script of somebody's own)."""
    if not request.POST.get(FIELD):
        return ""
    sent = sorted((name, request.POST.getlist(name)) for name in request.POST if name not in _NOT_SAID)
    sent += [(name, [_digest(file) for file in files]) for name, files in sorted(request.FILES.lists())]
    return sha256(repr((by.pk, request.path, sent)).encode("utf-8", "replace")).hexdigest()


def _digest(file: UploadedFile[bytes]) -> str:
    """A form that brings another file is another deed, whatever the file is called."""
    digest = sha256(str(file.name).encode("utf-8", "replace"))
    for chunk in file.chunks(1 << 20):
        digest.update(chunk)
    return digest.hexdigest()


def find_done(key: str) -> OnceKey | None:
    """The answer given the first time, if there was one. Ask while the story is locked."""
    return OnceKey.objects.filter(key=key).first() if key else None


def keep_done(key: str, *, by: User, at: datetime, sentence: str, location: str) -> None:
    """Call in the deed's transaction, after the deed."""
    if key:
        OnceKey.objects.filter(by=by, at__lt=at - KEPT).delete()
        OnceKey.objects.create(key=key, by=by, at=at, sentence=sentence[:500], location=location[:300])
