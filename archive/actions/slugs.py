"""Slugs: the last part of an entity's public address."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import count

from django.utils.text import slugify

from archive.models import Entity

SLUG_LENGTH = 100
NUMBERS = 20  # addresses looked up at a time for a name that many bear


def free_slugs(*, kind: str, names: Sequence[str]) -> list[str]:
    """An address for each of these new entities: `yuri-gagarin`, or `yuri-gagarin-2` when another has that one.

    Looked up by equality, which an index answers; a search for all that begin alike would read the whole table.
    """
    stems = [slugify(name, allow_unicode=True)[:SLUG_LENGTH].strip("-") or kind for name in names]
    taken = _taken(kind, set(stems))
    slugs = []
    for stem in stems:
        slug = stem if stem not in taken else _numbered(kind, stem, taken)
        taken.add(slug)
        slugs.append(slug)
    return slugs


def _numbered(kind: str, stem: str, taken: set[str]) -> str:
    for first in count(2, NUMBERS):
        candidates = [f"{stem}-{number}" for number in range(first, first + NUMBERS)]
        taken |= _taken(kind, set(candidates))
        free = [slug for slug in candidates if slug not in taken]
        if free:
            return free[0]
    raise AssertionError("numbers do not end")


def _taken(kind: str, slugs: set[str]) -> set[str]:
    return set(Entity.objects.filter(kind=kind, slug__in=slugs).values_list("slug", flat=True))
