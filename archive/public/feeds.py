"""`/feeds/…`: every search and every listing as an Atom feed, newest first."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.utils import timezone
from django.views.decorators.http import require_safe

from archive.models import Article, ArticleQuerySet, Source, Topic
from archive.models.entity import Kind

from .cards import earliest_close, make_card
from .feed_address import feed_of, request_of
from .feed_atom import FeedPage
from .feed_sending import ENTRIES, make_entries, send_feed, with_cursor
from .finding import ask_index
from .inputs import tidy_input
from .moved import find_survivor, lead_to
from .page import full_address
from .search_address import SearchAddress, read_address


@require_safe
def show_newest_feed(request: HttpRequest) -> HttpResponseBase:
    """The whole archive."""
    return _show(request, SearchAddress(cursor=_cursor(request)), title="newest stories", page="/", path="/feeds/")


@require_safe
def show_search_feed(request: HttpRequest) -> HttpResponseBase:
    """Any search: the parameters are those of /search; its order is always newest first."""
    address = replace(read_address(request.GET), sort="newest")
    title = address.q or "a search"
    first = replace(address, cursor="")
    return _show(request, address, title=title, page=first.url, path=feed_of(first))


@require_safe
def show_source_feed(request: HttpRequest, code: str) -> HttpResponseBase:
    """404 until a story of it is readable."""
    source = Source.objects.filter(code=tidy_input(code)).first()
    if source is None or not Article.objects.readable(timezone.now()).filter(source=source).exists():
        raise Http404("No such source.")
    address = SearchAddress(chosen={"source": (source.code,)}, cursor=_cursor(request))
    return _show(request, address, title=source.name, page=source.get_absolute_url())


@require_safe
def show_topic_feed(request: HttpRequest, slug: str) -> HttpResponseBase:
    """404 for a heading under which nothing is readable."""
    topic = Topic.objects.filter(slug=tidy_input(slug)).first()
    readable = Article.objects.readable(timezone.now())
    if topic is None or not readable.filter(topics__slug=topic.slug).exists():
        raise Http404("No such topic.")
    address = SearchAddress(chosen={"topic": (topic.slug,)}, cursor=_cursor(request))
    return _show(request, address, title=topic.name, page=topic.get_absolute_url())


@require_safe
def show_entity_feed(request: HttpRequest, kind: Kind, slug: str) -> HttpResponseBase:
    """Of a person, organisation, place or event; 404 unless a readable story names it. Merges are followed."""
    at = timezone.now()
    entity = find_survivor(kind, slug, at=at)
    if entity.slug != slug:
        return lead_to(f"/feeds{entity.get_absolute_url()}", at=at)
    address = SearchAddress(chosen={str(kind.value): (entity.slug,)}, cursor=_cursor(request))
    return _show(request, address, title=entity.name, page=entity.get_absolute_url())


def _show(request: HttpRequest, address: SearchAddress, *, title: str, page: str, path: str = "") -> HttpResponseBase:
    """One page of the feed, or 304 for who has it.

    Caches are told when something closes, never when an embargo lifts: that would tell readers of it.
    """
    at = timezone.now()
    results = ask_index(request_of(address, limit=ENTRIES))
    if results is None:
        away = HttpResponse("The archive cannot be searched just now. Please try again later.\n", status=503)
        away["Content-Type"], away["Retry-After"], away["Cache-Control"] = (
            "text/plain; charset=utf-8",
            "300",
            "no-store",
        )
        return away
    found = {article.ref: article for article in _fetch_articles([hit.ref for hit in results.hits], at=at)}
    articles = [found[hit.ref] for hit in results.hits if hit.ref in found]
    first = path or f"/feeds{page}"
    feed = FeedPage(
        id=full_address(first),
        title=f"{settings.SITE_NAME}: {title}",
        site=settings.SITE_NAME,
        page=full_address(page),
        here=full_address(with_cursor(first, address.cursor)),
        next=full_address(with_cursor(first, results.next_cursor)) if results.next_cursor else "",
        total=results.total,
        size=ENTRIES,
        terms=address.q,
        is_first=not address.cursor,
        entries=tuple(make_entries(articles, at=at)),
    )
    cards = filter(None, (make_card(article, on=at.date()) for article in articles))
    return send_feed(request, feed, at=at, closes_at=earliest_close(cards))


def _fetch_articles(refs: list[str], *, at: datetime) -> ArticleQuerySet:
    """The index may lag behind a withdrawal, the record not; JSON that no entry shows stays where it is."""
    wanted = Article.objects.readable(at).with_words().filter(ref__in=refs)
    return wanted.defer("provenance", "extras", "public_version__marks")


def _cursor(request: HttpRequest) -> str:
    return tidy_input(request.GET.get("cursor", ""))
