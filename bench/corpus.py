"""Archives of any size for measuring: real headlines over recombined real copy.

    python -m bench.corpus [STORIES]

A story is a real headline of 2007 to 2016 with its desk, over the first paragraph of a real Reuters story of 1987 and
as many paragraphs of other stories as a real story has. Its places, people, organisations and topics are the real tags
of the stories it was made of, so that few of them are everywhere and most are rare; politicians with their names in
other scripts are drawn by Zipf's law. Nothing is kept but the real data, and story number n is the same in an archive
of any size.
"""

from __future__ import annotations

import gzip
import json
import random
import re
import sys
import time
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache, lru_cache
from itertools import accumulate
from typing import Any, NamedTuple

from archive.search.document import Document
from bench.data import Wired, find_data, read_reuters

SEED = 1987
EVENTS = 2_000
POLITICIANS = 5_000
_CROCKFORD = "0123456789abcdefghjkmnpqrstvwxyz"
_STRIDE = 0x2545F4914F6CDD1D  # odd: number → number * stride mod 2**50 repeats no ref
_DESK = re.compile(r"/article/([A-Za-z]+)/")
_EARLY = 0.3  # of the stories are dated before the headlines begin, from 1987 on
_HOW_MANY_PEOPLE = ((0, 1, 2, 3, 4), (40, 75, 90, 97, 100))  # cumulative, in per cent
_SLUG = re.compile(r"[^\w]+")


class Named(NamedTuple):
    """Somebody or something that stories name: every name, the first is the one shown."""

    slug: str
    names: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Story:
    """One story; entities as `Named`, so that a database can be filled with them as well as an index."""

    number: int
    ref: str
    headline: str
    text: str
    dateline: str
    byline: str
    dated_on: date
    source: str
    genre: str
    topics: tuple[str, ...]
    people: tuple[Named, ...]
    organisations: tuple[Named, ...]
    places: tuple[Named, ...]
    events: tuple[Named, ...]


@dataclass(frozen=True, slots=True)
class Material:
    """What stories are made of."""

    wired: tuple[Wired, ...]
    paragraphs: tuple[str, ...]
    headlines: tuple[tuple[str, date, str], ...]  # title, day, desk
    politicians: tuple[Named, ...]
    weights: tuple[float, ...]
    events: tuple[Named, ...]


@lru_cache(maxsize=1)
def read_material() -> Material:
    """The real data, read once a process: about 150 MB."""
    folder = find_data()
    wired = tuple(read_reuters(folder))
    headlines = []
    with gzip.open(folder / "wire" / "headlines-100k.jsonl.gz", "rt", encoding="utf-8") as lines:
        for line in lines:
            row = json.loads(line)
            desk = _DESK.search(row["url"])
            headlines.append((row["title"].strip(), date.fromisoformat(row["published"][:10]), desk[1] if desk else ""))
    politicians: list[Named] = []
    with gzip.open(folder / "names" / "people-aliases.jsonl.gz", "rt", encoding="utf-8") as lines:
        for line in lines:
            row = json.loads(line)
            names = _names_of(row)
            politicians.append(Named(_slug(names[0]) + f"-{len(politicians)}", names))
            if len(politicians) == POLITICIANS:
                break
    dice = random.Random(SEED)
    told = [story for story in wired if story.topics and story.places]
    events: dict[str, Named] = {}
    for story in dice.sample(told, EVENTS):  # several of them name the same event
        name = f"{story.places[0].title()} {story.topics[0]} talks of {story.dated_at:%-d} {story.dated_at:%B %Y}"
        events.setdefault(_slug(name), Named(_slug(name), (name,)))
    return Material(
        wired=wired,
        paragraphs=tuple(paragraph for story in wired for paragraph in story.paragraphs),
        headlines=tuple(headlines),
        politicians=tuple(politicians),
        weights=tuple(accumulate(1 / (rank + 5) for rank in range(len(politicians)))),
        events=tuple(events.values()),
    )


def make_corpus(size: int, seed: int = SEED, *, start: int = 0) -> Iterator[Story]:
    """Stories number `start` to `size` - 1, one at a time: memory does not grow with the size."""
    material = read_material()
    event_weights = tuple(accumulate(1 / (rank + 3) for rank in range(len(material.events))))
    for number in range(start, size):
        yield _make_story(number, random.Random(seed << 40 | number), material, event_weights)


def make_documents(size: int, seed: int = SEED, *, start: int = 0) -> Iterator[Document]:
    """The same stories as an index is told of them."""
    for story in make_corpus(size, seed, start=start):
        named = (*story.people, *story.organisations, *story.places, *story.events)
        yield Document(
            ref=story.ref,
            fingerprint=f"{story.number:032x}",
            headline=story.headline,
            text=story.text,
            dated_on=story.dated_on,
            byline=story.byline,
            dateline=story.dateline,
            source=story.source,
            genre=story.genre,
            topics=story.topics,
            people=tuple(one.slug for one in story.people),
            organisations=tuple(one.slug for one in story.organisations),
            places=tuple(one.slug for one in story.places),
            events=tuple(one.slug for one in story.events),
            names=tuple(dict.fromkeys(name for one in named for name in one.names)),
        )


def make_ref(number: int) -> str:
    """Ten characters, another for each number below 2**50."""
    left = (number * _STRIDE + 0x1957) % (1 << 50)
    return "".join(_CROCKFORD[left >> shift & 31] for shift in range(45, -1, -5))


def _make_story(number: int, dice: random.Random, material: Material, event_weights: tuple[float, ...]) -> Story:
    pick = dice.random
    wired = material.wired
    first, second = wired[int(pick() * len(wired))], wired[int(pick() * len(wired))]
    length = len(wired[int(pick() * len(wired))].paragraphs)
    paragraphs = material.paragraphs
    text = "\n\n".join([first.paragraphs[0], *(paragraphs[int(pick() * len(paragraphs))] for _ in range(length - 1))])
    title, day, desk = material.headlines[int(pick() * len(material.headlines))]
    if pick() < _EARLY:
        day = date(1987, 1, 1) + timedelta(days=int(pick() * 7_300))
    percent = pick() * 100
    many = next(count for count, upto in zip(*_HOW_MANY_PEOPLE, strict=True) if percent <= upto)
    drawn = dice.choices(material.politicians, cum_weights=material.weights, k=many) if many else ()
    events = dice.choices(material.events, cum_weights=event_weights) if pick() < 0.25 else []
    return Story(
        number=number,
        ref=make_ref(number),
        headline=title,
        text=text,
        dateline=first.dateline,
        byline=first.byline,
        dated_on=day,
        source=desk or "reuters",
        genre="Current" if pick() < 0.9 else "Background",
        topics=tuple(dict.fromkeys((*first.topics, *second.topics))),
        people=tuple(dict.fromkeys((*map(_tagged, first.people), *map(_tagged, second.people), *drawn))),
        organisations=tuple(dict.fromkeys(map(_tagged, (*first.organisations, *second.organisations)))),
        places=tuple(dict.fromkeys(map(_tagged, (*first.places, *second.places)))),
        events=tuple(events),
    )


@cache  # as many as there are tags
def _tagged(tag: str) -> Named:
    return Named(tag, (tag.replace("-", " ").title(),))


def _slug(name: str) -> str:
    return _SLUG.sub("-", name.lower()).strip("-")


def _names_of(row: dict[str, Any]) -> tuple[str, ...]:
    return tuple(dict.fromkeys([row["name"], *(alias["name"] for alias in row["aliases"])]))


def main(count: int = 10_000) -> None:
    """Say what a corpus of that size is like, and how fast it is made."""
    read_material()
    began = time.perf_counter()
    words = characters = named = 0
    for story in make_corpus(count):
        words += story.headline.count(" ") + len(story.text.split())
        characters += len(story.text)
        named += len(story.people) + len(story.organisations) + len(story.places) + len(story.events)
    seconds = time.perf_counter() - began
    print(f"{count:,} stories made at {count / seconds:,.0f} a second; on average {words / count:.0f} words,")
    print(f"{characters / count:,.0f} characters and {named / count:.1f} people, organisations, places and events")


if __name__ == "__main__":
    main(*map(int, sys.argv[1:]))
