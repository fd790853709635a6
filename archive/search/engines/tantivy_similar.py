"""Stories like a story, from a Tantivy index."""

from __future__ import annotations

from math import log

from tantivy import Occur, Query

from archive.search.engines.tantivy_reader import Snapshot
from archive.search.results import Hit

_TERMS = 12  # telling terms that are asked for
_COMMON = 0.2  # a term in more of the stories than this tells nothing
_WEIGHTS = {"people": 2.0, "events": 4.0}  # what a person or an event in common adds; a rare word adds about 5


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
