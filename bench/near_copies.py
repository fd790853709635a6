"""How well near-identical stories are found: Reuters-21578, and perturbed copies of it.

    python -m bench.near_copies

Right pairs are (a) a story and its perturbed copy, made here in five ways as another desk would, and (b) two stories of
the file whose texts need fewer than one edit in five characters (Levenshtein, which is not what is measured). For (b)
every pair of a chain (one headline but for BRIEF, UPDATE, CORRECTED and kin) is looked at, and every pair proposed.
Chains whose texts differ more are wrong when they are proposed. Candidates and scores are those of the desk.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from itertools import combinations
from random import Random
from time import process_time
from typing import Final

from rapidfuzz.distance import Levenshtein

from archive.text.minhash import BANDS, FEWEST, band_hashes, cut_words, hash_runs, measure_shared

from .data import find_data, read_reuters

COPIED: Final = 2_000
LEVELS: Final = (0.3, 0.4, 0.5, 0.6, 0.7)
SAME: Final = 0.8
_MARKER: Final = re.compile(r"^\W*(?:(?:CORRECTED|CORRECTION|UPDATE|URGENT|REPEAT|RPT|BRIEF)\b\W*\d?\W*)+")
WAYS: Final = ("3 % of words", "8 % of words", "last third cut", "paragraph moved", "new opening")


def perturb(text: str, way: int, chance: Random) -> str:
    """The text as another desk might print it."""
    words = text.split(" ")
    if way < 2:
        for place in chance.sample(range(len(words)), max(1, int(len(words) * (0.03, 0.08)[way]))):
            words[place] = chance.choice(("said", "Monday", "officials", "about", "the"))
        return " ".join(words)
    if way == 2:
        return " ".join(words[: max(FEWEST, len(words) * 2 // 3)])
    half = len(words) // 2
    if way == 3:
        return " ".join(words[half:] + words[:half])
    return "Agencies report, as quoted by this newspaper in its later edition: " + " ".join(words[8:])


def main() -> None:
    """Print the tables."""
    stories = list(read_reuters(find_data()))
    texts = ["\n\n".join(story.paragraphs) for story in stories]
    heads = [_MARKER.sub("", story.headline) for story in stories]
    chance = Random(21578)
    long = [number for number, text in enumerate(texts) if len(cut_words(text)) >= 40]
    made: dict[tuple[int, int], int] = {}
    for turn, number in enumerate(chance.sample(long, COPIED)):
        made[number, len(texts)] = turn % len(WAYS)
        texts.append(perturb(texts[number], turn % len(WAYS), chance))
    began = process_time()
    bands = [band_hashes(text) for text in texts]
    spent = (process_time() - began) / len(texts) * 1e6
    by_band: dict[int, list[int]] = defaultdict(list)
    for number, own in enumerate(bands):
        for band in own:
            by_band[band].append(number)
    pairs = {pair for alike in by_band.values() if len(alike) < 200 for pair in combinations(alike, 2)}
    runs = [hash_runs(cut_words(text)) for text in texts]
    scores = {pair: measure_shared(runs[pair[0]], runs[pair[1]]) for pair in pairs}
    chains: dict[str, list[int]] = defaultdict(list)
    for number, head in enumerate(heads):
        chains[head].append(number)
    looked_at = {pair for chain in chains.values() if len(chain) < 12 for pair in combinations(chain, 2)}
    looked_at |= {pair for pair, score in scores.items() if score >= LEVELS[0]}
    readable = {pair for pair in looked_at if bands[pair[0]] and bands[pair[1]]} - made.keys()
    right = made.keys() | {pair for pair in readable if _is_same(texts[pair[0]], texts[pair[1]])}
    print(f"{len(texts):,} texts, {len(made):,} copies, {len(right) - len(made):,} pairs of the file itself,")
    print(f"{len(readable):,} pairs looked at; {BANDS} bands, {spent:.0f} µs of processor a text")
    for level in LEVELS:
        found = {pair for pair, score in scores.items() if score >= level}
        good = len(found & right)
        precision, recall = good / len(found), good / len(right)
        f1 = 2 * precision * recall / (precision + recall)
        print(f"  from {level:.1f}: {len(found):,} found, precision {precision:.3f}, recall {recall:.3f}, F1 {f1:.3f}")
    found_of = Counter(way for pair, way in made.items() if scores.get(pair, 0) >= 0.5)
    for way, name in enumerate(WAYS):
        print(f"    {name}: recall {found_of[way] / (COPIED / len(WAYS)):.3f}")


def _is_same(one: str, other: str) -> bool:
    return Levenshtein.normalized_similarity(one, other, score_cutoff=SAME) >= SAME


if __name__ == "__main__":
    main()
