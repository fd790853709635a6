"""Quotes: describing a place by its words and finding it again."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from archive.text.quotes import Quote, describe_span, locate_quote
from archive.text.spans import Span

spans = st.text("ab 김", min_size=1, max_size=90).flatmap(
    lambda text: st.integers(0, len(text) - 1).flatmap(
        lambda start: st.integers(start + 1, len(text)).map(lambda end: (text, Span(start, end)))
    )
)


@given(spans)
def test_what_was_described_is_found_again(drawn: tuple[str, Span]) -> None:
    text, span = drawn
    quote = describe_span(text, span)
    whole = quote.prefix + quote.exact + quote.suffix
    unique = text.find(whole, text.find(whole) + 1) < 0

    assert locate_quote(text, quote, hint=span.start) == span
    assert locate_quote(text, quote) == (span if unique else None)


STORY = "The treaty of 2023 was signed. Later the treaty of 2023 was broken."


@pytest.mark.parametrize(
    ("quote", "hint", "start"),
    [
        (Quote("signed"), None, 23),
        (Quote("Signed"), None, None),
        (Quote(""), 3, None),
        (Quote("treaty", prefix="The "), None, 4),
        (Quote("treaty", prefix="and later the "), None, 41),
        (Quote("2023", suffix=" was broken by"), None, 51),
        (Quote("treaty"), None, None),
        (Quote("treaty"), 39, 41),
        (Quote("treaty"), 0, 4),
        (Quote("treaty", prefix="nothing like it"), None, None),
        (Quote("treaty", prefix="nothing like it"), 60, 41),
        (Quote("treaty", suffix=" of 2023 was broken"), 0, 41),  # words outrank positions
    ],
)
def test_context_decides_then_the_hint_and_nobody_guesses(quote: Quote, hint: int | None, start: int | None) -> None:
    found = locate_quote(STORY, quote, hint=hint)

    assert (found and found.start) == start
    assert found is None or STORY[found.start : found.end] == quote.exact


def test_two_places_equally_near_are_not_guessed_between() -> None:
    assert locate_quote("a-a", Quote("a"), hint=1) is None


def test_words_found_everywhere_need_a_hint() -> None:
    text = "a" * 30_000

    assert locate_quote(text, Quote("a", prefix="x")) is None
    assert locate_quote(text, Quote("a"), hint=15_000) == Span(15_000, 15_001)


@pytest.mark.parametrize("span", [(0, 0), (2, 1), (-1, 2), (0, 99)])
def test_a_span_without_words_cannot_be_described(span: tuple[int, int]) -> None:
    with pytest.raises(ValueError, match="must cover some"):
        describe_span("abc", Span(*span))
