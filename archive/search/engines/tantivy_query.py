"""A query of frozen values compiled to Tantivy's, through its constructors only: no text is ever parsed by the
engine.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from itertools import permutations

from tantivy import FieldType, Occur, Query, Schema, Searcher

from archive.search import query as asked
from archive.search.analysis import Asked, query_terms
from archive.search.engines.tantivy_limits import Allowance
from archive.search.engines.tantivy_schema import SEVERAL
from archive.search.stemming import stem_word

_BEGUN = 3  # a phrase whose last word is only begun is sought with each of many words
_TURNED = 3  # words of a Near up to which every order is tried
_NAMED = ("people", "organisations", "places", "events")
_VALUED = (*SEVERAL, "source", "language", "genre")


class Compiler:
    """Compiles against one state of an index; afterwards `notes` tells the reader what was cut, `scored` whether
    relevance means anything.
    """

    def __init__(self, schema: Schema, searcher: Searcher, languages: Iterable[str], *, passes: int = 1) -> None:
        self.schema = schema
        self.searcher = searcher
        self.languages = tuple(languages)
        self.notes: list[str] = []
        self.scored = False
        self._allowance = Allowance(searcher, self.notes, passes)

    def compile(self, query: asked.Query) -> Query:
        """The Tantivy query. A part without any letter or digit matches everything."""
        return self._compile(query) or Query.all_query()

    def _compile(self, query: asked.Query) -> Query | None:
        if isinstance(query, asked.Leaf):  # first, for it is what most people ask
            return self._compile_leaf(query, stem="stem", exact="exact")
        match query:
            case asked.And(parts):
                return self._compile_all(parts)
            case asked.Or(parts):
                found = [part for part in map(self._compile, dict.fromkeys(parts)) if part is not None]
                return Query.boolean_query([(Occur.Should, part) for part in found]) if found else None
            case asked.Not():
                return self._compile_all((query,))
            case asked.DateRange(since, until):
                return self.in_days(since, until)
            case asked.Field(name, part):
                return self._compile_field(name, part)
            case asked.Everything():
                return None

    def _compile_all(self, parts: Sequence[asked.Query]) -> Query | None:
        clauses: list[tuple[Occur, Query]] = []
        for part in dict.fromkeys(parts):
            if isinstance(part, asked.Not):
                scored, self.scored = self.scored, True
                compiled = self._compile(part.part)
                self.scored = scored
                if compiled is not None:
                    clauses.append((Occur.MustNot, compiled))
            elif (compiled := self._compile(part)) is not None:
                clauses.append((Occur.Must, compiled))
        if not clauses:
            return None
        if len(clauses) == 1 and clauses[0][0] == Occur.Must:
            return clauses[0][1]
        if all(occur == Occur.MustNot for occur, _ in clauses):
            clauses.insert(0, (Occur.Must, Query.all_query()))
        return Query.boolean_query(clauses)

    def _compile_leaf(self, leaf: asked.Leaf, *, stem: str, exact: str) -> Query | None:
        terms = query_terms(leaf.text)
        if not terms:
            return None
        self.scored = True
        one = terms[0] if len(terms) == 1 else None
        if one is not None and one.prefix:
            return self._any_beginning(exact, one.term)
        if isinstance(leaf, asked.Prefix):
            return self._any_beginning(exact, one.term) if one else self._side_by_side(exact, terms, open_end=True)
        if one is None:
            return (
                self._near(exact, terms, leaf.distance)
                if isinstance(leaf, asked.Near)
                else self._side_by_side(exact, terms)
            )
        if isinstance(leaf, asked.Fuzzy) and len(one.term) > 2:
            distance = self._allowance.allow_distance(one.term, leaf.distance)
            return Query.fuzzy_term_query(self.schema, exact, one.term, distance=distance)
        if isinstance(leaf, asked.Word) and one.lower and stem:
            stems = dict.fromkeys(stem_word(one.lower, language) for language in self.languages)
            return self._any_of([self._term(stem, term, "freq") for term in stems])
        return self._term(exact, one.term)

    def _term(self, field: str, term: str, option: str = "position") -> Query:
        return Query.term_query(self.schema, field, term, option)

    def _any_of(self, queries: Sequence[Query]) -> Query:
        return queries[0] if len(queries) == 1 else Query.boolean_query([(Occur.Should, query) for query in queries])

    def _any_beginning(self, field: str, prefix: str) -> Query:
        words = self._allowance.find_words(field, prefix)
        return Query.term_set_query(self.schema, field, words) if words else Query.empty_query()

    def _side_by_side(self, field: str, terms: Sequence[Asked], *, open_end: bool = False) -> Query:
        placed: list[str | tuple[int, str]] = [(term.position, term.term) for term in terms]
        begun = open_end or terms[-1].prefix  # the last is only the beginning of a word
        whole = [term.term for term in (terms[:-1] if begun else terms)]
        if not self._allowance.allows_phrase(field, whole, orders=_BEGUN if begun else 1):
            return self._anywhere(field, whole, terms[-1].term if begun else "")
        if begun:
            return Query.phrase_prefix_query(self.schema, field, placed)
        return Query.phrase_query(self.schema, field, placed)

    def _near(self, field: str, terms: Sequence[Asked], distance: int) -> Query:
        words = [term.term for term in terms]
        orders = list(permutations(words)) if len(words) <= _TURNED else [tuple(words)]
        if not self._allowance.allows_phrase(field, words, orders=len(orders)):
            return self._anywhere(field, words, "")
        return self._any_of([Query.phrase_query(self.schema, field, list(order), slop=distance) for order in orders])

    def _anywhere(self, field: str, words: Sequence[str], beginning: str) -> Query:
        """All of these words, wherever they stand: for phrases that would take too long."""
        parts = [self._term(field, word) for word in dict.fromkeys(words)]
        if beginning:
            parts.append(self._any_beginning(field, beginning))
        return Query.boolean_query([(Occur.Must, part) for part in parts])

    def _compile_field(self, name: str, leaf: asked.Leaf) -> Query | None:
        if name == "headline":
            return self._compile_leaf(leaf, stem="headline_stem", exact="headline")
        if name not in _VALUED:
            return self._compile_leaf(leaf, stem="", exact=name)
        values = {
            leaf.text,
            leaf.text.lower(),
            leaf.text.upper(),
            "-".join(term.term for term in query_terms(leaf.text)),
        }
        if isinstance(leaf, asked.Prefix):
            values = {word for start in values for word in self._allowance.find_words(name, start)}
        found = [Query.const_score_query(self.has_any(name, sorted(values)), 1.0)]
        if name in _NAMED and (named := self._compile_name(leaf)) is not None:
            found.append(named)
        return self._any_of(found)

    def _compile_name(self, leaf: asked.Leaf) -> Query | None:
        """A name in any order of its words, for who comes first differs by language: Kim Jong Un, Jong Un Kim."""
        terms = query_terms(leaf.text)
        is_dense = any(not term.lower for term in terms)
        if isinstance(leaf, asked.Word | asked.Phrase) and 1 < len(terms) <= _TURNED and not is_dense:
            self.scored = True
            return self._near("names", terms, 0)
        return self._compile_leaf(leaf, stem="", exact="names")

    def has_any(self, field: str, values: Iterable[str]) -> Query:
        """Documents with any of these values of a facet, scoring nothing."""
        fit: list[str | int] = []
        for value in values:
            if field != "year":
                fit.append(value[:1000].encode("utf-8", "replace").decode())  # half a surrogate pair is no text
            elif value.isascii() and value.isdigit() and len(value) <= 4:
                fit.append(int(value))
        if not fit:
            return Query.empty_query()
        found = (
            Query.term_query(self.schema, field, fit[0], "basic")
            if len(fit) == 1
            else Query.term_set_query(self.schema, field, fit)
        )
        return Query.const_score_query(found, 0.0)

    def among(self, refs: Iterable[str]) -> Query:
        """The documents of these refs, scoring nothing."""
        fit: list[str | int] = [ref.encode("utf-8", "replace").decode() for ref in refs]
        if not fit:
            return Query.empty_query()
        return Query.const_score_query(Query.term_set_query(self.schema, "ref", fit), 0.0)

    def in_days(self, since: date | None, until: date | None) -> Query | None:
        """Documents dated within these days, both included; None when both ends are open."""
        if since is None and until is None:
            return None
        first = since.toordinal() if since else None
        last = until.toordinal() if until else None
        found = Query.range_query(self.schema, "day", FieldType.Unsigned, lower_bound=first, upper_bound=last)
        return Query.const_score_query(found, 0.0)
