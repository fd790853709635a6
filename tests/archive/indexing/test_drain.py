"""The outbox, drained: what readers can find follows what the database says."""

from __future__ import annotations

import subprocess
import sys
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from archive import outbox
from archive.actions import (
    RightsStatement,
    add_alias,
    block_article,
    restore_article,
    save_draft,
    set_rights,
    withdraw_article,
)
from archive.indexing.compare import find_differences
from archive.indexing.drain import drain_outbox
from archive.indexing.rebuild import rebuild_index
from archive.models import OutboxRow
from archive.search.door import open_engine
from archive.search.engine import SearchError
from archive.search.parse import parse_query
from archive.search.query import SearchRequest
from tests.make import NOON, make_article, make_draft, make_mention, make_person, make_words

pytestmark = pytest.mark.django_db


def find(words: str, index: str = "public") -> int:
    return open_engine(index).search(SearchRequest(query=parse_query(words).query)).total


def test_a_published_story_is_found_by_readers_and_a_draft_by_the_desk() -> None:
    make_article(text="Public kestrel.")
    make_draft(text="Secret kestrel.")

    assert drain_outbox() == 3
    assert (find("kestrel"), find("kestrel", "desk")) == (1, 2)
    assert not OutboxRow.objects.exists()


def test_words_of_an_open_draft_are_not_found_by_readers() -> None:
    article = make_article(text="Old kestrel.")
    save_draft(article=article, words=make_words(text="New falcon."), by=None, at=NOON)

    drain_outbox()

    assert (find("kestrel"), find("falcon"), find("falcon", "desk")) == (1, 0, 1)


def test_an_embargo_lifts_at_its_moment() -> None:
    lifts = NOON + timedelta(hours=6)
    make_article(text="A kestrel.", visible_from=lifts)

    drain_outbox(at=lifts - timedelta(seconds=1))
    assert (find("kestrel"), find("kestrel", "desk")) == (0, 1)
    assert outbox.next_due_at() == lifts

    drain_outbox(at=lifts)
    assert find("kestrel") == 1


def test_rights_that_expire_take_the_story_out_of_the_public_index() -> None:
    article = make_article(text="A kestrel.")
    last_day = NOON.date() + timedelta(days=3)
    set_rights(article=article, statement=RightsStatement(expires_on=last_day), by=None, at=NOON)

    drain_outbox(at=NOON + timedelta(days=3))
    assert find("kestrel") == 1

    drain_outbox(at=NOON + timedelta(days=4))
    assert (find("kestrel"), find("kestrel", "desk")) == (0, 1)


@pytest.mark.parametrize("close", [withdraw_article, block_article])
def test_a_story_that_is_closed_leaves_the_public_index_and_comes_back(close: Any) -> None:
    article = make_article(text="A kestrel.")
    drain_outbox()
    close(article=article, reason="Wrong.", by=None, at=NOON)
    drain_outbox()
    assert (find("kestrel"), find("kestrel", "desk")) == (0, 1)

    restore_article(article=article, by=None, at=NOON)
    drain_outbox()
    assert find("kestrel") == 1


@pytest.mark.parametrize(("policy", "found"), [("full", 1), ("excerpt", 0), ("headline", 0), ("none", 0)])
def test_a_search_does_not_spell_out_a_text_that_is_closed_to_readers(policy: str, found: int) -> None:
    article = make_article(text="Word " * 200 + "kestrel.")
    set_rights(article=article, statement=RightsStatement(display_policy=policy), by=None, at=NOON)

    drain_outbox()

    assert (find("kestrel"), find("kestrel", "desk")) == (found, 1)


def test_another_name_of_a_person_finds_every_story_that_names_him() -> None:
    person = make_person("Kim Jong-un")
    for number in range(3):
        make_mention(make_article(headline=f"Story {number}"), person)
    drain_outbox()
    assert find("김정은") == 0

    add_alias(entity=person, name="김정은", at=NOON)
    drain_outbox()

    assert find("김정은") == 3


def test_a_broken_index_keeps_its_rows_and_the_next_drain_settles_them(home: Path) -> None:
    make_article(text="A kestrel.")
    (home / "index").write_text("a file where the folder should be")
    with pytest.raises((SearchError, OSError)):
        drain_outbox()
    assert OutboxRow.objects.exists()

    (home / "index").unlink()
    drain_outbox()

    assert find("kestrel") == 1
    assert not OutboxRow.objects.exists()


def test_a_row_that_cannot_be_indexed_does_not_hold_up_the_others() -> None:
    make_article(text="One kestrel.")
    OutboxRow.objects.create(subject="entity", ref="no number", due_at=NOON, created_at=NOON)
    make_article(text="Another kestrel.")

    drain_outbox()

    assert find("kestrel") == 2
    [row] = OutboxRow.objects.all()
    assert (row.ref, row.attempts) == ("no number", 1)
    assert "no number" in row.last_error


def test_a_drain_gives_up_when_no_row_can_be_indexed() -> None:
    for _ in range(30):
        OutboxRow.objects.create(subject="entity", ref="no number", due_at=NOON, created_at=NOON)

    with pytest.raises(SearchError, match="see the log"):
        drain_outbox()
    assert OutboxRow.objects.count() == 30


def test_draining_twice_and_out_of_order_changes_nothing() -> None:
    article = make_article(text="A kestrel.")
    drain_outbox()
    outbox.enqueue(articles=[article, article], at=NOON)

    assert drain_outbox() == 2
    assert drain_outbox() == 0
    assert find("kestrel") == 1
    assert list(find_differences(at=timezone.now())) == []


def test_a_row_of_a_story_that_is_gone_takes_it_out() -> None:
    article = make_article(text="A kestrel.")
    drain_outbox()
    outbox.enqueue(articles=[article], at=NOON)
    type(article).objects.filter(pk=article.pk).update(latest_version=None)

    drain_outbox()

    assert find("kestrel", "desk") == 0


def test_what_is_missing_stale_or_too_much_in_an_index_is_listed() -> None:
    missing, stale, kept = (make_article(headline=headline) for headline in ("One", "Two", "Three"))
    drain_outbox()
    engine = open_engine("public")
    engine.remove([missing.ref])
    stale.topics.add("news")
    gone = make_draft()
    OutboxRow.objects.all().delete()
    type(kept).objects.filter(pk=kept.pk).update(status="withdrawn")

    differences = {str(one) for one in find_differences(at=timezone.now())}

    assert differences == {
        f"public index: {missing.ref} is missing",
        f"public index: {stale.ref} is out of date",
        f"public index: {kept.ref} should not be there",
        f"desk index: {stale.ref} is out of date",
        f"desk index: {kept.ref} is out of date",
        f"desk index: {gone.ref} is missing",
    }
    for index in ("public", "desk"):
        rebuild_index(index=index, at=timezone.now())
    assert list(find_differences(at=timezone.now())) == []


@pytest.mark.django_db(transaction=True)
def test_while_another_process_writes_the_index_a_drain_waits_its_turn(home: Path) -> None:
    make_article(text="A kestrel.")
    drain_outbox()
    make_article(text="A second kestrel.")
    holder = (
        "import sys,time; from pathlib import Path; from archive.search.engines.tantivy import TantivyEngine\n"
        f"with TantivyEngine(Path({str(home / 'index' / 'public')!r})).writing():\n"
        " print('held', flush=True); time.sleep(1)"
    )
    with subprocess.Popen([sys.executable, "-c", holder], stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout is not None and process.stdout.readline() == "held\n"
        with pytest.raises(SearchError):
            drain_outbox(timeout=0.05)
        assert OutboxRow.objects.exists()
        assert drain_outbox(timeout=30) == 2
    assert find("kestrel") == 2


def test_a_writing_request_is_answered_when_the_index_has_followed(client: Client) -> None:
    make_article(text="A kestrel.")

    client.get("/healthz")
    assert OutboxRow.objects.exists()

    client.post("/healthz")
    assert find("kestrel") == 1
