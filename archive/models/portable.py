"""What leaves the database when the archive is moved, and by which name each row is called outside it.

One table, `FILES`: a file of the bag is one model with its parts; a model that is in neither `FILES` nor `LEFT_OUT`
fails a test, so that nothing new is forgotten. Columns are not listed: all of a model go, except the owner's.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any, Final

from django.conf import settings
from django.contrib.auth.models import User
from django.db import models
from django.utils.module_loading import import_string

from .annotation import Annotation
from .article import Article
from .correction import Correction
from .deed import Deed
from .disagreement import Disagreement
from .dossier import Dossier, DossierItem
from .entity import Alias, Entity
from .event import Event
from .ingest import IngestItem, IngestRun
from .link import Link
from .media import Media
from .mention import Mention
from .note_change import NoteChange
from .organisation import Organisation
from .original import Original
from .person import Person
from .place import Place
from .position import Position
from .regrouping import Regrouping
from .removal import Removal
from .resemblance import Resemblance
from .rights import Rights
from .source import Source
from .topic import ArticleTopic, Topic
from .version import ArticleVersion
from .wire_step import WireStep

AnyModel = type[models.Model]
NUMBER: Final = "row"  # under which a row says its number; a version's `number` is its place in its story


@dataclass(frozen=True, slots=True)
class Part:
    """Rows of `model` that belong to one row of another, by the foreign key `owner`; in a row under `name`.

    With `quotes_numbers` a row says numbers of other rows that only an empty site can give back.
    """

    name: str
    model: AnyModel
    owner: str = ""
    parts: tuple[Part, ...] = ()
    quotes_numbers: bool = False

    def walk(self) -> Iterator[Part]:
        """This one and all inside it, owners first."""
        yield self
        for part in self.parts:
            yield from part.walk()

    def columns(self) -> list[models.Field[Any, Any]]:
        """What a row says: every column but its number and its owner."""
        fields = self.model._meta.local_concrete_fields
        return [field for field in fields if not field.primary_key and field.name != self.owner]

    def rows(self) -> models.QuerySet[Any, Any]:
        """All rows of a file; of one whose rows may belong to others, those that belong to none."""
        every: models.QuerySet[Any, Any] = self.model._base_manager.all()
        return every.filter(**{f"{self.owner}__isnull": True}) if self.owner else every

    @property
    def has_number(self) -> bool:
        """Whether a row has a number of its own; a person's facts bear that of the entity."""
        return not self.model._meta.pk.is_relation


_KINDS = tuple(Part(str(model._meta.model_name), model, "entity_ptr") for model in (Person, Organisation, Place, Event))
# In the order in which they are brought back: what a row refers to comes before it, or in the same file.
FILES: Final = (
    Part("runs", IngestRun),
    Part(
        "entities",
        Entity,
        parts=(
            *_KINDS,
            Part("aliases", Alias, "entity"),
            Part("positions", Position, "person"),
            Part("participants", Event.participants.through, "event"),
        ),
    ),
    Part("sources", Source),
    Part("topics", Topic),
    Part("originals", Original),
    Part(
        "stories",
        Article,
        parts=(
            Part("versions", ArticleVersion, "article"),
            Part("rights", Rights, "article"),
            Part("topics", ArticleTopic, "content_object"),
            Part("mentions", Mention, "article"),
            Part("media", Media, "article"),
            Part("notes", Annotation, "article", (Part("changes", NoteChange, "annotation"),)),
            Part("corrections", Correction, "article"),
            Part("removals", Removal, "article"),
            Part("steps", WireStep, "article"),
            Part("disagreements", Disagreement, "article"),
        ),
    ),
    Part("links", Link),
    Part("dossiers", Dossier, parts=(Part("items", DossierItem, "dossier"),)),
    Part("resemblances", Resemblance),
    Part("regroupings", Regrouping, quotes_numbers=True),
    Part("orders", WireStep, "article", quotes_numbers=True),
    Part("items", IngestItem),
    Part("history", Deed, quotes_numbers=True),
)

# Models that stay behind on purpose, and why.
LEFT_OUT: Final = {
    "arrival": "when a story first stood in this site's index: the index of the other site notes its own",
    "asking": "guards this site's mailboxes for a day",
    "delivery": "the post of this site; what was in it is among the originals, the runs and their items",
    "feed": "what this site asks for: two sites would ask, and both take the same stories in",
    "follow": "mail addresses of readers, given to this site alone",
    "likeness": "made anew from the words",
    "likenessband": "made anew from the words",
    "nameword": "made anew from the names",
    "nomentionmail": "what an account wishes, and accounts are not exported",
    "notemention": "what waits on the desk of an account, and accounts are not exported; the @name stays in the note",
    "pushtoken": "keys to this site",
    "upload": "what waits on this site's desk; what came in by it is among the runs, their items and the originals",
    "uploaditem": "the plan of an upload",
    "outboxrow": "what this site's index has still to learn: bringing back writes its own",
}

_KEYS: Final[dict[AnyModel, tuple[str, ...]]] = {
    User: ("username",),
    Source: ("code",),
    Topic: ("slug",),
    Original: ("sha256",),
    Article: ("ref",),
    Annotation: ("uuid",),
    Dossier: ("slug",),
    Entity: ("kind", "slug"),
}


def all_files() -> tuple[Part, ...]:
    """Ours, and after them those of the floors above, which the settings name: we do not know them."""
    return (*FILES, *(part for path in settings.ALSO_EXPORTED for part in import_string(path)))


def is_named(model: AnyModel) -> bool:
    """Whether a row of that model is called by a name of its own. The others: a run, a version, a deed, a link."""
    return root_of(model) in _KEYS


def root_of(model: AnyModel) -> AnyModel:
    """The table that gives the name: a person is called as an entity is."""
    return Entity if issubclass(model, Entity) else model


def target_of(column: models.Field[Any, Any]) -> AnyModel:
    """What a foreign key points to; the table that gives its name."""
    assert isinstance(column.related_model, type)
    return root_of(column.related_model)


def names_of(model: AnyModel, numbers: Iterable[int]) -> dict[int, str]:
    """The public name of each of these rows."""
    root = root_of(model)
    found = root._base_manager.filter(pk__in=list(numbers)).values_list("pk", *_KEYS[root])
    return {row[0]: "/".join(map(str, row[1:])) for row in found}


def numbers_of(model: AnyModel, names: Iterable[str]) -> dict[str, int]:
    """The row of each of these names, as far as there is one."""
    root = root_of(model)
    wanted = list(names)
    last = _KEYS[root][-1]
    values = {name.rpartition("/")[2] if root is Entity else name for name in wanted}
    found = root._base_manager.filter(**{f"{last}__in": values}).values_list("pk", *_KEYS[root])
    known = {"/".join(map(str, row[1:])): row[0] for row in found}
    return {name: known[name] for name in wanted if name in known}


def name_runs() -> dict[int, str]:
    """Every run by its beginning; a second one of the same moment is told from the first by a number after it."""
    seen: dict[str, int] = {}
    names: dict[int, str] = {}
    for pk, started_at in IngestRun.objects.order_by("pk").values_list("pk", "started_at").iterator():
        moment = started_at.isoformat().replace("+00:00", "Z")
        seen[moment] = seen.get(moment, 0) + 1
        names[pk] = moment if seen[moment] == 1 else f"{moment}#{seen[moment]}"
    return names
