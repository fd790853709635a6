"""What every feed has in common: its entries made of readable stories, its headers, and 304 for who has it."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from datetime import datetime
from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.utils.cache import get_conditional_response
from django.utils.http import http_date

from archive.models import Article

from .cards import make_card
from .cite import permanent_address
from .feed_atom import FeedEntry, FeedPage, write_feed
from .page import cache_control, full_address

ENTRIES = 50


def send_feed(
    request: HttpRequest, feed: FeedPage, *, at: datetime, closes_at: datetime | None = None
) -> HttpResponseBase:
    """The document, or 304 for who has it already."""
    body = write_feed(feed)
    response = HttpResponse(body, content_type="application/atom+xml; charset=utf-8")
    etag, seconds = f'"{hashlib.sha256(body).hexdigest()[:32]}"', int(feed.updated_at.timestamp())
    response["ETag"], response["Last-Modified"] = etag, http_date(seconds)
    response["Cache-Control"] = cache_control(at=at, closes_at=closes_at)
    response["X-Robots-Tag"] = "noindex"
    # The latest change says nothing of a story that was taken out, so only the ETag decides.
    return get_conditional_response(request, etag=etag, response=response) or response


def make_entries(articles: Iterable[Article], *, at: datetime) -> Iterable[FeedEntry]:
    """An entry for each readable story, fetched `with_words`; one whose rights show nothing is left out."""
    for article in articles:
        version, card = article.public_version, make_card(article, on=at.date())
        if version is None or card is None:
            continue
        published_at = article.published_at or version.published_at or article.created_at
        rights = article.rights_or_none
        yield FeedEntry(
            id=permanent_address(article),
            href=full_address(card.href),
            title=card.headline,
            language=card.language,
            author=(version.byline if card.teaser else "") or card.source,
            summary=card.teaser,
            rights=(rights.notice or rights.holder if rights else "") or article.source.default_notice,
            source=card.source,
            source_href=full_address(article.source.get_absolute_url()),
            published_at=published_at,
            updated_at=version.published_at or published_at,
        )


def with_cursor(path: str, cursor: str) -> str:
    """Cursors are letters, digits, - and _ where they are ours; whatever else was sent is encoded by full_address."""
    if not cursor:
        return path
    return f"{path}{'&' if '?' in path else '?'}{urlencode({'cursor': cursor})}"
