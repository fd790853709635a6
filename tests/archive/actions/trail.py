"""Every write of the archive's and the desk's actions, each done once: `DONE[name]()` is one complete example."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from typing import Any

from archive.actions import (
    Details,
    HowToRead,
    RightsStatement,
    Step,
    add_alias,
    add_to_dossier,
    annotate_version,
    approve_upload,
    ask_about_resemblance_again,
    attach_annotation,
    block_article,
    close_run,
    confirm_mention,
    correct_article,
    create_article,
    declare_different,
    disable_feed,
    discard_upload,
    edit_annotation,
    edit_details,
    edit_dossier,
    hold_position,
    hold_story,
    import_annotations,
    keep_our_value,
    keep_report,
    kill_story,
    link_articles,
    link_phrase,
    make_dossier,
    make_push_token,
    mention_entity,
    merge_entities,
    move_in_dossier,
    note_in_dossier,
    open_run,
    order_dossier,
    plan_anew,
    publish_article,
    publish_dossier,
    reject_mention,
    remove_alias,
    remove_from_dossier,
    remove_position,
    reopen_disagreement,
    reply_to_annotation,
    resolve_annotation,
    restore_annotation,
    restore_article,
    restore_link,
    revoke_push_token,
    rotate_push_token,
    save_draft,
    save_entity,
    save_feed,
    save_source,
    send_back,
    send_to_review,
    set_participants,
    set_rights,
    set_topics,
    split_entity,
    take_wire_value,
    trash_annotation,
    trash_article,
    undo_regrouping,
    unlink_articles,
    unpublish_dossier,
    unschedule_article,
    untrash_article,
    withdraw_article,
)
from archive.actions.put_back_mention import put_back_mention
from archive.models import (
    Annotation,
    Article,
    ArticleVersion,
    Deed,
    Disagreement,
    Dossier,
    Feed,
    Link,
    Person,
    Regrouping,
    Removal,
    Resemblance,
    Source,
)
from archive.text.quotes import Quote
from archive.text.web_annotation import WebNote
from tests import make
from tests.make import NOON

LATER = NOON + timedelta(hours=1)
SAID: dict[str, Any] = {"by": None, "at": LATER}


def away() -> Article:
    """A story that was withdrawn."""
    return withdraw_article(article=make.make_article(), reason="Wrong.", by=None, at=NOON)


def version() -> ArticleVersion:
    """Words to write a note on."""
    return ArticleVersion.objects.get(article=make.make_draft())


def dossier() -> Dossier:
    """A dossier with two stories."""
    made = make_dossier(title="The first flights", by=None, at=NOON)
    add_to_dossier(dossier=made, items=[make.make_article(), make.make_article()], by=None, at=NOON)
    return made


def item() -> Any:
    """The first item of a dossier."""
    return dossier().items.order_by("position")[0]


def link() -> Link:
    """Two stories that are linked."""
    return make.make_link(make.make_article(), make.make_article())


def trashed_link() -> Link:
    """A link that was taken back."""
    made = link()
    unlink_articles(link=made, **SAID)
    return made


def note() -> Annotation:
    """A note on some words."""
    return make.make_note(make.make_draft(), "felt well")


def disagreement() -> Disagreement:
    """The wire calls a feature what a person called an analysis."""
    story = make.make_article()
    details = Details(source=story.source, genre="analysis")
    edit_details(article=story, details=details, by=make.make_user(), at=NOON)
    story.refresh_from_db()
    return Disagreement.objects.create(
        article=story,
        field="genre",
        here={"genre": "analysis"},
        wire={"genre": "feature"},
        wire_sha256="0" * 64,
        said_at=NOON,
    )


def reopened() -> None:
    """A disagreement that was answered is open again."""
    row = keep_our_value(disagreement=disagreement(), by=None, at=NOON)
    reopen_disagreement(disagreement=row, **SAID)


def order_backwards() -> None:
    """The items of a dossier in the other order."""
    made = dossier()
    order = list(made.items.order_by("-position").values_list("pk", flat=True))
    order_dossier(dossier=made, order=order, **SAID)


def waiting() -> Article:
    """A story that appears later."""
    return make.make_article(visible_from=LATER + timedelta(days=1))


def withdrawn_removal() -> Removal:
    """The record of a removal."""
    away()
    return Removal.objects.latest("id")


def two_gagarins() -> Resemblance:
    """Two of one name who are not one."""
    return declare_different(first=make.make_person(), second=make.make_person("Y. Gagarin"), **SAID)


def merge_gagarins() -> list[Regrouping]:
    """Two of one name who are one."""
    return merge_entities(keep=make.make_person(), merged=[make.make_person("Y. Gagarin")], **SAID)


def split_gagarin() -> Regrouping:
    """One name under which there were two."""
    person = make.make_person()
    mention = make.make_mention(make.make_draft(), person)
    return split_entity(entity=person, name="Another Gagarin", mentions=[mention], **SAID)


def put_back() -> None:
    """A rejection that is taken back."""
    reject_mention(mention=make.make_mention(make.make_draft(), make.make_person()), **SAID)
    put_back_mention(deed=Deed.objects.newest_first()[0], **SAID)


def change_source() -> Source:
    """A source with another name."""
    source = make.make_source()
    source.name = "Meridian"
    return source


DONE: dict[str, Callable[[], Any]] = {
    "take_wire_value": lambda: take_wire_value(disagreement=disagreement(), **SAID),
    "keep_our_value": lambda: keep_our_value(disagreement=disagreement(), **SAID),
    "reopen_disagreement": reopened,
    "add_alias": lambda: add_alias(entity=make.make_person(), name="Gagarin", at=LATER),
    "add_to_dossier": lambda: add_to_dossier(dossier=dossier(), items=[make.make_article()], **SAID),
    "annotate_version": lambda: annotate_version(version=version(), quote=Quote(exact="felt well"), body="?", **SAID),
    "ask_about_resemblance_again": lambda: ask_about_resemblance_again(pair=two_gagarins(), **SAID),
    "block_article": lambda: block_article(article=make.make_article(), reason="An order.", **SAID),
    "close_run": lambda: close_run(run=open_run(origin="a folder", **SAID), at=LATER),
    "confirm_mention": lambda: confirm_mention(
        mention=make.make_mention(make.make_draft(), make.make_person()), **SAID
    ),
    "correct_article": lambda: correct_article(
        article=make.make_article(), words=make.make_words(text="Right."), notice="It was wrong.", **SAID
    ),
    "create_article": lambda: create_article(source=make.make_source(), words=make.make_words(), **SAID),
    "declare_different": two_gagarins,
    "attach_annotation": lambda: attach_annotation(annotation=note(), quote=Quote(exact="Soviet Union"), **SAID),
    "edit_annotation": lambda: edit_annotation(
        annotation=note(), body="!", visibility="internal", motivation="questioning", **SAID
    ),
    "edit_details": lambda: edit_details(
        article=make.make_draft(), details=Details(source=make.make_source(), language="en", urgency=3), **SAID
    ),
    "disable_feed": lambda: disable_feed(feed=make.make_feed(), at=LATER, note="Gone."),
    "edit_dossier": lambda: edit_dossier(dossier=dossier(), title="Flights", introduction="", **SAID),
    "hold_position": lambda: hold_position(person=make.make_person(), title="Major", **SAID),
    "keep_report": lambda: keep_report(removal=withdrawn_removal(), answers=[{"page": 410}], at=LATER),
    "kill_story": lambda: kill_story(article=make.make_article(), reason="Killed.", at=LATER),
    "link_articles": lambda: link_articles(
        article=make.make_article(), target=make.make_article(), type="follows", reason="", **SAID
    ),
    "link_phrase": lambda: link_phrase(
        version=version(), quote=Quote(exact="felt well"), target=make.make_draft(), type="follows", reason="", **SAID
    ),
    "make_dossier": lambda: make_dossier(title="Moon", **SAID),
    "make_push_token": lambda: make_push_token(source=make.make_source(), name="desk", is_published=False, **SAID),
    "mention_entity": lambda: mention_entity(article=make.make_draft(), entity=make.make_person(), **SAID),
    "merge_entities": merge_gagarins,
    "move_in_dossier": lambda: move_in_dossier(item=item(), by_places=1, **SAID),
    "note_in_dossier": lambda: note_in_dossier(item=item(), note="The first.", **SAID),
    "receive_upload": lambda: make.make_upload(at=LATER),
    "plan_anew": lambda: plan_anew(upload=make.make_upload(), how=HowToRead(received_at=NOON, format="wire"), **SAID),
    "approve_upload": lambda: approve_upload(upload=make.make_upload(is_planned=True), number=1, **SAID),
    "discard_upload": lambda: discard_upload(upload=make.make_upload(), **SAID),
    "open_run": lambda: open_run(origin="a folder", **SAID),
    "order_dossier": order_backwards,
    "publish_article": lambda: publish_article(article=make.make_draft(), **SAID),
    "publish_dossier": lambda: publish_dossier(dossier=dossier(), **SAID),
    "put_back_mention": put_back,
    "reject_mention": lambda: reject_mention(mention=make.make_mention(make.make_draft(), make.make_person()), **SAID),
    "remove_alias": lambda: remove_alias(alias=add_alias(entity=make.make_person(), name="Gagarin", at=NOON), at=LATER),
    "remove_from_dossier": lambda: remove_from_dossier(item=item(), **SAID),
    "remove_position": lambda: remove_position(
        position=hold_position(person=make.make_person(), title="Major", **SAID), **SAID
    ),
    "hold_story": lambda: hold_story(
        article=make.make_article(), step=Step(action="hold", number=None, moment=LATER), at=LATER
    ),
    "import_annotations": lambda: import_annotations(
        article=note().article, notes=[WebNote(id="", motivation="commenting", body="!", exact="felt well")], **SAID
    ),
    "reply_to_annotation": lambda: reply_to_annotation(annotation=note(), body="Yes.", **SAID),
    "resolve_annotation": lambda: resolve_annotation(annotation=note(), **SAID),
    "restore_annotation": lambda: restore_annotation(annotation=trash_annotation(annotation=note(), **SAID), **SAID),
    "restore_article": lambda: restore_article(article=away(), **SAID),
    "restore_link": lambda: restore_link(link=trashed_link(), **SAID),
    "revoke_push_token": lambda: revoke_push_token(token=make.make_token()[0], **SAID),
    "rotate_push_token": lambda: rotate_push_token(token=make.make_token()[0], **SAID),
    "save_draft": lambda: save_draft(article=make.make_draft(), words=make.make_words(text="New."), **SAID),
    "save_entity": lambda: save_entity(entity=Person(name="Valentina Tereshkova"), at=LATER),
    "save_feed": lambda: save_feed(feed=Feed(url="https://feeds.example.org/", source=make.make_source()), **SAID),
    "save_source": lambda: save_source(source=change_source(), **SAID),
    "send_back": lambda: send_back(
        article=send_to_review(article=make.make_draft(), **SAID), comment="Who says so?", **SAID
    ),
    "send_to_review": lambda: send_to_review(article=make.make_draft(), **SAID),
    "set_participants": lambda: set_participants(event=make.make_event(), participants=[make.make_person()], **SAID),
    "set_rights": lambda: set_rights(
        article=make.make_draft(), statement=RightsStatement(holder="Somebody", year=1961), **SAID
    ),
    "set_topics": lambda: set_topics(article=make.make_draft(), topics=["Space"], **SAID),
    "split_entity": split_gagarin,
    "trash_annotation": lambda: trash_annotation(annotation=note(), **SAID),
    "trash_article": lambda: trash_article(article=make.make_draft(), **SAID),
    "undo_regrouping": lambda: undo_regrouping(regrouping=merge_gagarins()[0], **SAID),
    "unlink_articles": lambda: unlink_articles(link=link(), **SAID),
    "unpublish_dossier": lambda: unpublish_dossier(dossier=publish_dossier(dossier=dossier(), **SAID), **SAID),
    "unschedule_article": lambda: unschedule_article(article=waiting(), **SAID),
    "untrash_article": lambda: untrash_article(article=trash_article(article=make.make_draft(), **SAID), **SAID),
    "withdraw_article": lambda: withdraw_article(article=make.make_article(), reason="Wrong.", **SAID),
}
# A write that is part of another one, whose deed it is; linking a phrase writes a link and a note.
SAYS_OTHERWISE = {
    "rotate_push_token": "make_push_token",
    "move_in_dossier": "order_dossier",
    "link_phrase": "annotate_version",
}
