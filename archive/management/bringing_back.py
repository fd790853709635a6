"""What import_files does with a bag that export_articles wrote."""

from __future__ import annotations

import json
from pathlib import Path

from django.core.management.base import CommandError, OutputWrapper
from django.utils import timezone
from rich.console import Console
from rich.progress import Progress, SpinnerColumn, TextColumn, TimeElapsedColumn

from archive.actions import Refused
from archive.bag.checking import Unfit, open_bag
from archive.bag.restore import Outcome, restore_bag


def bring_back(folder: Path, *, is_dry: bool, as_json: bool, out: OutputWrapper, complaints: OutputWrapper) -> None:
    """Bring the bag back and print what came. CommandError with a sentence when it is not fit for that."""
    console = Console(file=complaints)  # type: ignore[arg-type]  # it writes like a file
    columns = (SpinnerColumn(), TextColumn("{task.description}"), TimeElapsedColumn())
    try:
        if is_dry:
            open_bag(folder)
            out.write(f"{folder}: every checksum is right; nothing was brought back (--dry-run).")
            return
        with Progress(*columns, console=console, transient=True, disable=not console.is_terminal) as shown:
            task = shown.add_task("looking at every checksum")

            def show(name: str, done: int) -> None:
                shown.update(task, description=f"{name}: {done:,}")

            outcome = restore_bag(folder, at=timezone.now(), progress=show, complain=complaints.write)
    except (Unfit, Refused) as error:
        raise CommandError(str(error)) from error
    except OSError as error:
        raise CommandError(f"The bag could not be brought back ({error}): mend that, then import it again.") from error
    _sum_up(folder, outcome, as_json=as_json, out=out)


def _sum_up(folder: Path, outcome: Outcome, *, as_json: bool, out: OutputWrapper) -> None:
    if as_json:
        told = {"brought": outcome.brought, "known": outcome.known, "left": outcome.left}
        out.write(json.dumps({"bag": str(folder), **told}))
        return
    brought = ", ".join(f"{count:,} {name}" for name, count in outcome.brought.items() if count) or "nothing new"
    known = ", ".join(f"{count:,} {name}" for name, count in outcome.known.items() if count) or "nothing"
    out.write(f"{folder}: brought back {brought}; there already: {known}.")
    if outcome.left:
        out.write(
            f"Left in the bag: {', '.join(outcome.left)}. It quotes numbers that mean other rows here, or belongs to a"
            " desk that this site does not have."
        )
