"""The audit: every write leaves a deed in its own transaction, and nothing changes a deed."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.db import DatabaseError, IntegrityError, connection, transaction

from archive import actions
from archive.actions import Refused, record_deed, save_draft, withdraw_article
from archive.models import Deed, Source
from tests import make
from tests.make import NOON

from .trail import DONE, LATER, SAYS_OTHERWISE

pytestmark = pytest.mark.django_db

WHOLE = {
    "locking", "record_deed", "standing", "provenance", "words", "slugs", "carrying", "refusals", "actor",
    "note_history", "note_rules",
}  # fmt: skip
# Writes that leave no deed, each for a reason.
OTHERWISE_KEPT = {
    "note_disagreements": "an import: what the wire says is in its original",
    "set_value": "part of take_wire_value and reopen_disagreement",
    "keep_decided": "writes nothing",
    "values_here": "writes nothing",
    "values_said": "writes nothing",
    "values_of_words": "writes nothing",
    "plain": "writes nothing",
    "keep_bytes": "part of keep_original and of an archive that moves in",
    "find_known": "writes nothing",
    "name_of": "writes nothing",
    "reserve_numbers": "part of an archive that moves in, which brings its own deeds",
    "receive_stories": "an import: IngestRun and IngestItem say who, what and when for every story",
    "revise_story": "an import: the item of the run is the trail",
    "receive_media": "an import: the pictures of those stories, each with its original",
    "replace_media": "an import: the pictures that came with a revision",
    "create_entities": "an import: made for the stories of that run, and marked provisional",
    "keep_original": "an import: the original is immutable and names its run",
    "repeat_story": "an import: the item of the run is the trail; what it releases leaves the deed of that",
    "keep_order": "an import: the item of the run is the trail",
    "follow_order": "an import: what it does to the story leaves the deed of that",
    "settle_hold": "part of hold_story and revise_story: leaves the deeds hold_story and release_story",
    "stays_away": "writes nothing",
    "settle_corrections": "part of revise_story: the item of the run is the trail",
    "take_over": "part of revise_story",
    "take_rights": "part of revise_story",
    "keep_step": "part of every deed of a wire: a step is that trail",
    "steps_of": "writes nothing",
    "order_steps": "writes nothing",
    "next_number": "writes nothing",
    "was_ever_public": "writes nothing",
    "is_held": "writes nothing",
    "note_likeness": "worked out from the words",
    "keep_likeness": "worked out from the words",
    "read_likeness": "writes nothing",
    "record_items": "it writes that very trail",
    "follow_search": "a reader's own subscription: personal data, kept no longer than it is needed",
    "confirm_follow": "a reader's own subscription",
    "end_follow": "a reader's own subscription: forgotten when it ends",
    "forget_unconfirmed": "a reader's own subscription",
    "take_follow": "bookkeeping of mails",
    "record_told": "bookkeeping of mails",
    "record_refusal": "bookkeeping of mails",
    "take_naming": "bookkeeping of mails",
    "put_naming_back": "bookkeeping of mails",
    "wish_mail": "which mails somebody wants is nobody else's business",
    "allow_asking": "bookkeeping of mails: a keyed hash, kept for a day",
    "receive_delivery": "an import: the delivery keeps its token, its original and its moment",
    "claim_delivery": "bookkeeping of workers",
    "release_delivery": "bookkeeping of workers",
    "open_delivery_run": "part of open_run",
    "finish_delivery": "part of close_run",
    "find_push_token": "bookkeeping: when a token was last used",
    "keep_upload": "bytes that wait: receive_upload makes the record",
    "drop_bytes": "part of discard_upload, and of the end of an upload",
    "claim_upload": "bookkeeping of workers",
    "renew_upload": "bookkeeping of workers",
    "release_upload": "bookkeeping of workers",
    "begin_plan": "a machine's plan, made anew at any time",
    "keep_planned": "a machine's plan",
    "finish_plan": "a machine's plan",
    "note_differences": "part of finish_upload",
    "finish_upload": "part of close_run",
    "forget_uploads": "what it throws away leaves the deed of that; the rest is a machine's plan",
    "claim_feed": "bookkeeping of workers",
    "note_answer": "the feed's own state; what came with the answer is an import",
    "note_failure": "the feed's own state",
    "back_off": "writes nothing",
    "propose_resemblances": "a machine's proposals, worked out anew at any time; what a person decides leaves a deed",
    "move_mentions": "part of merge_entities, whose Regrouping holds every row",
    "redirect_references": "part of merge_entities",
    "rows_pointing_to": "writes nothing",
    "undo": "part of undo_regrouping",
    "refresh_words": "worked out from the names",
    "add_words": "worked out from the names",
    "lock_entity": "writes nothing",
    "lock_entities": "writes nothing",
    "touch_entities": "part of every deed on an entity",
    "take_away": "part of block_article, kill_story and withdraw_article, in whose name it leaves the deed",
    "end_removals": "part of restore_article and of the next removal",
    "write_words": "part of save_draft and revise_story",
    "make_public": "part of publish_article and revise_story",
    "say_correction": "writes nothing",
    "make_mention": "writes nothing: a row that its caller saves",
    "lock_dossier": "writes nothing",
    "keep_new_note": "part of the deeds that make a note",
    "name_colleagues": "part of the deeds that write a note",
    "mark_mentions_read": "a reader's own bookmark: what one has seen is nobody else's business",
}


def functions_in(folder: Path) -> Iterator[str]:
    """The names of all functions that the modules of a folder of actions offer to others."""
    for path in sorted(folder.glob("*.py")):
        if path.stem not in WHOLE and path.stem != "__init__":
            tree = ast.parse(path.read_text(encoding="utf-8"))
            yield from (
                node.name for node in tree.body if isinstance(node, ast.FunctionDef) and not node.name.startswith("_")
            )


def test_no_write_of_the_archive_goes_without_a_trail() -> None:
    """A new action: give an example of it in `trail.py`, and let it call `record_deed`."""
    found = set(functions_in(Path(str(actions.__file__)).parent))
    unknown = found - DONE.keys() - OTHERWISE_KEPT.keys()

    assert not unknown, f"do these once in tests/archive/actions/trail.py: {sorted(unknown)}"
    assert not (gone := (DONE.keys() | OTHERWISE_KEPT.keys()) - found), sorted(gone)


@pytest.mark.parametrize("name", sorted(DONE))
def test_every_action_leaves_a_deed(name: str) -> None:
    DONE[name]()

    deed = Deed.objects.newest_first().filter(verb=SAYS_OTHERWISE.get(name, name)).first()

    assert deed is not None, f"{name} leaves no deed: let it call record_deed"
    assert deed.at == LATER or name in ("add_alias", "remove_alias")
    assert deed.before or deed.after
    assert deed.subject and deed.ref


def test_a_deed_says_who_and_what_before_and_after() -> None:
    editor = make.make_user("ada")
    article = make.make_draft(text="It flew.")

    save_draft(article=article, words=make.make_words(text="It landed."), by=editor, at=LATER, reason="News")

    deed = Deed.objects.newest_first()[0]
    assert (deed.by, deed.by_name, deed.ref, deed.comment) == (editor, "ada", article.ref, "News")
    assert deed.before["text"] == "It flew."
    assert deed.after["sha256"] == article.versions.get().sha256


def test_the_trail_knows_the_name_after_the_account_is_gone() -> None:
    editor = make.make_user("ada")
    deed = record_deed("set_topics", make.make_draft(), by=editor, at=NOON, after={"topics": []})

    editor.delete()

    deed.refresh_from_db()
    assert (deed.by, deed.by_name) == (None, "ada")


def test_what_is_refused_leaves_no_deed() -> None:
    article = make.make_draft()
    before = Deed.objects.count()

    with pytest.raises(Refused):
        withdraw_article(article=article, reason="Wrong.", by=None, at=LATER)

    assert Deed.objects.count() == before


def test_a_deed_goes_with_its_write_or_not_at_all() -> None:
    article = make.make_draft()
    before = Deed.objects.count()

    with pytest.raises(ZeroDivisionError), transaction.atomic():
        save_draft(article=article, words=make.make_words(text="New."), by=None, at=LATER)
        raise ZeroDivisionError

    assert Deed.objects.count() == before


def test_a_deed_is_never_changed_and_never_deleted() -> None:
    deed = record_deed("set_topics", make.make_draft(), by=None, at=NOON)

    for change in (deed.save, deed.delete, Deed.objects.all().delete, Deed.objects.none().delete):
        with pytest.raises(TypeError, match="evidence"):
            change()
    with pytest.raises(TypeError, match="evidence"):
        Deed.objects.update(verb="x")
    with pytest.raises(TypeError, match="evidence"):
        Deed.objects.bulk_update([deed], ["verb"])


def test_the_database_itself_refuses_to_change_a_deed() -> None:
    deed = record_deed("set_topics", make.make_draft(), by=None, at=NOON)

    with pytest.raises(DatabaseError, match="evidence"), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("UPDATE archive_deed SET verb = 'x' WHERE id = %s", [deed.pk])


def test_a_deed_is_undone_once_at_most() -> None:
    deed = record_deed("set_topics", make.make_draft(), by=None, at=NOON)
    record_deed("undo", make.make_draft(), by=None, at=NOON, undoes=deed)

    with pytest.raises(IntegrityError), transaction.atomic():
        record_deed("undo", make.make_draft(), by=None, at=NOON, undoes=deed)


def test_the_trail_of_a_source_bears_its_code() -> None:
    source = make.make_source("MP")
    Source.objects.filter(pk=source.pk).update(name="Old")
    source.name = "New"

    actions.save_source(source=source, by=None, at=LATER)

    deed = Deed.objects.newest_first()[0]
    assert (deed.ref, deed.before, deed.after) == ("MP", {"name": "Old"}, {"name": "New"})
