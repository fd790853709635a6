"""Stories that wait: assigned, in review, changed today, about to appear or to go."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial

from django.contrib.auth.models import User
from django.db.models import Exists, F, OuterRef, Q, QuerySet
from django.utils import timezone

from archive.models import Article, Deed, Disagreement, OutboxRow
from archive.models.article import Status
from archive.models.outbox import Subject
from editorial.actions.move_article import OF_NEW_WORDS
from editorial.models import Assignment, Move

from .headlines import headline_of, long_fields
from .waiting import LENGTH, Entry, Waiting, story_url

RECENT_DEEDS = 100  # among which those on stories are looked for
RECENT_MOVES = 2000  # among which new versions in review are looked for


def stories_that_wait(user: User) -> list[Waiting]:
    """The lists of stories for that editor."""
    mine = Assignment.objects.open().filter(assignee=user).soonest_first()
    review, drafts = _in_state(Status.REVIEW), _in_state(Status.DRAFT)
    newer = _moves_of_new_versions()
    of_status = "?status__exact={}".format
    return [
        Waiting(
            0,
            "article",
            "My assignments",
            "Nothing is assigned to you.",
            "?assigned=me",
            partial(_assigned, mine),
            mine,
        ),
        Waiting(
            1,
            "article",
            "In review",
            "Nothing waits for review.",
            of_status("review"),
            partial(_stories, review),
            review,
        ),
        Waiting(
            2,
            "article",
            "New versions in review",
            "No new version of a published story waits.",
            of_status("published"),
            partial(_new_versions, newer),
            newer,
        ),
        Waiting(
            2,
            "article",
            "The agency says otherwise",
            "No agency says otherwise than an editor.",
            "",
            _disputed,
            Disagreement.objects.waiting(),
        ),
        Waiting(
            3, "article", "Changed today", "Nobody has changed a story today.", "", _changed_today, leads_to="deed"
        ),
        Waiting(8, "article", "Embargoes and expiring rights", "None is coming up.", of_status("published"), _due),
        Waiting(
            9, "article", "Newest drafts", "There are no drafts.", of_status("draft"), partial(_stories, drafts), drafts
        ),
    ]


def _in_state(status: str) -> QuerySet[Article]:
    return Article.objects.filter(status=status).newest_first()


def _stories(found: QuerySet[Article]) -> Iterator[Entry]:
    for article in found.select_related("latest_version", "source").defer(*long_fields())[: LENGTH + 1]:
        yield Entry(headline_of(article), story_url(article.pk), f"{article.source.code} · {article.dated_on}")


def _moves_of_new_versions() -> QuerySet[Move]:
    """The move that sent it, where nothing came after: not sent back, not published, not written anew."""
    recent = Move.objects.order_by("-id").values("pk")[:RECENT_MOVES]
    later = Move.objects.filter(article=OuterRef("article"), pk__gt=OuterRef("pk"), name__in=OF_NEW_WORDS)
    waiting = Move.objects.filter(pk__in=recent, name="submit_version", article__status=Status.PUBLISHED)
    is_open = Q(at__gte=F("article__latest_version__created_at"))
    return waiting.filter(is_open, ~Exists(later)).exclude(article__latest_version=F("article__public_version"))


def _new_versions(moves: QuerySet[Move]) -> Iterator[Entry]:
    joined = moves.select_related("article__latest_version", "by").defer(*long_fields("article"))
    for move in joined[: LENGTH + 1]:
        sender = f"sent by {move.by.get_username()}" if move.by else ""
        said = f"{sender}{': ' + move.comment if move.comment else ''}"
        yield Entry(headline_of(move.article), story_url(move.article_id, "#workflow"), said, move.at)


def _disputed() -> Iterator[Entry]:
    """What the agency says against an editor, the newest first, along the index of those that wait."""
    waiting = Disagreement.objects.waiting().select_related("article__latest_version").order_by("-id")
    for row in waiting.defer(*long_fields("article"))[: LENGTH + 1]:
        detail = f"another {row.field.replace('_', ' ')}"
        yield Entry(headline_of(row.article), story_url(row.article_id, "#disagreements"), detail, row.said_at)


def _assigned(mine: QuerySet[Assignment]) -> Iterator[Entry]:
    """Along the index of open assignments: the day that is due first comes first, so what is late leads."""
    today = timezone.localdate()
    for row in mine.select_related("article__latest_version").defer(*long_fields("article"))[: LENGTH + 1]:
        due = f"due {row.due_on:%d %b %Y}" if row.due_on else "no day set"
        is_late = row.due_on is not None and row.due_on < today
        detail = f"{due}{', overdue' if is_late else ''}{': ' + row.comment if row.comment else ''}"
        yield Entry(headline_of(row.article), story_url(row.article_id, "#workflow"), detail, is_late=is_late)


def _changed_today() -> Iterator[Entry]:
    """The newest deeds of people since midnight, along their index; one query for the headlines.

    Which of them are on stories is looked at here: asked for, it leads the database to the deeds of all stories.
    """
    midnight = timezone.localtime().replace(hour=0, minute=0, second=0, microsecond=0)
    said = Deed.objects.filter(at__gte=midnight).exclude(by_name="").order_by("-at", "-id")
    newest: dict[str, Deed] = {}
    for deed in said.defer("before", "after")[:RECENT_DEEDS]:
        if deed.subject == "article" and len(newest) < 2 * LENGTH:
            newest.setdefault(deed.ref, deed)
    ids = dict(Article.objects.filter(ref__in=newest).values_list("ref", "pk"))
    for ref, deed in newest.items():
        if ref in ids:
            title = deed.label or ref
            yield Entry(title, story_url(ids[ref], "#versions"), f"{deed.said}, {deed.by_name}", deed.at)


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
            story_url(article.pk),
            "embargo lifts" if lifts else "rights expire",
            due[article.ref],
        )
