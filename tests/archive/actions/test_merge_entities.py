"""Merging two entries that are one: what moves, what is refused, and that undoing it is exact."""

from __future__ import annotations

from datetime import UTC, date, datetime
from itertools import pairwise
from typing import Any

import pytest
from django.db import models
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from hypothesis.extra.django import TestCase

from archive.actions import (
    Refused,
    add_alias,
    add_to_dossier,
    declare_different,
    hold_position,
    make_dossier,
    merge_entities,
    propose_resemblances,
    reject_mention,
    remove_alias,
    set_participants,
    undo_regrouping,
)
from archive.actions.entity_references import REFERENCES
from archive.indexing.drain import drain_outbox
from archive.models import Alias, Entity, Event, Mention, OutboxRow, Person, Place, Position, Regrouping, Resemblance
from archive.models.mention import MentionStatus, Origin
from archive.search.door import open_engine
from archive.search.parse import parse_query
from archive.search.query import SearchRequest
from tests import make

from .census import take_census

LATER = datetime(1961, 5, 1, 9, 0, tzinfo=UTC)


def merge(keep: Entity, *others: Entity) -> list[Regrouping]:
    return merge_entities(keep=keep, merged=others, by=None, at=LATER)


def number_of(place: Place) -> int | None:
    return models.QuerySet(Place).get(pk=place.pk).geonames_id


def undo(done: Regrouping) -> None:
    undo_regrouping(regrouping=done, by=None, at=LATER)


@pytest.mark.django_db
def test_stories_names_positions_and_participations_go_to_the_survivor() -> None:
    keep, other = make.make_person("Ada Holm"), make.make_person("Ada Holme", aliases=("Ада Холм",))
    story, event = make.make_article(), make.make_event()
    make.make_mention(story, other)
    hold_position(person=other, title="Minister", at=make.NOON)
    set_participants(event=event, participants=[other], at=make.NOON)

    merge(keep, other)

    assert Mention.objects.get().entity_id == keep.pk
    assert set(keep.aliases.values_list("name", flat=True)) == {"Ada Holme", "Ада Холм"}
    assert Position.objects.get().person_id == keep.pk
    assert list(event.participants.all()) == [Entity.objects.get(pk=keep.pk)]
    assert Person.objects.get(pk=other.pk).merged_into_id == keep.pk


@pytest.mark.django_db
def test_the_index_finds_the_survivor_s_stories_under_every_name_and_no_longer_after_the_undo() -> None:
    keep, other = make.make_person("Ada Holm"), make.make_person("Zuleika Dobs")
    story = make.make_article(headline="A speech")
    make.make_mention(story, keep)
    drain_outbox()

    def found(text: str) -> int:
        return open_engine("public").search(SearchRequest(query=parse_query(text).query)).total

    assert found("zuleika") == 0
    (done,) = merge(keep, other)
    drain_outbox()
    assert found("zuleika") == 1
    undo(done)
    drain_outbox()
    assert found("zuleika") == 0


@pytest.mark.django_db
def test_what_the_survivor_lacks_it_takes_over_and_what_it_knows_it_keeps() -> None:
    keep = make.make_person("Ada Holm", description="minister")
    other = make.make_person("A. Holm", description="somebody", wikidata_id="Q77", born_on=date(1920, 1, 2))

    merge(keep, other)

    kept = Person.objects.get(pk=keep.pk)
    assert (kept.description, kept.wikidata_id, kept.born_on) == ("minister", "Q77", date(1920, 1, 2))


@pytest.mark.django_db
def test_a_geonames_id_moves_because_only_one_place_may_have_it_and_comes_back() -> None:
    keep, other = make.make_place("Leningrad"), make.make_place("St Petersburg", geonames_id=498817)

    (done,) = merge(keep, other)
    assert number_of(keep) == 498817
    undo(done)

    assert (number_of(keep), number_of(other)) == (None, 498817)


@pytest.mark.django_db
def test_a_story_that_names_both_keeps_one_mention_with_the_places_of_both() -> None:
    keep, other = make.make_person("Yuri Gagarin"), make.make_person("Major Gagarin")
    story = make.make_article()
    make.make_mention(story, keep, words="Yuri Gagarin")
    make.make_mention(story, other, words="Soviet Union")

    merge(keep, other)

    assert len(Mention.objects.get().spans) == 2


@pytest.mark.django_db
def test_a_person_s_decision_outranks_a_rule_s_when_both_are_named() -> None:
    keep, other = make.make_person("Yuri Gagarin"), make.make_person("Major Gagarin")
    story = make.make_article()
    by_rule, by_person = make.make_mention(story, keep), make.make_mention(story, other)
    Mention.objects.filter(pk=by_rule.pk).update(origin=Origin.RULE, rule="names.full", confidence=0.97)
    reject_mention(mention=by_person, by=None, at=make.NOON)

    merge(keep, other)

    assert Mention.objects.get().status == MentionStatus.REJECTED


@pytest.mark.django_db
def test_two_merges_lead_to_the_last_survivor_at_once_and_are_undone_the_last_first() -> None:
    first, second, third = (make.make_person(f"Ada {n}") for n in "ABC")
    before = take_census()
    (one,) = merge(second, first)
    (two,) = merge(third, second)
    assert Entity.objects.get(pk=first.pk).merged_into_id == third.pk

    with pytest.raises(Refused, match="undo that first"):
        undo(one)
    undo(two)
    undo(one)

    assert take_census() == before


@pytest.mark.django_db
def test_an_entry_is_not_merged_with_itself_nor_another_kind_nor_twice_nor_in_a_circle() -> None:
    ada, bea, place = make.make_person("Ada"), make.make_person("Bea"), make.make_place("Adaville")
    with pytest.raises(Refused, match="with itself"):
        merge(ada, bea, ada)
    with pytest.raises(Refused, match="of one kind"):
        merge(ada, place)
    with pytest.raises(Refused, match="Choose what"):
        merge(ada)
    merge(ada, bea)
    with pytest.raises(Refused, match="was merged into “Ada”"):
        merge(ada, bea)
    with pytest.raises(Refused, match="was merged into “Ada”"):
        merge(bea, ada)


@pytest.mark.django_db
def test_a_part_does_not_become_part_of_itself() -> None:
    whole = make.make_organisation("Ministry")
    office = make.make_organisation("Office", parent=whole)
    desk = make.make_organisation("Desk", parent=office)

    with pytest.raises(Refused, match="circle"):
        merge(desk, whole)
    (done,) = merge(office, whole)

    office.refresh_from_db()
    assert office.parent_id is None
    undo(done)
    office.refresh_from_db()
    assert office.parent_id == whole.pk


@pytest.mark.django_db
def test_what_was_said_to_be_different_from_one_is_different_from_both() -> None:
    keep, other, namesake = (make.make_person("Ada Holm", slug=f"ada-{n}") for n in range(3))
    declare_different(first=other, second=namesake, by=None, at=make.NOON)
    propose_resemblances(kind="person", pairs=[(keep.pk, other.pk, 0.9, ["Same name"])])
    before = take_census()

    (done,) = merge(keep, other)

    pairs = Resemblance.objects.values_list("first_id", "second_id", "verdict")
    assert set(pairs) == {(keep.pk, namesake.pk, "different"), (keep.pk, other.pk, "merged")}
    undo(done)
    assert take_census() == before


@pytest.mark.django_db
def test_events_merge_with_their_participants_and_their_places_in_dossiers() -> None:
    keep, other = make.make_event("Vostok 1"), make.make_event("First flight")
    ada, bea = make.make_person("Ada"), make.make_person("Bea")
    set_participants(event=keep, participants=[ada], at=make.NOON)
    set_participants(event=other, participants=[ada, bea], at=make.NOON)
    dossier = make_dossier(title="Space", by=None, at=make.NOON)
    events = [other, keep, make.make_event("Vostok 2"), make.make_event("Vostok 3")]
    add_to_dossier(dossier=dossier, items=events, by=None, at=make.NOON)
    before = take_census()

    (done,) = merge(keep, other)

    assert set(Event.objects.get(pk=keep.pk).participants.values_list("name", flat=True)) == {"Ada", "Bea"}
    places = list(dossier.items.values_list("position", "event__name"))
    assert places == [(1, "Vostok 1"), (2, "Vostok 2"), (3, "Vostok 3")]
    undo(done)
    assert take_census() == before


@pytest.mark.django_db
def test_undo_leaves_alone_what_was_done_since_to_other_rows_and_other_columns() -> None:
    keep, other = make.make_person("Ada Holm"), make.make_person("A. Holm")
    mention = make.make_mention(make.make_article(), other)
    (done,) = merge(keep, other)
    new = make.make_mention(make.make_article(), keep)
    mention.refresh_from_db()
    reject_mention(mention=mention, by=None, at=LATER)

    undo(done)

    assert Mention.objects.get(pk=new.pk).entity_id == keep.pk
    assert (Mention.objects.get(pk=mention.pk).entity_id, Mention.objects.get(pk=mention.pk).status) == (
        other.pk,
        MentionStatus.REJECTED,
    )


@pytest.mark.django_db
def test_undo_is_refused_and_changes_nothing_when_it_could_not_be_exact() -> None:
    keep, other = make.make_person("Ada Holm"), make.make_person("A. Holm", aliases=("Holm",))
    story = make.make_article()
    make.make_mention(story, keep), make.make_mention(story, other)
    (done,) = merge(keep, other)
    remove_alias(alias=Alias.objects.get(name="Holm"), at=LATER)
    after = take_census()

    with pytest.raises(Refused, match="no longer be undone exactly"):
        undo(done)

    assert take_census() == after
    assert Regrouping.objects.get().undone_at is None


@pytest.mark.django_db
def test_undo_twice_is_refused() -> None:
    (done,) = merge(make.make_person("Ada"), make.make_person("Bea"))
    undo(done)

    with pytest.raises(Refused, match="undone already"):
        undo(done)


@pytest.mark.django_db
def test_undo_is_refused_when_another_entry_has_taken_the_id_meanwhile() -> None:
    keep, other = make.make_person("Ada", wikidata_id="Q1"), make.make_person("Bea", wikidata_id="Q2")
    (done,) = merge(keep, other)
    make.make_person("Cea", wikidata_id="Q2")

    with pytest.raises(Refused, match="has an id"):
        undo(done)


@pytest.mark.django_db
def test_every_story_of_both_is_promised_to_the_index_by_merge_and_undo() -> None:
    keep, other = make.make_person("Ada"), make.make_person("Bea")
    OutboxRow.objects.all().delete()
    (done,) = merge(keep, other)
    assert {row.ref for row in OutboxRow.objects.all()} == {str(keep.pk)}
    undo(done)
    assert {row.ref for row in OutboxRow.objects.all()} == {str(keep.pk), str(other.pk)}


def test_whatever_points_to_an_entity_is_known_to_the_merge() -> None:
    """Add a Reference for a new foreign key, or say here which deed sees to it."""
    own_rules = {
        "alias.entity_id", "mention.entity_id", "nameword.entity_id", "resemblance.first_id", "resemblance.second_id",
        "regrouping.kept_id", "regrouping.other_id",
        "person.entity_ptr_id", "organisation.entity_ptr_id", "place.entity_ptr_id", "event.entity_ptr_id",
    }  # fmt: skip
    from django.apps import apps

    pointing = {
        f"{model._meta.model_name}.{field.attname}"
        for model in apps.get_models(include_auto_created=True)
        for field in model._meta.local_concrete_fields
        if isinstance(field, models.ForeignKey) and issubclass(field.related_model, Entity)
    }
    known = {f"{one.model._meta.model_name}.{one.column}" for one in REFERENCES}

    assert pointing == known | own_rules


def make_world(draw: Any) -> tuple[list[Person], list[Any]]:
    """Two to four people in up to four stories, with names, positions, events and verdicts that overlap."""
    people = [
        make.make_person(f"Ada {n}", slug=f"ada-{n}", wikidata_id=draw(st.sampled_from(["", f"Q{n + 1}"])))
        for n in range(draw(st.integers(2, 4)))
    ]
    stories = [make.make_article() for _ in range(draw(st.integers(0, 3)))]
    events = [make.make_event(f"Event {n}") for n in range(draw(st.integers(0, 2)))]
    for person in people:
        for name in draw(st.sets(st.sampled_from(["Ada", "Ада", "Ada 0", "Ada 1"]), max_size=3)):
            add_alias(entity=person, name=name, at=make.NOON)
        for story in stories:
            match draw(st.sampled_from(["", "named", "rejected", "rule"])):
                case "named":
                    make.make_mention(story, person, words=draw(st.sampled_from(["", "Gagarin", "Soviet"])))
                case "rejected":
                    reject_mention(mention=make.make_mention(story, person), by=None, at=make.NOON)
                case "rule":
                    mention = make.make_mention(story, person, words="announcement")
                    Mention.objects.filter(pk=mention.pk).update(
                        origin=Origin.RULE, status=MentionStatus.SUGGESTED, confidence=0.5
                    )
        if draw(st.booleans()):
            hold_position(person=person, title="Minister", starts_on=date(1950, 1, 1), at=make.NOON)
    for event in events:
        set_participants(event=event, participants=draw(st.sets(st.sampled_from(people))), at=make.NOON)
    for first, second in pairwise(people):
        if draw(st.booleans()):
            declare_different(first=first, second=second, by=None, at=make.NOON)
    return people, stories


class UndoingIsExact(TestCase):
    """For any world: merge, do other things, undo; the rows of before are as they were."""

    @settings(max_examples=30, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large])
    @given(data=st.data())
    def test_after_merge_and_undo_every_row_is_as_it_was(self, data: st.DataObject) -> None:
        people, _ = make_world(data.draw)
        before = take_census()
        done = merge(people[0], *data.draw(st.lists(st.sampled_from(people[1:]), min_size=1, unique=True)))
        for regrouping in reversed(done):
            undo(regrouping)

        assert take_census() == before

    @settings(max_examples=20, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large])
    @given(data=st.data())
    def test_what_happens_to_other_rows_meanwhile_stays_and_nothing_else(self, data: st.DataObject) -> None:
        people, _ = make_world(data.draw)
        before = take_census()
        (done,) = merge(people[0], people[1])
        bystander = make.make_person("Cosmo")
        story = make.make_article(headline="Meanwhile")
        make.make_mention(story, people[0])
        make.make_mention(story, bystander)
        add_alias(entity=people[0], name="Meanwhile", at=LATER)
        hold_position(person=bystander, title="Clerk", at=LATER)
        undo(done)

        after = take_census()
        for table, rows in before.items():
            assert [row for row in rows if row not in after[table]] == [], table
        assert len(after["archive.entity"]) == len(before["archive.entity"]) + 1
        assert len(after["archive.alias"]) == len(before["archive.alias"]) + 1
        assert len(after["archive.mention"]) == len(before["archive.mention"]) + 2
