"""manage.py show_run: what became of every item of an import."""

from __future__ import annotations

import json
from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.db.models import Count

from archive.management.item_lines import line_of_item
from archive.models import IngestItem, IngestRun
from archive.models.ingest import Outcome

NEWEST = 20  # runs that are listed


class Command(BaseCommand):
    help = "Tell what became of an import: its summary and what could not be read; with --json every item."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("run", nargs="?", type=int, metavar="RUN", help="its number; without it: the newest runs")
        parser.add_argument("--json", action="store_true", help="one JSON object an item, then the summary")
        parser.add_argument("--outcome", choices=Outcome.values, help="only these items")

    def handle(self, *args: Any, run: int | None, json: bool, outcome: str | None, **options: Any) -> None:
        if run is None:
            for each in IngestRun.objects.order_by("-pk")[:NEWEST]:
                self.stdout.write(f"{each.pk}  {each}{'' if each.finished_at else '  (not finished)'}")
            return
        found = IngestRun.objects.filter(pk=run).first()
        if found is None:
            raise CommandError(f"There is no run {run}: show_run without a number lists the newest ones.", returncode=2)
        self._show_items(found, json, outcome)
        self._sum_up(found, json)

    def _show_items(self, run: IngestRun, as_json: bool, outcome: str | None) -> None:
        items = IngestItem.objects.filter(run=run).select_related("article", "original").order_by("pk")
        if outcome or not as_json:
            items = items.filter(outcome=outcome or Outcome.QUARANTINED)
        for item in items.iterator(chunk_size=2000):
            if as_json:
                self.stdout.write(json.dumps(line_of_item(item), ensure_ascii=False))
                continue
            self.stdout.write(f"{item.path}#{item.index}: {item.outcome} {item.article.ref if item.article else ''}")
            for problem in item.problems:
                self.stdout.write(f"    {problem.get('message', '')}")

    def _sum_up(self, run: IngestRun, as_json: bool) -> None:
        counted = IngestItem.objects.filter(run=run).values_list("outcome").annotate(Count("pk")).order_by()
        counts = dict(counted)
        summary: dict[str, Any] = {name: counts.get(name, 0) for name in Outcome.values}
        summary["total"] = sum(summary.values())
        if as_json:
            moments = {"started_at": run.started_at.isoformat()}
            moments["finished_at"] = run.finished_at.isoformat() if run.finished_at else ""
            about = {**summary, "run": run.pk, "origin": run.origin, **moments}
            self.stdout.write(json.dumps({"summary": about}, ensure_ascii=False))
            return
        told = ", ".join(f"{summary[name]:,} {name}" for name in Outcome.values)
        end = f"finished {run.finished_at:%Y-%m-%d %H:%M}" if run.finished_at else "not finished: import it again"
        self.stdout.write(f"Run {run.pk}, {run}, {end}: {summary['total']:,} items: {told}")
