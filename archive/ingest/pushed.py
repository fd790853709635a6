"""Deliveries that were pushed: from the bytes that were kept to stories, once, by whoever claims them."""

from __future__ import annotations

import logging
from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from typing import Final

from django.db import OperationalError
from django.utils import timezone

from archive.actions import Refused, claim_delivery, finish_delivery, open_delivery_run, release_delivery
from archive.models import Delivery

from .decode import Unreadable, open_item
from .load import Loader
from .parsing import parse_sent
from .sniff import AUTO, find_format
from .surroundings import Surroundings

log = logging.getLogger(__name__)
_MEANT: Final = {
    "application/nitf+xml": "nitf",
    "application/vnd.iptc.g2.newsitem+xml": "newsml_g2",
    "application/vnd.iptc.g2.newsmessage+xml": "newsml_g2",
    "application/rss+xml": "feed",
    "application/atom+xml": "feed",
    "application/jsonl": "jsonl",
    "application/x-ndjson": "jsonl",
    "application/ninjs+json": "ninjs",
    "text/csv": "csv",
    "text/tab-separated-values": "csv",
    "text/html": "html",
}


def take_in_delivery(delivery: Delivery, *, at: datetime) -> None:
    """Take in a claimed delivery. Cut short, it is done again and nothing comes twice.

    Raises Refused or OSError when its bytes cannot be had or kept: then it waits for the next look.
    """
    open_delivery_run(delivery=delivery, at=at)
    assert delivery.run is not None
    data = delivery.original.read_bytes()
    loader = Loader(
        run=delivery.run,
        received=delivery.received_at,
        source=delivery.source.code,
        is_published=delivery.token.is_published,
        surroundings=Surroundings(lambda _: data),
    )
    format = format_of(data, media_type=delivery.media_type)
    path = Path(f"push/{delivery.uuid.hex}")
    for parsed in parse_sent(data, path=path, format=format, received=delivery.received_at):
        list(loader.load(parsed))
    list(loader.flush())
    finish_delivery(delivery=delivery, at=timezone.now())


def take_in_waiting(*, complain: Callable[[str], object]) -> int:
    """Take in what waits: what was too large for its request, and what a killed process has left. How many."""
    done = 0
    for delivery in Delivery.objects.waiting(timezone.now()).select_related("source", "token", "original", "run"):
        at = timezone.now()
        if not claim_delivery(delivery=delivery, at=at):
            continue
        try:
            take_in_delivery(delivery, at=at)
            done += 1
        except (Refused, OSError, OperationalError) as error:
            complain(f"{delivery}: will try again: {error}")
    return done


def hand_over(delivery: Delivery) -> None:
    """Leave it to a worker: it waits from now on."""
    release_delivery(delivery=delivery, at=timezone.now())


def format_of(data: bytes, *, media_type: str) -> str:
    """The format to read it in: what the bytes show, and where they show none, what the sender said."""
    meant = _MEANT.get(media_type)
    if meant is None:
        return AUTO
    try:
        return meant if find_format(open_item(data)).name == "wire" else AUTO
    except Unreadable:
        return meant
