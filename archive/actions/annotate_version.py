"""Annotating words of a version, by quoting them; replying to a note."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from archive.models import Annotation, ArticleVersion
from archive.models.annotation import Motivation, Visibility
from archive.models.note_change import NoteDeed
from archive.text.quotes import Quote, describe_span, locate_quote
from archive.text.spans import Span

from .actor import Actor
from .locking import lock_article, touch
from .note_history import PLACED, SAID, describe_note, record_change
from .note_mentions import name_colleagues
from .record_deed import record_deed, values_of
from .refusals import Refused

MOST_BODY = 20_000  # code points
KEPT = ("exact", "start", "end", "motivation", "body", "visibility")  # what a deed tells of a note


@transaction.atomic
def annotate_version(
    *,
    version: ArticleVersion,
    quote: Quote,
    body: str,
    by: Actor,
    at: datetime,
    motivation: str = Motivation.COMMENTING,
    visibility: str = Visibility.INTERNAL,
    parent: Annotation | None = None,
    hint: int | None = None,
) -> Annotation:
    """A note on the quoted words. They must stand in that version, and in one place only or with context.

    A reply belongs to the first note of its thread, and is no more public than that.
    """
    article = lock_article(version.article)
    parent = parent.parent or parent if parent is not None else None
    check_thread(parent, visibility)
    span = find_quote(version.text, quote, hint=hint)
    found = describe_span(version.text, span)
    note = Annotation(
        article=article,
        version=version,
        made_on=version,
        exact=found.exact,
        prefix=found.prefix,
        suffix=found.suffix,
        start=span.start,
        end=span.end,
        motivation=check_motivation(motivation),
        body=tidy_body(body, motivation=motivation),
        visibility=visibility,
        parent=parent,
        by=by,
        created_at=at,
        updated_at=at,
    )
    return keep_new_note(note, verb="annotate_version", by=by, at=at)


@transaction.atomic
def reply_to_annotation(
    *, annotation: Annotation, body: str, by: Actor, at: datetime, visibility: str | None = None
) -> Annotation:
    """An answer in the note's thread, on the same words wherever they are; as public as the note unless told."""
    article = lock_article(annotation.article)
    first = Annotation.objects.select_related("version").get(pk=annotation.parent_id or annotation.pk)
    visibility = first.visibility if visibility is None else visibility
    check_thread(first, visibility)
    note = Annotation(
        article=article,
        version=first.version,
        made_on=article.latest_version or first.version,
        exact=first.exact,
        prefix=first.prefix,
        suffix=first.suffix,
        start=first.start,
        end=first.end,
        anchor_state=first.anchor_state,
        anchor_score=first.anchor_score,
        motivation=Motivation.REPLYING,
        body=tidy_body(body, motivation=Motivation.REPLYING),
        visibility=visibility,
        parent=first,
        by=by,
        created_at=at,
        updated_at=at,
    )
    return keep_new_note(note, verb="reply_to_annotation", by=by, at=at)


def keep_new_note(note: Annotation, *, verb: str, by: Actor, at: datetime) -> Annotation:
    """Save a note with the first line of its history, and tell those it names. The article is locked."""
    note.save()
    after = describe_note(note, (*SAID, *PLACED))
    record_change(note, NoteDeed.WRITTEN, by=by, at=at, before={}, after=after)
    name_colleagues(note=note, by=by, at=at)
    touch(note.article, at=at)
    record_deed(verb, note.article, by=by, at=at, after={"note": note.pk, **values_of(note, KEPT)})
    return note


def find_quote(text: str, quote: Quote, *, hint: int | None = None) -> Span:
    """Where the quoted words stand; refused when they do not, or when nobody can tell where."""
    span = locate_quote(text, quote, hint=hint)
    if span is None:
        raise Refused(_why_not_found(text, quote.exact))
    return span


def tidy_body(body: str, *, motivation: str) -> str:
    """The Markdown as it is kept; only a highlight may say nothing."""
    body = body.replace("\0", "").replace("\r\n", "\n").strip()
    if not body and motivation != Motivation.HIGHLIGHTING:
        raise Refused("The note is empty: write what you want to say about these words.")
    if len(body) > MOST_BODY:
        raise Refused(f"The note has {len(body):,} characters: keep it under {MOST_BODY:,}, or link to the rest.")
    return body


def check_motivation(motivation: str) -> str:
    if motivation not in Motivation.values:
        raise Refused(f"“{motivation}” is not a purpose of a note: use one of {', '.join(Motivation.values)}.")
    return motivation


def check_thread(parent: Annotation | None, visibility: str) -> None:
    """An answer is never more public than what it answers."""
    if visibility not in Visibility.values:
        raise Refused("Say who sees the note: internal or public.")
    if parent is not None and parent.visibility == Visibility.INTERNAL and visibility != Visibility.INTERNAL:
        raise Refused("This is a reply in an internal thread: keep it internal, or make the first note public.")


def _why_not_found(text: str, exact: str) -> str:
    count = text.count(exact) if exact else 0
    if count > 1:
        return f"These words stand {count} times in the story: quote more of them, or what stands before."
    return "These words are not in the story as it stands: copy them exactly as they are printed."
