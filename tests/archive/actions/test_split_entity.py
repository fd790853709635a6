"""Splitting an entry under which two were taken for one, and undoing it exactly."""

from __future__ import annotations

import pytest

from archive.actions import Clash, Refused, hold_position, mention_entity, merge_entities, split_entity, undo_regrouping
from archive.models import Alias, Entity, Mention, Person, Position
from tests import make

from .census import take_census

pytestmark = pytest.mark.django_db


def test_what_was_chosen_goes_to_the_new_entry_and_the_rest_stays() -> None:
    person = make.make_person("John Smith", aliases=("Smith the elder", "Smith the younger"))
    first, second = make.make_mention(make.make_article(), person), make.make_mention(make.make_article(), person)
    position = hold_position(person=person, title="Mayor", at=make.NOON)

    done = split_entity(
        entity=person,
        name="John Smith",
        description="the younger",
        mentions=[second],
        aliases=[Alias.objects.get(name="Smith the younger")],
        positions=[position],
        by=None,
        at=make.NOON,
    )

    new = Person.objects.get(pk=done.other_was)
    assert (new.slug, new.description, new.kind) == ("john-smith-2", "the younger", "person")
    assert Mention.objects.get(pk=first.pk).entity_id == person.pk
    assert Mention.objects.get(pk=second.pk).entity_id == new.pk
    assert [one.name for one in new.aliases.all()] == ["Smith the younger"]
    assert Position.objects.get().person_id == new.pk


def test_undoing_a_split_leaves_every_row_as_it_was() -> None:
    person = make.make_person("John Smith", aliases=("Smith",))
    mention = make.make_mention(make.make_article(), person)
    before = take_census()
    done = split_entity(
        entity=person, name="J. Smith", mentions=[mention], aliases=list(person.aliases.all()), by=None, at=make.NOON
    )

    undo_regrouping(regrouping=done, by=None, at=make.NOON)

    assert take_census() == before
    done.refresh_from_db()
    assert (done.other_id, done.other_name) == (None, "J. Smith")


def test_a_split_is_not_undone_when_stories_have_come_to_the_new_entry() -> None:
    person = make.make_person("John Smith")
    mention = make.make_mention(make.make_article(), person)
    done = split_entity(entity=person, name="J. Smith", mentions=[mention], by=None, at=make.NOON)
    new = Entity.objects.get(pk=done.other_was)
    mention_entity(article=make.make_article(), entity=new, by=None, at=make.NOON)

    with pytest.raises(Refused, match="Merge it back"):
        undo_regrouping(regrouping=done, by=None, at=make.NOON)

    assert Entity.objects.filter(pk=new.pk).exists()


def test_merging_back_what_was_split_brings_everything_together() -> None:
    person = make.make_person("John Smith")
    mention = make.make_mention(make.make_article(), person)
    done = split_entity(entity=person, name="J. Smith", mentions=[mention], by=None, at=make.NOON)

    merge_entities(keep=person, merged=[Entity.objects.get(pk=done.other_was)], by=None, at=make.NOON)

    assert Mention.objects.get().entity_id == person.pk


def test_a_split_of_nothing_or_of_another_s_is_refused() -> None:
    person, other = make.make_person("John Smith"), make.make_person("Ada Holm")
    foreign = make.make_mention(make.make_article(), other)

    with pytest.raises(Refused, match="Choose what"):
        split_entity(entity=person, name="J.", by=None, at=make.NOON)
    with pytest.raises(Refused, match="no longer belongs"):
        split_entity(entity=person, name="J.", mentions=[foreign], by=None, at=make.NOON)


def test_a_split_on_an_old_page_clashes() -> None:
    person = make.make_person("John Smith", aliases=("Smith",))

    with pytest.raises(Clash):
        split_entity(entity=person, name="J.", aliases=list(person.aliases.all()), token=0, by=None, at=make.NOON)
