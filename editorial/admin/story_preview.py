"""A story as readers would see its latest words: no internal note, no suggestion, no more than its rights allow."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.utils import timezone

from archive.models import Article
from archive.models.annotation import Visibility
from archive.models.mention import MentionStatus

from .story_notes import read_notes
from .story_page import read_marks
from .story_side import collect_highlights, read_links, read_names


def show_preview(request: HttpRequest, article: Article, context: dict[str, Any]) -> HttpResponse:
    """The page, under the desk's own header, so that nobody takes it for the public one."""
    version, rights, today = article.latest_version, article.rights_or_none, timezone.localdate()
    notes = [
        noted
        for noted in read_notes(article, version)
        if noted.note.visibility == Visibility.PUBLIC and noted.span is not None and noted.note.parent_id is None
    ]
    notes = [replace(noted, number=number) for number, noted in enumerate(notes, start=1)]
    names = [n for n in read_names(article, version) if n.mention.status == MentionStatus.CONFIRMED]
    is_whole = rights is None or rights.allows("full", today)
    page = {
        **context,
        "article": article,
        "version": version,
        "rights": rights,
        "is_whole": is_whole,
        "marks": read_marks(version),
        "highlights": collect_highlights(names, notes),
        "excerpt": "" if is_whole or version is None or rights is None else rights.open_text(version.text, today),
        "shows_headline": rights is None or rights.allows("headline", today),
        "notes": notes if is_whole else [],
        "names": names,
        "links": [linked for linked in read_links(article) if linked.other.is_readable(timezone.now())],
        "title": "Preview",
    }
    return TemplateResponse(request, "editorial/preview.html", page)
