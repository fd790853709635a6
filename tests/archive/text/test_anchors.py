"""Anchors: noted words are found where they stand, or nowhere."""

from __future__ import annotations

import pytest

from archive.text.anchors import anchor_spans
from archive.text.spans import Span

FIRST = "The ministry said on Monday that the harbour of Selkie Bay would be dredged before the winter."
SECOND = "Fishermen had asked for it since the spring, when two boats ran aground at the northern pier."
THIRD = "The work will cost four million crowns, the ministry said, and it is paid for by the islands."
OLD = "\n\n".join((FIRST, SECOND, THIRD))


def anchor(new: str, words: str, old: str = OLD) -> tuple[str, str | None]:
    """State, and the words that the note is on in the new text."""
    start = old.index(words)
    [found] = anchor_spans(old, new, [Span(start, start + len(words))])
    return found.state, new[slice(*found.span)] if found.span else None


def test_words_of_an_unchanged_text_are_exact() -> None:
    assert anchor(OLD, "two boats") == ("exact", "two boats")


def test_words_before_an_edit_elsewhere_stay_exact_and_those_after_it_move() -> None:
    new = OLD.replace("two boats", "three large boats")

    assert anchor(new, "Selkie Bay") == ("exact", "Selkie Bay")
    assert anchor(new, "four million crowns") == ("moved", "four million crowns")


def test_words_move_with_their_paragraph() -> None:
    assert anchor("\n\n".join((THIRD, FIRST, SECOND)), "two boats ran aground") == ("moved", "two boats ran aground")


def test_words_beside_a_changed_word_are_found_by_what_stands_around_them() -> None:
    new = OLD.replace("ran aground", "were stranded")

    assert anchor(new, "two boats") == ("exact", "two boats")
    assert anchor(new, "northern pier") == ("moved", "northern pier")


def test_a_mended_spelling_is_found_by_likeness() -> None:
    new = OLD.replace("aground at the northern", "aground at the nothern")

    assert anchor(new, "two boats ran aground at the northern pier") == (
        "fuzzy",
        "two boats ran aground at the nothern pier",
    )


def test_words_into_which_their_own_end_was_pasted_are_not_followed_to_the_copy() -> None:
    """What looks mended ends in the copy, and the end that is theirs stands right behind it."""
    words = "it is paid for by the islands, ten crowns a head each year"
    old = OLD.replace("it is paid for by the islands", words)
    mended = old.replace("islands, ten", "islands, ten, ten")
    pasted = old.replace("islands, ten", "islands, ten, ten crowns a head each year")

    assert anchor(mended, words, old) == ("fuzzy", words.replace("islands, ten", "islands, ten, ten"))
    assert anchor(pasted, words, old) == ("orphaned", None)


def test_short_words_that_changed_are_lost() -> None:
    assert anchor(OLD.replace("northern pier", "nothern pier"), "northern pier") == ("orphaned", None)


def test_words_that_vanish_are_lost_although_they_stand_elsewhere_too() -> None:
    old = OLD.replace("the ministry said, and", "and")
    new = old.replace("The ministry said on Monday that the", "The").replace("it since", "it, the ministry said, since")
    start = old.index("ministry said")

    [found] = anchor_spans(old, new, [Span(start, start + len("ministry said"))])

    assert "ministry said" in new and found.span is None


def test_a_copy_of_the_words_elsewhere_does_not_draw_the_note_away() -> None:
    new = OLD.replace("Fishermen had", "In Selkie Bay would be dredged, too. Fishermen had")

    assert anchor(new, "Selkie Bay would be dredged") == ("exact", "Selkie Bay would be dredged")
    deleted = new.replace(" that the harbour of Selkie Bay would be dredged before", " so, before")
    assert anchor(deleted, "Selkie Bay would be dredged") == ("orphaned", None)


def test_of_two_equal_paragraphs_nobody_can_say_which_was_meant() -> None:
    assert anchor("\n\n".join((FIRST, SECOND, THIRD, SECOND)), "two boats") == ("orphaned", None)


def test_a_paragraph_copied_and_then_changed_where_it_stood_is_not_followed_to_the_copy() -> None:
    mended = SECOND.replace("two boats", "three boats")

    assert anchor("\n\n".join((FIRST, mended, THIRD, SECOND)), "at the northern pier") == ("orphaned", None)


def test_words_said_twice_are_told_apart_by_what_stands_around_them() -> None:
    new = OLD.replace("on Monday", "on Tuesday morning")
    start = OLD.rindex("ministry said")

    [found] = anchor_spans(OLD, new, [Span(start, start + 13)])

    assert found.span == Span(new.rindex("ministry said"), new.rindex("ministry said") + 13)


@pytest.mark.parametrize("joint", ["\n\n", " "])
def test_paragraphs_may_be_split_and_merged(joint: str) -> None:
    new = f"{FIRST}{joint}{SECOND[:45]}\n\n{SECOND[45:]}{joint}{THIRD}"

    assert anchor(new, "two boats ran aground")[1] == "two boats ran aground"
    assert anchor(new, "four million crowns")[1] == "four million crowns"


def test_a_note_across_two_paragraphs_moves_with_both() -> None:
    words = "before the winter.\n\nFishermen had"

    assert anchor("An opening.\n\n" + OLD, words) == ("moved", words)
    assert anchor(f"{FIRST}\n\nA word between.\n\n{SECOND}", words) == ("orphaned", None)


def test_positions_count_characters_of_any_plane() -> None:
    old = "🐟 서울의 물고기 시장이 오늘 아침 일찍 문을 열었다고 시 당국이 밝혔다."
    new = "🎣🎣 " + old

    assert anchor(new, "시장이", old) == ("moved", "시장이")


@pytest.mark.parametrize(
    "span", [Span(0, 0), Span(-1, 4), Span(5, 2), Span(0, 10_000), Span(len(FIRST), len(FIRST) + 1)]
)
def test_a_span_that_covers_no_words_is_an_orphan(span: Span) -> None:
    assert [each.state for each in anchor_spans(OLD, OLD + " More.", [span])] == ["orphaned"]


def test_nothing_is_left_of_an_emptied_text() -> None:
    assert anchor("", "two boats") == ("orphaned", None)
