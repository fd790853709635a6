"""`manage.py find_duplicates`: look through the authority files for entries that may be one, or through the stories."""

from __future__ import annotations

from argparse import ArgumentParser
from datetime import timedelta
from typing import Any

from django.core.management.base import BaseCommand
from django.utils import timezone

from archive.actions import propose_resemblances
from archive.models import Article, Entity
from archive.models.entity import Kind
from editorial.suggest.duplicates import find_duplicates

STORIES = 500  # whose texts are in memory at once
BATCH = 200  # entries looked at before what was found is kept


class Command(BaseCommand):
    """Each entry against those that sound like it; a dozen short queries an entry."""

    help = "Propose pairs of entries that may be one, for the desk's list of resemblances. What is decided stays so."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """What to look at."""
        parser.add_argument("--kind", choices=Kind.values, help="only these; all kinds without it")
        parser.add_argument("--stories", action="store_true", help="instead: read the words of stories not read yet")
        parser.add_argument("--days", type=int, help="only entries made or changed in the last so many days")

    def handle(self, *args: Any, **options: Any) -> None:
        """Look, a batch at a time; interrupted and run again, it proposes nothing twice."""
        if options["stories"]:
            self.stdout.write(f"{read_stories()} stories read: near-identical ones are proposed as duplicates.")
            return
        entities = Entity.objects.filter(merged_into=None)
        if options["days"] is not None:
            entities = entities.filter(updated_at__gte=timezone.now() - timedelta(days=options["days"]))
        looked, new = 0, 0
        for kind in [options["kind"]] if options["kind"] else Kind.values:
            after = 0
            while batch := list(entities.filter(kind=kind, pk__gt=after).order_by("pk")[:BATCH]):
                pairs = [
                    (entity.pk, found.other, found.score, found.reasons)
                    for entity in batch
                    for found in find_duplicates(entity)
                ]
                new += propose_resemblances(kind=kind, pairs=pairs)
                looked += len(batch)
                after = batch[-1].pk
        self.stdout.write(f"{looked} entries looked at, {new} new pairs proposed.")


def read_stories() -> int:
    """Every story whose latest words have not been read; begun again after a kill, it reads only the rest."""
    from archive.actions.note_likeness import note_likeness  # numpy takes a while to load

    after, read = 0, 0
    while keys := list(Article.objects.filter(pk__gt=after).order_by("pk").values_list("pk", flat=True)[:STORIES]):
        read += note_likeness(articles=keys)
        after = keys[-1]
    return read
