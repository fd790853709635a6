"""Link proposals on real copy: is a story's true companion among the first five, and in what time?

    python -m bench.related [--home FOLDER] [--tune]
    python -m bench.related --size 1000000 [--home FOLDER]      the time alone, over so many stories of the corpus

The link sets are made of Reuters-21578 as its editors left it, never of what the proposer reads:

- chains: within three days, the same headline but for UPDATE, (CORRECTED) and kin, or nearly the same lead;
- same event: within three days, the same TOPICS and the same PLACES, and a company's ticker, a person, or two
  organisations in common.

Sets that share a story go into the same half. Weights are tuned on one half (`--tune` looks for better ones and prints
them), the table is of the other. The 11,000 stories are imported by the command itself; `--home` keeps them for the
next time. Aims: a true companion among the first five for 80 % of the stories, in under 50 ms.
"""

from __future__ import annotations

import argparse
import random
import re
from collections import defaultdict
from collections.abc import Iterable, Mapping
from contextlib import ExitStack
from dataclasses import fields, replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

from rapidfuzz import fuzz

from bench.archive import fill_database, use_archive
from bench.data import Wired, find_data, read_reuters
from bench.import_and_search import import_reuters
from bench.timing import clock, console, judge, make_table

if TYPE_CHECKING:
    from archive.models import Article
    from editorial.suggest.evidence import Evidence, Weights

AIM, AIM_MS, FIRST = 80.0, 50.0, 5
WITHIN = timedelta(days=3)
SIZED = 300  # stories timed at a size
MOST_TIMED = 600  # stories of the half reported on, drawn at random
_MARKER = re.compile(r"^\W*(?:CORRECTED|CORRECTION|UPDATE|URGENT|REPEAT|RPT)\b\W*\d?\W*")
_TICKER = re.compile(r"<([A-Z]{1,6}(?:\.[A-Z]{1,2})?)>")
Truth = dict[int, set[int]]  # by the number of a story, those of its companions


def main() -> None:
    """Import unless the home holds an archive, then measure."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--home", type=Path)
    parser.add_argument("--tune", action="store_true")
    parser.add_argument("--size", type=int, default=0)
    options = parser.parse_args()
    with ExitStack() as stack:
        home = options.home or Path(stack.enter_context(TemporaryDirectory(prefix="dateline-bench-")))
        if options.size:
            _measure_size(home, options.size)
            return
        if not any(home.glob("*.sqlite3")):
            home.mkdir(exist_ok=True)
            import_reuters(home)
        use_archive(home)
        _measure(tune=options.tune)


def _measure(*, tune: bool) -> None:
    wired = list(read_reuters(find_data()))
    chains, events = find_chains(wired), find_same_events(wired)
    both = {key: chains.get(key, set()) | events.get(key, set()) for key in chains.keys() | events.keys()}
    halves = split_sets(both)
    articles = _match_articles(wired)
    if tune:
        _tune({key: both[key] for key in halves[0] if key in articles}, articles)
        return
    draw = random.Random(21578)
    chosen = draw.sample(sorted(halves[1] & articles.keys()), k=min(MOST_TIMED, len(halves[1] & articles.keys())))
    first, times = _propose_all({key: articles[key] for key in chosen})
    numbers = {article.pk: key for key, article in articles.items()}
    table = make_table(
        f"Proposals for {len(chosen):,} stories of the half that nothing was tuned on",
        "link sets", "stories", f"companion in first {FIRST}, % (aim ≥ {AIM:g})",
    )  # fmt: skip
    for name, truth in (("chains of updates", chains), ("same event", events), ("all", both)):
        asked = [key for key in chosen if key in truth]
        hits = sum(any(numbers.get(pk) in truth[key] for pk in first[key]) for key in asked)
        table.add_row(name, f"{len(asked):,}", judge(100 * hits / max(len(asked), 1), AIM, at_least=True, decimals=1))
    table.add_row("median ms a story", "", judge(times[len(times) // 2], AIM_MS))
    table.add_row("p95 ms a story", "", judge(times[int(len(times) * 0.95)], AIM_MS))
    console.print(table)


def _measure_size(home: Path, size: int) -> None:
    """How long proposals take over an archive of that size, and which part of it takes how long."""
    use_archive(home)
    if not any(home.glob("*.sqlite3")):
        from django.core.management import call_command

        from archive.indexing.rebuild import rebuild_indexes

        home.mkdir(exist_ok=True)
        call_command("migrate", verbosity=0)
        fill_database(size)
        rebuild_indexes(indexes=["desk"], at=datetime.now(UTC))
    from archive.models import Article

    last = Article.objects.order_by("-pk").values_list("pk", flat=True)[0]
    draw = random.Random(21578)
    chosen = Article.objects.in_bulk(draw.sample(range(1, last + 1), k=min(SIZED, last)))
    _, times = _propose_all(chosen)
    table = make_table(f"Proposals for {len(chosen):,} stories among {last:,}", "ms a story", "measured", "aim")
    for name, share in (("median", 0.5), ("p95", 0.95), ("slowest", 1.0)):
        place = min(int(len(times) * share), len(times) - 1)
        table.add_row(name, judge(times[place], AIM_MS), f"< {AIM_MS:g}")
    console.print(table)


def _propose_all(articles: Mapping[int, Article]) -> tuple[dict[int, list[int]], list[float]]:
    from archive.search.door import open_engine
    from editorial.suggest.related import propose_links

    engine = open_engine("desk")
    first: dict[int, list[int]] = {}
    times: list[float] = []
    for key, article in articles.items():

        def ask(key: int = key, article: Article = article) -> None:
            first[key] = [one.target.pk for one in propose_links(article, engine=engine, limit=FIRST)]

        if not times:
            ask()  # the first opens the index
        times.append(clock(ask))
    return first, sorted(times)


# --- the link sets ---------------------------------------------------------------------------------


def find_chains(wired: list[Wired]) -> Truth:
    """The same headline, or nearly the same lead."""
    leads = [set(re.findall(r"[a-z]{3,}", one.paragraphs[0].lower())) for one in wired]
    bare = [_MARKER.sub("", one.headline) for one in wired]

    def is_chain(one: int, other: int) -> bool:
        if bare[one] == bare[other]:
            return True
        both = leads[one] & leads[other]
        alike = len(both) / max(len(leads[one] | leads[other]), 1)
        if len(both) >= 8 and alike >= 0.7:
            return True
        return len(both) >= 5 and alike >= 0.4 and fuzz.token_sort_ratio(bare[one], bare[other]) >= 80

    return _find_pairs(wired, is_chain)


def find_same_events(wired: list[Wired]) -> Truth:
    """The editors' own tags agree, and a name is shared."""
    tickers = [set(_TICKER.findall(one.headline + " " + one.paragraphs[0])) for one in wired]

    def is_same_event(one: int, other: int) -> bool:
        first, second = wired[one], wired[other]
        if not first.topics or set(first.topics) != set(second.topics) or set(first.places) != set(second.places):
            return False
        named = tickers[one] & tickers[other] or set(first.people) & set(second.people)
        return bool(named) or len(set(first.organisations) & set(second.organisations)) >= 2

    return _find_pairs(wired, is_same_event)


def _find_pairs(wired: list[Wired], fits) -> Truth:  # type: ignore[no-untyped-def]  # a predicate on two numbers
    order = sorted(range(len(wired)), key=lambda number: wired[number].dated_at)
    truth: Truth = defaultdict(set)
    for place, one in enumerate(order):
        for other in order[place + 1 :]:
            if wired[other].dated_at - wired[one].dated_at > WITHIN:
                break
            if fits(one, other):
                truth[one].add(other)
                truth[other].add(one)
    return dict(truth)


def split_sets(truth: Truth) -> tuple[set[int], set[int]]:
    """Two halves of the stories, sets that hang together whole in one of them."""
    halves: tuple[set[int], set[int]] = (set(), set())
    seen: set[int] = set()
    draw = random.Random(1987)
    for start in sorted(truth):
        if start in seen:
            continue
        together, edge = {start}, [start]
        while edge:
            fresh = truth[edge.pop()] - together
            together |= fresh
            edge += fresh
        seen |= together
        halves[draw.randrange(2)].update(together)
    return halves


def _match_articles(wired: list[Wired]) -> dict[int, Article]:
    """The imported article of each story, by its headline and the second it was sent; the doubtful are left out."""
    from archive.models import Article

    known: dict[tuple[str, datetime], list[Article]] = defaultdict(list)
    for article in Article.objects.select_related("latest_version").defer("latest_version__text"):
        if article.latest_version and article.published_at:
            known[" ".join(article.latest_version.headline.split()), article.published_at].append(article)
    found = {
        number: known.get((one.headline, one.dated_at.replace(tzinfo=UTC)), []) for number, one in enumerate(wired)
    }
    return {number: articles[0] for number, articles in found.items() if len(articles) == 1}


# --- tuning ----------------------------------------------------------------------------------------


def _tune(truth: Truth, articles: Mapping[int, Article]) -> None:
    """Random steps from the weights there are; the best found are printed, to be written into evidence.py."""
    from archive.models import Article
    from archive.search.door import open_engine
    from editorial.suggest.evidence import WEIGHTS
    from editorial.suggest.related import gather_evidence
    from editorial.suggest.story import read_stories

    engine, draw = open_engine("desk"), random.Random(7)
    numbers = {article.pk: key for key, article in articles.items()}
    chosen = draw.sample(sorted(truth), k=min(MOST_TIMED, len(truth)))
    pools: list[list[tuple[Evidence, bool]]] = []
    for key in chosen:
        story = read_stories(Article.objects.filter(pk=articles[key].pk))[0]
        pools.append([(e, numbers.get(other.pk) in truth[key]) for other, e in gather_evidence(story, engine)])
    best, reached = WEIGHTS, _count_found(pools, WEIGHTS)
    console.print(f"now {reached} of which {sum(any(t for _, t in pool) for pool in pools)} were looked at")
    for _ in range(250):
        tried = _step(best, draw)
        share = _count_found(pools, tried)
        if share > reached:
            best, reached = tried, share
            console.print(f"{reached} {best}")


def _count_found(pools: Iterable[list[tuple[Evidence, bool]]], weights: Weights) -> tuple[float, int]:
    """How many have a companion among the first, those further up counting more; and how many at all."""
    from editorial.suggest.evidence import score

    marks, found = 0.0, 0
    for pool in pools:
        ranked = sorted(pool, key=lambda one: -score(one[0], weights))[:FIRST]
        place = next((number for number, (_, is_true) in enumerate(ranked) if is_true), None)
        if place is not None:
            marks, found = marks + 1 - place * 0.05, found + 1
    return round(marks, 2), found


def _step(weights: Weights, draw: random.Random) -> Weights:
    changes = {}
    for one in draw.sample(fields(weights), k=2):
        value = getattr(weights, one.name) * draw.choice((0.6, 0.8, 1.25, 1.6))
        changes[one.name] = value if one.name == "fades_in" else min(round(value, 3), 0.98)
    return replace(weights, **changes)


if __name__ == "__main__":
    main()
