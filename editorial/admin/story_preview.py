"""A story as readers would see its latest words: no internal note, no suggestion, no more than its rights allow."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, time
from typing import Any

from django import forms
from django.http import HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.utils import timezone

from archive.models import Article, Rights
from archive.models.annotation import Visibility
from archive.models.mention import MentionStatus
from archive.models.rights import DisplayPolicy

from .story_marks import read_marks
from .story_notes import read_notes
from .story_side import collect_highlights, read_links, read_names


class PreviewForm(forms.Form):
    """On which day, and under which policy; empty: today, and the story's own."""

    on = forms.DateField(label="On", required=False, widget=forms.DateInput(attrs={"type": "date"}))
    policy = forms.ChoiceField(
        label="Readers may be shown", required=False, choices=[("", "what its rights say"), *DisplayPolicy.choices]
    )


def show_preview(request: HttpRequest, article: Article, context: dict[str, Any]) -> HttpResponse:
    """The page, under the desk's own header, so that nobody takes it for the public one."""
    form = PreviewForm(request.GET)
    form.is_valid()
    today = form.cleaned_data.get("on") or timezone.localdate()
    moment = timezone.now() if today == timezone.localdate() else timezone.make_aware(datetime.combine(today, time(12)))
    version, rights = article.latest_version, article.rights_or_none
    if policy := form.cleaned_data.get("policy"):  # for this page only: nothing is saved
        rights = rights or Rights(article=article)
        rights.display_policy = policy
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
        "links": [linked for linked in read_links(article) if linked.other.is_readable(moment)],
        "form": form,
        "day": today,
        "hidden_until": article.visible_from if article.visible_from and article.visible_from > moment else None,
        "gone_since": article.visible_until if article.visible_until and article.visible_until <= moment else None,
        "title": "Preview",
    }
    return TemplateResponse(request, "editorial/preview.html", page)
