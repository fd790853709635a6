"""Every module that registers something, imported once the site is made (see `editorial.apps`).

Not in the package's `__init__`: Django imports the package to make the site, and would make it twice.
"""

from django.contrib import admin
from taggit.models import Tag

from . import (
    accounts,
    annotations,
    articles,
    deeds,
    dossiers,
    entities,
    feeds,
    ingest,
    links,
    mentions,
    push_tokens,
    removals,
    resemblances,
    sources,
    topics,
    uploads,
)

__all__ = [
    "accounts",
    "annotations",
    "articles",
    "deeds",
    "dossiers",
    "entities",
    "feeds",
    "ingest",
    "links",
    "mentions",
    "push_tokens",
    "removals",
    "resemblances",
    "sources",
    "topics",
    "uploads",
]

admin.site.unregister(Tag)  # ours are `archive.Topic`
