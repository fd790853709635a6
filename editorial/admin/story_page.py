"""The page on which a story is worked at: its text with names and notes in it, and everything beside it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.contrib.auth.models import User
from django.forms import BoundField
from django.utils import timezone

from archive.models import Article, ArticleVersion, Correction, IngestItem, NoteMention
from archive.models.annotation import Motivation, Visibility
from archive.models.article import Status

from .story_checks import mark_checks, read_checks
from .story_disagreements import read_disputed
from .story_draft import find_draft
from .story_form import StoryForm
from .story_forms import LinkForm, MentionForm, NoteForm, SideForm
from .story_hits import light_hits
from .story_marks import read_marks
from .story_notes import read_notes, turn_to
from .story_origins import explain_field
from .story_presence import describe_others
from .story_side import collect_highlights, read_links, read_names
from .story_workflow import describe_workflow

WORD_FIELDS = ("headline", "subheadline", "byline", "dateline_text", "abstract", "text")
PLACE_FIELDS = ("dateline_place", "dateline_region", "dateline_country", "dateline_on", "dateline_agency")
DETAIL_FIELDS = ("source", "language", "genre", "slugline", "urgency", "topics", "visible_from", "visible_until")
RIGHTS_FIELDS = ("holder", "year", "notice", "usage_terms", "display_policy", "expires_on")
SIDE_FORMS = {"mention": MentionForm, "note": NoteForm, "link": LinkForm}


def describe_story(
    article: Article,
    *,
    form: StoryForm,
    user: User,
    side_form: SideForm | None,
    term: str = "",
    notes_page: str = "",
    note: str = "",
) -> dict[str, Any]:
    """What the template shows of a story that there is.

    `side_form` is one that has to be filled in better; `term` is the search that led here; of many notes a page is
    shown, the one of that number or with that note.
    """
    version = article.latest_version
    names, notes = read_names(article, version), read_notes(article, version)
    checks = read_checks(article, version, names, notes)
    turned = turn_to(notes, version, number=notes_page, note=note)
    forms = {name: make() for name, make in SIDE_FORMS.items()}
    if side_form is not None:
        forms[side_form.name] = side_form
    now = timezone.now()
    return {
        **describe_fields(form, article.provenance),
        "article": article,
        "version": version,
        "marks": read_marks(version),
        "highlights": [
            *collect_highlights(names, turned.shown),
            *mark_checks(checks),
            *light_hits(version, term, article.language),
        ],
        "term": term,
        "others_here": describe_others(article, user),
        "my_draft": None if form.is_bound else find_draft(article, user),
        "disputed": read_disputed(article),
        "checks": [each for each in checks if not each.is_dismissed],
        "dismissed_checks": [each for each in checks if each.is_dismissed],
        "names": names,
        "suggested": [named for named in names if named.is_suggested],
        "confirmed": [named for named in names if not named.is_suggested],
        "notes": notes,
        "note_page": turned,
        "names_me": list(NoteMention.objects.unread_by(user.pk).filter(annotation__article=article)[:1]),
        "notes_shown": [noted for noted in turned.shown if noted.span],
        "notes_lost": [noted for noted in turned.shown if noted.span is None],
        "links": read_links(article),
        "versions": _read_versions(article),
        "corrections": list(Correction.objects.filter(article=article).select_related("from_version", "to_version")),
        "received": list(
            IngestItem.objects.filter(article=article).select_related("original").order_by("-id")[:5]
        ),
        "pictures": list(article.media.select_related("original")),
        "extras": sorted((name, str(value)) for name, value in article.extras.items()),
        "side_forms": forms,
        **describe_workflow(article, user, side_form=side_form),
        "motivations": Motivation.choices,
        "visibilities": Visibility.choices,
        "is_public": article.is_readable(now),
        "is_published": article.status == Status.PUBLISHED,
        "is_away": article.status in (Status.WITHDRAWN, Status.BLOCKED),
        "is_waiting": article.visible_from is not None and article.visible_from > now,
        "has_open_draft": version is not None and not version.is_published,
        "may": {
            name: user.has_perm(f"archive.{name}")
            for name in (
                "change_article", "add_mention", "change_mention", "view_annotation", "add_annotation",
                "change_annotation", "add_link", "delete_link", "view_original", "add_person", "add_organisation",
                "add_place", "add_event",
            )
        } | {"dismiss_check": user.has_perm("editorial.add_dismissedcheck")},
    }  # fmt: skip


def describe_fields(form: StoryForm, provenance: Mapping[str, Any]) -> dict[str, Any]:
    """The form's fields in the groups in which the page shows them, each with where its value comes from."""

    def group(names: tuple[str, ...]) -> list[tuple[BoundField, str]]:
        fields = [form[name] for name in names]
        return [(field, explain_field(field.name, provenance) if field.initial else "") for field in fields]

    return {
        "form": form,
        "word_fields": group(WORD_FIELDS),
        "place_fields": group(PLACE_FIELDS),
        "detail_fields": group(DETAIL_FIELDS),
        "rights_fields": group(RIGHTS_FIELDS),
    }


def _read_versions(article: Article) -> list[ArticleVersion]:
    return list(
        ArticleVersion.objects.filter(article=article)
        .defer("text", "marks", "abstract")
        .select_related("by")
        .order_by("-number")[:50]
    )
