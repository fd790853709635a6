"""Merging, splitting, telling apart and clashing at the desk."""

from __future__ import annotations

from datetime import date
from io import StringIO
from typing import Any

import pytest
from django.core.management import call_command
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from archive.actions import declare_different, hold_position, merge_entities, save_entity
from archive.models import Entity, Mention, Person, Position, Regrouping, Resemblance
from tests import make

from .test_authority_files import page_of, with_aliases
from .test_who_may import sign_in


def deed_of(entity: Entity, name: str) -> str:
    return reverse(f"admin:archive_{entity.kind}_{name}", args=[entity.pk])


def test_a_merge_shows_what_moves_before_it_is_done_and_can_be_undone_on_the_page(desk: Client) -> None:
    keep, other = make.make_person("Ada Holm"), make.make_person("Ada Holme", aliases=("Ада Холм",))
    make.make_mention(make.make_article(), other)

    page = desk.get(deed_of(keep, "merge"), {"other": other.pk}).content.decode()
    assert "stories that name it: 1" in page and "other names: 1" in page and "sounds alike" in page
    assert not Regrouping.objects.exists()

    after = desk.post(deed_of(keep, "merge"), {"other": other.pk}, follow=True).content.decode()
    assert "merged into “Ada Holm”" in after and Mention.objects.get().entity_id == keep.pk

    desk.post(deed_of(keep, "undo"), {"regrouping": Regrouping.objects.get().pk})
    assert Mention.objects.get().entity_id == other.pk


def test_the_page_of_one_that_was_merged_leads_to_the_survivor(desk: Client) -> None:
    keep, other = make.make_person("Ada Holm"), make.make_person("Ada Holme")
    merge_entities(keep=keep, merged=[other], by=None, at=make.NOON)

    assert desk.get(page_of(other))["Location"].startswith(page_of(keep))


@pytest.mark.parametrize("which", ["itself", "place", "merged"])
def test_a_merge_that_cannot_be_is_refused_with_a_sentence(desk: Client, which: str) -> None:
    keep, gone = make.make_person("Ada Holm"), make.make_person("Gone")
    merge_entities(keep=make.make_person("Else"), merged=[gone], by=None, at=make.NOON)
    other = {"itself": keep, "place": make.make_place(), "merged": gone}[which]
    before = Regrouping.objects.count()

    for response in (
        desk.get(deed_of(keep, "merge"), {"other": other.pk}),
        desk.post(deed_of(keep, "merge"), {"other": other.pk}),
    ):
        assert response.status_code == 200 and 'class="error' in response.content.decode()
    assert Regrouping.objects.count() == before


def test_a_split_at_the_desk_takes_what_was_ticked(desk: Client) -> None:
    person = make.make_person("John Smith", aliases=("Smith the younger",))
    mention = make.make_mention(make.make_article(headline="He spoke"), person)
    assert "He spoke" in desk.get(deed_of(person, "split")).content.decode()
    person.refresh_from_db()

    chosen = {"name": "John Smith", "mentions": [mention.pk], "token": person.token}
    desk.post(deed_of(person, "split"), chosen)

    assert Person.objects.get(pk=Mention.objects.get().entity_id).slug == "john-smith-2"


def test_of_two_who_save_at_once_the_second_sees_both_and_then_decides(desk: Client) -> None:
    person = make.make_person("Ada Holm", description="minister")
    sent = {"name": "Ada Holm", "description": "poet", "seen_token": person.token} | with_aliases({"name": "Ada H."})
    person.description = "minister of culture"
    save_entity(entity=person, at=make.NOON)

    response = desk.post(page_of(person), sent)
    page = response.content.decode()

    assert "minister of culture" in page and "poet" in page and "Ada H." in page and "Somebody else has saved" in page
    assert Person.objects.get().description == "minister of culture"
    assert not person.aliases.exists()
    fresh = response.context["adminform"].form["seen_token"].value()
    assert desk.post(page_of(person), sent | {"seen_token": fresh}).status_code == 302
    assert Person.objects.get().description == "poet" and person.aliases.get().name == "Ada H."


def test_an_unchanged_token_saves_without_a_question(desk: Client) -> None:
    person = make.make_person("Ada Holm", aliases=("Ada H.",))
    person.refresh_from_db()

    sent = {"name": "Ada Holm", "description": "poet", "seen_token": person.token} | with_aliases()
    assert desk.post(page_of(person), sent).status_code == 302


def test_positions_are_kept_changed_and_taken_away_on_the_person_s_page(desk: Client) -> None:
    person = make.make_person("Olga Lyubimova")
    rows = {
        "positions-TOTAL_FORMS": 1, "positions-INITIAL_FORMS": 0,
        "positions-0-title": "Minister of Culture", "positions-0-starts_on": "2020-01-01",
        "positions-0-starts_precision": "year", "positions-0-ends_precision": "day",
    }  # fmt: skip
    form = {"name": "Olga Lyubimova"} | with_aliases()

    desk.post(page_of(person), form | rows)
    held = Position.objects.get()
    assert (held.title, held.starts_on, held.ends_on) == ("Minister of Culture", date(2020, 1, 1), None)

    again = rows | {"positions-INITIAL_FORMS": 1, "positions-0-id": held.pk, "positions-0-person": person.pk}
    desk.post(page_of(person), form | again | {"positions-0-ends_on": "2024-05-14"})
    held.refresh_from_db()
    assert held.ends_on == date(2024, 5, 14)
    desk.post(page_of(person), form | again | {"positions-0-DELETE": "on"})
    assert not Position.objects.exists()


@pytest.mark.parametrize(
    ("model", "field", "value"),
    [
        ("person", "wikidata_id", "Q0"),
        ("person", "wikidata_id", "7327"),
        ("place", "geonames_id", "0"),
        ("place", "geonames_id", "-1"),
    ],
)
def test_an_id_that_cannot_be_is_refused(desk: Client, model: str, field: str, value: str) -> None:
    response = desk.post(reverse(f"admin:archive_{model}_add"), {"name": "Selkie", field: value} | with_aliases())

    assert response.status_code == 200 and not Entity.objects.exists()


def test_an_id_of_another_is_refused_with_its_name_and_an_address_is_understood(desk: Client) -> None:
    make.make_person("Yuri Gagarin", wikidata_id="Q7327")
    sent = {"name": "J. Gagarin", "wikidata_id": "https://www.wikidata.org/wiki/q7327"} | with_aliases()

    page = desk.post(reverse("admin:archive_person_add"), sent).content.decode()

    assert "Q7327" in page and "merge" in page and Person.objects.count() == 1


def test_likely_duplicates_are_listed_with_reasons_and_rejected_for_ever(desk: Client) -> None:
    first, second = make.make_person("Olga Lyubimova"), make.make_person("Ольга Любимова")
    make.make_person("Yuri Gagarin")
    call_command("find_duplicates", stdout=StringIO())

    page = desk.get(reverse("admin:archive_resemblance_changelist")).content.decode()
    assert "Olga Lyubimova" in page and "Ольга Любимова" in page and "Gagarin" not in page
    assert "Not the same" in desk.get(page_of(first)).content.decode()

    desk.post(deed_of(first, "different"), {"other": second.pk, "back": "list"})
    call_command("find_duplicates", stdout=StringIO())
    assert "Olga" not in desk.get(reverse("admin:archive_resemblance_changelist")).content.decode()
    assert Resemblance.objects.get().verdict == "different"
    assert "No other entry looks like this one" in desk.get(page_of(second)).content.decode()

    desk.post(deed_of(first, "again"), {"pair": Resemblance.objects.get().pk})
    assert Resemblance.objects.get().verdict == "proposed"


def test_different_wikidata_ids_speak_against(desk: Client) -> None:
    make.make_person("John Smith", wikidata_id="Q1")
    make.make_person("John Smith", wikidata_id="Q2")
    call_command("find_duplicates", stdout=StringIO())

    assert not Resemblance.objects.exists()


def test_an_entry_s_page_asks_the_same_of_the_database_whatever_hangs_on_it(desk: Client) -> None:
    person = make.make_person("Ada Holm")

    def count() -> int:
        with CaptureQueriesContext(connection) as asked:
            assert desk.get(page_of(person)).status_code == 200
        return len(asked)

    for number in range(3):
        _grow(person, number)
    count()
    few = count()
    for number in range(3, 12):
        _grow(person, number)

    count()
    assert count() == few <= 36


def _grow(person: Person, number: int) -> None:
    twin = make.make_person("Ada Holm", slug=f"ada-{number}")
    make.make_mention(make.make_article(), person)
    make.make_mention(make.make_article(), twin)
    hold_position(
        person=person, title=f"Post {number}", organisation=make.make_organisation(f"Body {number}"), at=make.NOON
    )
    other = make.make_person(f"Bystander {number}")
    declare_different(first=person, second=other, by=None, at=make.NOON)
    merge_entities(keep=person, merged=[make.make_person(f"Merged {number}")], by=None, at=make.NOON)


@pytest.mark.django_db
@pytest.mark.parametrize("name", ["merge", "split", "different", "undo", "again"])
def test_who_may_only_look_neither_merges_nor_splits(name: str) -> None:
    person, other = make.make_person("Ada"), make.make_person("Bea")
    client = sign_in("view_person", "view_entity", "view_resemblance")
    sent: dict[str, Any] = {"other": other.pk, "name": "x"}

    assert client.post(deed_of(person, name), sent).status_code == 403
    assert not Regrouping.objects.exists() and not Resemblance.objects.exists()
