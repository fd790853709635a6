"""Promise 2: what a person decided is never overwritten; what the wire says against it waits as a suggestion."""

from __future__ import annotations

from dataclasses import replace
from itertools import count
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from archive.actions import (
    Details,
    Refused,
    RightsStatement,
    edit_details,
    keep_our_value,
    reopen_disagreement,
    save_draft,
    set_rights,
    set_topics,
    take_wire_value,
)
from archive.actions.decided_values import set_value, values_here
from archive.actions.words import words_of
from archive.ingest.draft import Draft
from archive.models import Article, Deed, Disagreement
from archive.models.disagreement import Answer
from archive.reading.copyright import read_copyright
from tests.archive.ingest.importing import take_in
from tests.make import NOON, make_user

pytestmark = pytest.mark.django_db
FIRST = Draft(guid="mp:1", headline="Ship sails", source="MP", text="It left on Monday.", genre="news", urgency=4)
SECOND = replace(FIRST, headline="Ship sails north", text="It left on Tuesday.")


def the_story(guid: str = "mp:1") -> Article:
    return Article.objects.select_related("latest_version", "public_version", "source").get(guid=guid)


def write_headline(headline: str) -> None:
    story = the_story()
    assert story.latest_version is not None
    save_draft(article=story, words=replace(words_of(story.latest_version), headline=headline), by=make_user(), at=NOON)


def decide(entry: str, value: Any, guid: str = "mp:1") -> None:
    """A person sets the field, as the desk's form does."""
    set_value(the_story(guid), {entry: value}, entry=entry, by=make_user(), at=NOON)


def waiting() -> dict[str, Any]:
    return {row.field: next(iter(row.wire.values())) for row in Disagreement.objects.waiting()}


def test_details_topics_and_rights_that_a_person_set_stay_and_the_wire_s_values_wait(tmp_path: Path) -> None:
    take_in(tmp_path, FIRST)
    story, by = the_story(), make_user()
    edit_details(article=story, details=Details(source=story.source, genre="analysis", urgency=1), by=by, at=NOON)
    set_topics(article=story, topics=["sea"], by=by, at=NOON)
    set_rights(article=story, statement=RightsStatement(notice="Ours."), by=by, at=NOON)
    notice = read_copyright("Copyright 1961 Meridian Press. All rights reserved.")

    take_in(tmp_path, replace(SECOND, genre="feature", urgency=3, topics=("ships",), copyright=notice))

    here = values_here(the_story())
    assert (here["genre"], here["urgency"], here["topics"]) == (
        {"genre": "analysis"},
        {"urgency": 1},
        {"topics": ["sea"]},
    )
    assert here["copyright"]["notice"] == "Ours."
    rows = {row.field: row for row in Disagreement.objects.waiting()}
    assert rows.keys() == {"genre", "urgency", "topics", "copyright"}
    assert (rows["genre"].here, rows["genre"].wire) == ({"genre": "analysis"}, {"genre": "feature"})
    assert rows["genre"].original is not None
    assert rows["copyright"].wire["notice"].startswith("Copyright 1961")


def test_a_draft_that_is_being_written_is_left_alone_and_every_word_of_the_wire_s_waits(tmp_path: Path) -> None:
    take_in(tmp_path, FIRST)
    write_headline("Our headline")

    take_in(tmp_path, SECOND)

    story = the_story()
    assert story.latest_version is not None and story.latest_version.headline == "Our headline"
    assert waiting() == {"headline": "Ship sails north", "text": "It left on Tuesday."}


def test_the_wire_s_value_is_taken_as_the_editor_s_decision_and_that_can_be_undone(tmp_path: Path) -> None:
    take_in(tmp_path, FIRST)
    write_headline("Our headline")
    take_in(tmp_path, SECOND)
    row, by = Disagreement.objects.get(field="headline"), make_user("ann")

    take_wire_value(disagreement=row, by=by, at=NOON)

    story = the_story()
    assert story.latest_version is not None and story.latest_version.headline == "Ship sails north"
    assert story.provenance["headline"]["by"] == "ann" and "headline" not in waiting()
    with pytest.raises(Refused, match="already"):
        keep_our_value(disagreement=row, by=by, at=NOON)

    reopen_disagreement(disagreement=row, by=by, at=NOON)

    story = the_story()
    assert story.latest_version is not None and story.latest_version.headline == "Our headline"
    assert waiting()["headline"] == "Ship sails north"
    verbs = set(Deed.objects.values_list("verb", flat=True))
    assert {"take_wire_value", "reopen_disagreement"} <= verbs


def test_a_value_that_was_refused_is_not_suggested_again_but_another_one_is(tmp_path: Path) -> None:
    take_in(tmp_path, FIRST)
    decide("genre", "analysis")
    take_in(tmp_path, replace(SECOND, genre="feature"))
    keep_our_value(disagreement=Disagreement.objects.get(), by=make_user(), at=NOON)

    take_in(tmp_path, replace(SECOND, text="Third.", genre="feature"))
    assert waiting() == {}
    take_in(tmp_path, replace(SECOND, text="Fourth.", genre="column"))
    assert waiting() == {"genre": "column"}
    take_in(tmp_path, replace(SECOND, text="Fifth.", genre="analysis"))
    assert waiting() == {} and the_story().genre == "analysis"


def test_taking_a_value_back_is_refused_when_the_field_was_changed_since(tmp_path: Path) -> None:
    take_in(tmp_path, FIRST)
    decide("genre", "analysis")
    take_in(tmp_path, replace(SECOND, genre="feature"))
    row = Disagreement.objects.get()
    take_wire_value(disagreement=row, by=make_user(), at=NOON)
    decide("genre", "column")

    with pytest.raises(Refused, match="changed this field since"):
        reopen_disagreement(disagreement=row, by=make_user(), at=NOON)

    assert the_story().genre == "column"


_numbers = count(1000)
VALUES = {
    "headline": st.sampled_from(["One", "Two", "Three"]),
    "subheadline": st.sampled_from(["sub one", "sub two"]),
    "abstract": st.sampled_from(["in short", "shorter"]),
    "genre": st.sampled_from(["news", "feature", "column"]),
    "slugline": st.sampled_from(["SHIP", "BOAT"]),
    "language": st.sampled_from(["en", "ko"]),
    "urgency": st.integers(1, 4),
}
STEPS = st.lists(
    st.one_of(
        *(st.tuples(st.just("person"), st.just(name), values) for name, values in VALUES.items()),
        st.tuples(st.just("wire"), st.fixed_dictionaries(VALUES), st.none()),
        st.tuples(st.sampled_from(["take", "keep"]), st.sampled_from(sorted(VALUES)), st.none()),
    ),
    min_size=2,
    max_size=7,
)


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(steps=STEPS)
def test_in_whatever_order_wire_and_person_speak_the_person_s_word_stands(tmp_path: Path, steps: list[Any]) -> None:
    guid = f"mp:{next(_numbers)}"
    take_in(tmp_path, replace(FIRST, guid=guid, headline="Zero"))
    rows = Disagreement.objects.filter(article=the_story(guid))
    decided: dict[str, Any] = {}
    refused: dict[str, set[Any]] = {name: set() for name in VALUES}
    for number, (deed, what, value) in enumerate(steps):
        if deed == "person":
            if values_here(the_story(guid))[what] != {what: value}:
                decided[what] = value
            decide(what, value, guid)
        elif deed == "wire":
            take_in(tmp_path, replace(FIRST, guid=guid, text=f"Version {number}.", **what))
        else:
            row = rows.filter(field=what, answer=Answer.WAITING).first()
            if row is not None and deed == "take":
                take_wire_value(disagreement=row, by=make_user(), at=NOON)
                decided[what] = row.wire[what]
            elif row is not None:
                keep_our_value(disagreement=row, by=make_user(), at=NOON)
                refused[what].add(row.wire[what])
        here = values_here(the_story(guid))
        assert {name: here[name][name] for name in decided} == decided
        for row in rows.filter(field__in=VALUES, answer=Answer.WAITING):
            assert row.wire[row.field] not in refused[row.field]
        if deed == "wire":
            for name in decided:
                said = [row.wire[name] for row in rows.filter(field=name)]
                assert what[name] == decided[name] or what[name] in said
