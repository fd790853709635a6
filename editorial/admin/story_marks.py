"""The formatting of a version, for whatever shows its words."""

from __future__ import annotations

from archive.models import ArticleVersion
from archive.text.marks import Mark, marks_from_json


def read_marks(version: ArticleVersion | None) -> tuple[Mark, ...]:
    """A mark that cannot be read must not hide the words."""
    try:
        return marks_from_json(version.marks) if version else ()
    except ValueError:
        return ()
