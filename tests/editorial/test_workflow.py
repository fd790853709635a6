"""The table of the workflow, as properties that hold for every state, move and moment."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from archive.models.article import Status
from editorial.workflow import BY_NAME, MOVES, Facts, NewWords, State, moves_from, state_of, why_not

NOON = datetime(1961, 4, 12, 12, tzinfo=UTC)
STATES, NAMES = st.sampled_from(list(State)), st.sampled_from(sorted(BY_NAME))
MOMENTS = st.one_of(st.none(), st.timedeltas(timedelta(-9), timedelta(9)).map(lambda gap: NOON + gap))


def facts_for(name: str, state: State) -> Facts:
    """That state, with the new version where the move wants it."""
    return Facts(state, new_words=BY_NAME[name].new_words or NewWords.NONE)


@given(NAMES, st.sampled_from(list(NewWords)))
def test_a_move_of_a_new_version_wants_it_where_it_starts(name: str, new_words: NewWords) -> None:
    move = BY_NAME[name]

    sentence = why_not(move, Facts(min(move.starts), new_words=new_words))

    assert bool(sentence) == (move.new_words not in (None, new_words))


def test_every_state_can_be_reached_and_left() -> None:
    reached, todo = {State.DRAFT}, [State.DRAFT]
    while todo:
        state = todo.pop()
        new = {end for move in MOVES if state in move.starts for end in move.ends} - reached
        reached |= new
        todo += new
    assert reached == set(State)
    assert {start for move in MOVES for start in move.starts} == set(State)


def test_the_states_are_those_of_the_archive_and_one_that_time_makes() -> None:
    assert {state.value for state in State} == set(Status.values) | {"scheduled"}


@given(st.sampled_from(Status.values), MOMENTS)
def test_a_story_has_one_state_at_any_moment(status: str, visible_from: datetime | None) -> None:
    state = state_of(status=status, visible_from=visible_from, at=NOON)

    is_waiting = status == "published" and visible_from is not None and visible_from > NOON
    assert (state == State.SCHEDULED) == is_waiting
    assert is_waiting or state == status


@given(STATES, st.booleans(), st.sets(st.sampled_from([move.permission for move in MOVES])))
def test_nobody_is_offered_what_they_may_not_do_or_what_would_be_refused(
    state: State, has_public_words: bool, permissions: set[str]
) -> None:
    facts = Facts(state, has_public_words)

    for move in moves_from(facts, may=permissions.__contains__):
        assert move.permission in permissions
        assert not why_not(move, facts)


@given(NAMES, STATES)
def test_a_refusal_says_the_state(name: str, state: State) -> None:
    sentence = why_not(BY_NAME[name], facts_for(name, state))

    assert bool(sentence) == (state not in BY_NAME[name].starts)
    assert not sentence or state.value in sentence


@given(NAMES, st.text(" \t\n", max_size=3))
def test_a_move_that_needs_a_comment_is_refused_without(name: str, blank: str) -> None:
    move = BY_NAME[name]
    state = min(move.starts)

    assert bool(why_not(move, facts_for(name, state), comment=blank)) == move.needs_comment


@given(MOMENTS)
def test_a_schedule_needs_a_moment_to_come(moment: datetime | None) -> None:
    sentence = why_not(BY_NAME["schedule"], Facts(State.DRAFT), moment=moment, at=NOON)

    assert bool(sentence) == (moment is None or moment <= NOON)


def test_what_readers_were_meant_to_have_is_never_thrown_away() -> None:
    assert why_not(BY_NAME["throw_away"], Facts(State.DRAFT, has_public_words=True))


def test_only_a_blocked_story_is_unblocked_and_withdrawing_does_not_lift_a_block() -> None:
    leaving = [move for move in MOVES if State.BLOCKED in move.starts]

    assert [move.name for move in leaving] == ["unblock"]
