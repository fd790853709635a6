"""Undoing a deed on a story: its exact inverse, or a sentence that says why that is no longer possible."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

from django.contrib.auth.models import User
from django.db import transaction

from archive.actions import (
    Refused,
    record_deed,
    reopen_disagreement,
    restore_annotation,
    restore_article,
    restore_link,
    unlink_articles,
    untrash_article,
)
from archive.actions.locking import lock_article
from archive.actions.put_back_mention import put_back_mention
from archive.models import Annotation, Article, Deed, Disagreement, Link, Removal
from archive.models.article import Status
from archive.models.disagreement import Answer
from editorial.models import LinkDecision

from .undo_link_decision import undo_link_decision

Undo = Callable[[Deed, Article, User, datetime], None]


@transaction.atomic
def undo_deed(*, deed: Deed, by: User, at: datetime) -> Deed:
    """Take that deed back; the deed that did so. Refused: done already, of a kind without an inverse, or overtaken."""
    if deed.verb not in INVERSES:
        raise Refused(f"“{deed.verb.replace('_', ' ')}” cannot be undone here.")
    article = Article.objects.filter(ref=deed.ref).first()
    if article is None:
        raise Refused("This story is no longer in the archive.")
    fresh = lock_article(article)
    if Deed.objects.filter(undoes=deed).exists():
        raise Refused("This has been undone already.")
    INVERSES[deed.verb](deed, fresh, by, at)
    undone = Deed.objects.filter(undoes=deed).first()
    if undone is not None:  # the inverse named it itself
        return undone
    return record_deed("undo_deed", fresh, by=by, at=at, before={"deed": deed.pk, "verb": deed.verb}, undoes=deed)


def can_undo(deed: Deed) -> bool:
    """Whether a button is worth showing: there is an inverse, and it was not done yet."""
    return deed.verb in INVERSES and not hasattr(deed, "undone_by")


def _decision(deed: Deed, article: Article, by: User, at: datetime) -> None:
    decision = LinkDecision.objects.filter(pk=deed.after.get("decision", 0)).first()
    if decision is None or decision.verdict != deed.after.get("verdict"):
        raise Refused("Somebody has decided about these two stories again since: see “Decided”.")
    undo_link_decision(decision=decision, by=by, at=at)


def _link(deed: Deed, article: Article, by: User, at: datetime) -> None:
    link = Link.objects.select_related("article", "target").filter(pk=deed.after.get("link", 0)).first()
    if link is None:
        raise Refused("This link was taken back already.")
    if link.reason != deed.after.get("reason"):
        raise Refused("The reason of this link was changed since: remove the link on its own card.")
    if deed.before:
        raise Refused(
            "The link was there before; only its reason was changed. Link the stories again with the old one."
        )
    unlink_articles(link=link, by=by, at=at)


def _unlink(deed: Deed, article: Article, by: User, at: datetime) -> None:
    restore_link(link=_trashed_link(deed), by=by, at=at)


def _trashed_link(deed: Deed) -> Link:
    link = Link.with_trash.select_related("article", "target").filter(pk=deed.before.get("link", 0)).first()
    if link is None:
        raise Refused("This link is from before there was a trash: link the stories again.")
    return link


def _removal(deed: Deed, article: Article, by: User, at: datetime) -> None:
    removal = Removal.objects.in_force().filter(article=article).newest_first().first()
    is_same = removal is not None and removal.pk == deed.after.get("removal")
    if article.status != Status.WITHDRAWN or not is_same:
        raise Refused("The story is not withdrawn for that reason any more: look at its state.")
    if deed.before.get("status") != Status.PUBLISHED:
        raise Refused("The story was not public before. Restore it, and decide what becomes of it.")
    restore_article(article=article, by=by, at=at, comment="undone")


def _mention(deed: Deed, article: Article, by: User, at: datetime) -> None:
    put_back_mention(deed=deed, by=by, at=at)


def _trash(deed: Deed, article: Article, by: User, at: datetime) -> None:
    untrash_article(article=article, by=by, at=at, comment="undone")


def _trash_note(deed: Deed, article: Article, by: User, at: datetime) -> None:
    notes = deed.before.get("notes", [0])
    note = Annotation.with_trash.filter(article=article, pk__in=notes).order_by("pk").first()
    if note is None:
        raise Refused("This note is gone.")
    restore_annotation(annotation=note, by=by, at=at)


def _disagreement(deed: Deed, article: Article, by: User, at: datetime) -> None:
    row = Disagreement.objects.select_related("article").filter(pk=deed.after.get("disagreement", 0)).first()
    if row is None or row.answer == Answer.WAITING:
        raise Refused("This answer was taken back already.")
    reopen_disagreement(disagreement=row, by=by, at=at)


INVERSES: dict[str, Undo] = {
    "accept_link": _decision,
    "reject_link": _decision,
    "take_wire_value": _disagreement,
    "keep_our_value": _disagreement,
    "link_articles": _link,
    "unlink_articles": _unlink,
    "withdraw_article": _removal,
    "confirm_mention": _mention,
    "reject_mention": _mention,
    "mention_entity": _mention,
    "trash_article": _trash,
    "trash_annotation": _trash_note,
}
