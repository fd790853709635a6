"""Old addresses of merged entries, and the offices on a person's page."""

from __future__ import annotations

from datetime import date

import pytest
from django.test import Client

from archive.actions import hold_position, merge_entities, undo_regrouping
from archive.indexing.drain import drain_outbox
from tests import make

pytestmark = pytest.mark.django_db


def test_the_old_address_leads_to_the_survivor_until_the_merge_is_undone(client: Client) -> None:
    keep, other = make.make_person("Ada Holm"), make.make_person("A. Holm")
    make.make_mention(make.make_article(), keep)
    make.make_mention(make.make_article(), other)
    (done,) = merge_entities(keep=keep, merged=[other], by=None, at=make.NOON)
    drain_outbox()

    response = client.get("/people/a-holm/")
    assert (response.status_code, response["Location"]) == (301, "/people/ada-holm/")
    assert "max-age=60" in response["Cache-Control"]  # a browser that keeps it for ever would never see the undo
    assert client.get("/feeds/people/a-holm/")["Location"] == "/feeds/people/ada-holm/"

    undo_regrouping(regrouping=done, by=None, at=make.NOON)
    drain_outbox()
    assert client.get("/people/a-holm/").status_code == 200


def test_the_old_address_gives_away_nothing_when_readers_know_neither(client: Client) -> None:
    keep, other = make.make_person("Ada Holm"), make.make_person("A. Holm")
    make.make_mention(make.make_draft(), other)
    merge_entities(keep=keep, merged=[other], by=None, at=make.NOON)

    assert client.get("/people/a-holm/").status_code == 404
    assert client.get("/feeds/people/a-holm/").status_code == 404


def test_positions_are_told_with_their_time_and_only_with_bodies_that_readers_know(client: Client) -> None:
    person, known = make.make_person("Olga Lyubimova"), make.make_organisation("Ministry of Culture")
    hidden = make.make_organisation("Hidden Canary")
    story = make.make_article()
    make.make_mention(story, person)
    make.make_mention(story, known)
    hold_position(
        person=person, title="Minister", organisation=known, at=make.NOON,
        starts_on=date(2020, 1, 1), starts_precision="year",
    )  # fmt: skip
    hold_position(
        person=person, title="Clerk", organisation=hidden, at=make.NOON,
        starts_on=date(2014, 1, 1), starts_precision="year", ends_on=date(2018, 5, 31), ends_precision="month",
    )  # fmt: skip
    drain_outbox()

    page = client.get("/people/olga-lyubimova/").content.decode()

    assert "since 2020" in page and 'href="/organisations/ministry-of-culture/"' in page
    assert "2014 to May 2018" in page and "Canary" not in page
