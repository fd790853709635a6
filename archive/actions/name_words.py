"""The words by which entities are found: made anew whenever their names change."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable

from archive.models import Alias, Entity, NameWord
from archive.models.rows import insert_rows
from archive.text.sounds import name_words


def refresh_words(entity_ids: Iterable[int]) -> None:
    """Bring the words of these entities up to their names and aliases; call inside the transaction of the change."""
    wanted: dict[tuple[int, str], list[str]] = {}
    ids = sorted(set(entity_ids))
    names: dict[int, list[str]] = defaultdict(list)
    for owner, name in Alias.objects.filter(entity_id__in=ids).values_list("entity_id", "name"):
        names[owner].append(name)
    for pk, kind, name in Entity.objects.filter(pk__in=ids).values_list("pk", "kind", "name"):
        wanted[pk, kind] = [name, *names[pk]]
    rows = {(pk, kind, *pair) for (pk, kind), all_names in wanted.items() for pair in name_words(all_names)}
    there = {
        (owner, kind, word, sound): pk
        for pk, owner, kind, word, sound in NameWord.objects.filter(entity_id__in=ids).values_list(
            "pk", "entity_id", "kind", "word", "sound"
        )
    }
    NameWord.objects.filter(pk__in=[pk for row, pk in there.items() if row not in rows]).delete()
    _insert(sorted(rows - there.keys()))


def add_words(entities: Iterable[tuple[int, str, str]]) -> None:
    """The words of new entities (id, kind, name), which have no aliases yet."""
    _insert([(pk, kind, *pair) for pk, kind, name in entities for pair in sorted(name_words([name]))])


def _insert(rows: Iterable[tuple[int, str, str, str]]) -> None:
    insert_rows(NameWord, ("entity_id", "kind", "word", "sound"), rows)
