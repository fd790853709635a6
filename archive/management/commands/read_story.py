"""manage.py read_story FILE…: what each file says of itself, as JSON Lines. No database is touched."""

import json
from argparse import ArgumentParser
from collections.abc import Iterable, Iterator
from datetime import datetime
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand

from archive.ingest.arrivals import Arrival, list_arrivals
from archive.ingest.decode import MAX_STORY_BYTES, Unreadable
from archive.ingest.draft import Draft, Problem
from archive.ingest.sniff import AUTO, FORMATS, parse_item
from archive.management.options import open_mapping, read_moment


class Command(BaseCommand):
    """Print one line of JSON a story; a file that cannot be read gives a line with its problems and empty fields."""

    help = "Read stories from files and print what they say of themselves, one JSON object a line. Writes nothing."
    requires_system_checks = ()

    def add_arguments(self, parser: ArgumentParser) -> None:
        """The arguments of DESIGN §5."""
        parser.add_argument("files", nargs="+", metavar="FILE", type=Path)
        parser.add_argument("--format", default=AUTO, choices=[AUTO, *FORMATS], help="the format; told by default")
        parser.add_argument("--received", metavar="ISO", help="when it came, e.g. 2025-06-30T18:00+09:00")

        parser.add_argument("--mapping", metavar="FILE", type=Path, help="what a table's columns mean, as JSON")

    def handle(self, *, files: list[Path], format: str, received: str | None, **options: Any) -> None:
        """Read every file. Exit 0 when all are accounted for, readable or not; 2 for a wrong command line."""
        moment = read_moment(received)
        mapping = open_mapping(options["mapping"])
        for arrival in list_arrivals(files):
            if isinstance(arrival, OSError):
                path: Path | str = arrival.filename
                sentence = f"The file cannot be opened ({arrival.strerror}): check its name and rights."
                drafts: Iterable[Draft] = [Draft(problems=(Problem("cannot_open", sentence),))]
            else:
                path = arrival.path
                drafts = _read_file(arrival, format=format, received=moment, mapping=mapping)
            for index, draft in enumerate(drafts):
                line = {"path": str(path), "index": index, **draft.to_json()}
                self.stdout.write(json.dumps(line, ensure_ascii=False))


def _read_file(
    arrival: Arrival, *, format: str, received: datetime | None, mapping: dict[str, str] | None
) -> Iterator[Draft]:
    if arrival.problem is not None:
        yield Draft(problems=(arrival.problem,))
        return
    try:
        with arrival.open_bytes() as stream:
            data = stream.read(MAX_STORY_BYTES + 1)  # one byte more tells a file that is too large
        yield from parse_item(data, received=received, filename=arrival.path.name, format=format, mapping=mapping)
    except Unreadable as error:
        yield Draft(problems=(Problem(error.code, error.sentence),))
    except OSError as error:
        sentence = f"The file cannot be opened ({error.strerror}): check its name and rights."
        yield Draft(problems=(Problem("cannot_open", sentence),))
