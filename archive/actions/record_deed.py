"""Recording who did what: the last step of every action, in the action's own transaction."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Any

from django.db.models import Model

from archive.models import Article, Deed, Entity, Source

from .actor import Actor

Values = Mapping[str, Any]


def record_deed(
    verb: str,
    about: Model,
    *,
    by: Actor,
    at: datetime,
    before: Values | None = None,
    after: Values | None = None,
    comment: str = "",
    other: Model | None = None,
    undoes: Deed | None = None,
) -> Deed:
    """Keep it: `verb` is the action's name, `about` the record, `before` and `after` what changed, by field.

    `other` is the second record of a deed about two (a link, a merge): it is found under either.
    """
    subject, ref, label = name_record(about)
    return Deed.objects.create(
        verb=verb,
        subject=subject,
        ref=ref[:40],
        label=label[:200],
        other_ref=name_record(other)[1][:40] if other is not None else "",
        before=_printable(before or {}),
        after=_printable(after or {}),
        comment=comment.strip()[:500],
        by=by,
        by_name=by.get_username() if by is not None else "",
        at=at,
        undoes=undoes,
    )


def name_record(about: Model) -> tuple[str, str, str]:
    """Kind, what people cite it by, and what it is called; no query for any of them."""
    if isinstance(about, Article):
        version = about._state.fields_cache.get("latest_version")
        return "article", about.ref, version.headline if version is not None else ""
    if isinstance(about, Entity):
        return str(about.kind), str(about.pk), about.name
    if isinstance(about, Source):
        return "source", about.code, about.name
    return str(about._meta.model_name), str(about.pk), str(about)


def values_of(record: Model, names: Iterable[str] | None = None) -> dict[str, Any]:
    """The record's own fields as a deed keeps them: a relation by its id."""
    fields = [field for field in record._meta.concrete_fields if names is None or field.name in set(names)]
    return {field.name: getattr(record, field.attname) for field in fields}


def only_changes(before: Values, after: Values) -> tuple[dict[str, Any], dict[str, Any]]:
    """Both, without what is the same."""
    names = [name for name in after if name not in before or before[name] != after[name]]
    return {name: before[name] for name in names if name in before}, {name: after[name] for name in names}


def _printable(values: Values) -> dict[str, Any]:
    """Records by their ids; days and moments are the encoder's affair."""
    return {name: value.pk if isinstance(value, Model) else value for name, value in values.items()}
