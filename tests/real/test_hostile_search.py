"""Every hostile string of the shared data, wherever a search takes text: a page or a human sentence, and no script."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest
from django.test import Client

from archive.indexing.drain import drain_outbox
from archive.search.cursor import write_cursor
from archive.search.parse import MAX_LEAVES, parse_query
from archive.search.query import And, Everything, Field, Not, Or, Query
from tests.make import make_article, make_mention, make_person

pytestmark = pytest.mark.django_db
# What is ours: two modules from our own address, and linked data is not on these pages.
OURS = re.compile(r'<script type="module" src="/static/archive/[a-z]+\.js"></script>')
ACTIVE = re.compile(r"<script|<iframe|<object|<embed|\son\w+\s*=|javascript:", re.IGNORECASE)
TAG = re.compile(r"<[a-zA-Z][^>]*>")


@pytest.fixture(scope="module")
def naughty(shared_data: Path) -> list[str]:
    return (shared_data / "hostile" / "blns" / "blns.txt").read_text("utf-8").split("\n")


@pytest.fixture(scope="module")
def scripts(shared_data: Path) -> list[list[str]]:
    """In batches of a dozen or so: as many as fit into one question."""
    batches: list[list[str]] = [[]]
    for line in (shared_data / "hostile" / "xss-payloads.txt").read_text("utf-8").split("\n"):
        if len(batches[-1]) == 20 or sum(map(len, batches[-1])) + len(line) > 900:
            batches.append([])
        batches[-1].append(line)
    return batches


@pytest.fixture
def archive(db: None) -> None:
    """One story with a name."""
    make_mention(make_article(), make_person())
    drain_outbox()


def is_tame(page: str) -> bool:
    """No script but ours, no handler and no scripted address in any tag."""
    rest = OURS.sub("", page)
    return "<script" not in rest.lower() and not any(ACTIVE.search(without_values(tag)) for tag in TAG.findall(rest))


def without_values(tag: str) -> str:
    """A tag without its quoted values, which are escaped text; an address keeps its scheme."""
    kept = re.sub(r'(href|src|action|data-suggest)="([^"]*)"', r"\1=\2", tag)
    return re.sub(r'"[^"]*"', '""', kept)


@pytest.mark.usefixtures("archive")
def test_no_naughty_string_breaks_the_search_page(client: Client, naughty: list[str]) -> None:
    """As words; as choice, cursor, date and order; as what choices are filtered by."""
    for line in naughty:
        for path, params in (
            ("/search", {"q": line}),
            ("/search", dict.fromkeys(("person", "topic", "year", "cursor", "from", "to", "sort", "copies"), line)),
        ):
            answer = client.get(path, params)
            assert answer.status_code in (200, 400), line
            assert is_tame(answer.content.decode()), line


@pytest.mark.usefixtures("archive")
def test_no_script_runs_from_a_question(client: Client, scripts: list[list[str]]) -> None:
    """Wherever the page repeats what was asked: title, box, chips, links, help."""
    for batch in scripts:
        params = {"q": " ".join(batch), "person": batch, "source": batch, "cursor": batch[0], "from": batch[0]}
        answer = client.get("/search", params)
        assert answer.status_code in (200, 400), batch
        assert is_tame(answer.content.decode()), batch
        answer = client.get("/search/choices", {**params, "by": "person", "find": " ".join(batch)})
        assert answer.status_code in (200, 400) and is_tame(answer.content.decode()), batch


@pytest.mark.usefixtures("archive")
def test_no_string_breaks_the_suggestions(client: Client, naughty: list[str], scripts: list[list[str]]) -> None:
    """JSON is JSON, and says so."""
    for line in (*naughty, *(batch[0] for batch in scripts)):
        answer = client.get("/search/suggest", {"q": line})
        assert answer.status_code == 200, line
        assert "json" in answer["Content-Type"] and answer["X-Content-Type-Options"] == "nosniff"
        json.loads(answer.content)
    assert client.get("/opensearch/suggest", {"q": "<script>"}).json()[0] == "<script>"


@pytest.mark.usefixtures("archive")
def test_a_cursor_that_was_tampered_with_shows_the_first_page_and_says_so(client: Client) -> None:
    """Cut, lengthened, of another order, beyond any number: only a place of the same order is a cursor."""
    whole = write_cursor("newest", 10**18)
    broken = [
        whole + "-",
        "x" + whole,
        whole[1:],
        whole.upper(),
        write_cursor("relevance", 5),
        write_cursor("newest", 2**64),
    ]
    for cursor in broken:
        page = client.get("/search", {"q": "man", "sort": "newest", "cursor": cursor}).content.decode()
        assert "was not whole" in page, cursor
        assert "<b>1 story</b>" in page
    for place in (0, 2**63, 2**64 - 1):
        for sort in ("relevance", "newest", "oldest"):
            answer = client.get("/search", {"q": "man", "sort": sort, "cursor": write_cursor(sort, place)})
            assert answer.status_code == 200


@pytest.mark.parametrize(
    "typed",
    [
        "a " * 5000,
        "(" * 900,
        "ab OR " * 300,
        "-" * 900,
        '"' * 900,
        "a* " * 300,
        "abcd~2 " * 300,
        "person:a* " * 200,
        "(a b) " * 200,
    ],
)
def test_a_question_however_long_asks_for_a_bounded_number_of_things(typed: str) -> None:
    """Leaves are counted, not seconds; the engine bounds what each of them may stand for."""
    assert count_leaves(parse_query(typed).query) <= MAX_LEAVES


def count_leaves(query: Query) -> int:
    match query:
        case And(parts) | Or(parts):
            return sum(count_leaves(part) for part in parts)
        case Not(part):
            return count_leaves(part)
        case Everything():
            return 0
        case Field():
            return 1
        case _:
            return 1
