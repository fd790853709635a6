"""Assigning a story to somebody, handing it on, and saying that it is done."""

from __future__ import annotations

from datetime import date, datetime

from django.contrib.auth.models import User
from django.db import transaction

from archive.actions import Refused, record_deed
from archive.actions.locking import lock_article
from archive.models import Article
from editorial.models import Assignment


@transaction.atomic
def assign_story(
    *, article: Article, assignee: User, by: User, at: datetime, due_on: date | None = None, comment: str = ""
) -> Assignment:
    """From now on it is theirs. Whoever had it before is relieved; the same person again: day and comment are set."""
    if not (assignee.is_active and assignee.is_staff):
        raise Refused(f"{assignee.get_username()} does not work at the desk: choose somebody who does.")
    fresh = lock_article(article)
    before = Assignment.objects.open().select_related("assignee").filter(article=fresh).first()
    values = {"assignee": assignee, "due_on": due_on, "comment": comment.strip()[:500], "by": by, "assigned_at": at}
    assignment, _ = Assignment.objects.update_or_create(article=fresh, done_at=None, defaults=values)
    record_deed(
        "assign_story",
        fresh,
        by=by,
        at=at,
        before={"assignee": before.assignee.get_username(), "due_on": before.due_on} if before is not None else {},
        after={"assignee": assignee.get_username(), "due_on": due_on, "assignment": assignment.pk},
        comment=comment,
    )
    return assignment


@transaction.atomic
def finish_assignment(*, assignment: Assignment, by: User, at: datetime, comment: str = "") -> Assignment:
    """It is done. Refused when it was already."""
    article = lock_article(assignment.article)
    done = Assignment.objects.open().filter(pk=assignment.pk).update(done_at=at, done_by=by)
    if not done:
        raise Refused("This assignment is done already, or was handed on.")
    before, after = {"done_at": None}, {"done_at": at, "assignment": assignment.pk}
    record_deed("finish_assignment", article, by=by, at=at, before=before, after=after, comment=comment)
    assignment.refresh_from_db()
    return assignment
