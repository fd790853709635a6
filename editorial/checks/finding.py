"""A check that found something: where, what an editor is told, on what evidence."""

from __future__ import annotations

from dataclasses import dataclass
from hashlib import sha256
from typing import Final, Literal

from archive.text.spans import Span

MOST_PLACES: Final = 100
"""Places that one check marks: words repeated more often are no story, and must not cost the square of their number."""

Kind = Literal["year", "country", "spelling", "weekday", "copyright"]


@dataclass(frozen=True, slots=True)
class Evidence:
    """What speaks against the words: quoted from the story, or a fact with its origin.

    `where`: "text" (with `span`), "headline", "dateline", "copyright line", or who knows it ("gazetteer", "event").
    """

    where: str
    words: str
    span: Span | None = None


@dataclass(frozen=True, slots=True)
class Check:
    """One question to an editor.

    `words` are what it is about and `spans` all their places in the text (none when they stand outside it);
    `sentence` says what is odd, `note` is what an annotation would say; `confidence` is 0 to 1.
    """

    kind: Kind
    words: str
    spans: tuple[Span, ...]
    sentence: str
    evidence: tuple[Evidence, ...]
    note: str
    confidence: float

    @property
    def fingerprint(self) -> str:
        """The same for the same words in any version of the story, whatever stands around them."""
        plain = " ".join(self.words.casefold().split())
        return sha256(f"{self.kind}\n{plain}".encode()).hexdigest()
