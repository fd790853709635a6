"""A year held against the rest of the story and against the archive's events."""

from __future__ import annotations

from datetime import date

import pytest

from editorial.checks import KnownEvent

from .stories import find

SIGNED = (
    "The visit marked one year since the signing of the Selkie-Ardmore Treaty on Fisheries, "
    "which took place in Ardmore in June last year."
)
SAID = 'Minister Ada Holm called the 2023 treaty a "good beginning" on Sunday.'
EVENT = KnownEvent("Selkie–Ardmore fisheries treaty signed", date(2024, 6, 19), date(2024, 6, 19), is_linked=True)


def test_a_treaty_of_another_year_than_its_signing_is_asked_about() -> None:
    (check,) = find(f"{SIGNED}\n\n{SAID}")

    assert (check.kind, check.words) == ("year", "2023 treaty")
    assert [evidence.words for evidence in check.evidence] == ["June last year", "one year since the signing of"]
    assert "2024" in check.sentence and "2024" in check.note


def test_the_evidence_points_to_its_words() -> None:
    text = f"{SIGNED}\n\n{SAID}"
    (check,) = find(text)

    assert all(text[e.span.start : e.span.end] == e.words for e in check.evidence if e.span)


def test_the_right_year_is_left_alone() -> None:
    assert find(f"{SIGNED}\n\n{SAID}".replace("2023", "2024")) == []


def test_an_event_tied_to_the_story_speaks_against_the_year() -> None:
    (check,) = find(SAID, events=(EVENT,))

    assert "19 June 2024" in check.evidence[0].words


def test_of_two_events_one_that_agrees_is_enough() -> None:
    first = KnownEvent("First fisheries treaty signed", date(2023, 5, 1), date(2023, 5, 1), is_linked=True)

    assert find(SAID, events=(EVENT, first)) == []


def test_an_event_that_the_story_spells_out_needs_no_tie() -> None:
    text = "They praised the Northern Coastal Fisheries Treaty. The 2023 treaty is a good one."
    named = "Northern Coastal Fisheries Treaty signed"
    known = KnownEvent(named, date(2024, 6, 19), date(2024, 6, 19))

    assert [check.words for check in find(text, events=(known,))] == ["2023 treaty"]


def test_an_event_that_shares_only_the_word_treaty_says_nothing() -> None:
    known = KnownEvent("Antarctic Seals Treaty signed", date(1972, 6, 1), date(1972, 6, 1))

    assert find(SAID, events=(known,)) == []


@pytest.mark.parametrize(
    "text",
    [
        "The 1972 treaty lapsed. The 1979 treaty was signed in June last year.",
        "The agreement, signed in June last year, will replace the 2019 agreement.",
        "The 2019 pact between Selkie and Holm stands. The Ardmore Treaty was signed in June last year.",
        "The 2023 treaty entered into force in June last year.",
        "The 2023 treaty will be signed again in June next year.",
        "The 2023 budget was signed in June last year.",
    ],
)
def test_two_things_or_another_deed_are_no_contradiction(text: str) -> None:
    assert find(text) == []
