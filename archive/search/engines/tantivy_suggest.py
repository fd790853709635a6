"""What somebody is about to type, from a Tantivy index: names, topics, headlines."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from functools import lru_cache
from itertools import islice

from tantivy import FieldType, Occur, Query

from archive.search.analysis import query_terms
from archive.search.engines.tantivy_limits import MAX_EXPANSIONS
from archive.search.engines.tantivy_reader import Snapshot
from archive.search.engines.tantivy_schema import make_ref_order
from archive.search.results import Suggestion

_LONGEST = 100  # characters of what was typed that are looked at
_TERMS = 8  # and terms
_VARIED = 4  # and terms of which other spellings are tried: no name has more
_ALIASES = 500  # aliases looked at
_SAMPLE = 1_000  # stories whose names are read
_COUNTED = 100  # names counted
_DIGITS = "0123456789abcdefghjkmnpqrstvwxyz"  # of refs, in the order of their code points
_TOPICS = 2_000  # topics looked at, the most frequent first


def suggest(snapshot: Snapshot, prefix: str, limit: int, kinds: Collection[str]) -> tuple[Suggestion, ...]:
    """See Engine.suggest: names and topics, most frequent first, then the newest stories whose headline fits."""
    typed = [term.term for term in query_terms(prefix[:_LONGEST])][:_TERMS]
    if not typed or limit < 1:
        return ()
    known: list[Suggestion] = []
    for variant in _vary(typed) if "name" in kinds else ():
        known = _find_names(snapshot, variant)
        if known:
            break
    if "topic" in kinds:
        known += _find_topics(snapshot, typed, limit)
    known.sort(key=lambda one: (-one.count, one.kind, one.text))
    known = known[:limit]
    stories = _find_stories(snapshot, typed, limit) if "story" in kinds else []
    return (*known, *stories[: max(limit - len(known), limit // 2)])


def _vary(typed: list[str]) -> Iterator[list[str]]:
    """What was typed; then with one word cut in two, or two words made one: Jongun is Jong-un, Jong un is Jongun."""
    yield typed
    if len(typed) > _VARIED:
        return
    for place, term in enumerate(typed):
        if term.isalpha() and len(term) <= 16:
            for cut in range(2, len(term) - 1):
                yield [*typed[:place], term[:cut], term[cut:], *typed[place + 1 :]]
    for place in range(len(typed) - 1):
        yield [*typed[:place], typed[place] + typed[place + 1], *typed[place + 2 :]]


def _find_names(snapshot: Snapshot, typed: list[str]) -> list[Suggestion]:
    """Where many stories fit, the names are read from a sample of them, and each name is then counted exactly."""
    query = _all_typed(snapshot, "names", typed)
    fitting = snapshot.count(query)
    if not fitting:
        return []
    is_sample = fitting > _SAMPLE
    sample = _take_sample(snapshot, query, _SAMPLE / fitting) if is_sample else query
    found = snapshot.searcher.aggregate(sample, {"aliases": {"terms": {"field": "alias", "size": _ALIASES}}})["aliases"]
    names = {row["key"]: row["doc_count"] for row in found["buckets"] if _fits(row["key"], typed)}
    known = islice(names.items(), _COUNTED)
    if not is_sample and not found.get("doc_count_error_upper_bound"):
        return [Suggestion("name", name, count) for name, count in known]  # all its stories were counted just now
    counts = ((name, snapshot.count(Query.term_query(snapshot.schema, "alias", name, "basic"))) for name, _ in known)
    return [Suggestion("name", name, count) for name, count in counts if count]


def _find_stories(snapshot: Snapshot, typed: list[str], limit: int) -> list[Suggestion]:
    """The newest whose headline fits."""
    query = _all_typed(snapshot, "headline", typed)
    found = snapshot.searcher.search(query, limit=limit, count=False, order_by_field="order").hits
    return [Suggestion("story", snapshot.searcher.doc(address)["ref"][0], 1) for _, address in found]


def _take_sample(snapshot: Snapshot, query: Query, share: float) -> Query:
    """The stories of that share of all refs. Refs are drawn at random, so their beginnings are a fair sample."""
    place = int(share * len(_DIGITS) ** 2)
    last = make_ref_order(_DIGITS[place // len(_DIGITS)] + _DIGITS[place % len(_DIGITS)] + "~")
    within = Query.range_query(snapshot.schema, "ref_order", FieldType.Unsigned, 0, last)
    return Query.boolean_query([(Occur.Must, query), (Occur.Must, within)])


def _find_topics(snapshot: Snapshot, typed: list[str], limit: int) -> list[Suggestion]:
    """The dictionary still knows topics of stories that were removed, so each is counted among the living."""
    slugs = (slug for slug, _ in snapshot.searcher.terms_with_prefix("topics", "", None, _TOPICS))
    found = []
    for slug in [slug for slug in slugs if _fits(slug, typed)][:limit]:
        count = snapshot.count(Query.term_query(snapshot.schema, "topics", slug, "basic"))
        if count:
            found.append(Suggestion("topic", slug, count))
    return found


def _all_typed(snapshot: Snapshot, field: str, typed: list[str]) -> Query:
    schema = snapshot.schema
    clauses = [(Occur.Must, Query.term_query(schema, field, term)) for term in typed[:-1]]
    words = [word for word, _ in snapshot.searcher.terms_with_prefix(field, typed[-1], None, MAX_EXPANSIONS)]
    if not words:
        return Query.empty_query()
    return Query.boolean_query([*clauses, (Occur.Must, Query.term_set_query(schema, field, words))])


def _fits(name: str, typed: list[str]) -> bool:
    terms = _terms_of(name)
    return f" {typed[-1]}" in terms and all(f" {term} " in terms for term in typed[:-1])


@lru_cache(maxsize=50_000)
def _terms_of(name: str) -> str:
    """The terms of a name with blanks around them: the same names come up with every letter typed."""
    return f" {' '.join(term.term for term in query_terms(name))} "
