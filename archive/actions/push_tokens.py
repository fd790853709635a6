"""Tokens of the push endpoint: made and shown once, checked in constant time, revoked."""

from __future__ import annotations

import hashlib
import hmac
import secrets
from datetime import datetime, timedelta
from typing import Final

from django.db import transaction

from archive.models import PushToken, Source

from .actor import Actor
from .record_deed import record_deed
from .refusals import Refused

MOST: Final = 5  # good tokens of one source: as many are compared whatever the request, so that time tells nothing
_SELDOM: Final = timedelta(minutes=1)  # between two notes of use: a write for each request would be for nothing


@transaction.atomic
def make_push_token(*, source: Source, name: str, is_published: bool, by: Actor, at: datetime) -> tuple[PushToken, str]:
    """The record, and the token itself, which is nowhere else and cannot be had again."""
    Source.objects.select_for_update().get(pk=source.pk)
    if PushToken.objects.active().filter(source=source).count() >= MOST:
        raise Refused(f"A source has at most {MOST} good tokens: revoke one that is no longer used.")
    secret = f"dl_{secrets.token_urlsafe(32)}"
    token = PushToken.objects.create(
        source=source, name=name.strip()[:100], is_published=is_published, token_sha256=_hash(secret), created_at=at
    )
    after = {"source": source.code, "name": token.name, "is_published": is_published}
    record_deed("make_push_token", token, by=by, at=at, after=after)
    return token, secret


@transaction.atomic
def revoke_push_token(*, token: PushToken, by: Actor, at: datetime) -> None:
    """From now on nothing comes in with it. Twice does no harm."""
    if PushToken.objects.active().filter(pk=token.pk).update(revoked_at=at):
        record_deed("revoke_push_token", token, by=by, at=at, after={"revoked_at": at})


@transaction.atomic
def rotate_push_token(*, token: PushToken, by: Actor, at: datetime) -> tuple[PushToken, str]:
    """A new token in the place of this one, which is good no longer. Refused when it was revoked before."""
    if token.revoked_at is not None:
        raise Refused("This token was revoked: make a new one.")
    revoke_push_token(token=token, by=by, at=at)
    return make_push_token(source=token.source, name=token.name, is_published=token.is_published, by=by, at=at)


def find_push_token(*, source_code: str, secret: str, at: datetime) -> PushToken | None:
    """The good token that this is, for that source; None otherwise, after the same work.

    One query and as many comparisons whether there is such a source or not; each takes the same time.
    """
    known = list(PushToken.objects.active().filter(source__code=source_code).select_related("source")[:MOST])
    given, found = _hash(secret), None
    for token in [*known, *[None] * (MOST - len(known))]:
        if hmac.compare_digest(given, token.token_sha256 if token is not None else "0" * 64):
            found = token
    if found is not None and (found.used_at is None or at - found.used_at > _SELDOM):
        PushToken.objects.filter(pk=found.pk).update(used_at=at)
    return found


def _hash(secret: str) -> str:
    """Of 256 random bits: nobody guesses them, so that a slow hash would only slow us down."""
    return hashlib.sha256(secret.encode("utf-8", "replace")).hexdigest()
