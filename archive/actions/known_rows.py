"""Which rows of a bag the archive has already."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any

from django.db.models import Q

from archive.models import (
    Article,
    ArticleVersion,
    Entity,
    IngestItem,
    Link,
    Resemblance,
    Topic,
)
from archive.models.link import SYMMETRIC
from archive.models.portable import NUMBER, Part, is_named, name_runs, numbers_of

Row = dict[str, Any]


@dataclass(slots=True)
class Known:
    """`places` in the batch that are there already, `numbers` of these by name; `elsewhere` those of them that bear
    another name here; `clashes` say what differs.
    """

    places: set[int] = field(default_factory=set)
    numbers: dict[str, int] = field(default_factory=dict)
    elsewhere: dict[str, int] = field(default_factory=dict)
    clashes: list[str] = field(default_factory=list)

    def add(self, place: int, name: str, number: int, *, is_called_so: bool = False) -> None:
        """That row is there, as this one."""
        self.places.add(place)
        self.numbers[name] = number
        if not is_called_so:
            self.elsewhere[name] = number


def find_known(file: Part, rows: Sequence[Row], *, by_number: bool) -> Known:
    """`by_number`: the site was empty when it began, so that a row with that number is that row."""
    known = Known()
    if by_number:
        numbers = [row[NUMBER] for row in rows]
        there = set(file.model._base_manager.filter(pk__in=numbers).values_list("pk", flat=True))
        for place, row in enumerate(rows):
            if row[NUMBER] in there:
                known.places.add(place)
                if file.model is Entity:
                    known.numbers[name_of(file, row)] = row[NUMBER]
        return known
    match file.name:
        case "runs":
            moments = set(name_runs().values())
            for place, row in enumerate(rows):
                if row["started_at"] in moments:
                    known.places.add(place)
        case "links":
            _find_pairs(rows, ("article", "target", "type"), _links(rows), known)
        case "resemblances":
            _find_pairs(rows, ("first", "second"), _resemblances(rows), known)
        case "items":
            hashes = {row["original"] for row in rows}
            columns = ("original__sha256", "path", "index", "headline")
            found = set(IngestItem.objects.filter(original__sha256__in=hashes).values_list(*columns))
            for place, row in enumerate(rows):
                if (row["original"], row["path"], row["index"], row["headline"]) in found or row["original"] is None:
                    known.places.add(place)
        case _ if is_named(file.model):
            there_by_name = numbers_of(file.model, [name_of(file, row) for row in rows])
            for place, row in enumerate(rows):
                if (name := name_of(file, row)) in there_by_name:
                    known.add(place, name, there_by_name[name], is_called_so=True)
            _find_otherwise(file, rows, known)
    return known


def name_of(file: Part, row: Row) -> str:
    """What others call that row by, in a bag."""
    match file.name:
        case "entities":
            return f"{row['kind']}/{row['slug']}"
        case "sources":
            return str(row["code"])
        case "stories":
            return str(row["ref"])
        case "originals":
            return str(row["sha256"])
        case _:
            return str(row["slug"])


def _find_otherwise(file: Part, rows: Sequence[Row], known: Known) -> None:
    """Those that are there under another name."""
    if file.model is Entity:
        _find_entities(file, rows, known)
    elif file.model is Topic:
        there = dict(Topic.objects.filter(name__in=[row["name"] for row in rows]).values_list("name", "pk"))
        for place, row in enumerate(rows):
            if place not in known.places and row["name"] in there:
                known.add(place, row["slug"], there[row["name"]])
    elif file.model is Article:
        _find_stories(rows, known)


def _find_entities(file: Part, rows: Sequence[Row], known: Known) -> None:
    """By their Wikidata or GeoNames ids, which no two may bear."""
    wikidata = {row["wikidata_id"] for row in rows} - {""}
    bearers = Entity.objects.filter(wikidata_id__in=wikidata, merged_into=None).values_list("wikidata_id", "pk")
    by_wikidata = dict(bearers)
    geonames = {fact["geonames_id"] for row in rows for fact in row.get("place", ())} - {None}
    by_geonames = dict(Entity.objects.filter(place__geonames_id__in=geonames).values_list("place__geonames_id", "pk"))
    for place, row in enumerate(rows):
        if place in known.places:
            continue
        number = by_wikidata.get(row["wikidata_id"]) if row["merged_into"] is None else None
        for fact in row.get("place", ()):
            number = number or by_geonames.get(fact["geonames_id"])
        if number is not None:
            known.add(place, name_of(file, row), number)


def _find_stories(rows: Sequence[Row], known: Known) -> None:
    """By uuid or by the wire's own id; one whose words differ here is told of."""
    uuids = dict(Article.objects.filter(uuid__in=[row["uuid"] for row in rows]).values_list("uuid", "pk"))
    guids = {row["guid"] for row in rows} - {""}
    found = Article.objects.filter(guid__in=guids).values_list("source__code", "guid", "pk")
    by_guid = {(code, guid): pk for code, guid, pk in found}
    by_uuid = {str(uuid): pk for uuid, pk in uuids.items()}
    for place, row in enumerate(rows):
        if place in known.places:
            continue
        number = by_uuid.get(row["uuid"]) or by_guid.get((row["source"], row["guid"]))
        if number is not None:
            known.add(place, row["ref"], number)
    ours: dict[int, set[str]] = {}
    versions = ArticleVersion.objects.filter(article__in=set(known.numbers.values()))
    for number, sha256 in versions.values_list("article", "sha256"):
        ours.setdefault(number, set()).add(sha256)
    for place in sorted(known.places):
        row = rows[place]
        words = row.get("versions", [])
        if words and words[-1]["sha256"] not in ours.get(known.numbers[row["ref"]], set()):
            known.clashes.append(f"Story {row['ref']} has other words here: those of this site were kept.")


def _find_pairs(rows: Sequence[Row], names: Sequence[str], there: set[tuple[str, ...]], known: Known) -> None:
    for place, row in enumerate(rows):
        one, other, *rest = (row[name] for name in names)
        if (one, other, *rest) in there or ((not rest or rest[0] in SYMMETRIC) and (other, one, *rest) in there):
            known.places.add(place)


def _links(rows: Sequence[Row]) -> set[tuple[str, ...]]:
    touching = Q(article__ref__in=_said(rows, "article")) & Q(target__ref__in=_said(rows, "target"))
    return set(Link.with_trash.filter(touching).values_list("article__ref", "target__ref", "type"))


def _resemblances(rows: Sequence[Row]) -> set[tuple[str, ...]]:
    slugs = {name.partition("/")[2] for name in (*_said(rows, "first"), *_said(rows, "second"))}
    columns = ("first__kind", "first__slug", "second__kind", "second__slug")
    found = Resemblance.objects.filter(first__slug__in=slugs, second__slug__in=slugs).values_list(*columns)
    return {(f"{kind}/{slug}", f"{other_kind}/{other}") for kind, slug, other_kind, other in found}


def _said(rows: Iterable[Row], name: str) -> set[str]:
    return {row[name] for row in rows}
