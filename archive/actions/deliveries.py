"""What was sent to `/ingest/<source>`: kept first, taken in once."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Final

from django.core.files.base import ContentFile
from django.db import transaction

from archive.models import Delivery, PushToken

from .keep_original import keep_original
from .record_ingest import close_run, open_run

LEASE: Final = timedelta(minutes=10)  # a process that was killed costs this much delay


def receive_delivery(
    *, token: PushToken, body: bytes, media_type: str, file_name: str, at: datetime
) -> tuple[Delivery, bool]:
    """Keep what was sent; the delivery, and whether it is new and so the caller's to take in.

    The same bytes for the same source are the same delivery, whichever token they come with. Refused when the bytes
    cannot be kept.
    """
    original = keep_original(
        content=ContentFile(body), received_at=at, run=None, media_type=media_type, file_name=file_name
    )
    return Delivery.objects.get_or_create(
        source=token.source,
        original=original,
        defaults={
            "token": token,
            "media_type": media_type[:100],
            "received_at": at,
            "leased_until": at + LEASE,
        },
    )


@transaction.atomic
def claim_delivery(*, delivery: Delivery, at: datetime) -> bool:
    """Whether it is ours to take in: of several workers one gets it."""
    waiting = Delivery.objects.filter(pk=delivery.pk, finished_at__isnull=True, leased_until=delivery.leased_until)
    if not waiting.update(leased_until=at + LEASE):
        return False
    delivery.leased_until = at + LEASE
    return True


@transaction.atomic
def open_delivery_run(*, delivery: Delivery, at: datetime) -> None:
    """Give it a run, unless it has one from an attempt that was cut short."""
    if delivery.run is None:
        delivery.run = open_run(origin=f"push to {delivery.source.code}", by=None, at=at)
        delivery.save(update_fields=["run"])


@transaction.atomic
def finish_delivery(*, delivery: Delivery, at: datetime) -> None:
    """Everything in it is accounted for."""
    if delivery.run is not None:
        close_run(run=delivery.run, at=at)
    delivery.finished_at = at
    delivery.save(update_fields=["finished_at"])


def release_delivery(*, delivery: Delivery, at: datetime) -> None:
    """It could not be taken in just now: the next look does it."""
    Delivery.objects.filter(pk=delivery.pk, finished_at__isnull=True).update(leased_until=at)
