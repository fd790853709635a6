"""The fields of a Tantivy index, and a Document as Tantivy's."""

from __future__ import annotations

from collections import Counter
from datetime import UTC
from functools import lru_cache
from hashlib import blake2b
from itertools import islice
from operator import itemgetter

import tantivy

from archive.search.analysis import index_terms
from archive.search.document import Document
from archive.search.stemming import stem_words

# Raise this whenever a change here, in analysis.py or in stemming.py makes older indexes wrong.
FORMAT = 1

SEVERAL = ("people", "organisations", "places", "events", "topics")  # facet fields with any number of values
SINGLE = ("source", "language", "genre", "status")

HEADLINE_WEIGHT = 3  # how many times a headline's words are counted beside the text's
TELLING_TERMS = 24  # how many terms of a story are kept for finding similar ones
_WORDS = "words"  # our tokenizer: text arrives cut, so it only splits at blanks


def build_schema() -> tantivy.Schema:
    """`stem` answers words; `exact` answers phrases, prefixes and misspellings; the short fields answer `headline:`
    and its kin.

    One field with everything, rather than a union over headline, text and names, keeps a word one posting list: the
    headline's weight is in how often its words are counted. Only fields that answer phrases carry positions.
    """
    builder = tantivy.SchemaBuilder()
    builder.add_text_field("ref", stored=True, tokenizer_name="raw", index_option="basic")
    builder.add_bytes_field("fingerprint", stored=True)
    builder.add_bytes_field("telling", stored=True)
    builder.add_text_field("stem", tokenizer_name=_WORDS, index_option="freq")
    builder.add_text_field("headline_stem", tokenizer_name=_WORDS, index_option="freq")
    for name in ("exact", "headline", "names", "byline", "dateline"):
        builder.add_text_field(name, tokenizer_name=_WORDS, index_option="position")
    for name in (*SEVERAL, *SINGLE, "alias"):
        builder.add_text_field(name, fast=True, tokenizer_name="raw", index_option="basic")
    for name in ("day", "month", "year"):  # days since 0001-01-01; year * 100 + month; year
        builder.add_unsigned_field(name, fast=True, indexed=name != "month")
    builder.add_unsigned_field("order", fast=True)
    builder.add_unsigned_field("ref_order", fast=True)
    return builder.build()


def register_tokenizers(index: tantivy.Index) -> None:
    """Tantivy forgets its custom tokenizers: call this at every open."""
    index.register_tokenizer(_WORDS, tantivy.TextAnalyzerBuilder(tantivy.Tokenizer.whitespace()).build())


def make_order(document: Document) -> int:
    """A number that sorts by day, then by the minute of publication, then by a fixed shuffle of refs.

    21 bits of day (to the year 5741), 14 of minutes (of eleven days), 29 of shuffle, so two stories may share a number.
    """
    day = document.dated_on.toordinal()
    minutes = 0
    if moment := document.published_at:
        moment = moment.astimezone(UTC) if moment.tzinfo else moment
        minutes = (moment.toordinal() - day) * 1440 + moment.hour * 60 + moment.minute
    shuffle = int.from_bytes(blake2b(document.ref.encode(), digest_size=4).digest(), "big") >> 3
    return min(day, (1 << 21) - 1) << 43 | min(max(minutes, 0), (1 << 14) - 1) << 29 | shuffle


def make_ref_order(ref: str) -> int:
    """A number that sorts as refs do by code point, as far as their first seven bytes tell."""
    return int.from_bytes(ref.encode()[:7].ljust(7, b"\0"), "big")


def pick_telling_terms(stems: list[str]) -> list[str]:
    """The terms a story uses most; the words every story uses are weighed down when similar ones are asked for."""
    # Sorted whole: for the few hundred terms of a story that is faster than Counter.most_common's heap.
    frequent = sorted(Counter(stems).items(), key=itemgetter(1), reverse=True)[: 3 * TELLING_TERMS]
    return list(islice((stem for stem, _ in frequent if len(stem) > 2), TELLING_TERMS))


@lru_cache(maxsize=20_000)  # names and bylines come again and again
def _cut_line(line: str, language: str) -> tuple[str, list[str]]:
    terms, words = index_terms(line)
    return " ".join(terms), stem_words(words, language)


def make_row(document: Document) -> tantivy.Document:
    """The Tantivy document of one article."""
    row = tantivy.Document()
    row.add_text("ref", document.ref)
    row.add_bytes("fingerprint", document.fingerprint.encode())

    headline, headline_words = index_terms(document.headline)
    headline_stems = stem_words(headline_words, document.language)
    row.add_text("headline", " ".join(headline))
    row.add_text("headline_stem", " ".join(headline_stems))

    stems = headline_stems * HEADLINE_WEIGHT
    row.add_text("exact", " ".join(headline))
    for body in (document.subheadline, document.text):
        if body:
            terms, words = index_terms(body)
            row.add_text("exact", " ".join(terms))
            stems += stem_words(words, document.language)
    telling = (pick_telling_terms(stems), document.people, document.events)
    row.add_bytes("telling", "\n".join(" ".join(line) for line in telling).encode())
    for name, lines in (("byline", (document.byline,)), ("dateline", (document.dateline,)), ("names", document.names)):
        for line in lines:
            if line:
                cut, line_stems = _cut_line(line, document.language)
                row.add_text("exact", cut)
                row.add_text(name, cut)
                stems += line_stems
    row.add_text("stem", " ".join(stems))

    for alias in document.names:
        row.add_text("alias", alias)
    for name in SEVERAL:
        for value in dict.fromkeys(getattr(document, name)):
            row.add_text(name, value)
    for name in SINGLE:
        if value := getattr(document, name):
            row.add_text(name, value)

    day = document.dated_on
    row.add_unsigned("day", day.toordinal())
    row.add_unsigned("month", day.year * 100 + day.month)
    row.add_unsigned("year", day.year)
    row.add_unsigned("order", make_order(document))
    row.add_unsigned("ref_order", make_ref_order(document.ref))
    return row
