"""Finding stories in the admin's search boxes: by reference, by the wire's identifier, else through the desk index."""

from __future__ import annotations

import logging
import re

from django.core.exceptions import ImproperlyConfigured
from django.db.models import Case, IntegerField, QuerySet, Value, When

from archive.models import Article, Source
from archive.models.article import CROCKFORD, REF_LENGTH
from archive.search.door import open_engine
from archive.search.engine import SearchError
from archive.search.parse import parse_query
from archive.search.query import Or, Query, SearchRequest

log = logging.getLogger(__name__)
MOST = 300  # stories that a list shows of what was found: nobody turns more pages of a search at the desk
PAGE = 100  # an engine gives at most so many at once
_REF = re.compile(rf"[{CROCKFORD}]{{{REF_LENGTH}}}")


def find_articles(articles: QuerySet[Article], term: str, *, is_unfinished: bool = False) -> QuerySet[Article]:
    """Those of `articles` that the term finds, best first. An index that is out of order finds by beginning only."""
    term = term.replace("\0", "").strip()
    if not term:
        return articles
    if _REF.fullmatch(term.lower()):
        named = articles.filter(ref=term.lower())
        if named.exists():
            return named
    if ":" in term or "/" in term:
        # Source by source, as the index that keeps identifiers unique has them.
        by_guid = articles.filter(source__in=Source.objects.values("pk"), guid=term).exclude(guid="")
        if by_guid.exists():
            return by_guid
    try:
        refs = _ask_index(_read_term(term, is_unfinished=is_unfinished))
    except (SearchError, OSError, ImproperlyConfigured):
        log.exception("the desk index did not answer")
        return articles.filter(latest_version__headline__istartswith=term)
    if not refs:
        return articles.none()
    rank = Case(*(When(ref=ref, then=Value(place)) for place, ref in enumerate(refs)), output_field=IntegerField())
    return articles.filter(ref__in=refs).order_by(rank)


def _ask_index(query: Query) -> list[str]:
    engine = open_engine("desk")
    refs: list[str] = []
    cursor = ""
    while len(refs) < MOST:
        results = engine.search(SearchRequest(query=query, limit=PAGE, cursor=cursor))
        refs += [hit.ref for hit in results.hits]
        cursor = results.next_cursor
        if not cursor or not results.hits:
            break
    return refs[:MOST]


def _read_term(term: str, *, is_unfinished: bool) -> Query:
    """What was typed; while somebody is still typing, the last word may be the beginning of one."""
    query = parse_query(term).query
    if is_unfinished and term[-1].isalnum():
        return Or((query, parse_query(f"{term}*").query))
    return query
