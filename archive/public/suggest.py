"""`/search/suggest` and `/opensearch/…`: completions for our own search boxes and for those of browsers."""

from __future__ import annotations

from django.conf import settings
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from .inputs import tidy_input
from .offers import Offer, find_offers
from .page import cache_control, full_address

LONGEST = 100  # code points: nobody completes more


@require_safe
def show_suggestions(request: HttpRequest) -> HttpResponse:
    """`{"q": …, "offers": [{"kind", "name", "also", "href", "count", "language"}]}`; never an error."""
    typed, offers = _offer(request)
    rows = [
        {
            "kind": offer.kind,
            "name": offer.name,
            "also": offer.also,
            "href": offer.href,
            "count": offer.count,
            "language": offer.language,
        }
        for offer in offers
    ]
    return _answer(JsonResponse({"q": typed, "offers": rows}), offers)


@require_safe
def show_browser_suggestions(request: HttpRequest) -> HttpResponse:
    """`["q", [completion…], [description…], [address…]]`, as OpenSearch Suggestions 1.1 wants it."""
    typed, offers = _offer(request)
    rows = [
        typed,
        [offer.name for offer in offers],
        [_describe(offer) for offer in offers],
        [full_address(offer.href) for offer in offers],
    ]
    return _answer(JsonResponse(rows, safe=False, content_type="application/x-suggestions+json"), offers)


@require_safe
def show_description(request: HttpRequest) -> HttpResponse:
    """The OpenSearch description, by which a browser can add the archive to its search engines."""
    response = render(
        request,
        "archive/opensearch.xml",
        {"search": full_address("/search"), "suggest": full_address("/opensearch/suggest"), "site": settings.SITE_NAME},
        content_type="application/opensearchdescription+xml; charset=utf-8",
    )
    response["Cache-Control"] = "public, max-age=86400"
    return response


def _offer(request: HttpRequest) -> tuple[str, tuple[Offer, ...]]:
    typed = " ".join(tidy_input(request.GET.get("q", ""), LONGEST).split())
    return typed, find_offers(typed, at=timezone.now())


def _answer(response: HttpResponse, offers: tuple[Offer, ...]) -> HttpResponse:
    closes_at = min((offer.closes_at for offer in offers if offer.closes_at), default=None)
    response["Cache-Control"] = cache_control(at=timezone.now(), closes_at=closes_at)
    response["X-Robots-Tag"] = "noindex"
    return response


def _describe(offer: Offer) -> str:
    if offer.kind == "story":
        return "story"
    stories = "1 story" if offer.count == 1 else f"{offer.count} stories"
    return f"{offer.kind}, {stories}"
