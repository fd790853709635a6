"""Disagreements between a person and the wire: noted, answered, and asked again (promise 2)."""

from __future__ import annotations

import hashlib
import json
from datetime import datetime

from django.db import transaction

from archive.models import Article, Disagreement, Original
from archive.models.disagreement import Answer

from .actor import Actor
from .decided_values import Values, set_value, values_here, values_said
from .locking import lock_article
from .provenance import ENTRIES
from .receive_stories import ReceivedStory
from .record_deed import record_deed
from .refusals import Refused


def note_disagreements(
    article: Article, story: ReceivedStory, *, original: Original, at: datetime, holds_words: bool
) -> None:
    """Keep what the wire says against a person, each value once; one that it does not say any more waits no longer.

    Call it before the wire's values are taken over, in the same transaction. `holds_words`: a person's draft is
    open, so that none of the words is the wire's. A person's published text is not noted: the wire's waits as a draft.
    """
    if not holds_words and not any(article.says_person(entry) for entry in article.provenance):
        return
    here, said = values_here(article), values_said(story)
    for entry, wire in said.items():
        is_held = holds_words and entry in ENTRIES
        if not is_held and (entry == "text" or not article.says_person(entry)):
            continue
        rows = Disagreement.objects.filter(article=article, field=entry)
        digest = _hash(wire)
        rows.waiting().exclude(wire_sha256=digest).delete()
        if here.get(entry) == wire:
            rows.waiting().delete()
            continue
        kept = {"here": here.get(entry, {}), "wire": wire, "original": original, "said_at": at}
        row, is_new = rows.get_or_create(article=article, field=entry, wire_sha256=digest, defaults=kept)
        if not is_new and row.answer == Answer.WAITING and row.here != kept["here"]:
            row.here = here.get(entry, {})
            row.save(update_fields=["here"])


@transaction.atomic
def take_wire_value(*, disagreement: Disagreement, by: Actor, at: datetime) -> Disagreement:
    """The wire is right: its value is set, as this person's decision. Refused when it was answered already."""
    article, row = _take(disagreement)
    here = values_here(article).get(row.field, {})
    set_value(article, row.wire, entry=row.field, by=by, at=at)
    return _answer(row, Answer.TAKEN, "take_wire_value", here=here, by=by, at=at)


@transaction.atomic
def keep_our_value(*, disagreement: Disagreement, by: Actor, at: datetime) -> Disagreement:
    """We are right: this value of the wire's is never suggested again for this story."""
    _, row = _take(disagreement)
    return _answer(row, Answer.REFUSED, "keep_our_value", here=row.here, by=by, at=at)


@transaction.atomic
def reopen_disagreement(*, disagreement: Disagreement, by: Actor, at: datetime) -> Disagreement:
    """As it was before the answer. Refused when the value has been changed since."""
    article = lock_article(disagreement.article)
    row = Disagreement.objects.select_for_update(of=("self",)).select_related("article").get(pk=disagreement.pk)
    if row.answer == Answer.WAITING:
        raise Refused("Nobody has decided about this: there is nothing to undo.")
    if row.answer == Answer.TAKEN:
        if values_here(article).get(row.field) != row.wire:
            raise Refused("Somebody has changed this field since: change it by hand.")
        set_value(article, row.here, entry=row.field, by=by, at=at)
    before = {"disagreement": row.pk, "answer": row.answer}
    row.answer, row.by, row.decided_at = Answer.WAITING, None, None
    row.save(update_fields=["answer", "by", "decided_at"])
    record_deed("reopen_disagreement", article, by=by, at=at, before=before, after={"answer": row.answer})
    return row


def _take(disagreement: Disagreement) -> tuple[Article, Disagreement]:
    article = lock_article(disagreement.article)
    row = Disagreement.objects.select_for_update(of=("self",)).filter(pk=disagreement.pk).first()
    if row is None:
        raise Refused("The wire does not say this any more: there is nothing to decide.")
    if row.answer != Answer.WAITING:
        raise Refused("Somebody has decided about this already.")
    return article, row


def _answer(row: Disagreement, answer: Answer, verb: str, *, here: Values, by: Actor, at: datetime) -> Disagreement:
    row.here, row.answer, row.by, row.decided_at = here, answer, by, at
    row.save(update_fields=["here", "answer", "by", "decided_at"])
    before = {"disagreement": row.pk, "field": row.field, "here": row.here}
    record_deed(verb, row.article, by=by, at=at, before=before, after={"disagreement": row.pk, "wire": row.wire})
    return row


def _hash(values: Values) -> str:
    return hashlib.sha256(json.dumps(values, sort_keys=True, ensure_ascii=False).encode("utf-8", "replace")).hexdigest()
