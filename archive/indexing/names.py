"""Who and what the articles of a batch name: slugs by kind, and every name of each."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from typing import Any, NamedTuple

from django.db.models import QuerySet

from archive.models import Alias, Entity, Mention
from archive.models.compiled import Compiled

MANY = 100_000  # entities whose names are kept: some 60 MB


class Known(NamedTuple):
    """One entity as the index is told of it; `names` begins with the one that is shown."""

    kind: str
    slug: str
    names: tuple[str, ...]


class Named(tuple[Known, ...]):
    """The entities of one article, each once, in the order in which they were noted."""

    __slots__ = ()

    def slugs(self, kind: str) -> tuple[str, ...]:
        """The slugs of one kind."""
        return tuple([one.slug for one in self if one.kind == kind])

    def names(self) -> tuple[str, ...]:
        """Every name of theirs, each once."""
        return tuple(dict.fromkeys([name for one in self for name in one.names]))


class ForBoth(NamedTuple):
    """What the desk may find an article by, and what readers may."""

    desk: Named
    public: Named


NOBODY = ForBoth(Named(), Named())


class KnownNames:
    """The entities met so far. Keep it for the length of one walk through the archive: what is renamed meanwhile is
    in the outbox, and so comes again.
    """

    def __init__(self) -> None:
        self._known: dict[int, Known] = {}

    def learn(self, ids: Collection[int]) -> dict[int, Known]:
        """All that is known, these among it."""
        known = self._known
        if len(known) > MANY:
            known.clear()
        missing = [key for key in ids if key not in known]
        if missing:
            names: dict[int, list[str]] = {}
            aliases = Alias.objects.filter(entity_id__in=missing).order_by("id").values_list("entity_id", "name")
            for key, name in aliases:
                names.setdefault(key, []).append(name)
            entities = Entity.objects.filter(pk__in=missing).values_list("pk", "kind", "slug", "name")
            for key, kind, slug, name in entities:
                known[key] = Known(kind, slug, (name, *names.get(key, ())))
        return known


def _ask_confirmed(*, pks: Collection[int]) -> QuerySet[Mention, Any]:
    mentions = Mention.objects.filter(article_id__in=pks).confirmed()
    return mentions.order_by("article_id", "id").values_list("article_id", "entity_id", "id")


def _ask_public(*, pks: Collection[int]) -> QuerySet[Mention, Any]:
    return Mention.objects.filter(article_id__in=pks).public().values_list("id")


_CONFIRMED, _PUBLIC = Compiled(_ask_confirmed), Compiled(_ask_public)


def read_names(articles: Sequence[int], known: KnownNames) -> dict[int, ForBoth]:
    """The entities of each article that names any."""
    rows = _CONFIRMED.rows(pks=articles)
    public = {pk for (pk,) in _PUBLIC.rows(pks=articles)}
    entities = known.learn({row[1] for row in rows})
    desk_of: dict[int, list[Known]] = {}
    public_of: dict[int, list[Known]] = {}
    for article, entity, mention in rows:
        desk_of.setdefault(article, []).append(entities[entity])
        if mention in public:
            public_of.setdefault(article, []).append(entities[entity])
    return {key: ForBoth(Named(ones), Named(public_of.get(key, ()))) for key, ones in desk_of.items()}
