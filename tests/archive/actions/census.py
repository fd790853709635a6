"""Every row of the record as plain values, to see what a deed changed; what rises with every write is left out."""

from __future__ import annotations

from typing import Any

from django.apps import apps

# Tokens and moments of change rise for whoever has a page open; the outbox, the journal and the trail only grow; the
# words of names are made anew from the names, so that their keys change.
_RISES = {"token", "updated_at"}
_GROWS = {"outboxrow", "regrouping", "nameword", "deed"}


def take_census() -> dict[str, list[dict[str, Any]]]:
    """{table: rows in the order of their keys}."""
    found: dict[str, list[dict[str, Any]]] = {}
    for model in apps.get_app_config("archive").get_models(include_auto_created=True):
        if model._meta.model_name in _GROWS:
            continue
        columns = [field.attname for field in model._meta.local_concrete_fields if field.attname not in _RISES]
        found[model._meta.label_lower] = list(model._base_manager.order_by("pk").values(*columns))
    words = apps.get_model("archive", "NameWord")
    columns = ["entity_id", "word", "sound"]
    found["words"] = list(words._base_manager.order_by(*columns).values(*columns))
    return found
