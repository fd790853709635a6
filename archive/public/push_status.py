"""What became of what was sent: the delivery, and each story in it, for whoever holds a token of its source."""

from __future__ import annotations

import re
from typing import Final
from uuid import UUID

from django.urls import reverse

from archive.models import Delivery, IngestItem, Source

from .page import full_address

_KEY: Final = re.compile(r"([0-9a-f]{32})(?:-([0-9]{1,9}))?")
# Sentences that hold words of a fault of ours, which are for our log.
_OURS: Final = frozenset({"not_stored", "reader_failed"})
_FAULT: Final = "It could not be stored, which is no fault of yours: its bytes are kept, and an editor sees it."


def say_delivery(delivery: Delivery) -> dict[str, object]:
    """The whole delivery: what its POST is answered with, again and again the same once it is done."""
    items = _items(delivery)
    return {
        "status": _address(delivery),
        "state": "done" if delivery.finished_at else "waiting",
        "received": delivery.received_at.isoformat(),
        "items": [_say_item(delivery, number, item) for number, item in enumerate(items)],
    }


def find_status(source: Source, key: str) -> dict[str, object] | None:
    """What stands behind a status address of that source; None when there is no such thing."""
    match = _KEY.fullmatch(key)
    if match is None:
        return None
    delivery = Delivery.objects.filter(source=source, uuid=UUID(match[1])).select_related("source", "run").first()
    if delivery is None or match[2] is None:
        return None if delivery is None else say_delivery(delivery)
    items, number = _items(delivery), int(match[2])
    return _say_item(delivery, number, items[number]) if number < len(items) else None


def _items(delivery: Delivery) -> list[IngestItem]:
    """In the order in which they came; one that an attempt took in before it was cut short counts as it was then."""
    first: dict[tuple[str, int], IngestItem] = {}
    for item in IngestItem.objects.filter(run=delivery.run_id or 0).select_related("article").order_by("id"):
        first.setdefault((item.path, item.index), item)
    return list(first.values())


def _say_item(delivery: Delivery, number: int, item: IngestItem) -> dict[str, object]:
    is_theirs = item.article is not None and item.article.source_id == delivery.source_id
    return {
        "status": _address(delivery, f"-{number}"),
        "file": item.path.partition("!/")[2],
        "index": item.index,
        "outcome": item.outcome,
        "ref": item.article.ref if item.article is not None and is_theirs else "",
        "problems": [_say_problem(problem) for problem in item.problems],
    }


def _say_problem(problem: dict[str, str]) -> dict[str, str]:
    code = problem.get("code", "")
    return {"code": code, "message": _FAULT if code in _OURS else problem.get("message", "")}


def _address(delivery: Delivery, number: str = "") -> str:
    return full_address(reverse("ingest-item", args=[delivery.source.code, f"{delivery.uuid.hex}{number}"]))
