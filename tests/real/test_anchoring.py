"""Notes on real stories under random edits: never on words they were not made on; each placed or listed.

Some thousands here; `python -m bench.anchoring` places 100,000 twice.
"""

from __future__ import annotations

from pathlib import Path

from bench.anchoring import HEAVY, LIGHT, STATES, place_notes, read_stories

NUMBER = 4_000


def test_no_note_is_placed_wrongly_and_none_is_forgotten(shared_data: Path) -> None:
    stories = read_stories(shared_data, each=100)

    states, wrong = place_notes(stories, NUMBER, edits=HEAVY, seed=1)

    assert not wrong, "\n".join(wrong)
    assert states.total() >= NUMBER and set(states) <= set(STATES)
    assert all(states[state] for state in STATES)  # every way of ending was tried


def test_light_edits_leave_most_notes_on_their_words(shared_data: Path) -> None:
    states, wrong = place_notes(read_stories(shared_data, each=100), NUMBER, edits=LIGHT, seed=2)

    assert not wrong, "\n".join(wrong)
    assert states["orphaned"] / states.total() < 0.25
