"""Anchoring under random edits: how many notes stand where they should, how many are listed, none where it should not.

`python -m bench.anchoring [number]` places so many notes (100,000 unless told otherwise) on revised real stories.
"""

from __future__ import annotations

import gzip
import json
import sys
from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import islice
from pathlib import Path
from random import Random
from time import perf_counter

from archive.text.anchors import anchor_spans
from archive.text.canonical import canonicalise, join_blocks
from archive.text.spans import Span
from bench.data import find_data, read_reuters
from bench.edits import Editor, choose_phrases, is_right

NOTES = 20  # on each story
STATES = ("exact", "moved", "fuzzy", "orphaned")
LIGHT, HEAVY = (1, 1, 2), (1, 1, 2, 3, 5, 8, 13)  # edits in one round, a third of them aimed at noted words
SHORTEST = 300  # code points of a story


def read_stories(folder: Path, *, each: int) -> list[str]:
    """The seed, then Reuters and Chinese stories by turns, at most so many of each."""
    seed = canonicalise(next((folder / "seed").glob("*.txt")).read_text(encoding="utf-8"))
    english = islice((join_blocks(story.paragraphs) for story in read_reuters(folder)), each)
    chinese = islice(_read_chinese(folder), each)
    turns = [text for pair in zip(english, chinese, strict=False) for text in pair if len(text) >= SHORTEST]
    return [seed, *turns]


def _read_chinese(folder: Path) -> Iterator[str]:
    """Their bodies come as one paragraph each; cut after every third sentence, as a newspaper would."""
    path = next((folder / "languages").glob("zh-*.jsonl.gz"))
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        for line in lines:
            sentences = json.loads(line)["body"].replace("。", "。\n").splitlines()
            yield join_blocks("".join(sentences[at : at + 3]) for at in range(0, len(sentences), 3))


def revise_once(text: str, random: Random, edits: Sequence[int]) -> tuple[Counter[str], list[str]]:
    """What became of the notes on one story after one round of edits, and every wrong placement in words."""
    spans = choose_phrases(text, random, NOTES)
    revised = Editor(text, random).revise(random.choice(edits), spans)
    anchors = anchor_spans(text, revised.text, spans)
    states: Counter[str] = Counter(anchor.state for anchor in anchors)
    wrong = []
    for span, anchor in zip(spans, anchors, strict=True):
        if anchor.span is None:
            continue
        words, placed = text[slice(*span)], revised.text[slice(*anchor.span)]
        same = words == placed
        if same != (anchor.state != "fuzzy") or not is_right(span, anchor.span, text, revised):
            wrong.append(f"{anchor.state} {anchor.score:.2f}: {span} {words!r} -> {anchor.span} {placed!r}")
    return states, wrong


def place_notes(
    stories: Sequence[str], number: int, *, edits: Sequence[int] = HEAVY, seed: int = 21578
) -> tuple[Counter[str], list[str]]:
    """The sums over as many stories as `number` notes need; the same seed makes the same edits."""
    random = Random(seed)  # no secret
    states: Counter[str] = Counter()
    wrong: list[str] = []
    while states.total() < number:
        found, mistakes = revise_once(random.choice(stories), random, edits)
        states += found
        wrong += mistakes
    return states, wrong


def main() -> None:
    """Print the shares, and each wrong placement."""
    number = int(sys.argv[1]) if len(sys.argv) > 1 else 100_000
    seed = int(sys.argv[2]) if len(sys.argv) > 2 else 21578
    stories = read_stories(find_data(), each=1_500)
    failed = False
    for name, edits in (("one or two edits", LIGHT), ("up to thirteen edits", HEAVY)):
        started = perf_counter()
        states, wrong = place_notes(stories, number, edits=edits, seed=seed)
        shares = ", ".join(f"{state} {states[state] / states.total():.1%}" for state in STATES)
        print(f"{name}: {states.total():,} notes on {len(stories):,} stories in {perf_counter() - started:.0f} s")
        print(f"  {shares}; wrong: {len(wrong)}")
        for each in wrong[:40]:
            print("   ", each)
        failed = failed or bool(wrong)
    measure_many()
    if failed:
        sys.exit(1)


def measure_many() -> None:
    """How long 5,000 notes on one long story take: a word changed, and every other paragraph changed."""
    words = [f"word{number}" for number in range(30_000)]
    text = join_blocks(" ".join(words[at : at + 60]) for at in range(0, len(words), 60))
    spans = [Span(at * 50, at * 50 + 30) for at in range(5_000)]
    many = "\n\n".join(block + " more" * (number % 2) for number, block in enumerate(text.split("\n\n")))
    for name, new in (("a word changed", text.replace("word77 ", "word 77 ")), ("half of it changed", many)):
        started = perf_counter()
        anchor_spans(text, new, spans)
        print(f"5,000 notes on {len(text):,} characters, {name}: {perf_counter() - started:.2f} s")


if __name__ == "__main__":
    main()
