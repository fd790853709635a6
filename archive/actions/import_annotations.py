"""Bringing in notes as Web Annotations: all of a file, or none of it."""

from __future__ import annotations

import uuid
from collections.abc import Sequence
from datetime import datetime

from django.db import transaction

from archive.models import Annotation, Article, ArticleVersion
from archive.models.annotation import AnchorState, Visibility
from archive.text.quotes import Quote, describe_span, locate_quote
from archive.text.spans import Span
from archive.text.web_annotation import WebNote

from .actor import Actor
from .locking import lock_article
from .note_keeping import keep_new_note
from .note_rules import check_thread, tidy_body
from .refusals import Refused

MOST_AT_ONCE = 5_000


@transaction.atomic
def import_annotations(*, article: Article, notes: Sequence[WebNote], by: Actor, at: datetime) -> list[Annotation]:
    """New notes on the versions they name, on the latest when they name none. Those that are here already stay as
    they are: a file brought in twice changes nothing. They are signed as the file says, never as a colleague's own;
    their history says who brought them in. Refused, with the number of the note, when one does not fit.
    """
    if len(notes) > MOST_AT_ONCE:
        raise Refused(f"The file has {len(notes):,} notes: bring in at most {MOST_AT_ONCE:,} at once.")
    locked = lock_article(article)
    versions = {version.number: version for version in ArticleVersion.objects.filter(article=locked)}
    identities = [_identity(note) for note in notes]
    known = {note.uuid: note for note in Annotation.with_trash.filter(uuid__in=identities)}
    made: list[Annotation] = []
    # The first notes of threads come before those that answer them.
    for number, note in sorted(enumerate(notes, start=1), key=lambda pair: (bool(pair[1].answers), pair[0])):
        identity = identities[number - 1]
        if identity in known:
            continue
        try:
            row = _make_row(note, identity, locked, versions, known, at)
        except Refused as refusal:
            raise Refused(f"Annotation {number}: {refusal}") from refusal
        known[identity] = keep_new_note(row, verb="import_annotations", by=by, at=at)
        made.append(known[identity])
    return made


def _make_row(
    note: WebNote,
    identity: uuid.UUID,
    article: Article,
    versions: dict[int, ArticleVersion],
    known: dict[uuid.UUID, Annotation],
    at: datetime,
) -> Annotation:
    version = _version_of(note, versions)
    parent = known.get(_as_uuid(note.answers)) if note.answers else None
    if note.answers and (parent is None or parent.article_id != article.pk):
        raise Refused("the note that it answers is neither in the file nor on this story.")
    parent = parent.parent or parent if parent else None
    visibility = note.visibility or Visibility.INTERNAL
    check_thread(parent, visibility)
    span = None if note.is_orphaned else _span_of(note, version)
    quote = Quote(note.exact, note.prefix[-100:], note.suffix[:100])
    if span is not None and not (quote.prefix or quote.suffix):
        quote = describe_span(version.text, span)
    return Annotation(
        uuid=identity,
        article=article,
        version=version,
        made_on=version,
        exact=quote.exact,
        prefix=quote.prefix,
        suffix=quote.suffix,
        start=span.start if span else None,
        end=span.end if span else None,
        anchor_state=AnchorState.EXACT if span else AnchorState.ORPHANED,
        motivation=note.motivation,
        body=tidy_body(note.body, motivation=note.motivation),
        visibility=visibility,
        parent=parent,
        creator_name=note.creator[:200],
        created_at=note.created or at,
        updated_at=note.modified or note.created or at,
        resolved_at=note.resolved,
    )


def _version_of(note: WebNote, versions: dict[int, ArticleVersion]) -> ArticleVersion:
    """`…/v/<number>/` names the version; a note that names none is on the latest."""
    number = note.cached.rstrip("/").rpartition("/v/")[2]
    if not note.cached and versions:
        return versions[max(versions)]
    if not (number.isascii() and number.isdigit()) or int(number) not in versions:
        raise Refused(f"it is on the version {note.cached!r}, which this story does not have.")
    return versions[int(number)]


def _span_of(note: WebNote, version: ArticleVersion) -> Span:
    """The position, when the words stand there; without one, the one place that the quotation means."""
    if note.start is not None and note.end is not None:
        if version.text[note.start : note.end] != note.exact:
            raise Refused(
                f"the words {note.exact[:60]!r} do not stand at {note.start} to {note.end} of version "
                f"{version.number}: count in code points of its text."
            )
        return Span(note.start, note.end)
    span = locate_quote(version.text, Quote(note.exact, note.prefix, note.suffix))
    if span is None:
        raise Refused(f"the words {note.exact[:60]!r} stand not once in version {version.number}: add a position.")
    return span


def _identity(note: WebNote) -> uuid.UUID:
    return _as_uuid(note.id) if note.id else uuid.uuid4()


def _as_uuid(iri: str) -> uuid.UUID:
    """Ours end in the note's own id; a foreign one always makes the same."""
    try:
        return uuid.UUID(iri.rpartition("#")[2])
    except ValueError:
        return uuid.uuid5(uuid.NAMESPACE_URL, iri)
