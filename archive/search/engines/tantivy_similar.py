"""Stories like a story, and what somebody is about to type, from a Tantivy index."""

from __future__ import annotations

from math import log

from tantivy import Occur, Query

from archive.search.analysis import query_terms
from archive.search.engines.tantivy_query import MAX_EXPANSIONS
from archive.search.engines.tantivy_reader import Snapshot
from archive.search.results import Hit, Suggestion

_TERMS = 12  # telling terms that are asked for
_COMMON = 0.2  # a term in more of the stories than this tells nothing
_WEIGHTS = {"people": 2.0, "events": 4.0}  # what a person or an event in common adds; a rare word adds about 5
_ALIASES = 500  # aliases looked at for a suggestion


def find_similar(snapshot: Snapshot, ref: str, limit: int) -> tuple[Hit, ...]:
    """See Engine.similar."""
    schema, searcher = snapshot.schema, snapshot.searcher
    itself = searcher.search(Query.term_query(schema, "ref", ref, "basic"), limit=1, count=False).hits
    if not itself:
        return ()
    lines = bytes(searcher.doc(itself[0][1])["telling"][0]).decode().split("\n")
    stories = searcher.num_docs
    weighed: list[tuple[float, str]] = []
    for rank, term in enumerate(lines[0].split()):
        frequency = searcher.doc_freq("stem", term)
        if 1 < frequency <= max(_COMMON * stories, 10):
            weighed.append((log(1 + stories / frequency) / (8 + rank), term))
    clauses = [
        (Occur.Should, Query.term_query(schema, "stem", term, "freq"))
        for _, term in sorted(weighed, reverse=True)[:_TERMS]
    ]
    for (name, weight), slugs in zip(_WEIGHTS.items(), lines[1:], strict=False):
        for slug in slugs.split():
            has = Query.term_query(schema, name, slug, "basic")
            clauses.append((Occur.Should, Query.const_score_query(has, weight)))
    if not clauses:
        return ()
    found = searcher.search(Query.boolean_query(clauses), limit=max(1, limit) + 1, count=False).hits
    hits = (Hit(searcher.doc(address)["ref"][0], float(score)) for score, address in found)
    return tuple(hit for hit in hits if hit.ref != ref)[: max(0, limit)]


def suggest(snapshot: Snapshot, prefix: str, limit: int) -> tuple[Suggestion, ...]:
    """See Engine.suggest: names first, most frequent first, then the newest stories whose headline fits."""
    typed = [term.term for term in query_terms(prefix[:100])][:8]
    if not typed or limit < 1:
        return ()
    named = snapshot.searcher.aggregate(
        _all_typed(snapshot, "names", typed), {"aliases": {"terms": {"field": "alias", "size": _ALIASES}}}
    )["aliases"]["buckets"]
    names = [
        Suggestion("name", bucket["key"], int(bucket["doc_count"])) for bucket in named if _fits(bucket["key"], typed)
    ][:limit]
    stories = snapshot.searcher.search(
        _all_typed(snapshot, "headline", typed), limit=limit, count=False, order_by_field="order"
    ).hits
    refs = [Suggestion("story", snapshot.searcher.doc(address)["ref"][0], 1) for _, address in stories]
    return (*names, *refs[: max(limit - len(names), limit // 2)])


def _all_typed(snapshot: Snapshot, field: str, typed: list[str]) -> Query:
    schema = snapshot.schema
    clauses = [(Occur.Must, Query.term_query(schema, field, term)) for term in typed[:-1]]
    words = [word for word, _ in snapshot.searcher.terms_with_prefix(field, typed[-1], None, MAX_EXPANSIONS)]
    if not words:
        return Query.empty_query()
    return Query.boolean_query([*clauses, (Occur.Must, Query.term_set_query(schema, field, words))])


def _fits(name: str, typed: list[str]) -> bool:
    terms = [term.term for term in query_terms(name)]
    return all(term in terms for term in typed[:-1]) and any(term.startswith(typed[-1]) for term in terms)
