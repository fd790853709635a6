"""Identity: which story of the archive an arriving one is, if any.

By the wire's own identifier; else by the very bytes it came in; else by the very words it prints.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from django.db.models import Q

from archive.models import Article, ArticleVersion, IngestItem

from .items import Item


@dataclass(slots=True)
class Known:
    """What the archive already holds of a batch, looked up in three queries."""

    by_guid: dict[tuple[str, str], int] = field(default_factory=dict)  # (source code, guid) → article
    by_bytes: dict[tuple[str, int], int] = field(default_factory=dict)  # (original's sha256, index) → article
    by_words: dict[tuple[str, str], int] = field(default_factory=dict)  # (source code, words' sha256) → article
    words: dict[int, set[str]] = field(default_factory=dict)  # article → sha256 of each of its versions


def look_up(items: Sequence[Item]) -> Known:
    """Everything known of these items."""
    known = Known()
    guids = {item.guid for item in items if item.guid}
    originals = {item.original_sha256 for item in items}
    hashes = {item.words_sha256 for item in items}
    articles = Article.objects.filter(guid__in=guids, source__code__in={item.source_code for item in items})
    for pk, code, guid in articles.values_list("pk", "source__code", "guid"):
        known.by_guid[code, guid] = pk
    arrived = IngestItem.objects.filter(original__sha256__in=originals, article__isnull=False).order_by("id")
    for sha256, index, pk in arrived.values_list("original__sha256", "index", "article_id"):
        known.by_bytes[sha256, index] = pk
    versions = ArticleVersion.objects.filter(Q(sha256__in=hashes) | Q(article_id__in=[*known.by_guid.values()]))
    for pk, code, sha256 in versions.values_list("article_id", "article__source__code", "sha256"):
        known.by_words.setdefault((code, sha256), pk)
        known.words.setdefault(pk, set()).add(sha256)
    return known


def find_article(item: Item, known: Known) -> int | None:
    """The article that the item is a copy or a new version of; None when it is new."""
    if item.guid and (item.source_code, item.guid) in known.by_guid:
        return known.by_guid[item.source_code, item.guid]
    by_bytes = known.by_bytes.get((item.original_sha256, item.index))
    if by_bytes is not None:
        return by_bytes
    return None if item.guid else known.by_words.get((item.source_code, item.words_sha256))
