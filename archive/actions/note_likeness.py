"""Noting what the words of stories look like, so that near-identical ones are found through an index."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from django.db import transaction

from archive.models import Article, Likeness, LikenessBand
from archive.models.rows import insert_rows
from archive.text.minhash import bands_of


class Read(NamedTuple):
    """What the words of one version look like; `is_again`: other words of the story were noted before."""

    article: int
    version: int
    bands: list[int]
    is_again: bool


def note_likeness(*, articles: Iterable[int]) -> int:
    """Read the latest words of these stories, as far as they have not been read, and keep it; the number of those read.

    Some hundreds at most: their texts are in memory. Nothing is told to the outbox: no reader sees it.
    """
    read = read_likeness(articles=articles)
    keep_likeness(read)
    return len(read)


def read_likeness(*, articles: Iterable[int]) -> list[Read]:
    """What the latest words of these look like, as far as it is not kept yet. Nothing is written."""
    keys = list(articles)
    known = dict(Likeness.objects.filter(article__in=keys).values_list("article_id", "version"))
    latest = Article.objects.filter(pk__in=keys, latest_version__isnull=False)
    stale = [pk for pk, version in latest.values_list("pk", "latest_version_id") if known.get(pk) != version]
    words = Article.objects.filter(pk__in=stale).values_list("pk", "latest_version_id", "latest_version__text")
    rows = list(words) if stale else []
    bands = bands_of([text for _, _, text in rows])
    return [Read(pk, version or 0, found, pk in known) for (pk, version, _), found in zip(rows, bands, strict=True)]


@transaction.atomic
def keep_likeness(read: Sequence[Read]) -> None:
    """Keep what was read, in the place of what is there of other words."""
    if not read:
        return
    again = [one.article for one in read if one.is_again]
    if again:
        LikenessBand.objects.filter(article__in=again).delete()
        Likeness.objects.filter(article__in=again).delete()
    # Two drains may read the same story: the second keeps nothing of it.
    taken = set(Likeness.objects.filter(article__in=[one.article for one in read]).values_list("article_id", flat=True))
    rows = [one for one in read if one.article not in taken]
    insert_rows(Likeness, ("article_id", "version"), ((one.article, one.version) for one in rows))
    insert_rows(LikenessBand, ("article_id", "band"), ((one.article, band) for one in rows for band in one.bands))
