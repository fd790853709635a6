"""manage.py import_files: take in files, folders of files, or what has come since the last time."""

from __future__ import annotations

import json
import time
from argparse import ArgumentParser
from collections import Counter
from collections.abc import Iterator, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import replace
from datetime import datetime
from functools import partial
from pathlib import Path
from threading import Thread
from typing import IO, Any

from django.core.checks import Tags
from django.core.management.base import BaseCommand, CommandError
from django.db import DatabaseError
from django.utils import timezone
from rich.console import Console
from rich.progress import BarColumn, Progress, TaskID, TextColumn, TimeRemainingColumn

from archive import outbox
from archive.actions import NoRoom, Refused, close_run, open_run
from archive.bag.checking import is_our_bag
from archive.indexing.drain import drain_outbox
from archive.ingest.again import list_failed_originals, parse_again, surroundings_again
from archive.ingest.collecting import collecting_rarely
from archive.ingest.items import printable_path
from archive.ingest.load import Loader, Report
from archive.ingest.parsing import ParsedFile, measure_files, parse_files
from archive.ingest.patience import LONG, do_patiently
from archive.ingest.preview import preview_in_order
from archive.ingest.sniff import AUTO, FORMATS
from archive.ingest.surroundings import Surroundings
from archive.management.beside import BesideDrain
from archive.management.bringing_back import bring_back
from archive.management.failing import telling_what_is_safe
from archive.management.item_lines import line_of_report
from archive.management.options import open_mapping, read_moment
from archive.management.what_to_import import list_files, unopened
from archive.models import IngestRun
from archive.models.ingest import Outcome
from archive.reading.gazetteer import load_gazetteer
from archive.search.engine import SearchError

FIRST_DIFFERENCES = 10  # revised stories of which a dry run prints the fields
LARGE = 1_000_000  # bytes to read, from which on an import has work for all cores
WORTH_A_DRAIN = 1000  # stories after which the index is brought up to date beside a long import


class Command(BaseCommand):
    requires_system_checks = (Tags.database,)  # the others are of addresses and templates, and take a second
    help = (
        "Take in stories from files and folders. Interrupt it anywhere and run it again: nothing comes twice,"
        " nothing is missing. Exit 0: every item is accounted for, quarantined ones included; 1: an item could"
        " not even be quarantined; 2: the command is wrong."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("paths", nargs="*", type=Path, metavar="PATH", help="files, or folders with all they hold")
        parser.add_argument(
            "--retry-failed", type=int, metavar="RUN", help="in the place of paths: what that run could not take in"
        )
        parser.add_argument("--report", type=Path, metavar="FILE", help="write the lines of --json to a file as well")
        parser.add_argument("--format", choices=[AUTO, *FORMATS], default=AUTO)
        parser.add_argument("--mapping", metavar="FILE", type=Path, help="what a table's columns mean, as JSON")
        parser.add_argument("--source", default="", metavar="CODE", help="whatever the copy says, it is from there")
        parser.add_argument("--received", metavar="ISO", help="when it arrived: 2025-06-30T18:00+09:00; default now")
        parser.add_argument("--publish", action="store_true", help="publish what raises no question")
        parser.add_argument("--dry-run", action="store_true", help="say what would be done, do nothing")
        parser.add_argument("--json", action="store_true", help="one JSON object an item, then the summary")

    def handle(self, *args: Any, **options: Any) -> None:
        with collecting_rarely(), telling_what_is_safe():
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
        received = read_moment(options["received"])
        mapping = open_mapping(options["mapping"])
        again = _find_run(options["retry_failed"], paths)
        failed = list_failed_originals(again) if again is not None else []
        files, closed = list_files(paths)
        parsed = (
            parse_again(failed, format=format, received=received, mapping=mapping)
            if again is not None
            else parse_files(files, format=format, received=received, mapping=mapping)
        )
        surroundings = (
            surroundings_again(again, failed) if again is not None else Surroundings(Path, is_folder_ours=True)
        )
        origin = f"import_files --retry-failed {again.pk}" if again else " ".join(["import_files", *map(str, paths)])
        is_published: bool = options["publish"]
        began = time.monotonic()
        counts: Counter[str] = Counter()
        is_complete = not closed
        for error in closed:
            self.stderr.write(self.style.ERROR(unopened(error)))
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
        with ExitStack() as files_open, bar:
            keep = files_open.enter_context(_open_report(options["report"]))
            task = bar.add_task("import", total=len(files) + len(failed), stories=0, rate=0.0)
            steps = (
                self._preview(parsed, source, received, bar, task)
                if options["dry_run"]
                else self._load(
                    parsed,
                    self._open_loader(origin, surroundings, received, source, is_published),
                    bar,
                    task,
                    is_long=measure_files(files) >= LARGE,
                )
            )
            for report in steps:
                if isinstance(report, str):
                    is_complete = False
                    self.stderr.write(self.style.ERROR(report))
                    continue
                counts[report.outcome] += 1
                if keep is not None:
                    keep.write(json.dumps(line_of_report(report), ensure_ascii=False) + "\n")
                self._show(report, options["json"], differs=counts[Outcome.REVISED] <= FIRST_DIFFERENCES)
                stories = counts.total()
                bar.update(task, stories=stories, rate=stories / (time.monotonic() - began))
            summary: dict[str, Any] = {outcome: counts[outcome] for outcome in Outcome.values}
            summary |= {"total": counts.total(), "seconds": round(time.monotonic() - began, 3)}
            if keep is not None:
                keep.write(json.dumps({"summary": summary}) + "\n")
        self._sum_up(summary, options["json"])
        if not is_complete:
            raise SystemExit(1)

    def _preview(
        self,
        parsed: Iterator[ParsedFile | OSError],
        source: str,
        received: datetime | None,
        bar: Progress,
        task: TaskID,
    ) -> Iterator[Report | str]:
        closed: list[str] = []

        def opened() -> Iterator[ParsedFile]:
            for file in parsed:
                bar.advance(task)
                if isinstance(file, OSError):
                    closed.append(unopened(file))
                else:
                    yield replace(file, data=None)  # its bytes are not asked for: only what stands in them

        for foreseen in preview_in_order(opened(), source=source, received=received):
            yield foreseen.report
        yield from closed

    def _open_loader(
        self,
        origin: str,
        surroundings: Surroundings,
        received: datetime | None,
        source: str,
        is_published: bool,
    ) -> Loader:
        now = timezone.now()
        run = open_run(origin=printable_path(Path(origin)), by=None, at=now)
        if self.stderr.isatty():  # told at once, in case it is stopped; scripts find the newest run with show_run
            self.stderr.write(f"Run {run.pk}: show_run {run.pk} tells what became of it.")
        return Loader(
            run=run,
            received=received or now,
            source=source,
            is_published=is_published,
            surroundings=surroundings,
            patience=LONG,
        )

    def _load(
        self, parsed: Iterator[ParsedFile | OSError], loader: Loader, bar: Progress, task: TaskID, *, is_long: bool
    ) -> Iterator[Report | str]:
        undrained, beside = 0, BesideDrain()
        if is_long:  # what takes a while to be ready does so while the first stories are read, not after
            beside.start()
            Thread(target=load_gazetteer, daemon=True).start()
        for file in parsed:
            bar.advance(task)
            if isinstance(file, OSError):
                yield unopened(file)
                continue
            try:
                for report in loader.load(file):
                    yield report
                    undrained += 1
            except NoRoom as error:
                yield f"{printable_path(file.path)}: {error}"
                yield "The import stops here, for whatever follows would find no room either."
                break
            except (Refused, OSError) as error:
                yield f"{printable_path(file.path)}: {error}"
            if undrained >= WORTH_A_DRAIN:
                undrained = 0
                beside.drain()
        yield from loader.flush()
        do_patiently(partial(close_run, run=loader.run, at=timezone.now()), seconds=LONG)
        beside.finish()
        self._drain()

    def _drain(self) -> None:
        try:
            drain_outbox()
            trouble = "" if not outbox.is_waiting(timezone.now()) else "see the log"
        except (SearchError, OSError, DatabaseError) as error:
            trouble = str(error)
        if trouble:
            self.stderr.write(
                f"The stories are safe, but the index could not follow ({trouble}):"
                " run drain_outbox when that is mended."
            )

    def _show(self, report: Report, as_json: bool, *, differs: bool) -> None:
        is_shown = differs and bool(report.differences)
        if as_json:
            self.stdout.write(json.dumps(line_of_report(report), ensure_ascii=False))
        elif report.problems or is_shown or report.outcome == Outcome.QUARANTINED:
            self.stdout.write(f"{report.path}#{report.index}: {report.outcome} {report.ref}".rstrip())
            for problem in report.problems:
                self.stdout.write(f"    {problem.sentence}")
            for difference in report.differences if is_shown else ():
                self.stdout.write(
                    f"    {difference.field}:\n      here: {difference.here}\n      wire: {difference.wire}"
                )

    def _sum_up(self, summary: dict[str, Any], as_json: bool) -> None:
        if as_json:
            self.stdout.write(json.dumps({"summary": summary}))
            return
        total, seconds = summary["total"], summary["seconds"]
        told = ", ".join(f"{summary[outcome]:,} {outcome}" for outcome in Outcome.values)
        self.stdout.write(f"{total:,} items: {told}; {seconds:.1f} s, {total / max(seconds, 0.001):,.0f} a second")


def _find_run(key: int | None, paths: Sequence[Path]) -> IngestRun | None:
    if key is None and not paths:
        raise CommandError("Say what to import: files or folders, or --retry-failed RUN.", returncode=2)
    if key is None:
        return None
    if paths:
        raise CommandError("--retry-failed reads what was kept: leave the paths out.", returncode=2)
    run = IngestRun.objects.filter(pk=key).first()
    if run is None:
        raise CommandError(f"There is no run {key}: show_run lists the newest ones.", returncode=2)
    return run


@contextmanager
def _open_report(path: Path | None) -> Iterator[IO[str] | None]:
    if path is None:
        yield None
        return
    try:
        stream = path.open("w", encoding="utf-8")
    except OSError as error:
        raise CommandError(f"The report cannot be written to {path} ({error.strerror}).", returncode=2) from error
    with stream:
        yield stream
