"""How often the checks speak on real copy, how fast, and a sample to read.

    python -m bench.checks [SEED]

The 11,000 stories of Reuters were edited by good editors: nearly every alarm is a false one, and is for a person to
judge. Reuters prints no copyright line there, so its habits say that none is missing.
"""

from __future__ import annotations

import random
import sys
import time
from collections import Counter
from collections.abc import Iterator

from archive.reading.names import read_names
from bench.data import Wired, find_data, read_reuters
from editorial.checks import Check, CheckedName, CheckedStory, find_checks

SAMPLE = 40
CONTEXT = 70


def check_like_the_desk(wired: Wired) -> CheckedStory:
    """A story as the desk would hand it to the checks, its people as the reader of names finds them."""
    text = "\n\n".join(wired.paragraphs)
    names = tuple(
        CheckedName(name.name, name.kind, name.spans, name.headline_spans)
        for name in read_names(text, headline=wired.headline)
        if name.confidence >= 0.5
    )
    return CheckedStory(
        text=text,
        headline=wired.headline,
        issued_on=wired.dated_at.date(),
        dateline=wired.dateline,
        language="en",
        names=names,
    )


def describe(check: Check, story: CheckedStory) -> str:
    """The check in its surroundings, on one line."""
    if not check.spans:
        return f"{check.kind:9} {check.sentence}"
    start, end = check.spans[0]
    around = story.text[max(start - CONTEXT, 0) : end + CONTEXT].replace("\n", " ")
    return f"{check.kind:9} {check.sentence}\n          …{around}…"


def find_all(stories: list[CheckedStory]) -> Iterator[tuple[Check, CheckedStory]]:
    """Every check of every story."""
    for story in stories:
        for check in find_checks(story):
            yield check, story


def main(seed: int = 1987) -> None:
    """Print counts a kind, stories a second, and the sample."""
    stories = [check_like_the_desk(wired) for wired in read_reuters(find_data())]
    find_checks(CheckedStory(text="In Ukraine's Kursk region."))  # the gazetteer is loaded once a process
    began = time.process_time()
    found = list(find_all(stories))
    took = time.process_time() - began
    alarmed = len({id(story) for _, story in found})
    slowest = 0.0
    for story in sorted(stories, key=lambda story: -len(story.text))[:20]:
        start = time.process_time()
        find_checks(story)
        slowest = max(slowest, time.process_time() - start)
    print(f"{len(stories):,} stories, {len(stories) / took:,.0f} a second; slowest {slowest * 1000:.1f} ms")
    print(f"{len(found)} checks on {alarmed} stories: {alarmed / len(stories):.2%} of stories")
    for kind, count in Counter(check.kind for check, _ in found).most_common():
        print(f"  {kind:10} {count}")
    dice = random.Random(seed)
    for check, story in dice.sample(found, min(SAMPLE, len(found))):
        print(describe(check, story))


if __name__ == "__main__":
    main(*map(int, sys.argv[1:]))
