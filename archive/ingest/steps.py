"""Steps: what an arriving item is in the life of its story: a sending, a correction, a hold, a kill."""

from __future__ import annotations

import re
from datetime import datetime
from typing import Final

from archive.actions import Step
from archive.ingest.draft import Draft
from archive.reading.slugline import is_version_line

from .cleaning import clean, clean_line

_MARKERS: Final = re.compile(
    r"[,\s(-]*\b(?:\d{1,2}(?:st|nd|rd|th)[ -]*)?(?:lead|ld|writethru|write-thru|ld-writethru|update\s*\d*|refile|"
    r"repeat|correct(?:ed|ion|ive)|urgent|hold|kill)\b.*$",
    re.IGNORECASE,
)
_HIGHEST: Final = 2_000_000_000  # what a column of the database takes


def read_step(draft: Draft, *, guid: str, received: datetime) -> Step:
    """The step: its number is the wire's, 0 for a first sending that has neither number nor moment of its own.

    Without a guid the story is known by its slugline and day, the markers of versions taken off.
    """
    stated = draft.version_created or draft.published
    number = draft.version if draft.version is None or 0 <= draft.version <= _HIGHEST else None
    if number is None and stated is None and draft.action == "article":
        number = 0
    action = draft.action if draft.action != "advisory" else "article"
    if draft.correction and action in ("article", "update"):
        action = "correction"
    moment = stated or received
    return Step(
        action=action,
        number=number,
        moment=moment,
        is_stated=stated is not None,
        notice=clean(draft.correction).strip(),
        guid=guid,
        slug="" if guid else _slug_of(draft, moment),
    )


def _slug_of(draft: Draft, moment: datetime) -> str:
    """`bc-council|2025-06-30`; empty without a slugline."""
    line = clean_line(draft.slugline, 200)
    slug = "" if is_version_line(line) else (_MARKERS.sub("", line) or line).strip(" ,;:/-").casefold()
    day = (draft.dateline.date if draft.dateline else None) or moment.date()
    return f"{slug}|{day.isoformat()}" if slug else ""
