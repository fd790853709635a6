"""Annotating words of a version, by quoting them; replying to a note."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from archive.models import Annotation, ArticleVersion
from archive.models.annotation import Motivation, Visibility
from archive.text.quotes import Quote, describe_span

from .actor import Actor
from .locking import lock_article
from .note_keeping import keep_new_note
from .note_rules import check_motivation, check_thread, find_quote, tidy_body


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
