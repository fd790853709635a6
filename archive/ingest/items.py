"""Items: one arriving story each, ready to be compared with what is there."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Final

from archive.actions import Step, Words
from archive.ingest.draft import Draft, Problem
from archive.models.version import HEADLINE_LENGTH
from archive.text.excerpt import plain_excerpt
from archive.text.marks import marks_to_json

from .cleaning import clean, clean_line
from .steps import read_step

UNKNOWN_SOURCE: Final = "unknown"
STAND_IN_HEADLINE: Final = 80  # code points of the text, where the copy has no headline of its own
GUID_LENGTH: Final = 500


@dataclass(frozen=True, slots=True, kw_only=True)
class Item:
    """A Draft with where it came from and the hashes that identify it."""

    path: str
    index: int
    original_sha256: str
    draft: Draft
    words: Words
    words_sha256: str
    source_code: str
    guid: str
    step: Step
    problems: tuple[Problem, ...]


def make_item(
    *,
    path: str,
    index: int,
    original_sha256: str,
    draft: Draft,
    source: str = "",
    received: datetime | None = None,
) -> Item:
    """The item for a Draft; `source` is the code that the caller insists on, `received` when it came (now)."""
    words, problems = words_of_draft(draft)
    guid = clean_line(draft.guid, GUID_LENGTH)
    return Item(
        path=path,
        index=index,
        original_sha256=original_sha256,
        draft=draft,
        words=words,
        words_sha256=words.sha256(),
        source_code=source or clean_line(draft.source, 32) or UNKNOWN_SOURCE,
        guid=guid,
        step=read_step(draft, guid=guid, received=received or datetime.now(UTC)),
        problems=tuple(Problem(p.code, clean(p.sentence)) for p in (*draft.problems, *problems)),
    )


def words_of_draft(draft: Draft) -> tuple[Words, tuple[Problem, ...]]:
    """What the version will print, in fields that every database can hold, and what had to be done for that."""
    problems: list[Problem] = []
    headline = clean_line(draft.headline, HEADLINE_LENGTH)
    if not headline:
        headline = clean_line(plain_excerpt(draft.text, STAND_IN_HEADLINE), HEADLINE_LENGTH) or "(no headline)"
        problems.append(
            Problem("no_headline", "No headline was found; the story's first words stand in for it. Write one.")
        )
    dateline = draft.dateline
    return Words(
        headline=headline,
        subheadline=clean_line(draft.subheadline, HEADLINE_LENGTH),
        abstract=clean(draft.abstract),
        byline=clean_line("; ".join(draft.byline), 500),
        dateline_text=clean_line(dateline.text, 300) if dateline else "",
        dateline_region=clean_line(dateline.region, 100) if dateline else "",
        dateline_country=clean_line(dateline.country, 100) if dateline else "",
        dateline_on=dateline.date if dateline else None,
        dateline_agency=clean_line(dateline.agency, 100) if dateline else "",
        text=clean(draft.text),
        marks=tuple(tuple(mark) for mark in marks_to_json(draft.marks)),
    ), tuple(problems)


def printable_path(path: Path) -> str:
    """The path in characters that every database and terminal takes; bytes that are no UTF-8 stand as \\xNN."""
    return str(path).encode("utf-8", "surrogateescape").decode("utf-8", "backslashreplace")
