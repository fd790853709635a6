"""The words that a search found, lit in the story that was opened from its list."""

from __future__ import annotations

from django.http import HttpRequest, QueryDict

from archive.models import ArticleVersion
from archive.search.matching import find_matches
from archive.search.parse import parse_query
from archive.text.render import Highlight

MOST_TEXT = 100_000  # characters looked at
MOST_HITS = 300


def read_term(request: HttpRequest) -> str:
    """What was searched for: the list of stories hands its own address on to the pages it opens."""
    return QueryDict(request.GET.get("_changelist_filters", "")).get("q", "").replace("\0", "").strip()[:500]


def light_hits(version: ArticleVersion | None, term: str, language: str) -> list[Highlight]:
    """One for each word found; they carry no id, since nothing points to them."""
    if version is None or not term:
        return []
    matches = find_matches(parse_query(term).query, version.text[:MOST_TEXT], language=language, headline=False)
    return [Highlight(match.start, match.end, kind="hit") for match in matches[:MOST_HITS]]
