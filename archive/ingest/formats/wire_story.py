"""A story of plain copy on its way to a Draft: what its readers have found so far."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from archive.ingest.draft import Problem, Provenance
from archive.ingest.formats.lines import Line
from archive.ingest.formats.margins import Margins
from archive.reading.dateline import Dateline
from archive.text.spans import Span


@dataclass(slots=True)
class Story:
    """A story on its way to a Draft."""

    raw: str
    lines: Sequence[Line]
    margins: Margins = field(default_factory=Margins)
    dateline: Dateline | None = None
    headline: str = ""
    subheadline: str = ""
    problems: list[Problem] = field(default_factory=list)
    provenance: dict[str, Provenance] = field(default_factory=dict)
    extras: dict[str, str] = field(default_factory=dict)

    def trace(self, name: str, rule: str, line: Line | None, *, confidence: float = 1.0) -> None:
        """Note where a field was read."""
        span = Span(line.start, line.end) if line is not None else None
        self.provenance[name] = Provenance("rule", rule, span, confidence)
