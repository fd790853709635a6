"""Spans and the two ways of counting."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from archive.text.spans import Span, clip_span, codepoint_to_utf16, utf16_to_codepoint


@given(st.text(), st.data())
def test_there_and_back_is_the_same_position(text: str, data: st.DataObject) -> None:
    position = data.draw(st.integers(0, len(text)))

    offset = codepoint_to_utf16(text, position)

    assert offset == len(text[:position].encode("utf-16-le")) // 2
    assert utf16_to_codepoint(text, offset) == position


@pytest.mark.parametrize(
    ("text", "offset", "position"),
    [("🚀 Vostok", 3, 2), ("👩‍👩‍👧a", 8, 5), ("김정은 총비서", 4, 4), ("𝔘a", 2, 1), ("", 0, 0)],
)
def test_emoji_take_two_units_and_korean_one(text: str, offset: int, position: int) -> None:
    assert utf16_to_codepoint(text, offset) == position
    assert codepoint_to_utf16(text, position) == offset


@pytest.mark.parametrize(("offset", "words"), [(1, "inside"), (-1, "before"), (4, "after")])
def test_an_offset_that_is_no_place_in_the_text_is_refused(offset: int, words: str) -> None:
    with pytest.raises(ValueError, match=words):
        utf16_to_codepoint("🚀a", offset)


@pytest.mark.parametrize("position", [-1, 3])
def test_a_position_outside_the_text_is_refused(position: int) -> None:
    with pytest.raises(ValueError, match="outside"):
        codepoint_to_utf16("🚀a", position)


@pytest.mark.parametrize(
    ("span", "within", "common"),
    [((0, 5), (3, 9), (3, 5)), ((4, 5), (3, 9), (4, 5)), ((0, 3), (3, 9), None), ((5, 5), (3, 9), None)],
)
def test_clipping_keeps_what_two_spans_share(
    span: tuple[int, int], within: tuple[int, int], common: tuple[int, int] | None
) -> None:
    assert clip_span(Span(*span), within=Span(*within)) == common
