"""The canonical text."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from archive.text.canonical import BLOCK_SEPARATOR, block_spans, canonicalise, join_blocks
from tests.archive.text.strategies import any_strings


@given(any_strings)
def test_doing_it_again_changes_nothing(raw: str) -> None:
    once = canonicalise(raw)

    assert canonicalise(once) == once


@given(any_strings)
def test_the_result_can_be_stored_anywhere(raw: str) -> None:
    text = canonicalise(raw)

    text.encode()
    assert unicodedata.is_normalized("NFC", text)
    assert not [c for c in text if unicodedata.category(c) == "Cc" and c not in "\n\t"]
    assert all(line == line.rstrip() for line in text.split("\n"))
    assert "\n\n\n" not in text and text == text.strip("\n")


@given(any_strings.map(canonicalise))
def test_the_blocks_and_their_separators_are_the_whole_text(text: str) -> None:
    assert BLOCK_SEPARATOR.join(text[start:end] for start, end in block_spans(text)) == text


@given(st.lists(any_strings))
def test_each_block_joined_stays_one_block(blocks: list[str]) -> None:
    joined = join_blocks(blocks)

    assert canonicalise(joined) == joined
    assert len(block_spans(joined)) == sum(bool(canonicalise(block)) for block in blocks)


@pytest.mark.parametrize(
    ("raw", "text"),
    [
        ("a\r\nb\rc\x85d\u2028e\u2029f\x0bg\x0ch", "a\nb\nc\nd\ne\nf\ng\nh"),
        ("a  \n \t \n\n\n b \n", "a\n\n b"),
        ("\ufeffa\x00b\x1fc\x9fd\x7f", "abcd"),
        ("e\u0301", "é"),
        ("e\ufeff\u0301", "é"),  # what was dropped stood between a letter and its accent
        ("a\ud800b\ufffe", "a\ufffdb\ufffd"),
        ("\u202egnp.exe\u2066x\u2069", "gnp.exex"),
        ("one\ttwo", "one\ttwo"),
        ("", ""),
        (" \n\x00 \n", ""),
    ],
)
def test_what_goes_and_what_stays(raw: str, text: str) -> None:
    assert canonicalise(raw) == text


@pytest.mark.parametrize(
    "written", ["می‌خواهم", "👩‍👩‍👧", "क्‍ष", "שלום\u200f", "🏴\U000e0067\U000e0062\U000e007f", "葛\U000e0100"]
)
def test_joiners_and_marks_that_writing_needs_are_kept(written: str) -> None:
    assert canonicalise(written) == unicodedata.normalize("NFC", written)


def test_blocks_are_found_in_a_text_that_is_not_canonical() -> None:
    assert block_spans("\n\n a\nb \n \n\nc\n") == [(2, 6), (11, 12)]


def test_a_blank_line_inside_a_block_becomes_a_line_break() -> None:
    assert join_blocks(["a\n\nb", " ", "c"]) == "a\nb\n\nc"
