"""What the page of an import shows: the numbers, and its items a page at a time, however many there are."""

from __future__ import annotations

from typing import Any, Final

from django.db.models import Count

from archive.models import IngestItem, IngestRun
from archive.models.ingest import Outcome

PAGE: Final = 100


def describe_run(run: IngestRun, *, outcome: str, after: str) -> dict[str, Any]:
    """Two queries along indexes: `after` is the key of the last item of the page before, so no page costs more."""
    counted = IngestItem.objects.filter(run=run).values_list("outcome").annotate(Count("pk")).order_by()
    counts = dict(counted)
    items = IngestItem.objects.filter(run=run).select_related("article", "original").order_by("pk")
    items = items.defer("article__provenance", "article__extras")
    chosen = outcome if outcome in Outcome.values else ""
    if chosen:
        items = items.filter(outcome=chosen)
    if after.isdecimal() and len(after) < 19:
        items = items.filter(pk__gt=int(after))
    found = list(items[: PAGE + 1])
    return {
        "run": run,
        "counts": [(name, counts.get(name, 0)) for name in Outcome.values],
        "total": sum(counts.values()),
        "failed": counts.get(Outcome.QUARANTINED, 0),
        "items": found[:PAGE],
        "outcome": chosen,
        "next": found[PAGE - 1].pk if len(found) > PAGE else None,
        "is_first": not after,
    }
