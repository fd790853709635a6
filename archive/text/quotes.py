"""Quotes: words that say where they stand (the W3C Web Annotation TextQuoteSelector), exact matches only.

Finding a quotation again in a text that has been edited is `editorial.anchoring`'s work, which starts here.
"""

from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import takewhile

from archive.text.spans import Span

CONTEXT = 32  # code points kept on each side
LEAST_CONTEXT = 24  # without so many around it a quotation that was lost is not known again
MOST_MATCHES = 10_000  # words found more often than this are no quotation: only a hint or full context helps


@dataclass(frozen=True, slots=True)
class Quote:
    """The words themselves, with what stands right before and after them."""

    exact: str
    prefix: str = ""
    suffix: str = ""


def describe_span(text: str, span: Span) -> Quote:
    """The quote that finds this span again. Raises ValueError when the span is empty or outside the text."""
    start, end = span
    if not 0 <= start < end <= len(text):
        raise ValueError(f"The span {start} to {end} must cover some of the text's {len(text)} characters.")
    return Quote(text[start:end], text[max(start - CONTEXT, 0) : start], text[end : end + CONTEXT])


def locate_quote(text: str, quote: Quote, *, hint: int | None = None) -> Span | None:
    """Where the exact words of the quote stand, or None when they do not or nobody can tell which are meant.

    Of several matches the one with the longest agreeing context wins, and among equals the one that starts
    nearest to `hint` (a position in code points, from a position selector). It never guesses.
    """
    if not quote.exact:
        return None
    whole = quote.prefix + quote.exact + quote.suffix
    starts = [start + len(quote.prefix) for start in _find_all(text, whole)]
    if not starts:
        matches = _near(list(_find_all(text, quote.exact)), hint)
        scores = [_score_context(text, quote, start) for start in matches]
        starts = [start for start, score in zip(matches, scores, strict=True) if score == max(scores)]
    if len(starts) > 1 and hint is not None:
        nearest = min(abs(start - hint) for start in starts)
        starts = [start for start in starts if abs(start - hint) == nearest]
    return Span(starts[0], starts[0] + len(quote.exact)) if len(starts) == 1 else None


def recover_quote(text: str, quote: Quote) -> Span | None:
    """Where the quote stands with all its context, in one place; None when there is too little of it."""
    whole = quote.prefix + quote.exact + quote.suffix
    if not quote.exact or len(whole) - len(quote.exact) < LEAST_CONTEXT or text.count(whole) != 1:
        return None
    start = text.index(whole) + len(quote.prefix)
    return Span(start, start + len(quote.exact))


def _find_all(text: str, words: str) -> Iterator[int]:
    """Every start of `words`, overlapping ones too."""
    start = text.find(words)
    while start >= 0:
        yield start
        start = text.find(words, start + 1)


def _near(starts: list[int], hint: int | None) -> list[int]:
    """At most MOST_MATCHES of the ascending starts: those around the hint, or none without one."""
    if len(starts) <= MOST_MATCHES:
        return starts
    if hint is None:
        return []
    middle = bisect_left(starts, hint)
    return starts[max(middle - MOST_MATCHES // 2, 0) : middle + MOST_MATCHES // 2]


def _score_context(text: str, quote: Quote, start: int) -> int:
    """How many characters agree, counted outwards from the match."""
    end = start + len(quote.exact)
    before = text[max(start - len(quote.prefix), 0) : start]
    after = text[end : end + len(quote.suffix)]
    return _count_agreeing(before[::-1], quote.prefix[::-1]) + _count_agreeing(after, quote.suffix)


def _count_agreeing(one: str, other: str) -> int:
    return sum(1 for _ in takewhile(lambda pair: pair[0] == pair[1], zip(one, other, strict=False)))
