"""Spans: half-open stretches of a text, counted in Unicode code points as Python counts them."""

from typing import NamedTuple

LAST_OF_ONE_UNIT = "\uffff"  # characters beyond it take two units of UTF-16


class Span(NamedTuple):
    """The stretch `text[start:end]`, in code points."""

    start: int
    end: int


def clip_span(span: Span, *, within: Span) -> Span | None:
    """The part of `span` that lies in `within`, or None when the two share no character."""
    start, end = max(span.start, within.start), min(span.end, within.end)
    return Span(start, end) if start < end else None


def utf16_to_codepoint(text: str, offset: int) -> int:
    """Turn an offset as browsers count (UTF-16 code units, DOM Range) into one in code points.

    Raises ValueError when the offset is outside the text or falls inside a surrogate pair.
    """
    if offset < 0:
        raise ValueError(f"The offset {offset} is before the start of the text.")
    units = 0
    for position, character in enumerate(text):
        if units == offset:
            return position
        units += 2 if character > LAST_OF_ONE_UNIT else 1
        if units > offset:
            raise ValueError(f"The offset {offset} falls inside a character; select whole characters.")
    if units == offset:
        return len(text)
    raise ValueError(f"The offset {offset} is after the end of the text, which is {units} units long.")


def codepoint_to_utf16(text: str, position: int) -> int:
    """Turn a position in code points into the offset a browser would give (UTF-16 code units).

    Raises ValueError when the position is outside the text.
    """
    if not 0 <= position <= len(text):
        raise ValueError(f"The position {position} is outside the text, which is {len(text)} characters long.")
    return position + sum(character > LAST_OF_ONE_UNIT for character in text[:position])


def from_utf16(text: str, start: int, end: int) -> Span:
    """The span in code points of a selection as a browser gives it. Raises ValueError as `utf16_to_codepoint` does."""
    if end < start:
        raise ValueError(f"The selection ends at {end}, before it starts at {start}.")
    return Span(utf16_to_codepoint(text, start), utf16_to_codepoint(text, end))
