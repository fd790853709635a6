"""`/articles/<ref>/<slug>/`: a story, or what is told of one that is gone."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.http import Http404, HttpRequest, HttpResponsePermanentRedirect
from django.http.response import HttpResponseBase
from django.utils import timezone

from archive.models import Article, ArticleVersion, Media
from archive.text.excerpt import plain_excerpt

from .chronicle import timeline_of
from .cite import cite_story, permanent_address
from .inputs import tidy_input
from .linked_data import describe_story
from .page import full_address, show_page
from .shown import Shown, decide_shown
from .story import Story, collect_story
from .tombstone import show_blocked, show_gone

DESCRIPTION_LENGTH = 160
MOST_MEDIA = 50
# Letters that people write for the ones Crockford's alphabet leaves out for looking like them.
_MISREAD = str.maketrans({"i": "1", "l": "1", "o": "0"})


def show_article(request: HttpRequest, ref: str, slug: str = "") -> HttpResponseBase:
    """The story's page. Only the ref counts: another slug, or a ref copied by hand, leads to the address."""
    at = timezone.now()
    article = find_article(ref)
    if (refusal := refuse_unless_readable(request, article, at=at)) is not None:
        return refusal
    if request.path != article.get_absolute_url():
        return HttpResponsePermanentRedirect(article.get_absolute_url())
    version, shown = words_of(article, at=at)
    story = collect_story(article, version, shown, at=at)
    context = describe_page(story, at=at)
    return show_page(
        request,
        "archive/article.html",
        context,
        at=at,
        changed_at=max(story.changed_ats),
        closes_at=article.visible_until,
    )


def find_article(ref: str) -> Article:
    """The article, whatever its standing: the caller must ask for it next. 404 when there is none."""
    plain = tidy_input(ref, 40).lower()
    refs = {plain, plain.translate(_MISREAD)}
    article = Article.objects.with_words().filter(ref__in=refs).first()
    if article is None:
        raise Http404("No such story.")
    return article


def refuse_unless_readable(request: HttpRequest, article: Article, *, at: datetime) -> HttpResponseBase | None:
    """None for a readable story; else the answer that its standing asks for (hidden: 404)."""
    match article.standing_at(at):
        case "readable":
            return None
        case "gone":
            return show_gone(request, article, at=at)
        case "blocked":
            return show_blocked(request, article, at=at)
        case "hidden":
            raise Http404("No such story.")


def words_of(article: Article, *, at: datetime) -> tuple[ArticleVersion, Shown]:
    """The public words and how much of them; 404 when the rights leave nothing to show."""
    version = article.public_version
    shown = decide_shown(article, version, on=at.date()) if version else None
    if version is None or shown is None:
        raise Http404("No such story.")
    return version, shown


def describe_page(story: Story, *, at: datetime) -> dict[str, Any]:
    """What the template of a story needs, for the current version and for an older one alike."""
    article, version = story.article, story.version
    rights = article.rights_or_none
    source = article.source
    return {
        "story": story,
        "article": article,
        "version": version,
        "shown": story.shown,
        "place": _dateline_place(story),
        "timeline": timeline_of([event.pk for event in story.events], at=at),
        "notice": (rights.notice if rights else "") or source.default_notice,
        "usage_terms": (rights.usage_terms if rights else "") or source.default_usage_terms,
        "media": _captions(article, is_full=story.shown.use == "full"),
        "topics": list(article.topics.all().order_by("name")),
        "canonical": full_address(article.get_absolute_url()),
        "permanent": permanent_address(article),
        "citation": cite_story(story),
        "description": plain_excerpt(
            story.shown.abstract or story.shown.standfirst or story.shown.text, DESCRIPTION_LENGTH
        ),
        "linked_data": describe_story(story),
    }


def _captions(article: Article, *, is_full: bool) -> list[Media]:
    """What came with the story and has words to show; the pictures themselves are for the desk, whose rights differ."""
    if not is_full:
        return []
    return list(article.media.exclude(caption="", credit="").order_by("position")[:MOST_MEDIA])


def _dateline_place(story: Story) -> dict[str, str] | None:
    """The place over the headline; a link when the story confirms it (then its page is readable)."""
    place = story.version.dateline_place
    if place is None:
        return None
    known = {named.pk: named.href for named in story.places}
    return {"name": place.name, "href": known.get(place.pk, "")}
