"""Notes of the desk as files: all of a story out, and a file of Web Annotations in."""

from __future__ import annotations

import json
from typing import Any

from django import forms
from django.conf import settings
from django.contrib.auth.models import User
from django.http import HttpResponse
from django.utils import timezone

from archive.actions import Refused, import_annotations
from archive.models import Annotation, Article
from archive.models.annotation import AnchorState
from archive.text.quotes import describe_span
from archive.text.spans import Span
from archive.text.web_annotation import MEDIA_TYPE, WebNote, read_annotations, write_collection

MOST_BYTES = 20_000_000


class ImportForm(forms.Form):
    """A file of Web Annotations."""

    file = forms.FileField(label="File", help_text="JSON-LD: one annotation, a list, a page or a collection.")


def export_notes(article: Article) -> HttpResponse:
    """Every note of the story, internal ones and answers too, with what is needed to bring them in again."""
    address = f"{settings.SITE_URL}/articles/{article.ref}/annotations.jsonld"
    notes = Annotation.objects.filter(article=article).select_related("version", "made_on", "by", "parent")
    collection = write_collection(
        [_as_web_note(note, article, address) for note in notes.order_by("created_at", "uuid")],
        id=address,
        label=f"Notes of the desk on {article.ref}",
    )
    response = HttpResponse(json.dumps(collection, ensure_ascii=False, indent=1), content_type=MEDIA_TYPE)
    response["Content-Disposition"] = f'attachment; filename="notes-{article.ref}.jsonld"'
    response["Cache-Control"] = "no-store"
    return response


def import_notes(content: bytes, *, by: User, onto: str = "") -> tuple[str, Article | None]:
    """Bring them in; refused as a whole when one does not fit, or when they are not about the story `onto` (its ref,
    where that was the page the editor came from). Returns what happened, and the story; None: the file held no note.
    """
    if len(content) > MOST_BYTES:
        raise Refused(f"The file has {len(content):,} bytes: bring in at most {MOST_BYTES:,} at once.")
    try:
        notes = read_annotations(json.loads(content.decode("utf-8-sig")))
    except (UnicodeDecodeError, json.JSONDecodeError, RecursionError):
        raise Refused("The file is no JSON in UTF-8: give the annotations as JSON-LD.") from None
    except ValueError as error:
        raise Refused(str(error)) from error
    refs = {_ref_of(note) for note in notes}
    if len(refs) > 1:
        raise Refused("The file is about several stories: bring in the notes of one story at a time.")
    if onto and refs - {onto}:
        raise Refused(f"The notes of this file are about another story, {refs.pop()}: bring them in from its page.")
    article = Article.objects.filter(ref__in=refs).first()
    if notes and article is None:
        raise Refused("The story that these notes are about is not in this archive: see the source of their target.")
    made = import_annotations(article=article, notes=notes, by=by, at=timezone.now()) if article else []
    return f"{len(made)} notes brought in; {len(notes) - len(made)} were here already.", article


def _ref_of(note: WebNote) -> str:
    return note.source.partition("/articles/")[2].partition("/")[0]


def _as_web_note(note: Annotation, article: Article, address: str) -> WebNote:
    is_orphaned = note.anchor_state == AnchorState.ORPHANED or note.start is None or note.end is None
    version = (note.made_on or note.version) if is_orphaned else note.version
    place: dict[str, Any] = {"exact": note.exact, "prefix": note.prefix, "suffix": note.suffix}
    if not is_orphaned:
        quote = describe_span(version.text, Span(note.start or 0, note.end or 0))
        place = {
            "exact": quote.exact, "prefix": quote.prefix, "suffix": quote.suffix, "start": note.start, "end": note.end
        }  # fmt: skip
    return WebNote(
        id=f"{address}#{note.uuid}",
        motivation=note.motivation,
        body=note.body,
        source=f"{settings.SITE_URL}/articles/{article.ref}/",
        cached=f"{settings.SITE_URL}/articles/{article.ref}/v/{version.number}/",
        created=note.created_at,
        modified=note.updated_at,
        creator=note.author_name,
        answers=f"{address}#{note.parent.uuid}" if note.parent else "",
        visibility=note.visibility,
        resolved=note.resolved_at,
        is_orphaned=is_orphaned,
        **place,
    )
