"""The search page as a reader gets it, beside the least that any such page must do."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from datetime import UTC, datetime
from pathlib import Path
from typing import Any
from urllib.parse import quote
from wsgiref.util import setup_testing_defaults

from archive.search.engines.tantivy_reader import read_total
from bench.bare import CASES, Bare
from bench.timing import Timing, console, judge, make_table, measure, measure_beside

AIM = 3.0
MOST_QUERIES = 8
ASKED = ("rare word", "mid word", "very common word", "two words", "phrase")


def measure_pages(home: Path, *, size: int, rounds: int = 30) -> Mapping[str, Timing]:
    """Print what each page takes; gives its times by name. Django must be set up over the archive in `home`.

    The page is the whole answer of the WSGI application, middleware included: 20 hits with snippets, nine facets,
    histogram. The peer is Tantivy asked for the same 20 and one database query that fetches them; beside it, the same
    with the facets counted.
    """
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    bare = Bare(home / "index" / "public")
    table = make_table(
        f"The search page at {size:,} stories: median / p95 in ms",
        "", "found", "page", "bare + fetch", f"ratio, aim ≤ {AIM:g}", "by CPU",
        "bare + facets + fetch", "ratio", f"queries, aim ≤ {MOST_QUERIES}", "kB",
    )  # fmt: skip
    times: dict[str, Timing] = {}
    for case in (case for case in CASES if case.name in ASKED):
        address = f"/search?q={quote(case.typed)}"
        with CaptureQueriesContext(connection) as asked:
            status, body = ask_page(address)
        queries = len(asked)
        if status != "200 OK":
            raise SystemExit(f"{address} was answered with {status}: {body[:300]!r}")
        total = read_total(bare.searcher.search(case.ask(bare), 1)) or 0
        page, peer = measure_beside(
            lambda at=address: ask_page(at),  # type: ignore[misc]  # mypy cannot infer lambdas with defaults
            lambda c=case: _fetch(bare.search(c.ask(bare))),  # type: ignore[misc]  # the same
            rounds=rounds,
        )
        counted = measure(lambda c=case: _fetch(bare.search_counted(c.ask(bare))), rounds=rounds)  # type: ignore[misc]  # the same
        times[case.name] = page
        table.add_row(
            case.name, f"{total:,}", str(page), str(peer), judge(page.median / peer.median, AIM),
            f"{page.cpu:.1f} : {peer.cpu:.1f}",
            str(counted), f"{page.median / counted.median:.2f}",
            judge(queries, MOST_QUERIES, decimals=0), f"{len(body) / 1000:.0f}",
        )  # fmt: skip
    console.print(table)
    return times


def ask_page(address: str) -> tuple[str, bytes]:
    """The status and the body of a page, as a web server would ask for it."""
    from config.wsgi import application

    path, _, query = address.partition("?")
    environ: dict[str, Any] = {
        "PATH_INFO": path,
        "QUERY_STRING": query,
        "REMOTE_ADDR": "127.0.0.1",
        "HTTP_HOST": "testserver",
    }
    setup_testing_defaults(environ)
    said: list[str] = []

    def start(status: str, headers: list[tuple[str, str]], error: object = None) -> Callable[[bytes], object]:
        said.append(status)
        return bytes  # for the old way of writing, which nobody uses

    parts = application(environ, start)
    try:
        body = b"".join(parts)
    finally:
        if hasattr(parts, "close"):
            parts.close()
    return said[0], body


def _fetch(refs: Iterable[str]) -> int:
    """One query: the articles with their words, as the page needs them."""
    from archive.models import Article

    return len(Article.objects.readable(datetime.now(UTC)).with_words().filter(ref__in=list(refs)))
