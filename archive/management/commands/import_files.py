"""manage.py import_files: take in files, folders of files, or what has come since the last time."""

from __future__ import annotations

import json
import os
import time
from argparse import ArgumentParser
from collections import Counter
from collections.abc import Iterator, Sequence
from datetime import datetime
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.db import OperationalError
from django.utils import timezone
from rich.console import Console
from rich.progress import BarColumn, Progress, TaskID, TextColumn, TimeRemainingColumn

from archive import outbox
from archive.actions import Refused, close_run, open_run
from archive.bag.checking import is_our_bag
from archive.indexing.drain import drain_outbox
from archive.ingest.collecting import collecting_rarely
from archive.ingest.items import printable_path
from archive.ingest.load import Loader, Report, preview
from archive.ingest.parsing import ParsedFile, parse_files
from archive.ingest.sniff import AUTO, FORMATS
from archive.management.beside import BesideDrain
from archive.management.bringing_back import bring_back
from archive.management.commands.read_story import open_mapping
from archive.models.ingest import Outcome
from archive.search.engine import SearchError

WORTH_A_DRAIN = 1000  # stories after which the index is brought up to date beside a long import


class Command(BaseCommand):
    help = (
        "Take in stories from files and folders. Interrupt it anywhere and run it again: nothing comes twice,"
        " nothing is missing. Exit 0: every item is accounted for, quarantined ones included; 1: an item could"
        " not even be quarantined; 2: the command is wrong."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("paths", nargs="+", type=Path, metavar="PATH", help="files, or folders with all they hold")
        parser.add_argument("--format", choices=[AUTO, *FORMATS], default=AUTO)
        parser.add_argument("--mapping", metavar="FILE", type=Path, help="what a table's columns mean, as JSON")
        parser.add_argument("--source", default="", metavar="CODE", help="whatever the copy says, it is from there")
        parser.add_argument("--received", metavar="ISO", help="when it arrived: 2025-06-30T18:00+09:00; default now")
        parser.add_argument("--publish", action="store_true", help="publish what raises no question")
        parser.add_argument("--dry-run", action="store_true", help="say what would be done, do nothing")
        parser.add_argument("--json", action="store_true", help="one JSON object an item, then the summary")

    def handle(self, *args: Any, **options: Any) -> None:
        with collecting_rarely():
            self._import(**options)

    def _import(self, *, paths: list[Path], format: str, source: str, **options: Any) -> None:
        bags = [path for path in paths if path.is_dir() and is_our_bag(path)]
        for bag in bags:
            bring_back(bag, is_dry=options["dry_run"], as_json=options["json"], out=self.stdout, complaints=self.stderr)
        paths = [path for path in paths if path not in bags]
        if bags and not options["dry_run"]:
            self._drain()
        if bags and not paths:
            return
        received = _read_moment(options["received"])
        mapping = open_mapping(options["mapping"])
        files, unopened = _list_files(paths)
        parsed = parse_files(files, format=format, received=received, mapping=mapping)
        began = time.monotonic()
        counts: Counter[str] = Counter()
        is_complete = not unopened
        for error in unopened:
            self.stderr.write(self.style.ERROR(_unopened(error)))
        console = Console(file=self.stderr)  # type: ignore[arg-type]  # it writes like a file
        bar = Progress(
            TextColumn("{task.completed:,} of {task.total:,} files"),
            BarColumn(),
            TextColumn("{task.fields[stories]:,} stories, {task.fields[rate]:,.0f} a second"),
            TimeRemainingColumn(),
            console=console,
            transient=True,
            disable=not console.is_terminal,
        )
        with bar:
            task = bar.add_task("import", total=len(files), stories=0, rate=0.0)
            steps = (
                self._preview(parsed, source, bar, task)
                if options["dry_run"]
                else self._load(parsed, source, received, options["publish"], bar, task)
            )
            for report in _until_the_database_fails(steps):
                if isinstance(report, str):
                    is_complete = False
                    self.stderr.write(self.style.ERROR(report))
                    continue
                counts[report.outcome] += 1
                self._show(report, options["json"])
                stories = counts.total()
                bar.update(task, stories=stories, rate=stories / (time.monotonic() - began))
        self._sum_up(counts, time.monotonic() - began, options["json"])
        if not is_complete:
            raise SystemExit(1)

    def _preview(
        self, parsed: Iterator[ParsedFile | OSError], source: str, bar: Progress, task: TaskID
    ) -> Iterator[Report | str]:
        for file in parsed:
            bar.advance(task)
            if isinstance(file, OSError):
                yield _unopened(file)
            else:
                yield from preview(file, source=source)

    def _load(
        self,
        parsed: Iterator[ParsedFile | OSError],
        source: str,
        received: datetime | None,
        is_published: bool,
        bar: Progress,
        task: TaskID,
    ) -> Iterator[Report | str]:
        now = timezone.now()
        run = open_run(origin="import_files", by=None, at=now)
        loader = Loader(run=run, received=received or now, source=source, is_published=is_published)
        undrained, beside = 0, BesideDrain()
        for file in parsed:
            bar.advance(task)
            if isinstance(file, OSError):
                yield _unopened(file)
                continue
            try:
                for report in loader.load(file):
                    yield report
                    undrained += 1
            except (Refused, OSError) as error:
                yield f"{printable_path(file.path)}: {error}"
            if undrained >= WORTH_A_DRAIN:
                undrained = 0
                beside.drain()
        yield from loader.flush()
        close_run(run=run, at=timezone.now())
        beside.finish()
        self._drain()

    def _drain(self) -> None:
        try:
            drain_outbox()
            trouble = "" if not outbox.is_waiting(timezone.now()) else "see the log"
        except (SearchError, OSError) as error:
            trouble = str(error)
        if trouble:
            self.stderr.write(
                f"The stories are safe, but the index could not follow ({trouble}):"
                " run drain_outbox when that is mended."
            )

    def _show(self, report: Report, as_json: bool) -> None:
        if as_json:
            line = {
                "path": report.path,
                "index": report.index,
                "outcome": report.outcome,
                "ref": report.ref,
                "guid": report.guid,
                "headline": report.headline,
                "problems": [{"code": p.code, "message": p.sentence} for p in report.problems],
            }
            self.stdout.write(json.dumps(line, ensure_ascii=False))
        elif report.problems or report.outcome == Outcome.QUARANTINED:
            self.stdout.write(f"{report.path}#{report.index}: {report.outcome} {report.ref}".rstrip())
            for problem in report.problems:
                self.stdout.write(f"    {problem.sentence}")

    def _sum_up(self, counts: Counter[str], seconds: float, as_json: bool) -> None:
        total = counts.total()
        summary = {outcome: counts[outcome] for outcome in Outcome.values}
        if as_json:
            summary_line = {**summary, "total": total, "seconds": round(seconds, 3)}
            self.stdout.write(json.dumps({"summary": summary_line}))
            return
        told = ", ".join(f"{counts[outcome]:,} {outcome}" for outcome in Outcome.values)
        self.stdout.write(f"{total:,} items: {told}; {seconds:.1f} s, {total / max(seconds, 0.001):,.0f} a second")


def _until_the_database_fails(steps: Iterator[Report | str]) -> Iterator[Report | str]:
    try:
        yield from steps
    except OperationalError as error:
        raise CommandError(
            f"The database gave up ({error}). What was reported is safe: run the same command again for the rest."
        ) from error


def _read_moment(value: str | None) -> datetime | None:
    if value is None:
        return None
    try:
        moment = datetime.fromisoformat(value)
    except ValueError as error:
        raise CommandError(
            f"--received {value} is no moment: write it as 2025-06-30T18:00+09:00.", returncode=2
        ) from error
    return moment if moment.tzinfo else timezone.make_aware(moment)


def _list_files(paths: Sequence[Path]) -> tuple[list[Path], list[OSError]]:
    """Every file, those in folders in the order of their names, hidden ones left alone; folders that are closed."""
    files: list[Path] = []
    closed: list[OSError] = []
    for path in paths:
        if path.is_dir():
            inside: list[Path] = []
            for folder, _, names in os.walk(path, onerror=closed.append):
                inside += [Path(folder, name) for name in names if not name.startswith(".")]
            files += sorted(file for file in inside if file.is_file())
        elif path.is_file():
            files.append(path)
        elif path.exists():
            raise CommandError(f"{path} is neither a file nor a folder: give it one of them.", returncode=2)
        else:
            raise CommandError(f"{path} does not exist: check the path.", returncode=2)
    return files, closed


def _unopened(error: OSError) -> str:
    path = printable_path(Path(str(error.filename)))
    return f"{path}: cannot be read ({error.strerror}): check its permissions, then import it again."
