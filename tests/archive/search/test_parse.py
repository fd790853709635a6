"""Queries as people type them."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from archive.search.parse import MAX_LEAVES, parse_query
from archive.search.query import And, DateRange, Everything, Field, Fuzzy, Near, Not, Or, Phrase, Prefix, Query, Word


@pytest.mark.parametrize(
    ("typed", "query"),
    [
        ("", Everything()),
        ("  \n ", Everything()),
        ("moon", Word("moon")),
        ("moon walk", And((Word("moon"), Word("walk")))),
        ("moon AND walk", And((Word("moon"), Word("walk")))),
        ("moon OR walk", Or((Word("moon"), Word("walk")))),
        ("a b OR c OR d", And((Word("a"), Or((Word("b"), Word("c"), Word("d")))))),
        ("(a b) | c", Or((And((Word("a"), Word("b"))), Word("c")))),
        ("moon -film", And((Word("moon"), Not(Word("film"))))),
        ("moon NOT film", And((Word("moon"), Not(Word("film"))))),
        ("--moon", Word("--moon")),
        ("-(a b)", Not(And((Word("a"), Word("b"))))),
        ('-"a b"', Not(Phrase("a b"))),
        ("Armstrong’s", Word("Armstrong")),
        ("well-known", Word("well-known")),
        ('"first man"', Phrase("first man")),
        ("“first man”", Phrase("first man")),
        ('"moon landing"~5', Near("moon landing", 5)),
        ("vost*", Prefix("vost")),
        ("김*", Prefix("김")),
        ("gagrin~", Fuzzy("gagrin", 1)),
        ("tereskhova~", Fuzzy("tereskhova", 2)),
        ("headline:moon", Field("headline", Word("moon"))),
        ('PERSON:"kim jong un"', Field("people", Phrase("kim jong un"))),
        ("headline:(moon OR mars)", Or((Field("headline", Word("moon")), Field("headline", Word("mars"))))),
        ("-by:(weld (ashby))", Not(And((Field("byline", Word("weld")), Field("byline", Word("ashby")))))),
        (
            "by:(weld headline:moon) mars",
            And(
                (
                    And((Field("byline", Word("weld")), Field("headline", Word("moon")))),
                    Word("mars"),
                )
            ),
        ),
        (
            "date:(1961 OR 1963)",
            Or(
                (
                    DateRange(date(1961, 1, 1), date(1961, 12, 31)),
                    DateRange(date(1963, 1, 1), date(1963, 12, 31)),
                )
            ),
        ),
        ("-org:nasa", Not(Field("organisations", Word("nasa")))),
        ("date:1987-03..1988", DateRange(date(1987, 3, 1), date(1988, 12, 31))),
        ('after:"3 March 1987"', DateRange(date(1987, 3, 4), None)),
        ("before:1987", DateRange(None, date(1986, 12, 31))),
        ("https://example.org/a?b", Word("https://example.org/a?b")),
        ("colour:red", Word("colour:red")),
    ],
)
def test_a_query_is_read_as_its_writer_meant(typed: str, query: Query) -> None:
    assert parse_query(typed).query == query


@pytest.mark.parametrize(
    ("typed", "query", "note"),
    [
        ('"first man', And((Word("first"), Word("man"))), "A quotation mark without its partner was ignored."),
        ("(moon", Word("moon"), "A bracket without its partner was ignored."),
        ("moon)", Word("moon"), "A bracket without its partner was ignored."),
        ("moon &", Word("moon"), "“&” was left out: it has no letters or digits."),
        ("date:yesterday", Phrase("date yesterday"), "“date:yesterday” is no date we can read"),
        ("date:1987-02-30", Phrase("date 1987-02-30"), "“date:1987-02-30” is no date we can read"),
    ],
)
def test_what_cannot_be_read_is_taken_literally_and_said(typed: str, query: Query, note: str) -> None:
    parsed = parse_query(typed)

    assert parsed.query == query
    assert parsed.notes[0].startswith(note)


@pytest.mark.parametrize(
    ("typed", "understood"),
    [
        ("", "every story"),
        ('gagarin "first man" -film', "gagarin and the exact phrase “first man”, without film"),
        ("a (b OR c)", "a and (b or c)"),
        ("-film", "every story without film"),
        ("-(a OR b)", "every story without (a or b)"),
        ("vost* gagrin~", "words beginning “vost” and words spelt like “gagrin”"),
        ("person:kim date:1961-04", "the person “kim” and dated 1 April 1961 to 30 April 1961"),
        ("after:1961", "dated 1 January 1962 or later"),
        ('"a b"~3', "“a b” within 3 words of each other"),
    ],
)
def test_it_says_how_it_understood(typed: str, understood: str) -> None:
    assert parse_query(typed).understood == understood


@pytest.mark.parametrize(
    ("typed", "note"),
    [
        ("a" * 2000, "Only the first 1,000 characters of the query were read."),
        ("ab " * 100, "Only the first 64 words and phrases of the query were used."),
        ("(" * 20 + "a", "Brackets deeper than 8 were ignored."),
    ],
)
def test_long_and_deep_queries_are_cut_with_a_note(typed: str, note: str) -> None:
    parsed = parse_query(typed)

    assert note in parsed.notes
    assert len(parsed.query.parts if isinstance(parsed.query, And) else ()) <= MAX_LEAVES


@given(st.text(alphabet=st.characters(codec=None), max_size=300) | st.text(alphabet='ab"()-*~: OR.1', max_size=80))
def test_nothing_typed_is_an_error(typed: str) -> None:
    parsed = parse_query(typed)

    assert parsed.understood
    parsed.understood.encode()


def test_hostile_strings_are_no_error(shared_data: Path) -> None:
    for file in ("blns/blns.txt", "xss-payloads.txt"):
        for line in (shared_data / "hostile" / file).read_text("utf-8").splitlines():
            assert parse_query(line).understood
