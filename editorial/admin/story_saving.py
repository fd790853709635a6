"""Saving what StoryForm holds, all of it or nothing, guarded against lost updates."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from datetime import datetime
from typing import Literal

from django.contrib.auth.models import User
from django.db import transaction

from archive.actions import (
    Clash,
    correct_article,
    create_article,
    edit_details,
    save_draft,
    set_rights,
    set_topics,
)
from archive.actions.locking import lock_article
from archive.models import Article
from archive.models.article import Status
from editorial.actions import move_article

from .story_form import StoryForm, describe_state, read_initial

Intent = Literal["draft", "publish", "correct"]
DONE: dict[Intent, str] = {
    "draft": "Saved as a draft.",
    "publish": "Published. Readers see these words{when}.",
    "correct": "Corrected and published, with its notice.",
}


@dataclass(frozen=True, slots=True)
class CorrectionTyped:
    """What an editor typed about a correction: the notice for readers, and the words themselves."""

    notice: str = ""
    wrong: str = ""
    right: str = ""


@transaction.atomic
def create_story(*, form: StoryForm, by: User, at: datetime, intent: Intent) -> Article:
    """A new story with its details; published at once when that is meant."""
    details = form.to_details()
    article = create_article(source=details.source, words=form.to_words(), by=by, at=at, language=details.language)
    edit_details(article=article, details=details, by=by, at=at)
    if _says_rights(form):
        set_rights(article=article, statement=form.to_rights(), by=by, at=at)
    set_topics(article=article, topics=form.to_topics(), by=by, at=at)
    return move_article(article=article, name="publish", by=by, at=at) if intent == "publish" else article


@transaction.atomic
def save_story(
    *,
    article: Article,
    form: StoryForm,
    by: User,
    at: datetime,
    intent: Intent,
    correction: CorrectionTyped | None = None,
) -> Article:
    """The story with what the form holds. Clash when its words or details are not those the form was opened with.

    Notes, names and links that came meanwhile do not clash: the form does not touch them.
    """
    fresh = lock_article(article)
    opened_with = form.cleaned_data["token"], form.cleaned_data["seen"]
    if opened_with[0] != fresh.token and opened_with[1] != describe_state(read_initial(fresh), fresh):
        raise Clash(
            "Somebody else has saved this story since you opened it. Nothing of yours is lost: it is still in the"
            " form, and what differs is shown beside it. Bring the two together, then save again."
        )
    edit_details(article=fresh, details=form.to_details(), by=by, at=at)
    set_rights(article=fresh, statement=form.to_rights(), by=by, at=at)
    set_topics(article=fresh, topics=form.to_topics(), by=by, at=at)
    if intent == "correct":
        typed = correction or CorrectionTyped()
        correct_article(article=fresh, words=form.to_words(), by=by, at=at, **asdict(typed))
    else:
        save_draft(article=fresh, words=form.to_words(), by=by, at=at)
        if intent == "publish":
            name = "publish_version" if fresh.status == Status.PUBLISHED else "publish"
            move_article(article=fresh, name=name, by=by, at=at)
    return Article.objects.for_desk().get(pk=fresh.pk)


def describe_done(intent: Intent, article: Article, at: datetime) -> str:
    """What has happened, for the editor."""
    waits = article.visible_from is not None and article.visible_from > at
    when = f" from {article.visible_from:%d %B %Y, %H:%M %Z} on" if waits else ""
    return DONE[intent].format(when=when)


def _says_rights(form: StoryForm) -> bool:
    """Whether the editor stated any right; if not, the source's own stay."""
    return any(form.cleaned_data[name] for name in ("holder", "year", "notice", "usage_terms", "expires_on")) or (
        "display_policy" in form.changed_data
    )
