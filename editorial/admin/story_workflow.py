"""A story's way through the workflow, on its page: moves, assignment, trash, and what can be undone."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django import forms
from django.contrib.auth.models import User
from django.core.exceptions import PermissionDenied
from django.http import QueryDict
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils import timezone

from archive.actions import Clash, Refused, restore_annotation, restore_link, trash_annotation
from archive.models import Annotation, Article, Deed, Link
from editorial.actions import assign_story, finish_assignment, move_article, undo_deed
from editorial.actions.move_article import read_facts
from editorial.actions.undo_deed import can_undo
from editorial.models import Assignment, Move
from editorial.workflow import BY_NAME, MOVES, State, moves_from

from .deeds import deeds_of
from .limits import may_work_on
from .story_forms import SideForm

Values = dict[str, Any]
UNDO_AMONG = 30  # of the last deeds, those with an inverse are offered
HAVE_A_PAGE = frozenset({"withdraw", "block"})  # which asks for a category and for words to the readers
ASSIGN = "editorial.add_assignment"


class MoveForm(SideForm):
    """Why, and for a schedule when; `token` is the story's as the page showed it."""

    name = "move"
    token = forms.IntegerField(required=False, widget=forms.HiddenInput)
    comment = forms.CharField(max_length=500, required=False)
    moment = forms.DateTimeField(
        required=False, widget=forms.DateTimeInput(attrs={"type": "datetime-local"}, format="%Y-%m-%dT%H:%M")
    )


class AssignForm(SideForm):
    """To whom, until when, to do what."""

    name = "assign"
    assignee = forms.ModelChoiceField(
        User.objects.filter(is_staff=True, is_active=True).order_by("username"), to_field_name="username", label="Who"
    )
    due_on = forms.DateField(label="Until", required=False, widget=forms.DateInput(attrs={"type": "date"}))
    comment = forms.CharField(label="What", max_length=500, required=False)

    def __init__(self, data: QueryDict | None = None) -> None:
        super().__init__(data)


def make_move(name: str) -> Callable[[Article, User, int, Values], str]:
    """What the button of that move does."""

    def move(article: Article, by: User, key: int, values: Values) -> str:
        try:
            moved = move_article(article=article, name=name, by=by, at=timezone.now(), **values)
        except Clash as clash:
            raise Refused(
                "Somebody has changed this story since you opened its page: look at it as it stands now, then decide."
            ) from clash
        waits = moved.visible_from is not None and moved.visible_from > timezone.now() and moved.status == "published"
        when = f" It appears on {moved.visible_from:%d %B %Y, %H:%M %Z}." if waits else ""
        return BY_NAME[name].done + when

    return move


def restore(article: Article, by: User, key: int, values: Values) -> str:
    """Withdrawn or blocked: each is a move of its own, with its own permission."""
    move = BY_NAME["unblock" if article.status == State.BLOCKED else "restore"]
    if not by.has_perm(move.permission):
        raise PermissionDenied
    moved = move_article(article=article, name=move.name, by=by, at=timezone.now())
    return f"Restored: the story is {moved.get_status_display()} again."


def assign(article: Article, by: User, key: int, values: Values) -> str:
    assignment = assign_story(article=article, by=by, at=timezone.now(), **values)
    return f"Assigned to {assignment.assignee.get_username()}."


def finish(article: Article, by: User, key: int, values: Values) -> str:
    assignment = get_object_or_404(Assignment.objects.select_related("article"), pk=key, article=article)
    finish_assignment(assignment=assignment, by=by, at=timezone.now())
    return "The assignment is done."


def throw_note_away(article: Article, by: User, key: int, values: Values) -> str:
    trash_annotation(annotation=get_object_or_404(Annotation, pk=key, article=article), by=by, at=timezone.now())
    return "The note is in the trash; it can be taken out again under “Trash”."


def take_note_out(article: Article, by: User, key: int, values: Values) -> str:
    note = get_object_or_404(Annotation.with_trash, pk=key, article=article)
    restore_annotation(annotation=note, by=by, at=timezone.now())
    return "The note is back."


def take_link_out(article: Article, by: User, key: int, values: Values) -> str:
    restore_link(link=get_object_or_404(Link.with_trash.touching(article.pk), pk=key), by=by, at=timezone.now())
    return "The link is back, on both stories."


def undo(article: Article, by: User, key: int, values: Values) -> str:
    deed = get_object_or_404(Deed.objects.on_story(article.ref), pk=key)
    other = Article.objects.filter(ref=deed.ref).exclude(pk=article.pk).first()
    if other is not None and not may_work_on(by, other):
        raise Refused("The other story is of a source that your account is not for.")
    undo_deed(deed=deed, by=by, at=timezone.now())
    return f"Undone: {deed.verb.replace('_', ' ')}."


def describe_workflow(article: Article, user: User, *, side_form: SideForm | None) -> dict[str, Any]:
    """What the page shows of it; six queries, however long the story's history is."""
    works_here = may_work_on(user, article)
    facts = read_facts(article, at=timezone.now())
    moves = moves_from(facts, may=user.has_perm) if works_here else []
    deeds = deeds_of(article, limit=UNDO_AMONG)
    may_undo = works_here and user.has_perm("editorial.undo_deed")
    trashed_links = Link.with_trash.touching(article.pk).exclude(trashed_at=None)
    return {
        "state": facts.state.value,
        "new_words": facts.new_words.value,
        "moves": [
            (reverse(f"admin:archive_article_move_{move.name}", args=[article.pk]), move)
            for move in moves
            if move.name not in HAVE_A_PAGE
        ],
        "may_withdraw": any(move.name in HAVE_A_PAGE for move in moves),
        "may_publish": works_here and user.has_perm("editorial.publish_story"),
        "may_restore": any(move.name in ("restore", "unblock") for move in moves),
        "past_moves": list(Move.objects.filter(article=article).select_related("by")[:5]),
        "assignment": Assignment.objects.open().filter(article=article).select_related("assignee", "by").first(),
        "may_assign": works_here and user.has_perm(ASSIGN),
        "assign_form": side_form if isinstance(side_form, AssignForm) else AssignForm(),
        "may_trash_notes": works_here and user.has_perm("archive.delete_annotation"),
        "trashed_notes": list(Annotation.with_trash.filter(article=article).exclude(trashed_at=None)[:20]),
        "trashed_links": list(trashed_links.select_related("article", "target").order_by("-trashed_at")[:20]),
        "deeds": deeds,
        "undoable": _without_parts([deed for deed in deeds if can_undo(deed)]) if may_undo else [],
    }


def _without_parts(deeds: list[Deed]) -> list[Deed]:
    """Accepting a proposal links the stories: undoing the one undoes the other."""
    parts = {deed.after.get("link_id") for deed in deeds if deed.verb == "accept_link"}
    return [deed for deed in deeds if deed.verb != "link_articles" or deed.after.get("link") not in parts]


MOVE_BUTTONS = tuple(move for move in MOVES if move.name not in HAVE_A_PAGE)
