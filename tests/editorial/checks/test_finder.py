"""All checks together: on anything at all."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from archive.text.spans import Span
from editorial.checks import CheckedName, CheckedStory, KnownEvent, SourceHabits, find_checks

PIECES = st.sampled_from(
    "the 2023 treaty|Treaty on Peace|signed in June last year|one year since the signing of|Ukraine's Kursk region|"
    "Tuesday, June 29|Monday (June 31, 2025)|Feb 29|6월 31일(화)|Kim Jong-un|Kim Jong Un|in |The |’s |(|, |. |\n\n|"
    "Aleksandr Volkovich|Alexander Volkovich|9999|0|🐟|\u0000|ⓒ|Copyright|of |first anniversary of|".split("|")
)
TEXTS = st.one_of(st.text(), st.lists(PIECES, max_size=30).map("".join), st.lists(PIECES, max_size=30).map(" ".join))
DAYS = st.none() | st.dates()
SPANS = st.tuples(st.integers(0, 300), st.integers(0, 300)).map(lambda pair: Span(*pair))
NAMES = st.builds(CheckedName, TEXTS, st.sampled_from(["person", "place"]), st.lists(SPANS, max_size=3).map(tuple))
EVENTS = st.builds(KnownEvent, TEXTS, st.dates(), st.dates(), is_linked=st.booleans())


@given(
    text=TEXTS, headline=TEXTS, issued_on=DAYS, dateline=TEXTS, notice=TEXTS, names=st.lists(NAMES, max_size=5),
    events=st.lists(EVENTS, max_size=3), holder=TEXTS, prints=st.booleans(),
)  # fmt: skip
def test_no_story_is_too_strange(
    text: str, headline: str, issued_on: date | None, dateline: str, notice: str, names: list[CheckedName],
    events: list[KnownEvent], holder: str, prints: bool,
) -> None:  # fmt: skip
    story = CheckedStory(
        text=text,
        headline=headline,
        issued_on=issued_on,
        dateline=dateline,
        names=tuple(names),
        events=tuple(events),
        notice=notice,
        source=SourceHabits(holder, holder, holder, prints),
    )
    for check in find_checks(story):
        assert all(0 <= start < end <= len(text) for start, end in check.spans)
        assert all(text[e.span.start : e.span.end] for e in check.evidence if e.span and e.where == "text")
        assert check.sentence and check.note and check.evidence and 0 < check.confidence <= 1


def test_the_fingerprint_is_of_the_words_wherever_they_stand() -> None:
    one = find_checks(CheckedStory(text="In Ukraine's Kursk region."))
    other = find_checks(CheckedStory(text="New first.\n\nThen Ukraine's Kursk region, again."))

    assert one[0].fingerprint == other[0].fingerprint and len(one[0].fingerprint) == 64
    assert one[0].spans != other[0].spans


@pytest.mark.parametrize("words", ["Ukraine's Kursk region. ", "On Tuesday, June 29. ", "The 2023 treaty. "])
def test_words_said_a_thousand_times_are_one_check(words: str) -> None:
    event = KnownEvent("Fish treaty signed", date(2024, 6, 19), date(2024, 6, 19), is_linked=True)
    found = find_checks(CheckedStory(text=words * 1000, issued_on=date(2025, 6, 30), events=(event,)))

    assert [len(check.spans) for check in found] == [100]


def test_a_text_without_end_is_not_looked_through() -> None:
    assert find_checks(CheckedStory(text="Ukraine's Kursk region. " * 20_000)) == []
