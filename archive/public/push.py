"""`/ingest/<source>`: stories are sent here by machines, each with a token of its source.

What was sent is kept before anything else; what is small is taken in at once, the rest by a worker. Nothing here is
ever cached, and whoever has no good token learns nothing: not even whether there is such a source.
"""

from __future__ import annotations

import io
import logging
from contextlib import suppress
from datetime import datetime, timedelta
from typing import Final

from django.conf import settings
from django.core.cache import cache
from django.db import OperationalError
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.utils import timezone
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_POST, require_safe

from archive.actions import Refused, find_push_token, receive_delivery
from archive.ingest.containers import is_container
from archive.models import Delivery, PushToken

from .client import client_of
from .page import never_store
from .push_status import find_status, say_delivery

log = logging.getLogger(__name__)
AT_ONCE: Final = 1_000_000  # bytes that are taken in before the answer goes out, which takes a second at most
MINUTE: Final = timedelta(minutes=1)
WRONG_A_MINUTE: Final = 30  # requests with a wrong token, from one client to one process
_FORMS: Final = ("multipart/form-data",)


@csrf_exempt  # a machine's request: the token is the proof, and no cookie is ever looked at
@require_POST
def receive_push(request: HttpRequest, source: str) -> HttpResponse:
    """202 and where to ask what became of it; sent again, the same answer and nothing twice."""
    at = timezone.now()
    token = _find_token(request, source, at)
    if token is None:
        return _refuse_stranger(request)
    refusal = _refuse_early(request, token, at)
    if refusal is not None:
        return refusal
    stated = int(request.META["CONTENT_LENGTH"])
    try:
        body = request.read(stated)
    except OSError:  # the connection broke
        body = b""
    if len(body) != stated or not body:
        return _say(400, "The body is empty or ended before its stated length: send it again.")
    media_type = (request.content_type or "").lower()
    try:
        delivery, is_ours = receive_delivery(
            token=token, body=body, media_type=media_type, file_name=f"push-{token.source.code}", at=at
        )
    except (Refused, OperationalError):
        log.exception("what was sent for %s could not be kept", token.source.code)
        return _say(503, "It could not be kept just now: send it again later.", retry=60)
    if is_ours:
        _take_in(delivery, body, at)
    return _sent(say_delivery(delivery), status=202)


@require_safe
def show_push_item(request: HttpRequest, source: str, key: str) -> HttpResponse:
    """What became of a delivery, or of one story in it."""
    token = _find_token(request, source, timezone.now())
    if token is None:
        return _refuse_stranger(request)
    status = find_status(token.source, key)
    return _say(404, "There is no such item.") if status is None else _sent(status, status=200)


def _find_token(request: HttpRequest, source: str, at: datetime) -> PushToken | None:
    scheme, _, secret = request.headers.get("Authorization", "").partition(" ")
    return find_push_token(source_code=source, secret=secret.strip() if scheme.lower() == "bearer" else "", at=at)


def _refuse_stranger(request: HttpRequest) -> HttpResponse:
    key = f"push-wrong-{client_of(request)}"
    cache.add(key, 0, timeout=MINUTE.seconds)
    try:
        wrong = cache.incr(key)
    except ValueError:  # the minute was over in between
        wrong = 1
    if wrong > WRONG_A_MINUTE:
        return _say(429, "Too many requests without a good token: wait a minute.", retry=MINUTE.seconds)
    response = _say(401, "Send a good token of this source: Authorization: Bearer …")
    response["WWW-Authenticate"] = 'Bearer realm="ingest"'
    return response


def _refuse_early(request: HttpRequest, token: PushToken, at: datetime) -> HttpResponse | None:
    """What is wrong with the request, as far as can be told without its body."""
    most = settings.INGEST_PER_MINUTE
    if Delivery.objects.filter(token=token, received_at__gt=at - MINUTE).count() >= most:
        return _say(429, f"More than {most} deliveries came within a minute: wait one.", retry=MINUTE.seconds)
    if request.content_type in _FORMS:
        return _say(415, "Send the story itself as the body, not a form: curl --data-binary @FILE.")
    stated = request.META.get("CONTENT_LENGTH") or ""
    if not stated.isdecimal():
        return _say(411, "Say how long the body is: Content-Length.")
    if int(stated) > settings.INGEST_MAX_BYTES:
        limit = settings.INGEST_MAX_BYTES
        return _say(413, f"The body is larger than {limit:,} bytes: split it and send the parts.")
    return None


def _take_in(delivery: Delivery, body: bytes, at: datetime) -> None:
    """At once if it is small. Whatever goes wrong, its bytes are kept and a worker will take them in."""
    from archive.ingest.pushed import hand_over, take_in_delivery  # the readers' tables, only where stories are sent

    if len(body) > AT_ONCE or is_container(io.BytesIO(body)):
        hand_over(delivery)
        return
    try:
        take_in_delivery(delivery, at=at)
    except (Refused, OSError, OperationalError):
        log.exception("delivery %s could not be taken in at once", delivery)
        with suppress(OperationalError):  # then it waits until its lease is over
            hand_over(delivery)


def _sent(value: dict[str, object], *, status: int) -> HttpResponse:
    response = never_store(JsonResponse(value, status=status))
    response["X-Robots-Tag"] = "noindex"
    return response


def _say(status: int, sentence: str, *, retry: int = 0) -> HttpResponse:
    response = _sent({"error": sentence}, status=status)
    if retry:
        response["Retry-After"] = str(retry)
    return response
