"""Every list, filter, order, search, completion and page of the desk asks as many queries for 60 rows as for 10."""

from __future__ import annotations

import re
from io import StringIO
from itertools import pairwise

from django.core.files.base import ContentFile
from django.core.management import call_command
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from archive.actions import (
    ItemRecord,
    add_to_dossier,
    keep_original,
    make_dossier,
    open_run,
    propose_resemblances,
    record_items,
    withdraw_article,
)
from archive.indexing.drain import drain_outbox
from archive.models import Entity, Mention
from archive.models.ingest import Outcome
from bench.desk_pages import find_pages
from editorial.actions.assign_story import assign_story
from tests import make
from tests.make import NOON

FEW, MANY = 10, 60
ASKS_READERS = "removal page"  # it opens every public address of its story, which is as many queries as these ask
MOST = 45  # of any page: the page of a person, with likely duplicates, is the longest
SPARE = 3  # a step more where the first rows of a kind lead on: the names of the people found, say; never one a row


def add_rows(first: int, last: int) -> None:
    """Of every record that the desk lists, numbers `first` to `last`."""
    editor = make.make_user(f"colleague{first}")
    run = open_run(origin="import", by=None, at=NOON)
    place, organisation, event = make.make_place(), make.make_organisation(), make.make_event()
    for make_twin in (make.make_place, make.make_organisation, make.make_event):
        make_twin()  # a likely duplicate
    for number in range(first, last + 1):
        article = make.make_article(headline=f"Wheat and oil prices {number}", topics=(f"Topic {number}",))
        person = make.make_person(f"Ann{number} Smith", aliases=(f"Smith {number}",))
        for entity in (person, place, organisation, event):
            make.make_mention(article, entity)
        make.make_link(article, make.make_draft(headline=f"Draft {number}"))
        make.make_note(article, "felt well")
        assign_story(article=article, assignee=editor, by=editor, at=NOON)
        add_to_dossier(
            dossier=make_dossier(title=f"Dossier {number}", by=None, at=NOON), items=[article], by=None, at=NOON
        )
        gone = make.make_article(headline=f"Gone {number}", source=make.make_source(f"S{number}"))
        withdraw_article(article=gone, reason="Wrong.", by=None, at=NOON)
        make.make_feed(f"https://example.org/{number}.xml")
        make.make_token(f"S{number}")
        original = keep_original(content=ContentFile(str(number).encode()), received_at=NOON, run=run)
        record_items(
            [ItemRecord(run_id=run.pk, original_id=original.pk, path="a", index=0, outcome=Outcome.QUARANTINED)]
        )
        open_run(origin=f"run {number}", by=None, at=NOON)
    people = sorted(Entity.objects.filter(kind="person").values_list("pk", flat=True))
    pairs = [(one, other, 0.9, ["Alike."]) for one, other in pairwise(people)]
    propose_resemblances(kind="person", pairs=pairs)
    drain_outbox()


def count_all(desk: Client, story: int) -> dict[str, int]:
    """How many queries each page asks."""
    counted = {}
    for name, address in find_pages(desk, story=story, is_brief=True).items():
        with CaptureQueriesContext(connection) as asked:
            status = desk.get(address).status_code
        assert status in (200, 302), f"{name} answers {status}"
        counted[re.sub(r"(?<=source=)\w+", "CODE", name)] = len(asked)
    return counted


def test_no_page_of_the_desk_asks_more_of_the_database_when_there_is_more_in_it(db: None) -> None:
    call_command("make_roles", stdout=StringIO())
    desk = Client()
    desk.force_login(make.make_user("boss"))
    add_rows(1, FEW)
    story = Mention.objects.order_by("-article_id")[0].article_id
    few = count_all(desk, story)
    add_rows(FEW + 1, MANY)

    many = count_all(desk, story)

    assert len(few) > 90 and few.keys() <= many.keys()
    grown = {name: (few[name], many[name]) for name in few if many[name] > few[name] + SPARE}
    assert not grown, grown
    long = {name: number for name, number in many.items() if number > MOST and name != ASKS_READERS}
    assert not long, long
