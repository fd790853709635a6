"""How well search finds what people look for.

    python -m bench.quality

*Known item*: on the 11,000 Reuters stories, four content words of a headline, drawn with a fixed seed, must bring the
story itself among the first three. A wire sends the same headline again and again, so a story with the same headline
counts as found. *Judged*: `judged.json` holds queries in English, Korean, Russian and Chinese with the stories that a
reader would want: of the demo archive (`demo:` and the number its file name begins with) or of the shared Chinese texts
(`zh:` and the line). Recall among the first ten, and the mean reciprocal rank of the first that is wanted.
"""

from __future__ import annotations

import gzip
import json
import random
import sys
import tempfile
from collections import defaultdict
from collections.abc import Iterator
from datetime import date
from hashlib import blake2b
from pathlib import Path
from statistics import mean

from archive.search.analysis import index_terms
from archive.search.document import Document
from archive.search.engine import Engine
from archive.search.engines.tantivy import TantivyEngine
from archive.search.parse import parse_query
from archive.search.query import SearchRequest
from bench.archive import open_archive
from bench.corpus import make_ref
from bench.data import find_data, read_reuters
from bench.timing import console, judge, make_table

SEED = 1987
WORDS = 4
SAMPLE = 2_000  # headlines asked for
AIM = 95.0
JUDGED = Path(__file__).with_name("judged.json")
# Words that nobody types to find a story.
EMPTY = frozenset(
    "a about after against and are as at be been but by for from gets had has have he her his in into is it its more "
    "new no not of off on or out over said say says set she than that the their they this to up was were who will "
    "with".split()
)


def main(*arguments: str) -> None:
    """Both measures; `--misses` lists what was not found."""
    is_told = "--misses" in arguments
    with tempfile.TemporaryDirectory(prefix="dateline-bench-") as folder:
        measure_known_items(TantivyEngine(Path(folder)), is_told=is_told)
    with open_archive():
        measure_judged(is_told=is_told)


def measure_known_items(engine: Engine, *, is_told: bool) -> None:
    """Ask for stories by four words of their headlines."""
    documents = list(read_documents())
    engine.rebuild(iter(documents))
    headlines = {document.ref: document.headline for document in documents}
    dice = random.Random(SEED)
    asked = 0
    ranks: list[int] = []
    for document in dice.sample(documents, len(documents)):
        words = [word for word in dict.fromkeys(index_terms(document.headline)[0]) if _is_content(word)]
        if len(words) < WORDS:
            continue
        typed = " ".join(dice.sample(words, WORDS))
        hits = engine.search(SearchRequest(parse_query(typed).query, limit=10)).hits
        places = [place for place, hit in enumerate(hits, 1) if headlines[hit.ref] == document.headline]
        ranks.append(places[0] if places else 0)
        if is_told and not 1 <= ranks[-1] <= 3:
            best = headlines[hits[0].ref] if hits else "nothing"
            console.print(f"{typed!r}: wanted {document.headline!r}, first is {best!r}", markup=False)
        asked += 1
        if asked == SAMPLE:
            break
    table = make_table(f"Known item: {WORDS} words of a headline, {asked:,} of {len(documents):,} stories", "", "%")
    table.add_row("first", f"{_share(ranks, 1):.1f}")
    table.add_row(f"in the top 3 (aim ≥ {AIM:g})", judge(_share(ranks, 3), AIM, at_least=True, decimals=1))
    table.add_row("in the top 10", f"{_share(ranks, 10):.1f}")
    console.print(table)


def measure_judged(*, is_told: bool) -> None:
    """Ask the judged queries of the demo archive and of the Chinese stories."""
    from django.core.management import call_command

    from archive.models import Article
    from archive.search.door import open_engine

    call_command("load_demo", verbosity=0)
    manifest = json.loads(Path("archive/demo/manifest.json").read_text(encoding="utf-8"))
    number_of = {entry["guid"]: entry["file"][:3] for entry in manifest}
    name_of = {ref: f"demo:{number_of.get(guid, '')}" for ref, guid in Article.objects.values_list("ref", "guid")}
    demo = open_engine("public")
    with tempfile.TemporaryDirectory(prefix="dateline-bench-") as folder:
        chinese = TantivyEngine(Path(folder))
        chinese.rebuild(read_chinese())
        name_of |= {make_ref(number): f"zh:{number}" for number in range(chinese.count())}
        rows: dict[str, list[tuple[float, float]]] = defaultdict(list)
        for entry in json.loads(JUDGED.read_text(encoding="utf-8")):
            engine: Engine = chinese if entry["language"] == "zh" else demo
            hits = engine.search(SearchRequest(parse_query(entry["query"]).query, limit=10)).hits
            got = [name_of[hit.ref] for hit in hits]
            wanted = set(entry["expected"])
            rows[entry["language"]].append(
                (
                    len(wanted & set(got)) / len(wanted),
                    next((1 / n for n, one in enumerate(got, 1) if one in wanted), 0.0),
                )
            )
            if is_told and rows[entry["language"]][-1] != (1.0, 1.0):
                console.print(f"{entry['query']!r}: wanted {sorted(wanted)}, got {got}", markup=False)
    table = make_table("Judged queries", "", "queries", "recall@10", "MRR")
    every = [row for group in rows.values() for row in group]
    for name, group in (*rows.items(), ("all", every)):
        table.add_row(name, str(len(group)), f"{mean(r for r, _ in group):.3f}", f"{mean(m for _, m in group):.3f}")
    console.print(table)


def read_documents() -> Iterator[Document]:
    """The Reuters stories as an index is told of them."""
    for number, story in enumerate(read_reuters(find_data())):
        yield Document(
            ref=make_ref(number),
            fingerprint=f"{number:032x}",
            headline=story.headline,
            text="\n\n".join(story.paragraphs),
            dated_on=story.dated_at.date(),
            dateline=story.dateline,
            byline=story.byline,
            topics=story.topics,
            people=story.people,
            organisations=story.organisations,
            places=story.places,
        )


def read_chinese() -> Iterator[Document]:
    """The Chinese stories, their refs made of their lines."""
    with gzip.open(find_data() / "languages" / "zh-xinwenlianbo-2000.jsonl.gz", "rt", encoding="utf-8") as lines:
        for number, line in enumerate(lines):
            row = json.loads(line)
            yield Document(
                ref=make_ref(number),
                fingerprint=blake2b(line.encode(), digest_size=16).hexdigest(),
                headline=row["title"],
                text=row["body"],
                dated_on=date.fromisoformat(row["date"]),
                language="zh",
            )


def _is_content(word: str) -> bool:
    return len(word) > 2 and not word.isdigit() and word not in EMPTY


def _share(ranks: list[int], upto: int) -> float:
    return 100 * mean(1 if 1 <= rank <= upto else 0 for rank in ranks)


if __name__ == "__main__":
    main(*sys.argv[1:])
