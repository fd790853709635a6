"""Loading the demo archive: the wire's copy through the ingest path, then what its editors decided."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import datetime
from pathlib import Path
from typing import Any, Final

from django.db import transaction
from django.utils import timezone

from archive.actions import close_run, open_run
from archive.demo.authority import load_authority, load_sources
from archive.demo.decisions import decide, withdraw_as_decided
from archive.ingest.load import Loader
from archive.ingest.parsing import parse_file
from archive.models import Article, IngestRun

FOLDER: Final = Path(__file__).resolve().parent
ORIGIN: Final = "load_demo"


def is_loaded() -> bool:
    """Whether the demo archive has been loaded here before, whatever editors have done to it since."""
    return IngestRun.objects.filter(origin=ORIGIN, finished_at__isnull=False).exists()


@transaction.atomic
def load_demo() -> int:
    """The demo archive, all or nothing; the number of stories. Loaded before: 0, and nothing is touched."""
    if is_loaded():
        return 0
    now = timezone.now()
    run = open_run(origin=ORIGIN, by=None, at=now)
    load_sources(read_list("sources"), places=read_list("places"), at=now)
    load_authority(read_list, at=now)
    manifest = read_list("manifest")
    for entry in manifest:
        _receive(entry, run)
    articles = {entry["file"]: Article.objects.get(guid=entry["guid"]) for entry in manifest}
    decide(manifest, articles, read_list=read_list)
    withdraw_as_decided(manifest, articles, at=now)
    close_run(run=run, at=timezone.now())
    return len(manifest)


def read_list(name: str) -> list[dict[str, Any]]:
    """One of the JSON files of this folder."""
    entries: list[dict[str, Any]] = json.loads((FOLDER / f"{name}.json").read_text("utf-8"))
    return entries


def _receive(entry: dict[str, Any], run: IngestRun) -> None:
    """One file, as the agency's feed would have delivered it: the guid came beside the copy."""
    received = datetime.fromisoformat(entry["received"])
    parsed = parse_file(FOLDER / "stories" / entry["file"], format="wire", received=received)
    drafts = tuple(
        replace(draft, guid=entry["guid"], topics=tuple(entry["topics"]), genre=entry["genre"] or draft.genre)
        for draft in parsed.drafts
    )
    loader = Loader(run=run, received=received, source=entry["source"])
    outcomes = [report.outcome for report in (*loader.load(replace(parsed, drafts=drafts)), *loader.flush())]
    if outcomes != ["created"]:
        raise ValueError(f"The demo story {entry['file']} was not taken in: {outcomes}.")
