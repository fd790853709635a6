"""Dossiers: what they hold stays in the order that an editor gave it, whatever is tried."""

import pytest
from django.db import IntegrityError, transaction
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra.django import TestCase

from archive.actions import (
    Refused,
    add_to_dossier,
    edit_dossier,
    make_dossier,
    move_in_dossier,
    order_dossier,
    publish_dossier,
    remove_from_dossier,
    unpublish_dossier,
)
from archive.models import Dossier, DossierItem
from tests.make import NOON, make_article, make_draft, make_event, make_full_dossier


def headlines(dossier: Dossier) -> list[str]:
    """What stands in it, in order."""
    return [
        str(item.article.latest_version.headline if item.article and item.article.latest_version else item.event)
        for item in dossier.items.select_related("article__latest_version", "event")
    ]


@pytest.mark.django_db
class TestDossiers:
    def test_stories_and_events_stand_in_the_order_in_which_they_were_added(self) -> None:
        dossier = make_dossier(title="  The first \n man ", by=None, at=NOON)
        add_to_dossier(dossier=dossier, items=[make_article(headline="One"), make_event("Vostok 1")], by=None, at=NOON)
        add_to_dossier(dossier=dossier, items=[make_draft(headline="Two")], by=None, at=NOON)

        assert dossier.title == "The first man"
        assert dossier.slug == "the-first-man"
        assert headlines(dossier) == ["One", "Vostok 1", "Two"]

    def test_what_is_in_it_already_is_not_added_twice(self) -> None:
        article = make_article(headline="One")
        dossier = make_full_dossier(article)

        assert add_to_dossier(dossier=dossier, items=[article, article], by=None, at=NOON) == []
        assert headlines(dossier) == ["One"]

    def test_two_dossiers_of_one_title_have_two_addresses(self) -> None:
        slugs = [make_dossier(title="Sputnik", by=None, at=NOON).slug for _ in range(3)]

        assert slugs == ["sputnik", "sputnik-2", "sputnik-3"]

    def test_an_address_that_was_asked_for_and_is_taken_is_refused(self) -> None:
        make_dossier(title="Sputnik", by=None, at=NOON)

        with pytest.raises(Refused, match="has the address"):
            make_dossier(title="Another", slug="sputnik", by=None, at=NOON)

    def test_an_empty_dossier_is_not_published_and_one_without_a_title_not_made(self) -> None:
        dossier = make_dossier(title="Sputnik", by=None, at=NOON)

        with pytest.raises(Refused, match="empty"):
            publish_dossier(dossier=dossier, by=None, at=NOON)
        with pytest.raises(Refused, match="title"):
            make_dossier(title=" \n ", by=None, at=NOON)
        with pytest.raises(Refused, match="title"):
            edit_dossier(dossier=dossier, title="", introduction="", by=None, at=NOON)

    def test_published_and_taken_back(self) -> None:
        dossier = make_full_dossier(make_article())

        assert dossier.is_published
        assert not unpublish_dossier(dossier=dossier, by=None, at=NOON).is_published

    def test_an_order_that_misses_what_a_colleague_added_is_refused(self) -> None:
        dossier = make_full_dossier(make_article(headline="One"), make_article(headline="Two"))
        seen = list(dossier.items.values_list("pk", flat=True))
        add_to_dossier(dossier=dossier, items=[make_article(headline="Three")], by=None, at=NOON)

        with pytest.raises(Refused, match="Somebody else"):
            order_dossier(dossier=dossier, order=seen[::-1], by=None, at=NOON)
        assert headlines(dossier) == ["One", "Two", "Three"]

    @pytest.mark.parametrize(
        "broken",
        [
            {"article": None, "event": None},
            {"both": True},
            {"position": 1},
            {"position": 0},
        ],
    )
    def test_the_database_refuses_what_makes_no_sense(self, broken: dict[str, object]) -> None:
        dossier = make_full_dossier(make_article())
        article, event = make_article(headline="Two"), make_event()
        fields: dict[str, object] = {"article": article, "position": 7} | broken
        if fields.pop("both", False):
            fields["event"] = event

        with pytest.raises(IntegrityError), transaction.atomic():
            DossierItem.objects.create(dossier=dossier, added_at=NOON, **fields)


MOVES = st.lists(
    st.tuples(st.sampled_from(["move", "remove", "add"]), st.integers(0, 9), st.integers(-12, 12)), max_size=12
)


class Reordering(TestCase):
    """Whatever is moved, removed and added: nothing is lost, and places count from 1 without gaps."""

    @settings(max_examples=25, deadline=None)
    @given(MOVES)
    def test_a_dossier_keeps_what_it_holds_in_places_without_gaps(self, moves: list[tuple[str, int, int]]) -> None:
        stories = [make_article(headline=f"Story {number}") for number in range(5)]
        dossier = make_full_dossier(*stories)
        expected = headlines(dossier)
        for deed, which, places in moves:
            items = list(dossier.items.select_related("dossier"))
            if deed == "add":
                story = make_article(headline=f"Story {len(stories)}")
                stories.append(story)
                add_to_dossier(dossier=dossier, items=[story], by=None, at=NOON)
                expected.append(f"Story {len(stories) - 1}")
            elif items:
                item, place = items[which % len(items)], which % len(items)
                if deed == "remove":
                    remove_from_dossier(item=item, by=None, at=NOON)
                    expected.pop(place)
                else:
                    move_in_dossier(item=item, by_places=places, by=None, at=NOON)
                    moved = expected.pop(place)
                    expected.insert(max(0, min(place + places, len(expected))), moved)

        assert headlines(dossier) == expected
        assert list(dossier.items.values_list("position", flat=True)) == list(range(1, len(expected) + 1))
