"""manage.py search: ask an index from the command line."""

from __future__ import annotations

import json
from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from archive.models import Article
from archive.search.door import open_engine
from archive.search.engine import SearchError
from archive.search.parse import parse_query
from archive.search.query import FACETS, SearchRequest


class Command(BaseCommand):
    help = "Search, in the query language of the page: manage.py search gagarin --facet source=MP"

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("query", metavar="QUERY")
        parser.add_argument("--index", choices=["public", "desk"], default="public")
        parser.add_argument("--limit", type=int, default=20, metavar="N", help="at most 100")
        parser.add_argument("--sort", choices=["relevance", "newest", "oldest"], default="relevance")
        parser.add_argument("--facet", action="append", default=[], metavar="NAME=VALUE", help=", ".join(FACETS))
        parser.add_argument("--json", action="store_true", help="one JSON object")

    def handle(self, *args: Any, query: str, index: str, limit: int, sort: str, **options: Any) -> None:
        filters: dict[str, tuple[str, ...]] = {}
        for facet in options["facet"]:
            name, equals, value = facet.partition("=")
            if not equals or name not in FACETS:
                raise CommandError(
                    f"“{facet}” is no facet: write NAME=VALUE with NAME one of {', '.join(FACETS)}.",
                    returncode=2,
                )
            filters[name] = (*filters.get(name, ()), value)
        parsed = parse_query(query)
        request = SearchRequest(
            query=parsed.query,
            filters=filters,
            sort=sort,  # type: ignore[arg-type]  # argparse has checked it
            limit=max(1, min(limit, 100)),
        )
        try:
            results = open_engine(index).search(request)
        except SearchError as error:
            raise CommandError(str(error)) from error
        hits = self._load([hit.ref for hit in results.hits], index)
        if options["json"]:
            found = {"total": results.total, "understood": parsed.understood, "hits": hits}
            self.stdout.write(json.dumps(found, ensure_ascii=False))
            return
        stories = "1 story" if results.total == 1 else f"{results.total:,} stories"
        self.stdout.write(f"{stories}: {parsed.understood}")
        for hit in hits:
            self.stdout.write(f"{hit['ref']}  {hit['dated_on']}  {hit['source']:<6} {hit['headline']}")

    def _load(self, refs: list[str], index: str) -> list[dict[str, Any]]:
        """The hits from the database, in the order found, checked again for the public index."""
        articles = Article.objects.filter(ref__in=refs).for_desk()
        if index == "public":
            articles = Article.objects.readable(timezone.now()).filter(ref__in=refs).with_words()
        found = {article.ref: article for article in articles}
        hits = []
        for article in (found[ref] for ref in refs if ref in found):
            version = article.public_version if index == "public" else article.latest_version
            hits.append(
                {
                    "ref": article.ref,
                    "headline": version.headline if version else "",
                    "source": article.source.code,
                    "dated_on": article.dated_on.isoformat(),
                    "status": article.status,
                    "url": article.get_absolute_url(),
                }
            )
        return hits
