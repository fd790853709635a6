"""The work list on the desk's front page: a handful of short queries, each along an index, none that counts."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import datetime
from functools import partial

from django.contrib.auth.models import AbstractBaseUser, AnonymousUser, User
from django.urls import reverse
from django.utils import timezone

from archive.models import Annotation, Article, Deed, IngestItem, Mention, NoteMention, OutboxRow
from archive.models.annotation import AnchorState
from archive.models.article import Status
from archive.models.ingest import Outcome
from archive.models.outbox import Subject
from archive.text.excerpt import plain_excerpt
from editorial.models import Assignment

from .headlines import headline_of, long_fields

LENGTH = 10  # entries of a list on the front page


@dataclass(frozen=True, slots=True)
class Entry:
    """One thing to do: what, where, and a few words more."""

    title: str
    url: str
    detail: str = ""
    at: datetime | None = None


@dataclass(frozen=True, slots=True)
class WorkList:
    """Things of one sort that wait, at most LENGTH of them; `more_url` shows all."""

    name: str
    nothing: str
    more_url: str
    entries: tuple[Entry, ...]
    has_more: bool


def read_worklist(user: User | AbstractBaseUser | AnonymousUser) -> list[WorkList]:
    """The lists that this user may look at."""
    if not isinstance(user, User):
        return []
    lists: list[tuple[str, str, str, str, Callable[[], Iterator[Entry]]]] = [
        ("article", "In review", "Nothing waits for review.", "?status__exact=review", _in_review),
        ("mention", "Suggested names", "No suggestion waits.", "?status__exact=suggested", _suggested),
        ("annotation", "Notes that name you", "Nobody has named you.", "", partial(_naming, user)),
        ("annotation", "Notes that lost their words", "Every note has its words.", "?state=orphaned", _orphaned),
        ("ingestitem", "Quarantined", "Everything could be read.", "?outcome__exact=quarantined", _quarantined),
        ("article", "Embargoes and expiries", "None is coming up.", "?status__exact=published", _due),
        ("article", "Newest drafts", "There are no drafts.", "?status__exact=draft", _drafts),
    ]
    desk = [_assigned_to(user), _changed_today()] if user.has_perm("archive.view_article") else []
    return desk + [
        _make_list(name, nothing, reverse(f"admin:archive_{model}_changelist") + query, read)
        for model, name, nothing, query, read in lists
        if user.has_perm(f"archive.view_{model}")
    ]


def _make_list(name: str, nothing: str, url: str, read: Callable[[], Iterator[Entry]]) -> WorkList:
    entries = tuple(read())
    return WorkList(name, nothing, url, entries[:LENGTH], len(entries) > LENGTH)


def _article_url(article_id: int | None, anchor: str = "") -> str:
    return reverse("admin:archive_article_change", args=[article_id]) + anchor


def _with_status(status: str) -> Iterator[Entry]:
    found = Article.objects.filter(status=status).select_related("latest_version", "source").newest_first()
    articles = found.defer(*long_fields())
    for article in articles[: LENGTH + 1]:
        yield Entry(headline_of(article), _article_url(article.pk), f"{article.source.code} · {article.dated_on}")


def _in_review() -> Iterator[Entry]:
    return _with_status(Status.REVIEW)


def _drafts() -> Iterator[Entry]:
    return _with_status(Status.DRAFT)


def _suggested() -> Iterator[Entry]:
    waiting = Mention.objects.suggested().select_related("entity", "article__latest_version").order_by("-id")
    for mention in waiting.defer(*long_fields("article"))[: LENGTH + 1]:
        yield Entry(
            f"{mention.entity.name} ({mention.entity.kind})",
            _article_url(mention.article_id, f"#mention-{mention.pk}"),
            f"in “{headline_of(mention.article)}”",
        )


def _orphaned() -> Iterator[Entry]:
    lost = Annotation.objects.filter(anchor_state=AnchorState.ORPHANED, resolved_at=None)
    for note in (
        lost.select_related("article__latest_version", "version")
        .order_by("-id")
        .defer("version__text", *long_fields("article"))[: LENGTH + 1]
    ):
        yield Entry(
            f"“{note.exact[:80]}”",
            _article_url(note.article_id, f"#note-{note.pk}"),
            f"made on version {note.version.number} of “{headline_of(note.article)}”",
            note.created_at,
        )


def _naming(user: User) -> Iterator[Entry]:
    """What has not been marked as read, on the story's page."""
    waiting = NoteMention.objects.unread_by(user.pk).filter(annotation__trashed_at=None)
    for named in waiting.select_related("annotation__article__latest_version", "annotation__by").defer(
        *long_fields("annotation__article")
    )[: LENGTH + 1]:
        note = named.annotation
        yield Entry(
            plain_excerpt(note.body, 80),
            _article_url(note.article_id, f"#note-{note.pk}"),
            f"{note.author_name or 'somebody'}, on “{headline_of(note.article)}”",
            named.created_at,
        )


def _quarantined() -> Iterator[Entry]:
    items = IngestItem.objects.filter(outcome=Outcome.QUARANTINED).order_by("-id")
    for item in items[: LENGTH + 1]:
        yield Entry(
            item.headline or item.path.rsplit("/", 1)[-1],
            reverse("admin:archive_ingestitem_change", args=[item.pk]),
            "; ".join(str(problem.get("message", "")) for problem in item.problems[:2]),
            item.created_at,
        )


def _due() -> Iterator[Entry]:
    """What time alone will change: the outbox holds a row for each such moment, in order."""
    rows = OutboxRow.objects.filter(subject=Subject.ARTICLE, due_at__gt=timezone.now()).order_by("due_at", "id")
    due = {row.ref: row.due_at for row in reversed(rows[: 3 * LENGTH])}
    articles = (
        Article.objects.filter(ref__in=due, status=Status.PUBLISHED)
        .select_related("latest_version")
        .defer(*long_fields())
    )
    for article in sorted(articles, key=lambda article: due[article.ref])[: LENGTH + 1]:
        lifts = article.visible_from == due[article.ref]
        yield Entry(
            headline_of(article),
            _article_url(article.pk),
            "embargo lifts" if lifts else "rights expire",
            due[article.ref],
        )


def _assigned_to(user: User) -> WorkList:
    """One query, along the index of open assignments."""
    mine = Assignment.objects.open().filter(assignee=user).soonest_first().select_related("article__latest_version")
    rows = list(mine.defer(*long_fields("article"))[: LENGTH + 1])
    today = timezone.localdate()

    def say(row: Assignment) -> str:
        due = f"due {row.due_on:%d %b %Y}" if row.due_on else "no day set"
        late = ", overdue" if row.due_on and row.due_on < today else ""
        return f"{due}{late}{': ' + row.comment if row.comment else ''}"

    entries = tuple(
        Entry(headline_of(row.article), _article_url(row.article_id, "#workflow"), say(row)) for row in rows
    )
    more = reverse("admin:archive_article_changelist")
    return WorkList("My assignments", "Nothing is assigned to you.", more, entries[:LENGTH], len(entries) > LENGTH)


def _changed_today() -> WorkList:
    """The newest deeds of people on stories since midnight, along the index of days; one query for the headlines."""
    midnight = timezone.localtime().replace(hour=0, minute=0, second=0, microsecond=0)
    said = Deed.objects.filter(at__gte=midnight, subject="article").exclude(by_name="").order_by("-at", "-id")
    newest: dict[str, Deed] = {}
    for deed in said[: 5 * LENGTH]:
        newest.setdefault(deed.ref, deed)
    ids = dict(Article.objects.filter(ref__in=newest).values_list("ref", "pk"))
    entries = tuple(
        Entry(deed.label or ref, _article_url(ids[ref], "#versions"), f"{deed.said}, {deed.by_name}", deed.at)
        for ref, deed in newest.items()
        if ref in ids
    )
    more = reverse("admin:archive_deed_changelist")
    return WorkList("Changed today", "Nobody has changed a story today.", more, entries[:LENGTH], len(entries) > LENGTH)
