"""The search page's facts made with django-modelsearch, in a process of its own: prints its times as JSON.

    python -m bench.peers.modelsearch_page STORIES          BENCH_DATABASE=postgres://… must be set

It makes no snippets, and counts no facet of several values, so it is asked for less than our page holds: 20 hits, the
total, and the four facets that it can count.
"""

from __future__ import annotations

import json
import os
import sys
from dataclasses import asdict
from itertools import islice

from bench.bare import CASES
from bench.corpus import make_documents
from bench.measured_page import ASKED
from bench.timing import measure

BATCH = 2_000


def main(size: int, rounds: int) -> None:
    """Fill, index, ask."""
    os.environ["DJANGO_SETTINGS_MODULE"] = "bench.peers.settings"
    import django

    django.setup()
    from django.core.management import call_command
    from django.db import connection
    from modelsearch.backends import get_search_backend

    from bench.peers.shelf.models import Story

    call_command("migrate", verbosity=0, run_syncdb=True)
    backend = get_search_backend()
    documents = make_documents(size)
    while batch := list(islice(documents, BATCH)):
        rows = [
            Story(
                ref=one.ref, headline=one.headline, body=one.text, source=one.source, language=one.language,
                genre=one.genre, year=one.dated_on.year,
            )
            for one in batch
        ]  # fmt: skip
        backend.get_index_for_model(Story).add_items(Story, Story.objects.bulk_create(rows))
    with connection.cursor() as cursor:
        cursor.execute("VACUUM ANALYZE")

    def make_page(typed: str) -> object:
        found = backend.search(_plain(typed), Story.objects.all())
        return (
            list(found[:20]),
            found.count(),
            [found.facet(name) for name in ("source", "language", "genre", "year")],
        )

    times = {
        case.name: asdict(measure(lambda t=case.typed: make_page(t), rounds=rounds))  # type: ignore[misc]  # mypy cannot infer lambdas with defaults
        for case in CASES
        if case.name in ASKED
    }
    print(json.dumps(times))


def _plain(typed: str) -> object:
    from modelsearch.query import Phrase

    return Phrase(typed.strip('"')) if typed.startswith('"') else typed


if __name__ == "__main__":
    main(*map(int, sys.argv[1:3]))
