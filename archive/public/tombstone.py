"""What is told of a story that readers can no longer have: that it is gone, since when, and why in general.

Never its headline, place or names: a withdrawn story must not go on speaking through its own tombstone
(DESIGN §1, promise 4). What the editors wrote for readers is shown; their details are for the record of the desk.
"""

from __future__ import annotations

from datetime import datetime

from django.http import HttpRequest
from django.http.response import HttpResponseBase

from archive.models import Article, Removal
from archive.models.article import Status
from archive.models.removal import RemovalCategory

from .page import show_page


def show_gone(request: HttpRequest, article: Article, *, at: datetime) -> HttpResponseBase:
    """410: withdrawn by the editors, or shown no longer because a right ended."""
    is_withdrawn = article.status == Status.WITHDRAWN
    since = article.withdrawn_at if is_withdrawn else article.visible_until
    context = {"ref": article.ref, "is_withdrawn": is_withdrawn, "since": since, "reason": _reason(article)}
    response = show_page(request, "archive/gone.html", context, at=at, status=410)
    response["X-Robots-Tag"] = "noindex"
    return response


def show_blocked(request: HttpRequest, article: Article, *, at: datetime) -> HttpResponseBase:
    """451: closed by law (RFC 7725)."""
    context = {"ref": article.ref, "since": article.withdrawn_at, "reason": _reason(article)}
    response = show_page(request, "archive/blocked.html", context, at=at, status=451)
    response["X-Robots-Tag"] = "noindex"
    return response


def _reason(article: Article) -> str:
    """What readers are told of the reason: the editors' own words for them, else its category."""
    removal = Removal.objects.in_force().filter(article=article).newest_first().first()
    if removal is None:
        return ""
    if removal.wording:
        return removal.wording
    return "" if removal.category == RemovalCategory.OTHER else f"The reason: {removal.get_category_display()}."
