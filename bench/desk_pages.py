"""Every page of the desk that shows or finds records, as an editor would open it: name → address."""

from __future__ import annotations

import re
from collections.abc import Iterator
from html import unescape
from importlib import import_module
from typing import Any

_OWN = re.compile(r'href="\?([^"]+)"')  # filters, columns to sort by, further pages
_CHOICES = 3  # of a filter that has many: sources, say
_TERMS = {
    "article": ("wheat", "oil prices", '"oil prices"', "gov*", "source:reuters", "0"),
    "deed": ("by:ana", "by:machine", "publish_article", "by:ben publish_article"),
    "original": ("0abc",),
    "feed": ("50",),
    "dossier": ("Dossier 2",),
}
_ENTITIES = ("person", "organisation", "place", "event")
_NAMES = ("ann", "barack obama", "obama", "smith j", "김", "zzzz")


def find_pages(client: Any, *, story: int, is_brief: bool = False) -> dict[str, str]:
    """The addresses in this archive; the names are the same in any other. `story` is the number of one that is there.

    Of other records that are numbered as stories are, one of a number below that is opened. Briefly: of each filter
    one choice, of each search one term.
    """
    from django.contrib import admin

    import_module("editorial.admin.registration")  # else made with the addresses, at the first request
    pages = {"front page": "/admin/", "front page, an earlier month": "/admin/?until=2012-06-30"}
    for model, model_admin in admin.site._registry.items():
        if model._meta.app_label == "archive":
            pages |= dict(_of_list(client, model, model_admin, is_brief))
            pages |= dict(_of_record(model, story))
    return {**pages, **dict(_of_stories(story)), **dict(_of_completions(is_brief))}


def _of_list(client: Any, model: Any, model_admin: Any, is_brief: bool) -> Iterator[tuple[str, str]]:
    name = model._meta.model_name
    address = f"/admin/archive/{name}/"
    answer = client.get(address)
    if answer.status_code != 200:  # completions alone
        return
    yield f"{name} list", address
    terms = _TERMS.get(name, _NAMES if name in ("person", "organisation", "place", "event") else ("an", "re"))
    for term in terms[: 1 if is_brief else None] if model_admin.search_fields else ():
        yield f"{name} list, search {term}", f"{address}?q={term}"
    seen: dict[str, int] = {}
    for query in dict.fromkeys(unescape(found) for found in _OWN.findall(answer.content.decode())):
        parameter = query.partition("=")[0]
        seen[parameter] = seen.get(parameter, 0) + 1
        if seen[parameter] <= (1 if is_brief else _CHOICES if parameter == "source" else seen[parameter]):
            yield f"{name} list, {query}", f"{address}?{query}"
    yield f"{name} list, page 20", f"{address}?p=20"


def _of_record(model: Any, story: int) -> Iterator[tuple[str, str]]:
    name = model._meta.model_name
    records = model._default_manager.filter(**({"pk__lte": story} if name not in _ENTITIES else {}))
    key = records.order_by("-pk").values_list("pk", flat=True).first()
    address = f"/admin/archive/{name}/"
    if key is not None and name != "entity":
        yield f"{name} page", f"{address}{key}/change/"
        yield f"{name} history", f"{address}{key}/history/"
    if name in _ENTITIES:
        yield f"{name} page, named most", f"{address}{_named_most(name, story)}/change/"
    if name in (*_ENTITIES, "article", "dossier", "source", "feed"):
        yield f"{name} new", f"{address}add/"


def _named_most(kind: str, story: int) -> int:
    """Of the names of the first stories, which are the commonest ones, that which most of them name."""
    from django.db.models import Count

    from archive.models import Mention

    first = Mention.objects.filter(article__lte=story, entity__kind=kind)
    found = first.values_list("entity_id").annotate(often=Count("pk")).order_by("-often", "entity_id")
    return int(found[0][0])


def _of_stories(story: int) -> Iterator[tuple[str, str]]:
    """The workspace, and lists of stories that no link on the list leads to."""
    page, stories = f"/admin/archive/article/{story}/", "/admin/archive/article/"
    yield "workspace of a story", f"{page}change/"
    yield "workspace with proposals", f"{page}change/?proposals="
    yield "proposals alone", f"{page}proposals/"
    yield "workspace after a search", f"{page}change/?q=oil"
    yield "workspace, a version", f"{page}versions/1/"
    yield "workspace, preview", f"{page}preview/"
    yield "workspace, withdraw", f"{page}withdraw/"
    yield "article list, drafts of a source", f"{stories}?status__exact=draft&source=reuters"
    yield "article list, search among drafts", f"{stories}?status__exact=draft&q=wheat"
    yield "article list, search of a source", f"{stories}?source=reuters&q=oil"
    yield "article list, oldest of a source", f"{stories}?source=reuters&o=4"
    yield "article list, drafts, oldest first", f"{stories}?status__exact=draft&o=4"
    for kind in _ENTITIES:
        yield f"article list, naming a common {kind}", f"{stories}?names={_named_most(kind, story)}"
    yield "article list, naming somebody rare", f"{stories}?names={_rarest()}"
    yield "put into a dossier", f"/admin/archive/dossier/fill/?pick={story}"
    yield "deed list, of a story", f"/admin/archive/deed/?q={_ref(story)}"
    yield "ingestitem list, of a run", "/admin/archive/ingestitem/?run__id__exact=5"


def _rarest() -> int:
    from archive.models import Person

    return int(Person.objects.order_by("-pk").values_list("pk", flat=True)[0])


def _ref(story: int) -> str:
    from archive.models import Article

    return Article.objects.values_list("ref", flat=True).get(pk=story)


def _of_completions(is_brief: bool) -> Iterator[tuple[str, str]]:
    """Of every record that can be completed, by the first relation to it: what is asked does not depend on which."""
    from django.apps import apps
    from django.contrib import admin

    known: set[Any] = set()
    for model in apps.get_app_config("archive").get_models():
        for field in model._meta.get_fields():
            target = field.related_model if field.many_to_one or field.many_to_many else None
            if not getattr(field, "concrete", False) or target in known or target not in admin.site._registry:
                continue
            known.add(target)
            if not admin.site._registry[target].search_fields:
                continue
            for term in ("", "a", "smith jo")[2 * is_brief :]:
                query = f"app_label=archive&model_name={model._meta.model_name}&field_name={field.name}&term={term}"
                name = target._meta.model_name
                yield f"completion of {name}, {term or 'nothing'}", f"/admin/autocomplete/?{query}"
