"""`/people/<slug>/` and kin: a person, organisation, place or event, and the stories that name it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from django.db.models import Model
from django.http import Http404, HttpRequest
from django.http.response import HttpResponseBase
from django.utils import timezone

from archive.models import Alias, Entity, Event, Organisation, Person, Place
from archive.models.entity import PATHS, Kind
from archive.search.query import Field, Phrase, SearchRequest
from archive.text.excerpt import plain_excerpt

from .cards import earliest_close, make_cards
from .charts import draw_chart
from .chronicle import Moment, draw_moments, readable_events, timeline_of
from .facts import facts_of
from .finding import NOTHING, ask_index, fetch_found
from .inputs import tidy_input
from .moved import find_survivor, lead_to
from .naming import KINDS, rank_facets
from .page import full_address, show_page
from .positions import positions_of
from .search_address import SearchAddress

MODELS: dict[Kind, type[Person] | type[Organisation] | type[Place] | type[Event]] = {
    Kind.PERSON: Person,
    Kind.ORGANISATION: Organisation,
    Kind.PLACE: Place,
    Kind.EVENT: Event,
}
FACET_OF = {kind: facet for facet, kind in KINDS.items()}
PARAMETER_OF = {kind: str(kind.value) for kind in Kind}
JOINED = {
    Kind.PERSON: (),
    Kind.ORGANISATION: ("parent",),
    Kind.PLACE: ("parent",),
    Kind.EVENT: ("location", "parent"),
}
DESCRIPTION_LENGTH = 160
MOST_EVENTS = 20  # on a person's timeline


@dataclass(frozen=True, slots=True)
class OtherName:
    """An alias, with what a browser needs to show and speak it rightly."""

    name: str
    language: str
    kind: str


def show_entity(request: HttpRequest, kind: Kind, slug: str) -> HttpResponseBase:
    """Its page; 404 unless a readable story names it. One that was merged leads to the survivor."""
    at = timezone.now()
    entity = _readable_entity(kind, slug, at)
    if entity is None:
        return _follow_merge(kind, slug, at)
    cursor = tidy_input(request.GET.get("cursor", ""))
    facet = FACET_OF[kind]
    answer = ask_index(
        SearchRequest(
            # A facet is counted without its own filter; the same wish as a query makes “appears with” true.
            query=Field(facet, Phrase(entity.slug)),
            filters={facet: (entity.slug,)},
            sort="newest",
            cursor=cursor,
            facets=("people", "organisations", "places", "events"),
            histogram=True,
        )
    )
    results = answer or NOTHING
    found = fetch_found(results, at=at)
    cards = make_cards((found[hit.ref] for hit in results.hits if hit.ref in found), on=at.date())
    address = SearchAddress(chosen={PARAMETER_OF[kind]: (entity.slug,)})
    context = {
        "entity": entity,
        "kind": kind.label,
        "path": PATHS[kind],
        "names": _other_names(entity),
        "facts": facts_of(entity, at=at),
        "positions": positions_of(entity, at=at) if kind == Kind.PERSON else (),
        "timeline": _timeline(entity, at),
        "cards": cards,
        "total": results.total,
        "is_index_away": answer is None,
        "cursor": cursor,
        "next_cursor": results.next_cursor,
        "chart": draw_chart(results.years, href=lambda year: address.within(year, year).url),
        "search_url": address.url,
        "company": rank_facets(results.facets, at=at, leave_out={entity.slug}, most=8, whole=results.total),
        "canonical": full_address(entity.get_absolute_url()),
        "description": plain_excerpt(entity.description, DESCRIPTION_LENGTH),
    }
    return show_page(request, "archive/entity.html", context, at=at, closes_at=earliest_close(cards))


def _timeline(entity: Entity, at: datetime) -> tuple[Moment, ...]:
    """An event between its kin; of a person the events in which they took part."""
    if isinstance(entity, Event):
        return timeline_of([entity.pk], at=at)
    if isinstance(entity, Person):
        return draw_moments(readable_events(at).filter(participants=entity).order_by("starts_on", "id")[:MOST_EVENTS])
    return ()


def _readable_entity(kind: Kind, slug: str, at: datetime) -> Entity | None:
    """With the facts of its kind joined."""
    query = MODELS[kind].objects.readable(at).filter(slug=tidy_input(slug))
    found: Model | None = query.select_related(*JOINED[kind]).first() if JOINED[kind] else query.first()
    return found if isinstance(found, Entity) else None


def _follow_merge(kind: Kind, slug: str, at: datetime) -> HttpResponseBase:
    """301 to the one it was merged into, when readers may know of that one; else 404."""
    survivor = find_survivor(kind, slug, at=at)
    if survivor.slug == slug:  # it became readable between two looks
        raise Http404("Nobody and nothing of that name.")
    return lead_to(survivor.get_absolute_url(), at=at)


def _other_names(entity: Entity) -> tuple[OtherName, ...]:
    rows = Alias.objects.filter(entity_id=entity.pk).values_list("name", "language", "kind")
    return tuple(OtherName(*row) for row in rows if row[0] != entity.name)
