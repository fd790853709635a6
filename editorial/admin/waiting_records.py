"""What waits beside the stories: notes, suggested names, likely duplicates, items that could not be read."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial

from django.contrib.auth.models import User
from django.db.models import QuerySet
from django.urls import reverse

from archive.models import Annotation, IngestItem, Mention, NoteMention, Resemblance
from archive.models.annotation import AnchorState
from archive.models.ingest import Outcome
from archive.text.excerpt import plain_excerpt

from .headlines import headline_of, long_fields
from .waiting import LENGTH, Entry, Waiting, story_url


def records_that_wait(user: User) -> list[Waiting]:
    """The lists of records for that editor."""
    naming = NoteMention.objects.unread_by(user.pk).filter(annotation__trashed_at=None)
    failed = IngestItem.objects.filter(outcome=Outcome.QUARANTINED).order_by("-id")
    lost = Annotation.objects.filter(anchor_state=AnchorState.ORPHANED, resolved_at=None).order_by("-id")
    alike = Resemblance.objects.waiting()
    suggested = Mention.objects.suggested().order_by("-id")
    return [
        Waiting(2, "annotation", "Notes that name you", "Nobody has named you.", "", partial(_naming, naming), naming),
        Waiting(
            4,
            "ingestitem",
            "Quarantined",
            "Everything could be read.",
            "?outcome__exact=quarantined",
            partial(_failed, failed),
            failed,
        ),
        Waiting(
            5,
            "annotation",
            "Notes that lost their words",
            "Every note has its words.",
            "?state=orphaned",
            partial(_lost, lost),
            lost,
        ),
        Waiting(
            6,
            "mention",
            "Suggested names",
            "No suggestion waits.",
            "?status__exact=suggested",
            partial(_suggested, suggested),
            suggested,
        ),
        Waiting(
            7, "resemblance", "Likely duplicates", "No two names look like one.", "", partial(_alike, alike), alike
        ),
    ]


def _naming(waiting: QuerySet[NoteMention]) -> Iterator[Entry]:
    """What has not been marked as read, on the story's page."""
    for named in waiting.select_related("annotation__article__latest_version", "annotation__by").defer(
        *long_fields("annotation__article")
    )[: LENGTH + 1]:
        note = named.annotation
        yield Entry(
            plain_excerpt(note.body, 80),
            story_url(note.article_id, f"?note={note.pk}#note-{note.pk}"),
            f"{note.author_name or 'somebody'}, on “{headline_of(note.article)}”",
            named.created_at,
        )


def _failed(items: QuerySet[IngestItem]) -> Iterator[Entry]:
    for item in items[: LENGTH + 1]:
        yield Entry(
            item.headline or item.path.rsplit("/", 1)[-1],
            reverse("admin:archive_ingestitem_change", args=[item.pk]),
            "; ".join(str(problem.get("message", "")) for problem in item.problems[:2]),
            item.created_at,
        )


def _lost(notes: QuerySet[Annotation]) -> Iterator[Entry]:
    for note in notes.select_related("article__latest_version", "version").defer(
        "version__text", *long_fields("article")
    )[: LENGTH + 1]:
        yield Entry(
            f"“{note.exact[:80]}”",
            story_url(note.article_id, f"?note={note.pk}#note-{note.pk}"),
            f"made on version {note.version.number} of “{headline_of(note.article)}”",
            note.created_at,
        )


def _suggested(waiting: QuerySet[Mention]) -> Iterator[Entry]:
    joined = waiting.select_related("entity", "article__latest_version").defer(*long_fields("article"))
    for mention in joined[: LENGTH + 1]:
        yield Entry(
            f"{mention.entity.name} ({mention.entity.kind})",
            story_url(mention.article_id, f"#mention-{mention.pk}"),
            f"in “{headline_of(mention.article)}”",
        )


def _alike(pairs: QuerySet[Resemblance]) -> Iterator[Entry]:
    """The likeliest first; the decision is taken on the page of the first one."""
    for pair in pairs.select_related("first", "second")[: LENGTH + 1]:
        reason = f": {pair.reasons[0]}" if pair.reasons else ""
        yield Entry(
            f"{pair.first.name} = {pair.second.name}?",
            reverse(f"admin:archive_{pair.kind}_change", args=[pair.first_id]) + "#likely",
            f"{pair.kind}, {pair.score:.0%} alike{reason}",
        )
