"""What to offer somebody who is typing: names, topics and headlines that readers may see, as the public index has them.

One call of the engine and two queries, whatever was typed.
"""

from __future__ import annotations

import logging
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import QuerySet, Value

from archive.models import Entity, Topic
from archive.models.compiled import Compiled
from archive.models.entity import PATHS, Kind
from archive.search.door import open_engine
from archive.search.engine import SearchError
from archive.search.results import Suggestion

from .bearers import bearers_of, fold_names
from .cards import make_card
from .listed import list_stories

log = logging.getLogger(__name__)
MOST = 10  # offers at once: what a reader takes in at a glance
STORIES = 3  # headlines that keep a place beside many names
ASKED = 40  # of the engine: several aliases may belong to one entity


@dataclass(frozen=True, slots=True)
class Offer:
    """Something to go to. `also` is the alias that fits what was typed when the name does not."""

    kind: str
    name: str
    href: str
    also: str = ""
    count: int = 0
    language: str = ""
    closes_at: datetime | None = None


def find_offers(typed: str, *, at: datetime) -> tuple[Offer, ...]:
    """At most MOST offers, the names and topics of most stories first; none when the index cannot be read."""
    if not typed:
        return ()
    try:
        suggested = open_engine("public").suggest(typed, ASKED)
    except (SearchError, OSError):
        log.exception("the public index cannot be read")
        return ()
    known = _name_known(suggested, at=at)
    stories = _name_stories([one.text for one in suggested if one.kind == "story"][:MOST], at=at)
    room = max(STORIES, MOST - len(known))
    return (*known[: MOST - min(len(stories), room)], *stories[:room])


def _name_known(suggested: Iterable[Suggestion], *, at: datetime) -> list[Offer]:
    """Entities and topics, one query; each entity once, under the alias of it that was suggested first."""
    counts = {(one.kind, one.text): one.count for one in suggested if one.kind in ("name", "topic")}
    names = [name for kind, name in counts if kind == "name"]
    slugs = [slug for kind, slug in counts if kind == "topic"]
    if not counts:
        return []
    offers: dict[tuple[str, str], Offer] = {}
    for kind, slug, name, alias in _KNOWN.rows(keys=fold_names(names), slugs=sorted(slugs), at=at):
        if kind == "topic":
            offers[kind, slug] = Offer(kind, name, f"/topics/{slug}/", count=counts["topic", slug])
            continue
        fits_itself = ("name", name) in counts
        count = max(counts.get(("name", name), 0), counts.get(("name", alias or ""), 0))
        before = offers.get((kind, slug))
        if before is None or (not fits_itself and count > before.count):
            also = "" if fits_itself or ("name", alias) not in counts else alias
            offers[kind, slug] = Offer(kind, name, f"/{PATHS[Kind(kind)]}/{slug}/", also, count)
    return sorted(offers.values(), key=lambda offer: (-offer.count, offer.name))


def _ask_known(*, keys: Collection[str], slugs: Collection[str], at: datetime) -> QuerySet[Any, Any]:
    """(kind, slug, name, alias or nothing) of entities and topics."""
    entities = bearers_of(keys, at=at) if keys else Entity.objects.none()
    topics = Topic.objects.filter(slug__in=slugs) if slugs else Topic.objects.none()
    no_alias = Value("", output_field=Topic._meta.get_field("name"))
    return (
        entities.order_by()
        .values_list("kind", "slug", "name", "aliases__name")
        .union(topics.order_by().values_list(Value("topic"), "slug", "name", no_alias), all=True)
    )


_KNOWN = Compiled(_ask_known)


def _name_stories(refs: Sequence[str], *, at: datetime) -> list[Offer]:
    """Headlines that may be shown, in the order given; one query, because the index may lag behind the record."""
    if not refs:
        return []
    found = {story.ref: story for story in list_stories(refs, at=at, named=False)}
    offers = []
    for story in (found[ref] for ref in refs if ref in found):
        card = make_card(story, on=at.date())
        if card is not None:
            offers.append(Offer("story", card.headline, card.href, language=card.language, closes_at=card.closes_at))
    return offers
