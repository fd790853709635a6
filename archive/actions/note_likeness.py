"""Noting what the words of stories look like, so that near-identical ones are found through an index."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from django.db import transaction

from archive.models import Article, Likeness, LikenessBand
from archive.models.rows import insert_rows
from archive.text.minhash import band_hashes


def note_likeness(*, articles: Iterable[int]) -> int:
    """Read the latest words of these stories, as far as they have not been read; the number of those read.

    Some hundreds at most: their texts are in memory. Nothing is told to the outbox: no reader sees it.
    """
    keys = list(articles)
    known = dict(Likeness.objects.filter(article__in=keys).values_list("article_id", "version"))
    latest = Article.objects.filter(pk__in=keys, latest_version__isnull=False)
    stale = [pk for pk, version in latest.values_list("pk", "latest_version_id") if known.get(pk) != version]
    if not stale:
        return 0
    words = Article.objects.filter(pk__in=stale).values_list("pk", "latest_version_id", "latest_version__text")
    read = [(pk, version or 0, band_hashes(text)) for pk, version, text in words]
    _keep(read, again=[pk for pk in stale if pk in known])
    return len(read)


@transaction.atomic
def _keep(read: Sequence[tuple[int, int, list[int]]], *, again: Sequence[int]) -> None:
    LikenessBand.objects.filter(article__in=again).delete()
    Likeness.objects.filter(article__in=again).delete()
    # Two drains may read the same story: the second keeps nothing of it.
    taken = set(Likeness.objects.filter(article__in=[pk for pk, _, _ in read]).values_list("article_id", flat=True))
    rows = [one for one in read if one[0] not in taken]
    insert_rows(Likeness, ("article_id", "version"), ((pk, version) for pk, version, _ in rows))
    insert_rows(LikenessBand, ("article_id", "band"), ((pk, band) for pk, _, bands in rows for band in bands))
