"""`/articles/<ref>/annotations.jsonld`: the public notes of a story as W3C Web Annotations."""

from __future__ import annotations

import json

from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.utils import timezone
from django.utils.cache import get_conditional_response

from archive.models import Annotation, Article, ArticleVersion
from archive.text.quotes import describe_span
from archive.text.spans import Span
from archive.text.web_annotation import MEDIA_TYPE, WebNote, write_collection

from .article import find_article, refuse_unless_readable, words_of
from .page import cache_control, etag_of, full_address
from .story import notes_on


def show_annotations(request: HttpRequest, ref: str) -> HttpResponseBase:
    """The notes that the story's page shows, and no other; none where the rights do not allow the whole text."""
    at = timezone.now()
    article = find_article(ref)
    if (refusal := refuse_unless_readable(request, article, at=at)) is not None:
        return refusal
    version, shown = words_of(article, at=at)
    notes = notes_on(version) if shown.use == "full" else []
    address = full_address(f"/articles/{article.ref}/annotations.jsonld")
    collection = write_collection(
        [_as_web_note(note, article, version, address) for note in notes],
        id=address,
        label=f"Public notes on “{version.headline}”",
    )
    response = HttpResponse(json.dumps(collection, ensure_ascii=False, indent=1), content_type=MEDIA_TYPE)
    response["Cache-Control"] = cache_control(at=at, closes_at=article.visible_until)
    response["ETag"] = etag = etag_of(response.content)
    return get_conditional_response(request, etag=etag, response=response) or response


def _as_web_note(note: Annotation, article: Article, version: ArticleVersion, address: str) -> WebNote:
    """As readers may see it: unsigned: staff are nobody else's business."""
    span = Span(note.start or 0, note.end or 0)
    quote = describe_span(version.text, span)
    return WebNote(
        id=f"{address}#{note.uuid}",
        motivation=note.motivation,
        body=note.body,
        exact=quote.exact,
        prefix=quote.prefix,
        suffix=quote.suffix,
        start=span.start,
        end=span.end,
        source=full_address(f"/articles/{article.ref}/"),
        cached=full_address(f"/articles/{article.ref}/v/{version.number}/"),
        created=note.created_at,
        modified=note.updated_at,
    )
