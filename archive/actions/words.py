"""Words: all that a version prints, as one value, so that equal words are known to be equal."""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass, fields
from datetime import date
from typing import Any

from archive.models import ArticleVersion, Place


@dataclass(frozen=True, slots=True, kw_only=True)
class Words:
    """The printed fields of one version (see ArticleVersion)."""

    headline: str
    subheadline: str = ""
    abstract: str = ""
    byline: str = ""
    dateline_text: str = ""
    dateline_place: Place | None = None
    dateline_region: str = ""
    dateline_country: str = ""
    dateline_on: date | None = None
    dateline_agency: str = ""
    text: str = ""
    marks: tuple[tuple[Any, ...], ...] = ()

    def sha256(self) -> str:
        """One hash for what is printed: equal words, equal hash. The resolved place is not printed."""
        printed = [
            self.headline,
            self.subheadline,
            self.abstract,
            self.byline,
            self.dateline_text,
            self.dateline_on.isoformat() if self.dateline_on else "",
            self.dateline_agency,
            self.text,
            [list(mark) for mark in self.marks],
        ]
        return hashlib.sha256(json.dumps(printed, ensure_ascii=False).encode("utf-8", "replace")).hexdigest()

    def as_fields(self) -> dict[str, Any]:
        """Field values for an ArticleVersion, the hash included."""
        values = {field.name: getattr(self, field.name) for field in fields(self)}
        values["marks"] = [list(mark) for mark in self.marks]
        values["sha256"] = self.sha256()
        return values


def words_of(version: ArticleVersion) -> Words:
    """What that version prints."""
    values = {field.name: getattr(version, field.name) for field in fields(Words)}
    values["marks"] = tuple(tuple(mark) for mark in version.marks)
    return Words(**values)
