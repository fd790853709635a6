"""Dossiers: making one, filling and ordering it, opening it to readers and closing it.

Stories and events are not touched: a dossier only points at them, so nothing has to be indexed again.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import datetime

from django.db import transaction
from django.db.models import F
from django.utils.text import slugify

from archive.models import Article, Dossier, DossierItem, Event
from archive.models.dossier import NOTE_LENGTH, TITLE_LENGTH

from .actor import Actor
from .record_deed import only_changes, record_deed, values_of
from .refusals import Refused
from .slugs import SLUG_LENGTH

Keys = tuple[int | None, int | None]  # of a story, of an event
MOST_ITEMS = 500  # a dossier is read from end to end; more than that is a search


@transaction.atomic
def make_dossier(*, title: str, by: Actor, at: datetime, introduction: str = "", slug: str = "") -> Dossier:
    """A new draft. Without a slug it takes one from its title; a slug that is taken is refused."""
    title = _tidy_title(title)
    wanted = slugify(slug or title, allow_unicode=True)[:SLUG_LENGTH].strip("-") or "dossier"
    if slug and Dossier.objects.filter(slug=wanted).exists():
        raise Refused(f"Another dossier has the address “{wanted}” already: choose another one.")
    made = Dossier.objects.create(
        title=title,
        slug=_free_slug(wanted),
        introduction=introduction.strip(),
        by=by,
        created_at=at,
        updated_at=at,
    )
    record_deed("make_dossier", made, by=by, at=at, after={"title": title, "slug": made.slug})
    return made


@transaction.atomic
def edit_dossier(*, dossier: Dossier, title: str, introduction: str, by: Actor, at: datetime) -> Dossier:
    """Title and introduction; the address stays, since people have cited it."""
    fresh = lock_dossier(dossier)
    stood = values_of(fresh, ("title", "introduction"))
    fresh.title, fresh.introduction = _tidy_title(title), introduction.strip()
    before, after = only_changes(stood, values_of(fresh, ("title", "introduction")))
    record_deed("edit_dossier", fresh, by=by, at=at, before=before, after=after)
    return _touch(fresh, at, "title", "introduction")


@transaction.atomic
def publish_dossier(*, dossier: Dossier, by: Actor, at: datetime) -> Dossier:
    """Open it to readers. Of its stories they see what they may see at the moment they look."""
    fresh = lock_dossier(dossier)
    if fresh.published_at is not None:
        return fresh
    if not fresh.items.exists():
        raise Refused("This dossier is empty: add a story or an event, then publish it.")
    fresh.published_at = at
    record_deed("publish_dossier", fresh, by=by, at=at, before={"published_at": None}, after={"published_at": at})
    return _touch(fresh, at, "published_at")


@transaction.atomic
def unpublish_dossier(*, dossier: Dossier, by: Actor, at: datetime) -> Dossier:
    """A draft again: readers do not find it any more."""
    fresh = lock_dossier(dossier)
    before = {"published_at": fresh.published_at}
    fresh.published_at = None
    record_deed("unpublish_dossier", fresh, by=by, at=at, before=before, after={"published_at": None})
    return _touch(fresh, at, "published_at")


@transaction.atomic
def add_to_dossier(
    *, dossier: Dossier, items: Iterable[Article | Event], by: Actor, at: datetime, note: str = ""
) -> list[DossierItem]:
    """Put these at the end, in the order given; what stands in it already is left where it is."""
    fresh = lock_dossier(dossier)
    known: set[Keys] = set(fresh.items.values_list("article_id", "event_id"))
    place, made = len(known), []
    for item in items:
        keys: Keys = (item.pk, None) if isinstance(item, Article) else (None, item.pk)
        if keys in known:
            continue
        known.add(keys)
        place += 1
        row = DossierItem(dossier=fresh, position=place, note=note.strip()[:NOTE_LENGTH], by=by, added_at=at)
        row.article_id, row.event_id = keys
        made.append(row)
    if place > MOST_ITEMS:
        raise Refused(f"A dossier holds at most {MOST_ITEMS} items; this one would have {place}. Make a second one.")
    DossierItem.objects.bulk_create(made)
    if made:
        _touch(fresh, at)
        record_deed("add_to_dossier", fresh, by=by, at=at, after={"items": [_told(row) for row in made]})
    return made


@transaction.atomic
def remove_from_dossier(*, item: DossierItem, by: Actor, at: datetime) -> None:
    """Take it out; those behind it move up. The story or event itself stays as it is."""
    fresh = lock_dossier(item.dossier)
    record_deed("remove_from_dossier", fresh, by=by, at=at, before={"items": [_told(item)]})
    fresh.items.filter(pk=item.pk).delete()
    _put_in_order(fresh, list(fresh.items.order_by("position").values_list("pk", flat=True)))
    _touch(fresh, at)


@transaction.atomic
def note_in_dossier(*, item: DossierItem, note: str, by: Actor, at: datetime) -> DossierItem:
    """What readers are told of why it stands here."""
    fresh = lock_dossier(item.dossier)
    before = _told(item)
    item.note = note.strip()[:NOTE_LENGTH]
    item.save(update_fields=["note"])
    record_deed("note_in_dossier", fresh, by=by, at=at, before=before, after=_told(item))
    _touch(fresh, at)
    return item


@transaction.atomic
def order_dossier(*, dossier: Dossier, order: Sequence[int], by: Actor, at: datetime) -> Dossier:
    """The ids of all its items in their new order. Refused when somebody has added or removed one meanwhile."""
    fresh = lock_dossier(dossier)
    known = list(fresh.items.order_by("position").values_list("pk", flat=True))
    if sorted(known) != sorted(order):
        raise Refused("Somebody else has changed this dossier since you opened it: look at it again, then order it.")
    if known != list(order):
        _put_in_order(fresh, list(order))
        _touch(fresh, at)
        record_deed("order_dossier", fresh, by=by, at=at, before={"order": known}, after={"order": list(order)})
    return fresh


@transaction.atomic
def move_in_dossier(*, item: DossierItem, by_places: int, by: Actor, at: datetime) -> DossierItem:
    """So many places down, or up when negative; beyond the ends it stays at the end."""
    fresh = lock_dossier(item.dossier)
    order = list(fresh.items.order_by("position").values_list("pk", flat=True))
    if item.pk not in order:
        raise Refused("This is no longer in the dossier.")
    place = order.index(item.pk)
    order.insert(max(0, min(place + by_places, len(order) - 1)), order.pop(place))
    order_dossier(dossier=fresh, order=order, by=by, at=at)
    item.refresh_from_db()
    return item


def lock_dossier(dossier: Dossier) -> Dossier:
    """The dossier as it is now, its row taken until the transaction ends."""
    fresh = Dossier.objects.select_for_update().filter(pk=dossier.pk).first()
    if fresh is None:
        raise Refused("This dossier is no longer there.")
    return fresh


def _told(item: DossierItem) -> dict[str, object]:
    """What a deed tells of an item."""
    return {"item": item.pk, **values_of(item, ("article", "event", "position", "note"))}


def _put_in_order(dossier: Dossier, order: list[int]) -> None:
    """Positions 1 to n. Two are never equal on the way: first all step aside, then each takes its place."""
    dossier.items.update(position=F("position") + 2 * MOST_ITEMS)
    for place, pk in enumerate(order, start=1):
        dossier.items.filter(pk=pk).update(position=place)


def _touch(dossier: Dossier, at: datetime, *fields: str) -> Dossier:
    dossier.updated_at = at
    dossier.save(update_fields=[*fields, "updated_at"])
    return dossier


def _tidy_title(title: str) -> str:
    title = " ".join(title.split())[:TITLE_LENGTH]
    if not title:
        raise Refused("Give the dossier a title.")
    return title


def _free_slug(wanted: str) -> str:
    """That address, or the first free one with a number behind it."""
    taken = set(Dossier.objects.filter(slug__startswith=wanted).values_list("slug", flat=True))
    number = 2
    slug = wanted
    while slug in taken:
        slug, number = f"{wanted}-{number}", number + 1
    return slug
