"""Every module that registers something, imported with the addresses of the site (`config.urls`).

Not in the package's `__init__`: Django imports the package to make the site, and would make it twice. Lists that other
packages bring are not looked for: taggit's is of tags, and ours are `archive.Topic`.
"""

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
