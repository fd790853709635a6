"""`/articles/<ref>/v/<n>/` and `/articles/<ref>/changes/<m>-<n>/`: what readers were told before."""

from __future__ import annotations

from dataclasses import dataclass

from django.http import Http404, HttpRequest
from django.http.response import HttpResponseBase
from django.utils import timezone

from archive.models import Article, ArticleVersion
from archive.models.version import up_to
from archive.text.diff import diff_words

from .article import describe_page, find_article, refuse_unless_readable, words_of
from .page import full_address, show_page
from .shown import decide_shown
from .story import collect_story


@dataclass(frozen=True, slots=True)
class Changed:
    """One field of the words in which two versions differ, as stretches (op, words)."""

    name: str
    stretches: tuple[tuple[str, str], ...]


FIELDS = (("headline", "Headline"), ("subheadline", "Standfirst"), ("byline", "Byline"), ("text", "Text"))


def show_version(request: HttpRequest, ref: str, number: int) -> HttpResponseBase:
    """The words as they were. Only versions that were published, of a story that is readable now."""
    at = timezone.now()
    article = find_article(ref)
    if (refusal := refuse_unless_readable(request, article, at=at)) is not None:
        return refusal
    words_of(article, at=at)
    version = _published_version(article, number)
    shown = decide_shown(article, version, on=at.date())
    if shown is None:
        raise Http404("No such version.")
    story = collect_story(article, version, shown, at=at)
    context = describe_page(story, at=at) | {"is_old": version.pk != article.public_version_id}
    response = show_page(
        request, "archive/article.html", context, at=at,
        changed_at=max(story.changed_ats), closes_at=article.visible_until,
    )  # fmt: skip
    return _kept_out_of_engines(response)


def show_changes(request: HttpRequest, ref: str, first: int, second: int) -> HttpResponseBase:
    """What changed from one published version to another, word by word. Needs the right to the full text."""
    at = timezone.now()
    article = find_article(ref)
    if (refusal := refuse_unless_readable(request, article, at=at)) is not None:
        return refusal
    _, shown = words_of(article, at=at)
    if shown.use != "full" or first == second:
        raise Http404("No such comparison.")
    old, new = _published_version(article, first), _published_version(article, second)
    context = {
        "article": article,
        "old": old,
        "new": new,
        "changes": compare_versions(old, new),
        "canonical": full_address(article.get_absolute_url()),
    }
    return _kept_out_of_engines(
        show_page(request, "archive/changes.html", context, at=at, closes_at=article.visible_until)
    )


def compare_versions(old: ArticleVersion, new: ArticleVersion) -> tuple[Changed, ...]:
    """The fields in which they differ, in the order of the page."""
    return tuple(
        Changed(title, tuple(diff_words(getattr(old, name), getattr(new, name))))
        for name, title in FIELDS
        if getattr(old, name) != getattr(new, name)
    )


def _published_version(article: Article, number: int) -> ArticleVersion:
    """A version that readers have seen: a draft has a number too, and is nobody's business."""
    current = article.public_version.number if article.public_version else 0
    seen = article.versions.filter(up_to(current), published_at__isnull=False)
    version = seen.filter(number=number).select_related("dateline_place").first()
    if version is None:
        raise Http404("No such version.")
    return version


def _kept_out_of_engines(response: HttpResponseBase) -> HttpResponseBase:
    """Search engines should lead to the current words."""
    response["X-Robots-Tag"] = "noindex"
    return response
