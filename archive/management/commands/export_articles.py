"""manage.py export_articles: the archive as a BagIt bag, to keep or to move."""

from __future__ import annotations

import sys
from argparse import ArgumentParser
from datetime import date
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone
from rich.console import Console
from rich.progress import Progress, SpinnerColumn, TextColumn, TimeElapsedColumn

from archive.bag.export import Selection, export_bag
from archive.bag.search import find_refs
from archive.models import Source
from archive.search.engine import SearchError

INTERRUPTED = 130


class Command(BaseCommand):
    help = (
        "Write the archive into a new folder DIR, a BagIt bag with checksums: import_files DIR brings it back into an"
        " empty site. Exit 0: DIR is whole; 1: there is no DIR, and why; 2: wrong usage; 130: interrupted, no DIR."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("folder", type=Path, metavar="DIR", help="a folder that is not there yet")
        parser.add_argument("--query", default="", metavar="Q", help="only what this search finds at the desk")
        parser.add_argument("--source", default="", metavar="CODE", help="only stories from there")
        parser.add_argument("--since", type=date.fromisoformat, metavar="DAY", help="dated on that day or later")
        parser.add_argument("--until", type=date.fromisoformat, metavar="DAY", help="dated on that day or earlier")
        parser.add_argument("--public", action="store_true", help="only what readers may see")

    def handle(self, *args: Any, folder: Path, query: str, source: str, public: bool, **options: Any) -> None:
        folder = folder.absolute()
        if folder.exists():
            raise CommandError(f"{folder} is there already: name a folder that is not.", returncode=2)
        if source and not Source.objects.filter(code=source).exists():
            raise CommandError(f"There is no source with the code {source}: check it.", returncode=2)
        try:
            refs = find_refs(query, index="public" if public else "desk") if query else None
            selection = Selection(refs=refs, source=source, since=options["since"], until=options["until"])
            with self._showing() as progress:
                task = progress.add_task("")

                def show(name: str, done: int) -> None:
                    progress.update(task, description=f"{name}: {done:,}")

                counts = export_bag(folder, selection=selection, is_public=public, at=timezone.now(), progress=show)
        except SearchError as error:
            raise CommandError(str(error)) from error
        except (OSError, ValueError) as error:
            raise CommandError(
                f"The archive was not exported: {error}. There is no {folder.name}; the next run begins anew."
            ) from error
        except KeyboardInterrupt:
            self.stderr.write(f"Interrupted: there is no {folder.name}. The next run begins anew.")
            sys.exit(INTERRUPTED)
        told = ", ".join(f"{count:,} {name}" for name, count in counts.items())
        self.stdout.write(f"{folder}: {told}")

    def _showing(self) -> Progress:
        console = Console(file=self.stderr)  # type: ignore[arg-type]  # it writes like a file
        columns = (SpinnerColumn(), TextColumn("{task.description}"), TimeElapsedColumn())
        return Progress(*columns, console=console, transient=True, disable=not sys.stderr.isatty())
