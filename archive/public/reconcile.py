"""`/reconcile`: the Reconciliation Service API 0.2 (OpenRefine and kin), over what readers may know of."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any

from csp.decorators import csp_replace
from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.clickjacking import xframe_options_exempt
from django.views.decorators.csrf import csrf_exempt

from archive.models import Entity
from archive.models.entity import PATHS, Kind

from .inputs import tidy_input
from .page import full_address
from .reconciling import LONGEST, Asked, reconcile, suggest_entities

MOST_QUERIES = 50  # in one batch
MOST_BYTES = 256 * 1024  # of a batch
LABELS = {Kind.PERSON: "Person", Kind.ORGANISATION: "Organisation", Kind.PLACE: "Place", Kind.EVENT: "Event"}
PROPERTIES = {"wikidata": "Wikidata id", "born": "Day of birth", "country": "Country (ISO 3166)", "date": "First day"}
KINDS = {path: kind for kind, path in PATHS.items()}


class BadBatch(ValueError):
    """The batch cannot be read; the message says what to change."""


def _open_to_all(view: Callable[[HttpRequest], HttpResponse]) -> Callable[[HttpRequest], HttpResponse]:
    """Clients run in browsers, on pages of others: CORS as the protocol wants it. Nothing here needs a session."""

    def answer(request: HttpRequest) -> HttpResponse:
        response = HttpResponse(status=204) if request.method == "OPTIONS" else view(request)
        response["Access-Control-Allow-Origin"] = "*"
        if request.method == "OPTIONS":
            response["Access-Control-Allow-Methods"] = "GET, POST, OPTIONS"
            response["Access-Control-Allow-Headers"] = "Content-Type"
        if "Cache-Control" not in response:
            response["Cache-Control"] = "no-store"
        return response

    return csrf_exempt(answer)


@_open_to_all
def show_reconcile(request: HttpRequest) -> HttpResponse:
    """The manifest, or the answer to a batch of queries (GET or POST, parameter `queries`)."""
    if request.method not in ("GET", "HEAD", "POST"):
        return _complain("Send GET or POST.", status=405)
    if int(request.META.get("CONTENT_LENGTH") or 0) > MOST_BYTES:
        return _complain(f"A batch has at most {MOST_BYTES // 1024} KB: send fewer queries at a time.", status=413)
    sent = request.POST.get("queries") or request.GET.get("queries")
    if sent is None:
        return JsonResponse(_manifest())
    try:
        batch = _read_batch(sent)
    except BadBatch as error:
        return _complain(str(error), status=400)
    at = timezone.now()
    return JsonResponse({key: {"result": reconcile(asked, at=at)} for key, asked in batch.items()})


@_open_to_all
def show_entity_suggestions(request: HttpRequest) -> HttpResponse:
    """`{"result": [{"id", "name", "description", "notable"}]}` for `prefix`."""
    prefix = tidy_input(request.GET.get("prefix", ""), LONGEST)
    return JsonResponse({"result": suggest_entities(prefix, at=timezone.now()) if prefix else []})


@_open_to_all
def show_type_suggestions(request: HttpRequest) -> HttpResponse:
    """The kinds that begin with `prefix`."""
    return JsonResponse({"result": _begin_with(request, [(PATHS[kind], name) for kind, name in LABELS.items()])})


@_open_to_all
def show_property_suggestions(request: HttpRequest) -> HttpResponse:
    """The facts a query may state, so that namesakes are told apart."""
    return JsonResponse({"result": _begin_with(request, list(PROPERTIES.items()))})


@xframe_options_exempt
@csp_replace({"frame-ancestors": ["*"]})  # any page may frame it: it shows what readers see, and has no button
def show_reconcile_preview(request: HttpRequest) -> HttpResponse:
    """A card of one entity, shown in a frame by the client."""
    path, _, slug = tidy_input(request.GET.get("id", ""), LONGEST).partition("/")
    kind = KINDS.get(path)
    readable = Entity.objects.readable(timezone.now()).filter(kind=kind, slug=slug) if kind else Entity.objects.none()
    entity = readable.first()
    if entity is None or kind is None:
        raise Http404("Nobody and nothing of that name.")
    response = render(
        request,
        "archive/reconcile_preview.html",
        {"entity": entity, "kind": LABELS[kind], "address": full_address(entity.get_absolute_url())},
    )
    response["Cache-Control"] = "public, max-age=60"
    return response


def _begin_with(request: HttpRequest, pairs: list[tuple[str, str]]) -> list[dict[str, str]]:
    prefix = tidy_input(request.GET.get("prefix", ""), LONGEST).casefold()
    return [{"id": key, "name": name} for key, name in pairs if name.casefold().startswith(prefix)]


def _manifest() -> dict[str, Any]:
    service = full_address("/reconcile")

    def suggest(path: str) -> dict[str, str]:
        return {"service_url": service, "service_path": f"/suggest/{path}"}

    return {
        "versions": ["0.2"],
        "name": settings.SITE_NAME,
        "identifierSpace": full_address("/"),
        "schemaSpace": "https://schema.org/",
        "defaultTypes": [{"id": PATHS[kind], "name": name} for kind, name in LABELS.items()],
        "view": {"url": full_address("/") + "{{id}}/"},
        "preview": {"url": f"{service}/preview?id={{{{id}}}}", "width": 400, "height": 160},
        "suggest": {name: suggest(name) for name in ("entity", "type", "property")},
        "batchSize": MOST_QUERIES,
    }


def _read_batch(sent: str) -> dict[str, Asked]:
    """Raises BadBatch with what to change."""
    try:
        batch = json.loads(sent)
    except (ValueError, RecursionError) as error:
        raise BadBatch("`queries` is not JSON.") from error
    if not isinstance(batch, dict):
        raise BadBatch('`queries` is an object such as {"q0": {"query": "Yuri Gagarin"}}.')
    if len(batch) > MOST_QUERIES:
        raise BadBatch(f"A batch has at most {MOST_QUERIES} queries: send them in parts.")
    return {key: _read_query(key, query) for key, query in batch.items()}


def _read_query(key: str, query: Any) -> Asked:
    if not isinstance(query, dict) or not isinstance(query.get("query", ""), str):
        raise BadBatch(f"The query {key!r} is an object with a text called “query”.")
    types = query.get("type", [])
    types = [types] if isinstance(types, str) else types if isinstance(types, list) else []
    properties = query.get("properties", [])
    stated: dict[str, str] = {}
    for one in properties if isinstance(properties, list) else []:
        if isinstance(one, dict) and one.get("pid") in PROPERTIES:
            value = one.get("v")
            value = value[0] if isinstance(value, list) and value else value
            value = value.get("id") or value.get("name") if isinstance(value, dict) else value
            stated[one["pid"]] = tidy_input(str(value or ""), LONGEST)
    limit = query.get("limit")
    return Asked(
        name=tidy_input(query.get("query", ""), LONGEST),
        kinds=tuple(str(KINDS[one].value) for one in types if isinstance(one, str) and one in KINDS),
        has_types=bool(types),
        limit=limit if isinstance(limit, int) and not isinstance(limit, bool) and limit > 0 else None,
        stated=stated,
    )


def _complain(sentence: str, *, status: int) -> HttpResponse:
    return JsonResponse({"status": "error", "message": sentence}, status=status)
