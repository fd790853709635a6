"""People, organisations, places, events and sources at the desk."""

from __future__ import annotations

from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from archive.models import Alias, Entity, Event, Mention, Person, Place, Source
from tests import make


def page_of(entity: Entity) -> str:
    return reverse(f"admin:archive_{entity.kind}_change", args=[entity.pk])


def with_aliases(*rows: dict[str, Any], known: int = 0) -> dict[str, Any]:
    """What the inline sends: `known` rows of those there are, the others new."""
    sent: dict[str, Any] = {"aliases-TOTAL_FORMS": len(rows), "aliases-INITIAL_FORMS": known}
    sent |= {"positions-TOTAL_FORMS": 0, "positions-INITIAL_FORMS": 0}  # a person's page has them too
    for number, row in enumerate(rows):
        sent |= {f"aliases-{number}-{name}": value for name, value in row.items()}
    return sent


def test_a_new_person_gets_an_address_and_a_key(desk: Client) -> None:
    desk.post(reverse("admin:archive_person_add"), {"name": "Ada  Holm"} | with_aliases({"name": "Ада Холм"}))

    person = Person.objects.get()
    assert (person.name, person.slug, person.key, person.kind) == ("Ada Holm", "ada-holm", "ada holm", "person")
    assert list(person.aliases.values_list("name", "key")) == [("Ада Холм", "ада холм")]


def test_a_provisional_person_is_confirmed_by_being_saved(desk: Client) -> None:
    person = make.make_person("Ada Holm", is_provisional=True)

    desk.post(page_of(person), {"name": "Ada Holm"} | with_aliases())

    person.refresh_from_db()
    assert not person.is_provisional


def test_provisional_ones_can_be_listed(desk: Client) -> None:
    make.make_person("Ada Holm", is_provisional=True)
    make.make_person("Jon Reyes")

    page = desk.get(reverse("admin:archive_person_changelist") + "?is_provisional__exact=1").content.decode()

    assert "Ada Holm" in page and "Jon Reyes" not in page


def test_other_names_are_changed_added_and_taken_away(desk: Client) -> None:
    person = make.make_person("Ada Holm", aliases=("A. Holm", "Holm, Ada"))
    first, second = person.aliases.all()
    rows = with_aliases(
        {"id": first.pk, "entity": person.pk, "name": "Ada H."},
        {"id": second.pk, "entity": person.pk, "name": second.name, "DELETE": "on"},
        {"entity": person.pk, "name": "Ада", "language": "ru"},
        known=2,
    )

    desk.post(page_of(person), {"name": "Ada Holm"} | rows)

    assert sorted(Alias.objects.values_list("name", "key", "language")) == [
        ("Ada H.", "ada h", ""),
        ("Ада", "ада", "ru"),
    ]


def test_a_story_is_found_under_a_new_name_as_soon_as_it_is_saved(desk: Client) -> None:
    person = make.make_person("Ada Holm")
    make.make_mention(make.make_draft(headline="She spoke"), person)
    stories = reverse("admin:archive_article_changelist")
    assert "She spoke" not in desk.get(stories, {"q": "Холм"}).content.decode()

    desk.post(page_of(person), {"name": "Ada Holm"} | with_aliases({"name": "Ада Холм"}))

    assert "She spoke" in desk.get(stories, {"q": "Холм"}).content.decode()


def test_an_event_has_its_place_and_participants(desk: Client) -> None:
    event, place, person = make.make_event("Landing"), make.make_place("Selkie"), make.make_person("Ada Holm")
    form = {"name": "Landing", "precision": "day", "location": place.pk, "participants": [person.pk]}

    desk.post(page_of(event), form | with_aliases())

    event.refresh_from_db()
    assert (event.location, [each.pk for each in event.participants.all()]) == (place, [person.pk])


def test_an_event_cannot_end_before_it_starts_or_take_part_in_itself(desk: Client) -> None:
    event = make.make_event("Landing")
    backwards = {"name": "Landing", "precision": "day", "starts_on": "1961-04-12", "ends_on": "1961-04-11"}
    itself = {"name": "Landing", "precision": "day", "participants": [event.pk]}

    for form, sentence in ((backwards, "It ends before it starts"), (itself, "cannot take part in itself")):
        response = desk.post(page_of(event), form | with_aliases())
        assert response.status_code == 200
        assert sentence in response.content.decode()
    assert not Event.objects.get().participants.exists()


def test_two_places_cannot_have_one_geonames_id(desk: Client) -> None:
    make.make_place("Selkie", geonames_id=77)
    form = {"name": "Port Selkie", "geonames_id": "77"}

    response = desk.post(reverse("admin:archive_place_add"), form | with_aliases())

    assert response.status_code == 200
    assert Place.objects.count() == 1


def test_the_stories_that_name_somebody_stand_on_their_page(desk: Client) -> None:
    person = make.make_person("Ada Holm")
    make.make_mention(make.make_draft(headline="She spoke"), person)
    rejected = make.make_mention(make.make_draft(headline="Another Ada"), person)
    Mention.objects.filter(pk=rejected.pk).update(status="rejected")

    page = desk.get(page_of(person)).content.decode()
    listed = desk.get(reverse("admin:archive_article_changelist") + f"?names={person.pk}").content.decode()

    for shown in (page, listed):
        assert "She spoke" in shown and "Another Ada" not in shown


def test_at_most_twenty_of_them_are_read(desk: Client, django_assert_max_num_queries: Any) -> None:
    person = make.make_person("Ada Holm")
    for number in range(25):
        make.make_mention(make.make_draft(headline=f"Story {number}"), person)

    with django_assert_max_num_queries(28):
        page = desk.get(page_of(person)).content.decode()

    assert page.count("Story ") == 20


def test_entities_are_not_deleted(desk: Client) -> None:
    person = make.make_person()

    assert desk.post(reverse("admin:archive_person_delete", args=[person.pk]), {"post": "yes"}).status_code == 403


def test_any_entity_leads_to_the_page_of_its_kind(desk: Client) -> None:
    place = make.make_place()

    response = desk.get(reverse("admin:archive_entity_change", args=[place.pk]))

    assert response["Location"] == page_of(place)


def test_a_source_is_made_and_changed(desk: Client) -> None:
    form = {"code": "ST", "name": "Selkie Times", "default_display_policy": "excerpt"}

    desk.post(reverse("admin:archive_source_add"), form)
    source = Source.objects.get()
    desk.post(reverse("admin:archive_source_change", args=[source.pk]), form | {"name": "The Selkie Times"})

    source.refresh_from_db()
    assert (source.name, source.default_display_policy) == ("The Selkie Times", "excerpt")


def test_the_code_of_a_source_with_stories_stays_and_what_was_typed_too(desk: Client) -> None:
    source = make.make_source()
    make.make_draft(source=source)
    form = {"code": "NEW", "name": "Typed anew", "default_display_policy": "full"}

    response = desk.post(reverse("admin:archive_source_change", args=[source.pk]), form)

    page = response.content.decode()
    assert "cannot change" in page and "Typed anew" in page
    source.refresh_from_db()
    assert source.code == "MP"


@pytest.mark.parametrize("kind", ["person", "organisation", "place", "event"])
def test_a_name_is_all_it_takes(desk: Client, kind: str) -> None:
    form = {"name": "Selkie", "precision": "day"} | with_aliases()

    assert desk.post(reverse(f"admin:archive_{kind}_add"), form).status_code == 302
    assert Entity.objects.get().kind == kind
