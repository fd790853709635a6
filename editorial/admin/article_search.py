"""Finding stories in the admin's search boxes: by reference, by the wire's identifier, else through the desk index."""

from __future__ import annotations

import logging
import re

from django.core.exceptions import ImproperlyConfigured
from django.db.models import Case, IntegerField, QuerySet, Value, When

from archive.models import Article
from archive.models.article import CROCKFORD, REF_LENGTH
from archive.search.door import open_engine
from archive.search.engine import SearchError
from archive.search.query import And, Prefix, Query, SearchRequest, Word

log = logging.getLogger(__name__)
MOST = 300  # stories that a list shows of what was found: nobody turns more pages of a search at the desk
PAGE = 100  # an engine gives at most so many at once
_REF = re.compile(rf"[{CROCKFORD}]{{{REF_LENGTH}}}")


def find_articles(articles: QuerySet[Article], term: str, *, most: int = MOST) -> QuerySet[Article]:
    """Those of `articles` that the term finds, best first. An index that is out of order finds by beginning only."""
    term = term.strip()
    if not term:
        return articles
    if _REF.fullmatch(term.lower()):
        named = articles.filter(ref=term.lower())
        if named.exists():
            return named
    if ":" in term or "/" in term:
        by_guid = articles.filter(guid=term)
        if by_guid.exists():
            return by_guid
    try:
        refs = _ask_index(term, most)
    except (SearchError, OSError, ImproperlyConfigured):
        log.exception("the desk index did not answer")
        return articles.filter(latest_version__headline__istartswith=term)
    if not refs:
        return articles.none()
    rank = Case(*(When(ref=ref, then=Value(place)) for place, ref in enumerate(refs)), output_field=IntegerField())
    return articles.filter(ref__in=refs).order_by(rank)


def _ask_index(term: str, most: int) -> list[str]:
    engine = open_engine("desk")
    refs: list[str] = []
    cursor = ""
    while len(refs) < most:
        results = engine.search(SearchRequest(query=read_term(term), limit=min(PAGE, most), cursor=cursor))
        refs += [hit.ref for hit in results.hits]
        cursor = results.next_cursor
        if not cursor or not results.hits:
            break
    return refs[:most]


def read_term(term: str) -> Query:
    """What was typed: all words, the last of which may not be finished."""
    try:
        from archive.search.parse import parse_query
    except ImportError:
        words = term.split()
        return And((*(Word(word) for word in words[:-1]), Prefix(words[-1])))
    return parse_query(term).query
