"""Chosen stories, and what goes with them: the whole authority file, and of the rest what is about them."""

from __future__ import annotations

from collections.abc import Iterator, Set
from typing import Final

from django.db.models import QuerySet

from archive.models import Article, ArticleVersion, Deed, Dossier, Link, Media, Original
from archive.models.portable import Part

from .rows import BATCH, Row, RowReader

# Of many stories at once: what these say cannot be told of some of them alone.
_LEFT_OUT: Final = frozenset({"runs", "orders", "items", "regroupings", "resemblances"})


class ChosenStories:
    """Their refs are kept, some 100 bytes each."""

    def __init__(self, stories: QuerySet[Article, Article], *, refs: Set[str] | None) -> None:
        found = stories.order_by("pk").values_list("pk", "ref").iterator()
        self._refs = {pk: ref for pk, ref in found if refs is None or ref in refs}
        self._cited = frozenset(self._refs.values())
        self._originals = self._find_originals()

    def walk(self, file: Part, reader: RowReader) -> Iterator[Row]:
        """The rows of that file that are about these stories."""
        if file.name in _LEFT_OUT or file.model._meta.app_label != "archive":
            return
        if file.model is Article:
            numbers = list(self._refs)
            for first in range(0, len(numbers), BATCH):
                yield from reader.read(file, numbers[first : first + BATCH])
            return
        for row in reader.walk(file, file.rows()):
            if self._is_about(file, row):
                yield row

    def hashes(self) -> Iterator[str]:
        """Of their originals, in the order in which they came."""
        rows = Original.objects.order_by("pk").values_list("pk", "sha256").iterator()
        return (sha256 for pk, sha256 in rows if pk in self._originals)

    def _is_about(self, file: Part, row: Row) -> bool:
        if file.model is Original:
            row["run"] = None  # the run brought other stories too
            return row["row"] in self._originals
        if file.model is Link:
            return row["article"] in self._cited and row["target"] in self._cited
        if file.model is Dossier:
            items = row.pop("items", [])
            row["items"] = [one for one in items if one["article"] is None or one["article"] in self._cited]
            return any(one["article"] for one in row["items"])
        if file.model is Deed:
            is_alone = not row["other_ref"] or row["other_ref"] in self._cited
            return row["subject"] == "article" and row["ref"] in self._cited and is_alone
        return True

    def _find_originals(self) -> frozenset[int]:
        found: set[int] = set()
        numbers = list(self._refs)
        for first in range(0, len(numbers), BATCH):
            part = numbers[first : first + BATCH]
            for model in (ArticleVersion, Media):
                rows = model._base_manager.filter(article__in=part, original__isnull=False)
                found.update(rows.values_list("original", flat=True))
        return frozenset(found)
