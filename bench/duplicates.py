"""How well likely duplicates of people are found: `../shared/data/names/people-aliases.jsonl.gz`.

    python -m bench.duplicates

Each person with another name than the main one becomes two entries: one with the main name, one with the other name.
They are proposed to each other as the desk would: candidates that share a sound, weighed by `weigh_pair`. A right
proposal is a pair of one person; once by names alone, once with the days of birth that the data knows.
"""

from __future__ import annotations

import gzip
import json
import os
import time
import unicodedata
from collections import Counter, defaultdict
from collections.abc import Iterator
from datetime import date
from itertools import combinations
from typing import Any

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
django.setup()  # the proposer lives beside models; no database is read

from archive.text.folding import fold_name  # noqa: E402
from archive.text.sounds import name_words  # noqa: E402
from editorial.suggest.duplicates import CANDIDATES, LEAST, Known, weigh_pair  # noqa: E402

from .data import find_data  # noqa: E402

SMALL_SCRIPTS = 20  # pairs of a script below which its recall says nothing


def read_people() -> Iterator[dict[str, Any]]:
    """The records of the file."""
    with gzip.open(find_data() / "names" / "people-aliases.jsonl.gz", "rt", encoding="utf-8") as lines:
        yield from map(json.loads, lines)


def script_of(name: str) -> str:
    """The script of most of its letters, as Unicode names it."""
    scripts = Counter(unicodedata.name(letter, "?").split()[0] for letter in name if letter.isalpha())
    return scripts.most_common(1)[0][0] if scripts else "-"


def make_entries(*, with_days: bool) -> tuple[list[Known], list[int], list[str]]:
    """The entries, the person of each, and the script of the name of each; one other name a person."""
    entries: list[Known] = []
    persons: list[int] = []
    scripts: list[str] = []
    known: dict[str, int] = {}
    for number, record in enumerate(read_people()):
        born = _day(record.get("birth_date", "")) if with_days else None
        others = [alias["name"] for alias in record["aliases"] if fold_name(alias["name"]) != fold_name(record["name"])]
        names = (
            [record["name"], *others[number % len(others) : number % len(others) + 1]] if others else [record["name"]]
        )
        for name in names:
            if name_words([name]):
                entries.append(Known(pk=len(entries), kind="person", names=(name,), born_on=born))
                # Some are in the file twice, as members of two houses: one Wikidata id is one person.
                persons.append(known.setdefault(record.get("wikidata") or str(number), number))
                scripts.append(script_of(name))
    return entries, persons, scripts


def _day(text: str) -> date | None:
    return date.fromisoformat(text) if len(text) == 10 else None


def measure(*, with_days: bool) -> None:
    """Print precision, recall, recall by script, and the time of a look-up."""
    entries, persons, scripts = make_entries(with_days=with_days)
    by_sound: dict[str, list[int]] = defaultdict(list)
    sounds = [{sound for _, sound in name_words(entry.names)} for entry in entries]
    for entry, own in zip(entries, sounds, strict=True):
        for sound in own:
            by_sound[sound].append(entry.pk)
    of_person: dict[int, list[int]] = defaultdict(list)
    for pk, person in enumerate(persons):
        of_person[person].append(pk)
    true = {pair for group in of_person.values() for pair in combinations(sorted(group), 2)}
    proposed: dict[tuple[int, int], float] = {}
    started = time.perf_counter()
    for entry in entries:
        shared: Counter[int] = Counter()
        for sound in sounds[entry.pk]:
            shared.update(by_sound[sound])
        del shared[entry.pk]
        for other, _ in sorted(shared.items(), key=lambda each: (-each[1], each[0]))[:CANDIDATES]:
            pair = (min(entry.pk, other), max(entry.pk, other))
            if pair not in proposed:
                proposed[pair] = weigh_pair(entries[pair[0]], entries[pair[1]])[0]
    spent = (time.perf_counter() - started) / len(entries) * 1000
    print(f"{'with days of birth' if with_days else 'names alone'}: {len(entries):,} entries, {len(true):,} true pairs")
    for least in (LEAST, 0.7, 0.8):
        found = {pair for pair, score in proposed.items() if score >= least}
        right = len(found & true)
        print(
            f"  from {least:.2f}: {len(found):,} proposed, precision {right / max(1, len(found)):.3f}, "
            f"recall {right / len(true):.3f}"
        )
    found = {pair for pair, score in proposed.items() if score >= LEAST}
    for script, number in Counter(scripts[pair[1]] for pair in true).most_common():
        if number >= SMALL_SCRIPTS:
            right = sum(1 for pair in true & found if scripts[pair[1]] == script)
            print(f"    {script.lower()}: {number:,} pairs, recall {right / number:.3f}")
    print(f"  {spent:.2f} ms an entry")


def main() -> None:
    """Both ways."""
    measure(with_days=False)
    measure(with_days=True)


if __name__ == "__main__":
    main()
