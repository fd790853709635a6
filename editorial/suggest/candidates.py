"""Which stories may belong with a story: bounded questions to the desk index, however large the archive."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta

from archive.search.engine import Engine
from archive.search.query import Field, Or, SearchRequest, Word

from .evidence import Shared
from .likeness import strip_marker
from .story import Story

SIMILAR = 25  # stories asked of the engine's own likeness, over all times
NEAR = 30  # … that use words of the headline, within days
NAMING = 20  # … that name the same people and events, within weeks
NEAR_DAYS = 3
NAMING_DAYS = 45
ENTITIES = 16  # of a story that are counted, those of each kind in turn; a story that names more is a list
RARE = 6  # of these that are searched by
WORDS = 10  # of the headline
_FACETS = {"person": "people", "event": "events", "organisation": "organisations", "place": "places"}


@dataclass(frozen=True, slots=True)
class Named:
    """An entity that the story at hand names."""

    pk: int
    name: str
    slug: str
    kind: str


def count_stories(engine: Engine, named: Sequence[Named]) -> dict[int, Shared]:
    """How many stories name each, by the entity's id: the index's own count of a facet's value, no table is read."""
    order = list(_FACETS)
    chosen = sorted(named, key=lambda one: order.index(one.kind))[:ENTITIES]
    return {
        one.pk: Shared(
            one.name,
            one.kind,
            engine.search(SearchRequest(filters={_FACETS[one.kind]: (one.slug,)}, limit=1)).total,
        )
        for one in chosen
    }


def find_candidates(engine: Engine, story: Story, *, named: Sequence[Named], counted: dict[int, Shared]) -> list[str]:
    """Refs of stories that may belong with it, the likeliest sources first, itself left out; at most 75."""
    refs = [hit.ref for hit in engine.similar(story.ref, SIMILAR)]
    words = [
        word for word in dict.fromkeys(strip_marker(story.headline).split()) if len(word) > 1 and not word.isdigit()
    ]
    asked = tuple(Word(word) for word in sorted(words, key=len, reverse=True)[:WORDS])
    if asked:
        refs += _search(engine, story, asked, days=NEAR_DAYS, limit=NEAR)
    rare = sorted((one for one in named if one.pk in counted), key=lambda one: counted[one.pk].stories)[:RARE]
    if rare:
        naming = tuple(Field(_FACETS[one.kind], Word(one.slug)) for one in rare if counted[one.pk].stories > 1)
        refs += _search(engine, story, naming, days=NAMING_DAYS, limit=NAMING) if naming else []
    return [ref for ref in dict.fromkeys(refs) if ref != story.ref]


def _search(engine: Engine, story: Story, parts: tuple[Word | Field, ...], *, days: int, limit: int) -> list[str]:
    span = timedelta(days=days)
    request = SearchRequest(query=Or(parts), since=story.dated_on - span, until=story.dated_on + span, limit=limit)
    return [hit.ref for hit in engine.search(request).hits]
