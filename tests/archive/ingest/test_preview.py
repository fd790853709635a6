"""Plans: what `--dry-run` and the desk say of a batch is what becomes of it, whatever stands in it twice."""

from __future__ import annotations

import hashlib
import shutil
import tempfile
import zipfile
from collections.abc import Sequence
from dataclasses import replace
from itertools import count
from pathlib import Path

import pytest
from django.utils import timezone
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from archive.actions import open_run
from archive.ingest.draft import Draft
from archive.ingest.load import Loader
from archive.ingest.parsing import ParsedFile
from archive.ingest.preview import preview_in_order
from archive.models import Article
from tests.archive.ingest.importing import Imported, import_paths
from tests.archive.ingest.test_story_life import NUMBERED, hour
from tests.make import NOON

pytestmark = pytest.mark.django_db
SAMPLES = Path(__file__).parents[2] / "samples"
_names = count()


def told(imported: Imported) -> list[tuple[str, int, str]]:
    return [(line["path"], line["index"], line["outcome"]) for line in imported.lines]


def test_the_plan_of_everything_twice_over_is_what_becomes_of_it(tmp_path: Path) -> None:
    # given each sample in a folder, and once more in an archive
    shutil.copytree(SAMPLES, tmp_path / "first")
    with zipfile.ZipFile(tmp_path / "second.zip", "w") as archive:
        for path in sorted(SAMPLES.rglob("*.*")):
            archive.write(path, str(path.relative_to(SAMPLES)))

    plan = import_paths(tmp_path, dry_run=True)
    assert not Article.objects.exists()
    run = import_paths(tmp_path)

    assert told(plan) == told(run)
    assert run.outcomes.count("created") < len(run.outcomes) / 2
    assert (plan.summary["created"], plan.summary["duplicate"]) == (run.summary["created"], run.summary["duplicate"])


LIFE = [hour(replace(draft, version=number), number) for number, draft in enumerate(NUMBERED)]


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(steps=st.lists(st.sampled_from(range(len(LIFE))), max_size=7), known=st.integers(0, 3), named=st.booleans())
def test_the_plan_of_any_life_on_the_wire_is_what_becomes_of_it(steps: list[int], known: int, named: bool) -> None:
    name = f"life {next(_names)}"
    drafts = [replace(LIFE[step], text=f"{LIFE[step].text} {name}") for step in steps]
    drafts = [replace(draft, guid=name) if named else replace(draft, slugline=name) for draft in drafts]
    with tempfile.TemporaryDirectory() as folder:
        files = list(make_files(Path(folder), drafts))
        load(files[:known])  # these have come before the plan is made

        plan = [foreseen.report.outcome for foreseen in preview_in_order(files[known:], received=NOON)]

        assert plan == load(files[known:])


def make_files(folder: Path, drafts: Sequence[Draft]) -> Sequence[ParsedFile]:
    files = []
    for number, draft in enumerate(drafts):
        path = folder / f"{number}.txt"
        path.write_text(draft.text)
        files.append(ParsedFile(path, hashlib.sha256(path.read_bytes()).hexdigest(), (draft,)))
    return files


def load(files: Sequence[ParsedFile]) -> list[str]:
    loader = Loader(run=open_run(origin="test", by=None, at=timezone.now()), received=NOON, is_published=True)
    reports = [report for file in files for report in loader.load(file)]
    return [report.outcome for report in [*reports, *loader.flush()]]
