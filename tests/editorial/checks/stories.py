"""Stories as the checks see them, with their people read from the copy."""

from __future__ import annotations

from datetime import date
from typing import Any

from archive.reading.names import read_names
from editorial.checks import Check, CheckedName, CheckedStory, find_checks

ISSUED = date(2025, 6, 30)  # a Monday


def make_story(text: str, **fields: Any) -> CheckedStory:
    """Issued on Monday 30 June 2025, unless told otherwise."""
    headline = fields.get("headline", "")
    names = tuple(
        CheckedName(name.name, name.kind, name.spans, name.headline_spans)
        for name in read_names(text, headline=headline)
        if name.confidence >= 0.5
    )
    return CheckedStory(**{"text": text, "issued_on": ISSUED, "language": "en", "names": names, **fields})


def find(text: str, **fields: Any) -> list[Check]:
    """The checks of such a story; each check's spans lie in the text."""
    found = find_checks(make_story(text, **fields))
    for check in found:
        for start, end in check.spans:
            assert 0 <= start < end <= len(text)
    return found
