"""Annotating words of a version, by quoting them."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from archive.models import Annotation, ArticleVersion
from archive.models.annotation import Motivation, Visibility
from archive.text.quotes import Quote, describe_span, locate_quote

from .actor import Actor
from .locking import lock_article, touch
from .record_deed import only_changes, record_deed, values_of
from .refusals import Refused

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
    _check_thread(parent, visibility)
    span = locate_quote(version.text, quote, hint=hint)
    if span is None:
        raise Refused(_why_not_found(version.text, quote.exact))
    if not body.strip() and motivation != Motivation.HIGHLIGHTING:
        raise Refused("The note is empty: write what you want to say about these words.")
    found = describe_span(version.text, span)
    note = Annotation.objects.create(
        article=article,
        version=version,
        exact=found.exact,
        prefix=found.prefix,
        suffix=found.suffix,
        start=span.start,
        end=span.end,
        motivation=motivation,
        body=body.strip(),
        visibility=visibility,
        parent=parent,
        by=by,
        created_at=at,
        updated_at=at,
    )
    touch(article, at=at)
    record_deed("annotate_version", article, by=by, at=at, after={"note": note.pk, **values_of(note, KEPT)})
    return note


@transaction.atomic
def edit_annotation(
    *,
    annotation: Annotation,
    body: str,
    visibility: str,
    motivation: str,
    by: Actor,
    at: datetime,
) -> Annotation:
    """Change what the note says or who may see it; the words it is on stay."""
    if not body.strip() and motivation != Motivation.HIGHLIGHTING:
        raise Refused("The note is empty: write something, or resolve it.")
    article = lock_article(annotation.article)
    _check_thread(annotation.parent, visibility)
    before = values_of(annotation, KEPT)
    annotation.body = body.strip()
    annotation.visibility = visibility
    annotation.motivation = motivation
    annotation.updated_at = at
    annotation.save(update_fields=["body", "visibility", "motivation", "updated_at"])
    touch(article, at=at)
    was, now = only_changes(before, values_of(annotation, KEPT))
    record_deed("edit_annotation", article, by=by, at=at, before=was, after={"note": annotation.pk, **now})
    return annotation


@transaction.atomic
def resolve_annotation(*, annotation: Annotation, by: Actor, at: datetime, is_resolved: bool = True) -> Annotation:
    """Close the note, or open it again. A resolved public note stays public."""
    article = lock_article(annotation.article)
    before = {"resolved_at": annotation.resolved_at}
    annotation.resolved_at = at if is_resolved else None
    annotation.resolved_by = by if is_resolved else None
    annotation.save(update_fields=["resolved_at", "resolved_by"])
    touch(article, at=at)
    after = {"note": annotation.pk, "resolved_at": annotation.resolved_at}
    record_deed("resolve_annotation", article, by=by, at=at, before=before, after=after)
    return annotation


def _check_thread(parent: Annotation | None, visibility: str) -> None:
    if parent is not None and parent.visibility == Visibility.INTERNAL and visibility != Visibility.INTERNAL:
        raise Refused("This is a reply in an internal thread: keep it internal, or make the first note public.")


def _why_not_found(text: str, exact: str) -> str:
    count = text.count(exact) if exact else 0
    if count > 1:
        return f"These words stand {count} times in the story: quote more of them, or what stands before."
    return "These words are not in the story as it stands: copy them exactly as they are printed."
