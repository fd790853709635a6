"""`/preview/<ref>/`: the story's page as readers would get it once its latest words are published, for the desk alone.

The words are published for the length of this one request, inside a transaction that is rolled back: names and notes
are carried along by the very deed that publishing is, and the page is made by the reader's own code and template.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, time
from typing import Any

from django.contrib.auth.models import AnonymousUser, User
from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone

from archive.actions import Refused, publish_article
from archive.models import Article, Rights
from archive.models.article import Status
from archive.models.rights import DisplayPolicy

from .article import describe_page, find_article
from .page import never_store
from .shown import decide_shown
from .story import collect_story

TO_COME = (Status.DRAFT, Status.REVIEW, Status.PUBLISHED)  # of these the latest words are shown as published


@dataclass(frozen=True, slots=True)
class Asked:
    """The moment of the preview, and the display policy to try; empty: the story's own."""

    at: datetime
    policy: str


def show_preview(request: HttpRequest, ref: str) -> HttpResponse:
    """200 for whoever may see stories at the desk; 404 for everybody else, whether there is such a story or not."""
    if not _is_of_the_desk(request.user):
        raise Http404("No such story.")
    asked = _read_asked(request)
    with transaction.atomic():
        response = _show(request, ref, asked)
        transaction.set_rollback(True)  # nothing of this was meant to stay
    response["X-Robots-Tag"] = "noindex, nofollow"
    response["Referrer-Policy"] = "same-origin"
    return never_store(response)


def _is_of_the_desk(user: User | AnonymousUser) -> bool:
    return user.is_active and user.is_staff and user.has_perm("archive.view_article")


def _read_asked(request: HttpRequest) -> Asked:
    """What cannot be read means now, and the story's own policy."""
    now = timezone.now()
    policy = request.GET.get("policy", "")
    try:
        day = date.fromisoformat(request.GET.get("on", ""))
        at = now if day == timezone.localdate() else timezone.make_aware(datetime.combine(day, time(12)))
        at.astimezone(timezone.get_fixed_timezone(0))  # the first and the last day there are cannot be asked everywhere
    except (ValueError, OverflowError):
        at = now
    return Asked(at, policy if policy in DisplayPolicy.values else "")


def _show(request: HttpRequest, ref: str, asked: Asked) -> HttpResponse:
    article = find_article(ref)
    at, refusal = asked.at, ""
    if article.status in TO_COME and article.latest_version_id != article.public_version_id:
        try:
            publish_article(article=article, by=None, at=timezone.now())
        except Refused as refused:
            refusal = str(refused)
        article = find_article(ref)
    if asked.policy:
        article.rights = article.rights_or_none or Rights(article=article)
        article.rights.display_policy = asked.policy
    version = article.public_version
    bar: dict[str, Any] = {
        "article": article,
        "asked": asked,
        "policies": DisplayPolicy.choices,
        "day": timezone.localdate(at),
    }
    standing = article.standing_at(at)
    shown = decide_shown(article, version, on=at.date()) if version is not None else None
    if standing != "readable" or version is None or shown is None:
        told = refusal or _say_standing(article, standing, at)
        return render(request, "archive/preview_nothing.html", bar | {"told": told})
    story = collect_story(article, version, shown, at=at)
    return render(request, "archive/preview.html", describe_page(story, at=at) | bar)


def _say_standing(article: Article, standing: str, at: datetime) -> str:
    """What readers are told instead of the story."""
    match standing:
        case "gone":
            return "On that day readers are told that the story is gone (410), and no word of it."
        case "blocked":
            return "Readers are told that a legal demand closes the story (451), and no word of it."
    if article.status == Status.TRASHED:
        return "The story is in the trash: readers are told that there is no such page (404)."
    if article.visible_from is not None and article.visible_from > at:
        until = timezone.localtime(article.visible_from)
        return f"On that day nobody sees it yet: it is hidden until {until:%d %B %Y, %H:%M %Z} (404 until then)."
    return "Its rights allow nothing to be shown: readers are told that there is no such page (404)."
