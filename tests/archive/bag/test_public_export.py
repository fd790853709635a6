"""A public export holds what readers may see at that moment, and no word of anything else."""

import json
import re
from datetime import timedelta
from pathlib import Path
from typing import Any

import bagit
import pytest
from django.core.management import call_command
from django.utils import timezone

from archive.actions import (
    RightsStatement,
    add_to_dossier,
    block_article,
    correct_article,
    make_dossier,
    save_draft,
    set_rights,
    set_topics,
    trash_annotation,
    unlink_articles,
    withdraw_article,
)
from archive.bag.checking import Unfit
from archive.bag.export import Selection
from archive.models import Article, Mention
from tests.archive.bag.moving import bring_in, export_to
from tests.archive.bag.worlds import make_world
from tests.make import (
    NOON,
    make_article,
    make_draft,
    make_event,
    make_full_dossier,
    make_link,
    make_mention,
    make_note,
    make_person,
    make_user,
    make_words,
)

pytestmark = pytest.mark.django_db
CANARY = "zzcanary"


def read_bag(folder: Path) -> dict[str, list[dict[str, Any]]]:
    """The rows of each file."""
    lines = {path.stem: path.read_text("utf-8").split("\n")[:-1] for path in (folder / "data").glob("*.jsonl")}
    return {name: [json.loads(line) for line in rows] for name, rows in lines.items()}


def all_bytes(folder: Path) -> bytes:
    """All that a reader of the bag could look at, names of files too."""
    files = [path for path in folder.rglob("*") if path.is_file()]
    return b"\n".join(str(path).encode() + path.read_bytes() for path in files).lower()


def make_secrets(open_story: Article) -> None:
    """A canary in everything that readers may not see, most of it tied to a story that they may."""
    spy = make_user(f"{CANARY}-user")
    canary: dict[str, Any] = {"headline": f"{CANARY} headline", "text": f"{CANARY} text", "byline": f"{CANARY} byline"}
    later = timezone.now() + timedelta(days=1)
    hidden = [
        make_draft(guid=f"{CANARY}-draft", by=spy, **canary),
        make_article(guid=f"{CANARY}-embargo", visible_from=later, **canary),
        withdraw_article(article=make_article(**canary), reason=f"{CANARY} reason", by=spy, at=NOON),
        block_article(article=make_article(**canary), reason=f"{CANARY} court", by=spy, at=NOON),
        make_article(guid=f"{CANARY}-none", **canary),
        make_article(guid=f"{CANARY}-expired", **canary),
    ]
    nothing = RightsStatement(holder=f"{CANARY} holder", display_policy="none")
    set_rights(article=hidden[4], statement=nothing, by=spy, at=NOON)
    Article.objects.filter(pk=hidden[5].pk).update(visible_until=timezone.now() - timedelta(hours=1))
    for number, story in enumerate(hidden):
        person = make_person(f"{CANARY} person {number}", aliases=(f"{CANARY} alias {number}",))
        make_mention(story, person)
        make_link(open_story, story, reason=f"{CANARY} link")
        make_note(story, f"{CANARY}", body=f"{CANARY} note", visibility="public")
        set_topics(article=story, topics=(f"{CANARY} topic {number}",), by=spy, at=NOON)
    excerpt = make_article(headline="Shown in part", text="Open words. " * 60 + CANARY, abstract="")
    set_rights(article=excerpt, statement=RightsStatement(display_policy="excerpt"), by=spy, at=NOON)
    make_note(excerpt, CANARY, body=f"{CANARY} note on closed words", visibility="public")
    short = make_article(headline="Shown by its headline", text=CANARY, abstract=CANARY, subheadline=CANARY)
    set_rights(article=short, statement=RightsStatement(display_policy="headline"), by=spy, at=NOON)
    make_note(open_story, "man", body=f"{CANARY} internal")
    trash_annotation(
        annotation=make_note(open_story, "man", body=f"{CANARY} trash", visibility="public"), by=spy, at=NOON
    )
    unlinked = make_link(open_story, excerpt, reason=f"{CANARY} taken back")
    unlink_articles(link=unlinked, by=spy, at=NOON)
    Mention.objects.create(article=open_story, entity=make_person(f"{CANARY} doubted"), status="suggested")
    save_draft(article=open_story, words=make_words(headline=f"{CANARY} next", text=f"{CANARY} next"), by=spy, at=NOON)
    redrafted = Article.objects.get(pk=open_story.pk)
    assert make_mention(redrafted, make_person(f"{CANARY} named in a draft"), words=CANARY).spans
    make_person(f"{CANARY} nobody")
    Article.objects.filter(pk=open_story.pk).update(
        extras={CANARY: CANARY}, provenance={"headline": {"origin": "person", "by": spy.username}}
    )
    make_full_dossier(open_story, hidden[0], make_event(f"{CANARY} event"), title="Open dossier")
    secret = make_dossier(title=f"{CANARY} dossier", by=spy, at=NOON)
    add_to_dossier(dossier=secret, items=[open_story], by=spy, at=NOON)


def test_no_word_of_what_readers_may_not_see_is_in_a_public_bag(tmp_path: Path) -> None:
    open_story = make_article(headline="An open story", by=make_user("zzcanary-author"))
    make_secrets(open_story)

    bag = export_to(tmp_path / "bag", is_public=True)

    leaks = re.findall(rb".{100}zzcanary.{60}", all_bytes(bag))
    assert not leaks, leaks
    stories = {row["words"]["headline"] for row in read_bag(bag)["stories"]}
    assert stories == {"An open story", "Shown in part", "Shown by its headline"}
    assert CANARY.encode() in all_bytes(export_to(tmp_path / "whole"))  # the canary sings where it may


def test_a_search_over_a_public_bag_finds_nothing_hidden_either(tmp_path: Path) -> None:
    make_article(headline="An open story")
    make_draft(headline="An open draft")
    call_command("drain_outbox")

    call_command("export_articles", str(tmp_path / "bag"), "--public", "--query", "open")

    assert [row["words"]["headline"] for row in read_bag(tmp_path / "bag")["stories"]] == ["An open story"]


def test_a_public_bag_holds_what_readers_may_see(tmp_path: Path) -> None:
    one, other = make_article(topics=("space",)), make_article(headline="Another")
    person = make_person(aliases=("Юрий Гагарин",))
    make_mention(one, person, words="Yuri Gagarin", descriptor="Major")
    note = make_note(one, "a man", body="Who?", visibility="public")
    make_link(one, other, reason="the day after")
    corrected = make_words(headline="Corrected", text="The Soviet Union sent a man.")
    correct_article(article=other, words=corrected, notice="It was a man.", wrong="dog", right="man", by=None, at=NOON)
    make_full_dossier(one, other, title="Open dossier")

    rows = read_bag(export_to(tmp_path / "bag", is_public=True))

    told = rows["stories"][0]
    assert told["words"]["text"] == one.public_version.text  # type: ignore[union-attr]
    assert told["mentions"][0]["entity"] == "person/yuri-gagarin" and told["mentions"][0]["spans"]
    assert told["notes"][0]["uuid"] == str(note.uuid) and told["topics"] == ["space"]
    assert rows["stories"][1]["corrections"][0]["notice"] == "It was a man."
    assert rows["links"] == [{"article": one.ref, "target": other.ref, "type": "follows", "reason": "the day after"}]
    assert [item["article"] for item in rows["dossiers"][0]["items"]] == [one.ref, other.ref]
    assert rows["entities"][0]["aliases"][0]["name"] == "Юрий Гагарин"
    assert rows["sources"][0]["code"] == "MP" and rows["topics"][0]["slug"] == "space"


def test_a_public_bag_of_any_world_is_a_bag_without_numbers_or_names_of_staff(tmp_path: Path) -> None:
    make_world(11)

    bag = export_to(tmp_path / "bag", is_public=True)

    assert bagit.Bag(str(bag)).validate()
    assert b'"row"' not in all_bytes(bag) and b'"by"' not in all_bytes(bag)
    assert not (bag / "data" / "originals").exists()


def test_a_public_bag_is_not_brought_back_for_it_is_no_archive(tmp_path: Path) -> None:
    make_article()

    with pytest.raises(Unfit, match="without --public"):
        bring_in(export_to(tmp_path / "bag", is_public=True))


def test_chosen_stories_go_with_what_is_about_them_and_nothing_of_the_others(tmp_path: Path, home: Path) -> None:
    chosen = make_article(headline="Chosen", guid="1", at=NOON)
    other = make_article(headline="Other", guid="2", dateline_on=(NOON + timedelta(days=40)).date())
    make_link(chosen, other)
    make_note(other, "a man", body="Of the other.")

    bag = export_to(tmp_path / "bag", selection=Selection(until=NOON.date()))

    rows = read_bag(bag)
    assert [row["ref"] for row in rows["stories"]] == [chosen.ref]
    assert rows["links"] == [] and {row["ref"] for row in rows["history"]} == {chosen.ref}
    assert other.ref.encode() not in all_bytes(bag)
