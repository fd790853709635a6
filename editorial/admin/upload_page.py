"""What the page of an upload shows: how far it is, the plan a page at a time, what may be done with it."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any, Final

from django.urls import reverse
from django.utils import timezone

from archive.models import IngestItem, Upload, UploadItem
from archive.models.ingest import Outcome
from archive.models.upload import Standing

PAGE: Final = 50  # items of the plan at a time
PATIENCE: Final = timedelta(seconds=20)  # after which somebody is told that no worker comes
NAMES: Final = {
    Outcome.CREATED: "new",
    Outcome.REVISED: "revised",
    Outcome.DUPLICATE: "same",
    Outcome.QUARANTINED: "refused",
}
# What is behind an outcome, where the outcome alone would say too little.
DEEDS: Final = {"withdraw": "withdrawn", "hold": "held back", "keep": "kept for later"}
DIFFERS: Final = "differs"
WORKING: Final = (Standing.READING, Standing.APPROVED)


def describe_progress(upload: Upload, *, at: datetime) -> dict[str, Any]:
    """How far the worker is. While a plan is made nobody knows how much there is: `total` is 0 then."""
    is_loading = upload.standing == Standing.APPROVED
    done = IngestItem.objects.filter(run=upload.run_id).count() if is_loading else upload.counts.get("total", 0)
    total = upload.counts.get("total", 0) if upload.standing != Standing.READING else 0
    asked = (upload.approved_at or upload.uploaded_at) if upload.standing in WORKING else None
    is_left_alone = asked is not None and upload.leased_until <= at - PATIENCE and asked <= at - PATIENCE
    deed = f"Being taken in: {done:,} of {total:,} items." if is_loading else f"Being read: {done:,} items so far."
    return {
        "standing": upload.standing,
        "number": upload.number,
        "done": done,
        "total": total,
        "sentence": deed if upload.standing in WORKING else upload.get_standing_display(),
        "trouble": upload.trouble,
        "is_left_alone": is_left_alone,
    }


def describe_upload(upload: Upload, *, outcome: str, after: str) -> dict[str, Any]:
    """A few queries along indexes: `after` is the number of the last item of the page before, so no page costs more."""
    chosen = outcome if outcome in Outcome.values or outcome == DIFFERS else ""
    items = list(_items(upload, chosen, after)[: PAGE + 1]) if upload.standing != Standing.READING else []
    for item in items:
        item.said = DEEDS.get(item.deed, NAMES[Outcome(item.outcome)])
        item.turned = NAMES[Outcome(item.became)] if item.became else ""
    return {
        "upload": upload,
        "progress": describe_progress(upload, at=timezone.now()),
        "is_working": upload.standing in WORKING,
        "counts": [(value, name, upload.counts.get(value, 0)) for value, name in NAMES.items()],
        "total": upload.counts.get("total", 0),
        "changes_public": upload.counts.get("public", 0),
        "items": items[:PAGE],
        "outcome": chosen,
        "next": items[PAGE - 1].number if len(items) > PAGE else None,
        "is_first": not after,
    }


def _items(upload: Upload, chosen: str, after: str) -> Any:
    items = UploadItem.objects.filter(upload=upload).order_by("number")
    if chosen == DIFFERS:
        items = items.exclude(became="")
    elif chosen:
        items = items.filter(outcome=chosen)
    return items.filter(number__gt=int(after)) if after.isdecimal() and len(after) < 10 else items


def describe_approval(run: Any) -> dict[str, Any] | None:
    """What the page of a run says of the upload that it carries out; one query."""
    upload = Upload.objects.filter(run=run).select_related("by", "approved_by").first()
    if upload is None:
        return None
    return {
        "upload": upload,
        "planned": [(name, upload.counts.get(value, 0)) for value, name in NAMES.items()],
        "plan": plan_of(upload),
    }


def page_of_upload(upload: Upload) -> str:
    """Its page, which leads on to the run once all is taken in."""
    return reverse("admin:archive_upload_change", args=[upload.pk])


def plan_of(upload: Upload) -> str:
    """The plan, whatever became of it."""
    return f"{page_of_upload(upload)}?plan=1"
