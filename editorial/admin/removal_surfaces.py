"""Every address of the public that could show a story: read off the table of addresses itself.

A new address is asked without anybody thinking of it, as long as its parameters can be filled from a story. One whose
parameters cannot be must be named in NOT_ASKED with a reason; a test keeps that list complete.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from itertools import product
from urllib.parse import quote, urlencode

from django.urls import URLPattern, URLResolver, get_resolver
from django.urls.resolvers import RoutePattern

from archive.models import Article, Dossier, Link
from archive.models.entity import PATHS, Kind

MOST = 8  # values of one parameter, such as the people a story names
LINKED = 20  # linked stories whose pages are asked
_PARAMETER = re.compile(r"<(?:\w+:)?(\w+)>")

# Addresses that can say nothing of a story, whatever they answer, and why.
NOT_ASKED = {
    "/follow/": "a form; it names a search, never a story",
    "/follow/asked/": "a sentence",
    "/follow/confirm/<token>/": "opens with a mail's token only; the mail asks again before it is sent",
    "/follow/end/<token>/": "opens with a mail's token only",
    "/healthz": "says that the process is up",
    "/readyz": "says that database and index answer",
    "/ingest/<source>": "machines send stories there; it shows nothing",
    "/ingest/<source>/items/<key>": "opens with a token of the source; it tells a sender what became of what it sent",
    "/opensearch.xml": "describes the search box",
}
# Addresses that say nothing until they are asked something: what they are asked for this story.
QUESTIONS = {
    "/search": ("q",),
    "/search/suggest": ("q",),
    "/opensearch/suggest": ("q",),
    "/feeds/search/": ("q",),
    "/search/choices": ("q", "by"),
}


@dataclass(frozen=True, slots=True)
class Question:
    """One address to ask. `must_close`: it is the story's own and must refuse; else it must not show the story."""

    surface: str
    path: str
    must_close: bool


@dataclass(frozen=True, slots=True)
class Facts:
    """What the addresses are filled with, by the parameter's name and the folder it stands in."""

    ref: str
    headline: str
    day: tuple[int, int, int]
    numbers: tuple[int, ...]
    source: str
    slugs: dict[str, tuple[str, ...]] = field(default_factory=dict)


def read_facts(article: Article) -> Facts:
    """What of the story an address may hold; a handful of queries."""
    version = article.public_version or article.latest_version
    slugs: dict[str, list[str]] = {"articles": [article.get_absolute_url().split("/")[3]]}
    named = article.mentions.filter(entity__merged_into=None).values_list("entity__kind", "entity__slug")
    for kind, slug in named:
        slugs.setdefault(PATHS[Kind(kind)], []).append(slug)
    slugs["topics"] = list(article.topics.values_list("slug", flat=True))
    slugs["dossiers"] = list(Dossier.objects.published().filter(items__article=article).values_list("slug", flat=True))
    numbers = article.versions.filter(published_at__isnull=False).order_by("number").values_list("number", flat=True)
    return Facts(
        ref=article.ref,
        headline=version.headline if version else "",
        day=(article.dated_on.year, article.dated_on.month, article.dated_on.day),
        numbers=tuple(numbers),
        source=article.source.code,
        slugs={folder: tuple(dict.fromkeys(found))[:MOST] for folder, found in slugs.items()},
    )


def list_routes() -> list[str]:
    """Every address of the public, its parameters in angle brackets: `/articles/<ref>/v/<number>/`."""
    return list(dict.fromkeys(_walk(get_resolver().url_patterns, "/")))


def list_questions(facts: Facts) -> list[Question]:
    """What is asked for this story, address by address."""
    found = []
    for route in list_routes():
        if route in NOT_ASKED:
            continue
        must_close = "<ref>" in route
        for path in fill_route(route, facts) or ():
            found.append(Question(route, path + _ask(route, facts), must_close))
    return found


def list_linked(article: Article) -> list[Question]:
    """The pages of the stories linked to it, which would show its headline."""
    pairs = Link.objects.touching(article.pk).order_by("id").values_list("article_id", "target_id")[:LINKED]
    others = {pk for pair in pairs for pk in pair} - {article.pk}
    rows = Article.objects.filter(pk__in=others).select_related("public_version", "latest_version").order_by("pk")
    return [Question("stories linked to it", other.get_absolute_url(), must_close=False) for other in rows]


def fill_route(route: str, facts: Facts) -> list[str] | None:
    """The route with every value that the story has for its parameters; None when one of them is unknown to us."""
    folders = [part for part in route.split("/") if part and not part.startswith("<") and part != "feeds"]
    names = _PARAMETER.findall(route)
    choices = [_values(name, folders[0] if folders else "", facts) for name in names]
    if any(values is None for values in choices):
        return None
    paths = []
    for values in product(*(values or () for values in choices)):
        path = route
        for value in values:
            path = _PARAMETER.sub(quote(str(value), safe=""), path, count=1)
        paths.append(path)
    return paths


def _values(name: str, folder: str, facts: Facts) -> Iterable[object] | None:
    known: dict[str, Iterable[object]] = {
        "ref": (facts.ref,),
        "code": (facts.source,),
        "year": facts.day[:1],
        "month": facts.day[1:2],
        "day": facts.day[2:],
        "number": facts.numbers,
        "first": facts.numbers[:1],
        "second": facts.numbers[-1:],
    }
    if name == "slug":
        return facts.slugs.get(folder, () if folder in {*PATHS.values(), "topics", "dossiers"} else None)
    return known.get(name)


def _ask(route: str, facts: Facts) -> str:
    answers = {"q": f'"{facts.headline}"', "by": "person"}
    if route.endswith("suggest"):
        answers["q"] = facts.headline[:40]
    names = QUESTIONS.get(route, ())
    return "?" + urlencode({name: answers[name] for name in names}) if names else ""


def _walk(patterns: Iterable[URLPattern | URLResolver], before: str) -> Iterator[str]:
    for pattern in patterns:
        if isinstance(pattern, URLResolver):
            if pattern.app_name != "admin":
                yield from _walk(pattern.url_patterns, before + str(pattern.pattern))
        elif isinstance(pattern.pattern, RoutePattern):
            yield _PARAMETER.sub(r"<\1>", before + str(pattern.pattern))
