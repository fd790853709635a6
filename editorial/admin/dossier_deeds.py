"""What an editor can do to a dossier with one form or one button: each a POST, each an action of the archive."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django import forms
from django.contrib.auth.models import User
from django.shortcuts import get_object_or_404
from django.utils import timezone

from archive.actions import (
    Refused,
    add_to_dossier,
    edit_dossier,
    move_in_dossier,
    note_in_dossier,
    order_dossier,
    publish_dossier,
    remove_from_dossier,
    unpublish_dossier,
)
from archive.models import Article, Dossier, DossierItem, Event
from archive.models.dossier import NOTE_LENGTH, TITLE_LENGTH

from .completion import complete
from .story_forms import Decision, SideForm

Values = dict[str, Any]
MARKDOWN = "Markdown: *emphasis*, [words](https://…), > a quotation, - a list."


class DossierForm(SideForm):
    """What a dossier says of itself."""

    name = "dossier"
    title = forms.CharField(max_length=TITLE_LENGTH)
    introduction = forms.CharField(
        required=False, max_length=50_000, widget=forms.Textarea(attrs={"rows": 8}), help_text=MARKDOWN
    )


class AddForm(SideForm):
    """Put a story or an event at the end."""

    name = "add"
    article = forms.ModelChoiceField(Article.objects.all(), label="A story", required=False)
    event = forms.ModelChoiceField(Event.objects.filter(merged_into=None), label="An event", required=False)

    def __init__(self, data: Any = None) -> None:
        super().__init__(data)
        complete(self.fields["article"], DossierItem, "article", placeholder="Headline or reference")
        complete(self.fields["event"], DossierItem, "event", placeholder="The name of an event")


class NoteForm(SideForm):
    """Why an item stands where it stands."""

    name = "note"
    note = forms.CharField(required=False, max_length=NOTE_LENGTH)


class OrderForm(SideForm):
    """Every item's id, in the new order."""

    name = "order"
    order = forms.RegexField(r"^\d{1,18}(,\d{1,18})*$", max_length=12_000)


@dataclass(frozen=True, slots=True)
class DossierDeed:
    """One deed: its address below the dossier's, its form, and what it does: a sentence for the editor."""

    name: str
    path: str
    form: type[SideForm]
    do: Callable[[Dossier, User, int, Values], str]
    anchor: str = "items"


def save(dossier: Dossier, by: User, key: int, values: Values) -> str:
    edit_dossier(dossier=dossier, by=by, at=timezone.now(), **values)
    return "Saved."


def add(dossier: Dossier, by: User, key: int, values: Values) -> str:
    items = [one for one in (values["article"], values["event"]) if one is not None]
    if not items:
        raise Refused("Choose a story or an event to add.")
    made = add_to_dossier(dossier=dossier, items=items, by=by, at=timezone.now())
    return "Added at the end." if made else "That stands in this dossier already."


def move_up(dossier: Dossier, by: User, key: int, values: Values) -> str:
    return _move(dossier, by, key, -1)


def move_down(dossier: Dossier, by: User, key: int, values: Values) -> str:
    return _move(dossier, by, key, 1)


def _move(dossier: Dossier, by: User, key: int, places: int) -> str:
    item = move_in_dossier(item=_item(dossier, key), by_places=places, by=by, at=timezone.now())
    return f"Now number {item.position}."


def order(dossier: Dossier, by: User, key: int, values: Values) -> str:
    order_dossier(dossier=dossier, order=[int(pk) for pk in values["order"].split(",")], by=by, at=timezone.now())
    return "The order is saved."


def note(dossier: Dossier, by: User, key: int, values: Values) -> str:
    note_in_dossier(item=_item(dossier, key), note=values["note"], by=by, at=timezone.now())
    return "The note is saved."


def remove(dossier: Dossier, by: User, key: int, values: Values) -> str:
    remove_from_dossier(item=_item(dossier, key), by=by, at=timezone.now())
    return "Taken out of the dossier; the story or event itself is as it was."


def publish(dossier: Dossier, by: User, key: int, values: Values) -> str:
    publish_dossier(dossier=dossier, by=by, at=timezone.now())
    return "Published. Of its stories, readers see those that they may read."


def unpublish(dossier: Dossier, by: User, key: int, values: Values) -> str:
    unpublish_dossier(dossier=dossier, by=by, at=timezone.now())
    return "A draft again: readers do not find it any more."


def _item(dossier: Dossier, key: int) -> DossierItem:
    return get_object_or_404(DossierItem.objects.select_related("dossier"), pk=key, dossier=dossier)


DOSSIER_DEEDS = (
    DossierDeed("save", "save/", DossierForm, save, "words"),
    DossierDeed("add", "items/add/", AddForm, add, "add"),
    DossierDeed("order", "items/order/", OrderForm, order),
    DossierDeed("up", "items/<int:key>/up/", Decision, move_up),
    DossierDeed("down", "items/<int:key>/down/", Decision, move_down),
    DossierDeed("note", "items/<int:key>/note/", NoteForm, note),
    DossierDeed("remove", "items/<int:key>/remove/", Decision, remove),
    DossierDeed("publish", "publish/", Decision, publish, "content"),
    DossierDeed("unpublish", "unpublish/", Decision, unpublish, "content"),
)
