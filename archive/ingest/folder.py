"""From a folder into which an agency delivers to stories: claimed, taken in like any import, moved to where it ends.

A file leaves the claim only after its stories are safe. Killed before, its bytes are known when it is taken up again,
and nothing comes twice.
"""

from __future__ import annotations

import errno
import time
from collections import defaultdict
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Final

from django.utils import timezone

from archive.actions import Refused, close_run, open_run
from archive.models.ingest import Outcome

from .folder_claims import Claim, check_folders, claims_of_the_dead, open_claim
from .folder_endings import end_file
from .folder_looks import Looker
from .items import printable_path
from .load import Loader, Report
from .parsing import ParsedFile, parse_files
from .surroundings import Surroundings

PATIENCE: Final = 60.0  # seconds before what could not be taken in is tried again


class FolderWatcher:
    """One worker at one folder. Each `look` takes in what has arrived whole; any number of workers may look."""

    def __init__(self, root: Path, *, source: str, is_published: bool, complain: Callable[[str], object]) -> None:
        self.root, self.source, self.is_published, self.complain = root, source, is_published, complain
        self._looker = Looker(root, complain=complain)
        self._resume_at = 0.0

    def look(self) -> int:
        """Take in what the dead have left and what has stood still since the last look; how many files ended.

        What cannot be kept or stored just now (disk full, database away) is said and stays claimed for the next look.
        """
        check_folders(self.root)
        ended = 0
        if time.monotonic() >= self._resume_at:
            for claim in claims_of_the_dead(self.root):
                ended += self._finish(claim)
        claim = open_claim(self.root)
        try:
            self._looker.look(claim)
        except BaseException:
            claim.let_go()
            raise
        return ended + self._finish(claim)

    def _finish(self, claim: Claim) -> int:
        """Take in what is claimed. What has to wait is taken up again after PATIENCE, by whoever looks then."""
        is_whole = False
        try:
            files = claim.files()
            ended = self._take_in(claim, files) if files else 0
            is_whole = ended == len(files)
            return ended
        finally:
            if not is_whole:
                self._resume_at = time.monotonic() + PATIENCE
            claim.let_go()

    def _take_in(self, claim: Claim, files: list[Path]) -> int:
        now = timezone.now()
        run = open_run(origin=f"watch_folder {printable_path(self.root)}", by=None, at=now)
        loader = Loader(
            run=run,
            received=now,
            source=self.source,
            is_published=self.is_published,
            surroundings=Surroundings(lambda path: claim.folder / _below(path, self.root), is_folder_ours=True),
        )
        told: dict[Path, list[Report]] = defaultdict(list)
        waiting: set[Path] = set()
        closed: dict[Path, str] = {}
        labels = {printable_path(self.root / path): path for path in files}
        for parsed in parse_files([claim.folder / path for path in files], received=now):
            if isinstance(parsed, OSError):
                path = Path(parsed.filename).relative_to(claim.folder)
                if isinstance(parsed, PermissionError) or parsed.errno == errno.EACCES:
                    closed[path] = f"The file cannot be read ({parsed.strerror}): mend its permissions, send it again."
                else:
                    self._wait(waiting, path, parsed)
                continue
            named = _rename(parsed, claim, self.root)
            try:
                _note(told, labels, loader.load(named))
            except (Refused, OSError) as error:
                self._wait(waiting, labels[_file_of(printable_path(named.path), labels)], error)
        _note(told, labels, loader.flush())
        close_run(run=run, at=timezone.now())
        ending = [path for path in files if path not in waiting]
        for path in ending:
            end_file(claim, path, reasons=[closed[path]] if path in closed else _reasons(told[path]))
        return len(ending)

    def _wait(self, waiting: set[Path], path: Path, error: Exception) -> None:
        waiting.add(path)
        self.complain(f"{printable_path(path)} waits for the next look: {error}")


def _rename(parsed: ParsedFile, claim: Claim, root: Path) -> ParsedFile:
    """The same under the name by which it was delivered, which is what an editor knows."""
    file = None if parsed.data is not None else (parsed.file or parsed.path)
    return ParsedFile(
        root / parsed.path.relative_to(claim.folder),
        parsed.sha256,
        parsed.drafts,
        parsed.problem,
        parsed.data,
        file,
    )


def _note(told: dict[Path, list[Report]], labels: dict[str, Path], reports: Iterable[Report]) -> None:
    for report in reports:
        told[labels[_file_of(report.path, labels)]].append(report)


def _file_of(path: str, labels: dict[str, Path]) -> str:
    """The delivered file that an item came in: itself, or the archive in whose name its own begins."""
    end = len(path)
    while path[:end] not in labels:
        end = path.rindex("!/", 0, end)
    return path[:end]


def _below(path: str, root: Path) -> str:
    return path.removeprefix(f"{printable_path(root)}/")


def _reasons(reports: list[Report]) -> list[str]:
    """Why a file is not done: a line for each item of it that was quarantined. What else it held is taken in."""
    refused = [report for report in reports if report.outcome == Outcome.QUARANTINED]
    return [
        f"{report.path}#{report.index}: {' '.join(problem.sentence for problem in report.problems)}".strip()
        for report in refused
    ]
