"""The work list on the desk's front page: a handful of short queries, each along an index, none that counts a table."""

from __future__ import annotations

from typing import Any

from django.contrib.auth.models import AbstractBaseUser, AnonymousUser, User
from django.db.models import QuerySet
from django.urls import reverse

from .waiting import LENGTH, MOST, Waiting, WorkList
from .waiting_records import records_that_wait
from .waiting_stories import stories_that_wait


def read_worklist(user: User | AbstractBaseUser | AnonymousUser) -> list[WorkList]:
    """The lists that this user may look at: what is theirs first, then what waits for anybody."""
    if not isinstance(user, User):
        return []
    waiting = sorted([*stories_that_wait(user), *records_that_wait(user)], key=lambda each: each.rank)
    return [_make_list(each, user) for each in waiting if user.has_perm(f"archive.view_{each.model}")]


def _make_list(waiting: Waiting, user: User) -> WorkList:
    entries = tuple(waiting.read())
    leads_to = waiting.leads_to or waiting.model
    has_more = len(entries) > LENGTH
    return WorkList(
        waiting.name,
        waiting.nothing,
        reverse(f"admin:archive_{leads_to}_changelist") + waiting.query
        if user.has_perm(f"archive.view_{leads_to}")
        else "",
        entries[:LENGTH],
        has_more,
        _say_number(waiting.rows) if has_more else str(len(entries)),
    )


def _say_number(rows: QuerySet[Any] | None) -> str:
    """How many, as far as it is worth knowing: at most MOST + 1 keys are read, whatever the table holds."""
    if rows is None:
        return f"{LENGTH}+"
    number = len(rows.values_list("pk", flat=True)[: MOST + 1])
    return f"{MOST}+" if number > MOST else str(number)
