"""What an editor can do beside a story with one form or one button: each a POST, each an action of the archive."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.contrib.auth.models import User
from django.shortcuts import get_object_or_404
from django.utils import timezone

from archive.actions import (
    Refused,
    annotate_version,
    attach_annotation,
    confirm_mention,
    edit_annotation,
    link_articles,
    link_phrase,
    mark_mentions_read,
    mention_entity,
    reject_mention,
    reply_to_annotation,
    resolve_annotation,
    unlink_articles,
)
from archive.models import Annotation, Article, Link, Mention, NoteMention
from editorial.anchoring import complete_quote, find_words

from .story_checks import dismiss, note_check, restore_check
from .story_disagreements import keep as keep_ours
from .story_disagreements import take as take_wire
from .story_forms import (
    AttachForm,
    CheckForm,
    Decision,
    LinkForm,
    MentionForm,
    NoteEditForm,
    NoteForm,
    ReplyForm,
    ResolveForm,
    SideForm,
)
from .story_proposals import ProposalForm, accept, undo
from .story_proposals import reject as reject_proposal
from .story_selection import read_selection
from .story_workflow import (
    ASSIGN,
    MOVE_BUTTONS,
    AssignForm,
    MoveForm,
    assign,
    finish,
    make_move,
    restore,
    take_link_out,
    take_note_out,
    throw_note_away,
)
from .story_workflow import undo as undo_deed

Values = dict[str, Any]
DISMISS = "editorial.add_dismissedcheck"


@dataclass(frozen=True, slots=True)
class Deed:
    """One deed: its address below the story's, the permission it takes (of the archive, unless it names another
    app), its form, and what it does.

    `do(article, by, key, values)` gives the sentence that tells what happened; `panel` is where the editor
    goes on reading.
    """

    name: str
    path: str
    permission: str
    form: type[SideForm]
    do: Callable[[Article, User, int, Values], str]
    panel: str
    query: str = ""  # with which the page is shown again


def add_mention(article: Article, by: User, key: int, values: Values) -> str:
    """The named words, else every place where the name stands."""
    entity, words = values["entity"], values["words"]
    text = article.latest_version.text if article.latest_version else ""
    spans = find_words(text, words or entity.name)
    if words and not spans:
        raise Refused("These words are not in the story as it stands: copy them exactly, or leave them out.")
    mention_entity(
        article=article,
        entity=entity,
        by=by,
        at=timezone.now(),
        role=values["role"],
        descriptor=values["descriptor"],
        spans=spans,
    )
    return f"The story now names {entity.name}."


def confirm(article: Article, by: User, key: int, values: Values) -> str:
    mention = confirm_mention(mention=_mention(article, key), by=by, at=timezone.now())
    return f"Confirmed: {mention.entity.name}."


def reject(article: Article, by: User, key: int, values: Values) -> str:
    mention = reject_mention(mention=_mention(article, key), by=by, at=timezone.now())
    return f"Rejected: {mention.entity.name}. It will not be suggested for this story again."


def add_note(article: Article, by: User, key: int, values: Values) -> str:
    version = article.latest_version
    if version is None:
        raise Refused("This story has no words yet: save a draft, then write notes on it.")
    quote, hint = read_selection(version, values)
    annotate_version(
        version=version,
        quote=quote,
        hint=hint,
        body=values["body"],
        by=by,
        at=timezone.now(),
        motivation=values["motivation"],
        visibility=values["visibility"],
    )
    return "The note is written."


def edit_note(article: Article, by: User, key: int, values: Values) -> str:
    edit_annotation(annotation=_note(article, key), by=by, at=timezone.now(), **values)
    return "The note is changed."


def resolve_note(article: Article, by: User, key: int, values: Values) -> str:
    resolved = values["resolved"]
    resolve_annotation(annotation=_note(article, key), by=by, at=timezone.now(), is_resolved=resolved)
    return "The note is resolved." if resolved else "The note is open again."


def reply_to_note(article: Article, by: User, key: int, values: Values) -> str:
    reply_to_annotation(annotation=_note(article, key), body=values["body"], by=by, at=timezone.now())
    return "Answered."


def read_what_names_me(article: Article, by: User, key: int, values: Values) -> str:
    ids = NoteMention.objects.unread_by(by.pk).filter(annotation__article=article).values_list("pk", flat=True)
    mark_mentions_read(user=by, at=timezone.now(), ids=ids)
    return "Read."


def attach_note(article: Article, by: User, key: int, values: Values) -> str:
    """To typed words, or to proposed ones, which may stand in the story more than once: then their place decides."""
    text = article.latest_version.text if article.latest_version else ""
    quote = complete_quote(text, exact=values["exact"], prefix=values["before"])
    attach_annotation(annotation=_note(article, key), quote=quote, hint=values["start"], by=by, at=timezone.now())
    return "The note is on these words now."


def add_link(article: Article, by: User, key: int, values: Values) -> str:
    place = {"exact": values.pop("words"), "start": values.pop("start"), "end": values.pop("end")}
    if place["exact"] and (version := article.latest_version) is not None:
        quote, _ = read_selection(version, place)
        link_phrase(version=version, quote=quote, by=by, at=timezone.now(), **values)
        return "The stories are linked, and the words lead there; the link shows on both."
    link_articles(article=article, by=by, at=timezone.now(), **values)
    return "The stories are linked; the link shows on both."


def remove_link(article: Article, by: User, key: int, values: Values) -> str:
    unlink_articles(link=get_object_or_404(Link.objects.touching(article.pk), pk=key), by=by, at=timezone.now())
    return "The link is gone from both stories."


def note_odd_words(article: Article, by: User, key: int, values: Values) -> str:
    return note_check(article, by, values["fingerprint"])


def dismiss_odd_words(article: Article, by: User, key: int, values: Values) -> str:
    return dismiss(article, by, values["fingerprint"])


def ask_about_words_again(article: Article, by: User, key: int, values: Values) -> str:
    return restore_check(article, by, values["fingerprint"])


def _mention(article: Article, key: int) -> Mention:
    return get_object_or_404(Mention.objects.select_related("entity"), pk=key, article=article)


def _note(article: Article, key: int) -> Annotation:
    return get_object_or_404(Annotation, pk=key, article=article)


DEEDS = (
    Deed("mention", "names/add/", "add_mention", MentionForm, add_mention, "names"),
    Deed("confirm", "names/<int:key>/confirm/", "change_mention", Decision, confirm, "names"),
    Deed("reject", "names/<int:key>/reject/", "change_mention", Decision, reject, "names"),
    Deed("note", "notes/add/", "add_annotation", NoteForm, add_note, "notes"),
    Deed("edit_note", "notes/<int:key>/edit/", "change_annotation", NoteEditForm, edit_note, "notes"),
    Deed("resolve", "notes/<int:key>/resolve/", "change_annotation", ResolveForm, resolve_note, "notes"),
    Deed("reply", "notes/<int:key>/reply/", "add_annotation", ReplyForm, reply_to_note, "notes"),
    Deed("attach", "notes/<int:key>/attach/", "change_annotation", AttachForm, attach_note, "notes"),
    Deed("read_notes", "notes/read/", "view_annotation", Decision, read_what_names_me, "notes"),
    Deed("note_check", "checks/note/", "add_annotation", CheckForm, note_odd_words, "checks"),
    Deed("dismiss_check", "checks/dismiss/", DISMISS, CheckForm, dismiss_odd_words, "checks"),
    Deed("ask_again", "checks/ask-again/", DISMISS, CheckForm, ask_about_words_again, "checks"),
    Deed("take_wire", "said/<int:key>/take/", "change_article", Decision, take_wire, "disagreements"),
    Deed("keep_ours", "said/<int:key>/keep/", "change_article", Decision, keep_ours, "disagreements"),
    Deed("link", "links/add/", "add_link", LinkForm, add_link, "links"),
    Deed("unlink", "links/<int:key>/remove/", "delete_link", Decision, remove_link, "links"),
    Deed("accept_link", "links/accept/", "add_link", ProposalForm, accept, "links", "?proposals=1"),
    Deed("reject_link", "links/reject/", "add_link", ProposalForm, reject_proposal, "links", "?proposals=1"),
    Deed("undo_link", "links/<int:key>/undo/", "delete_link", Decision, undo, "links", "?proposals=1"),
    Deed("restore", "restore/", "view_article", Decision, restore, "standing"),
    Deed("assign", "assign/", ASSIGN, AssignForm, assign, "workflow"),
    Deed("finish", "assignments/<int:key>/done/", ASSIGN, Decision, finish, "workflow"),
    Deed("trash_note", "notes/<int:key>/trash/", "delete_annotation", Decision, throw_note_away, "notes"),
    Deed("take_note_out", "notes/<int:key>/restore/", "delete_annotation", Decision, take_note_out, "notes"),
    Deed("take_link_out", "links/<int:key>/restore/", "delete_link", Decision, take_link_out, "links"),
    Deed("undo", "deeds/<int:key>/undo/", "editorial.undo_deed", Decision, undo_deed, "workflow"),
    *(
        Deed(f"move_{move.name}", f"moves/{move.name}/", move.permission, MoveForm, make_move(move.name), "workflow")
        for move in MOVE_BUTTONS
    ),
)
