"""How the commands write what became of an item: one JSON object a line, the same while it happens and afterwards."""

from __future__ import annotations

from typing import Any

from archive.ingest.load import Report
from archive.models import IngestItem


def line_of_report(report: Report) -> dict[str, Any]:
    """The item as `import_files --json` writes it."""
    line: dict[str, Any] = {
        "path": report.path,
        "index": report.index,
        "outcome": report.outcome,
        "ref": report.ref,
        "guid": report.guid,
        "headline": report.headline,
        "problems": [{"code": p.code, "message": p.sentence} for p in report.problems],
    }
    if report.differences:
        line["differences"] = [{"field": d.field, "here": d.here, "wire": d.wire} for d in report.differences]
    return line


def line_of_item(item: IngestItem) -> dict[str, Any]:
    """The same of an item that was recorded; its article and original have been joined."""
    return {
        "path": item.path,
        "index": item.index,
        "outcome": item.outcome,
        "ref": item.article.ref if item.article else "",
        "guid": item.article.guid if item.article else "",
        "headline": item.headline,
        "problems": item.problems,
        "sha256": item.original.sha256 if item.original else "",
    }
