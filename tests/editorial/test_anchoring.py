"""Anchoring: quotes as people type them, and formatting that survives an edit."""

from archive.text.marks import Mark
from archive.text.quotes import Quote, locate_quote
from archive.text.spans import Span
from editorial.anchoring import carry_marks, complete_quote, find_words

TEXT = "The 2023 treaty was old.\n\nA new 2023 treaty 🐟 came."


def test_a_quote_without_context_is_taken_as_it_is() -> None:
    assert complete_quote(TEXT, exact="was old") == Quote("was old")


def test_the_blank_between_context_and_words_need_not_be_typed() -> None:
    quote = complete_quote(TEXT, exact="2023 treaty", prefix="A new")

    assert locate_quote(TEXT, quote) == Span(32, 43)


def test_a_quote_may_begin_a_paragraph() -> None:
    quote = complete_quote(TEXT, exact="A new", prefix="was old.")

    assert quote == Quote("A new", "was old.\n\n")


def test_line_ends_of_a_form_are_those_of_the_text() -> None:
    assert complete_quote(TEXT, exact="old.\r\n\r\nA new").exact == "old.\n\nA new"


def test_blanks_around_copied_words_do_not_matter() -> None:
    assert complete_quote(TEXT, exact=" came. ").exact == "came."


def test_words_are_found_wherever_they_stand_whole() -> None:
    assert find_words(TEXT, "2023 treaty") == [(4, 15), (32, 43)]
    assert find_words("Kimono, Kim", "Kim") == [(8, 11)]


def test_korean_names_are_found_before_their_particles() -> None:
    assert find_words("김정은이 말했다", "김정은") == [(0, 3)]


def test_no_words_are_found_nowhere() -> None:
    assert find_words(TEXT, "  ") == []


def test_a_heading_stays_one_when_a_word_in_it_changes() -> None:
    old, new = "Heading one\n\nText.", "Heading two and more\n\nText."

    assert carry_marks(old, new, [Mark(0, 11, "heading", {"level": "1"})]) == [Mark(0, 20, "heading", {"level": "1"})]


def test_emphasis_on_words_that_are_gone_is_gone() -> None:
    assert carry_marks("so very old", "so old", [Mark(3, 7, "emphasis")]) == []


def test_emphasis_moves_with_its_words() -> None:
    assert carry_marks("very old", "It is very old", [Mark(0, 4, "emphasis")]) == [Mark(6, 10, "emphasis")]
