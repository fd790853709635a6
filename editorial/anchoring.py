"""Anchoring at the desk: quotes as people type them, places for lost notes, formatting that survives edits (pure).

How notes follow their words from version to version is `archive.text.anchors`: the record carries them itself.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from archive.text.canonical import block_spans
from archive.text.carry import carry_spans
from archive.text.marks import BLOCK_KINDS, Mark
from archive.text.quotes import Quote
from archive.text.resemblance import find_alike
from archive.text.spans import Span

WORTH_A_LOOK = 0.65  # likeness from which lost words are shown to an editor as perhaps these (STANDARDS §2)


@dataclass(frozen=True, slots=True)
class Proposal:
    """Words that a lost note may belong to, and how like its own they are (0 to 1). Only a person says so."""

    span: Span
    words: str
    score: float

    @property
    def percent(self) -> int:
        return round(100 * self.score)


def propose_words(text: str, quote: Quote) -> Proposal | None:
    """The place most like the lost words, None when nothing is like them enough to be worth a look."""
    if not text or not quote.exact:
        return None
    whole = quote.prefix + quote.exact + quote.suffix
    start = text.find(whole)
    if start >= 0:
        start += len(quote.prefix)
        span, score = Span(start, start + len(quote.exact)), 1.0
    else:
        span, score = find_alike(quote.exact, text)
    words = text[span.start : span.end]
    return Proposal(span, words, score) if score >= WORTH_A_LOOK and words.strip() else None


def complete_quote(text: str, *, exact: str, prefix: str = "") -> Quote:
    """The quote that somebody meant who typed, or copied, these words and perhaps the ones before them.

    People leave out the blank between the two: it is put back when the text has it.
    """
    exact, prefix = _as_in_text(exact), _as_in_text(prefix)
    for tried in (exact, exact.strip()):
        if not prefix.strip():
            return Quote(exact if exact in text else exact.strip())
        for before in (prefix, prefix.rstrip() + " ", prefix.rstrip() + "\n\n", prefix.rstrip()):
            if before + tried in text:
                return Quote(tried, before)
    return Quote(exact.strip(), prefix)


def find_words(text: str, words: str) -> list[tuple[int, int]]:
    """Every place where these words stand as whole words, in code points."""
    words = _as_in_text(words).strip()
    spans: list[tuple[int, int]] = []
    start = text.find(words) if words else -1
    while start >= 0:
        end = start + len(words)
        if _is_edge(text, start) and _is_edge(text, end):
            spans.append((start, end))
        start = text.find(words, end)
    return spans


def carry_marks(old: str, new: str, marks: Iterable[Mark]) -> list[Mark]:
    """The formatting of `old` for the edited text `new`; what was on words that are gone is dropped.

    A heading stays a heading when a word in it changes, as long as no block was added or taken away.
    """
    if old == new:
        return list(marks)
    old_blocks, new_blocks = block_spans(old), block_spans(new)
    same_shape = len(old_blocks) == len(new_blocks)
    counterparts = dict(zip(old_blocks, new_blocks, strict=True)) if same_shape else {}
    marks = list(marks)
    carried = carry_spans(old, new, [Span(mark.start, mark.end) for mark in marks])
    kept: list[Mark] = []
    for mark, span in zip(marks, carried, strict=True):
        if mark.kind in BLOCK_KINDS:
            span = counterparts.get(Span(mark.start, mark.end), span)
        if span is not None and span.start < span.end:
            kept.append(Mark(span.start, span.end, mark.kind, mark.data))
    return kept


def _as_in_text(words: str) -> str:
    """A form sends CR LF for a line end; the text has LF."""
    return words.replace("\r\n", "\n").replace("\r", "\n")


def _is_edge(text: str, at: int) -> bool:
    """Whether no word goes on across this position. Scripts without blanks have an edge everywhere."""
    if not 0 < at < len(text):
        return True
    before, after = text[at - 1], text[at]
    return not (before.isalnum() and after.isalnum()) or not (before.isascii() or after.isascii())
