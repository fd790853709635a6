"""What the agency says against an editor, on the story's page: both values, one button each."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.contrib.auth.models import User
from django.core.exceptions import PermissionDenied
from django.shortcuts import get_object_or_404
from django.utils import timezone

from archive.actions import keep_our_value, take_wire_value
from archive.models import Article, Disagreement
from archive.text.excerpt import plain_excerpt

SHOWN = 300  # code points of a value
UNSHOWN = frozenset({"marks", "dateline_place"})  # no words of their own


@dataclass(frozen=True, slots=True)
class Disputed:
    """A waiting disagreement, its values in words."""

    row: Disagreement
    field: str
    here: str
    wire: str


def read_disputed(article: Article) -> list[Disputed]:
    """Those that wait, in the order in which they came."""
    rows = Disagreement.objects.waiting().filter(article=article).order_by("pk")
    return [Disputed(row, name_field(row), _say(row.here), _say(row.wire)) for row in rows]


def name_field(row: Disagreement) -> str:
    """The field in words: dateline date."""
    return row.field.replace("_", " ")


def take(article: Article, by: User, key: int, values: dict[str, Any]) -> str:
    row = _row(article, by, key)
    take_wire_value(disagreement=row, by=by, at=timezone.now())
    return f"The {name_field(row)} is the agency’s now."


def keep(article: Article, by: User, key: int, values: dict[str, Any]) -> str:
    row = _row(article, by, key)
    keep_our_value(disagreement=row, by=by, at=timezone.now())
    return f"The {name_field(row)} stays. This value will not be suggested again."


def _row(article: Article, by: User, key: int) -> Disagreement:
    row = get_object_or_404(Disagreement.objects.select_related("article"), pk=key, article=article)
    if row.field == "copyright" and not by.has_perm("archive.change_rights"):
        raise PermissionDenied
    return row


def _say(values: dict[str, Any]) -> str:
    said = (
        ", ".join(value) if isinstance(value, list) else str(value)
        for name, value in values.items()
        if name not in UNSHOWN and value not in ("", None, [])
    )
    return plain_excerpt("; ".join(said), SHOWN)
