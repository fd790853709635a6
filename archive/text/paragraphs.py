"""Which paragraphs of a text an edit left alone, and which are news."""

from __future__ import annotations

from bisect import bisect_right
from collections import Counter
from collections.abc import Container
from dataclasses import dataclass, field

from .canonical import block_spans
from .spans import Span


@dataclass(frozen=True)
class Paragraphs:
    """A text cut into its blocks."""

    text: str
    spans: list[Span] = field(init=False)
    contents: list[str] = field(init=False)
    counts: Counter[str] = field(init=False)
    starts: list[int] = field(init=False)

    def __post_init__(self) -> None:
        spans = block_spans(self.text)
        contents = [self.text[start:end] for start, end in spans]
        object.__setattr__(self, "spans", spans)
        object.__setattr__(self, "contents", contents)
        object.__setattr__(self, "counts", Counter(contents))
        object.__setattr__(self, "starts", [span.start for span in spans])

    def find_blocks(self, span: Span) -> tuple[int, int] | None:
        """The first and the last block that a span touches; None when it begins or ends outside all of them."""
        first, last = bisect_right(self.starts, span.start) - 1, bisect_right(self.starts, span.end - 1) - 1
        if first < 0 or span.start >= self.spans[first].end or span.end > self.spans[last].end:
            return None
        return first, last

    def neighbours(self, number: int) -> tuple[str | None, str | None]:
        """What stands before and after a block."""
        before = self.contents[number - 1] if number else None
        return before, self.contents[number + 1] if number + 1 < len(self.contents) else None


class Revision:
    """Two texts, the earlier and the later, and what became of each paragraph.

    `heirs`: old blocks that stand unchanged, by number, with their new number. `fresh` and `gone`: the stretches
    of the new and of the old text between those, each as long as it goes, for an edit may split or merge blocks.
    """

    def __init__(self, old: str, new: str) -> None:
        self.old, self.new = Paragraphs(old), Paragraphs(new)
        self.heirs = self._find_heirs()
        kept = set(self.heirs.values())
        self.fresh = _join_runs(self.new, kept)
        self.gone = _join_runs(self.old, self.heirs.keys())

    def is_settled(self, number: int) -> bool:
        """Whether an old block that was left alone stands beside the same neighbour as before, on one side or both."""
        before, after = self.old.neighbours(number)
        other_before, other_after = self.new.neighbours(self.heirs[number])
        return before == other_before or after == other_after

    def _find_heirs(self) -> dict[int, int]:
        """Old blocks that stand unchanged in the new text, by number.

        A block said once before and once now is itself. Twins, said equally often, are told apart by their
        neighbours. Whatever was doubled or lost a double could be either, and counts as changed.
        """
        heirs: dict[int, int] = {}
        places = {content: number for number, content in enumerate(self.new.contents)}
        twins = {self._surroundings(self.new, n): n for n in range(len(self.new.spans))}
        seen = Counter(self._surroundings(self.new, n) for n in range(len(self.new.spans)))
        seen_before = Counter(self._surroundings(self.old, n) for n in range(len(self.old.spans)))
        for number, content in enumerate(self.old.contents):
            if self.old.counts[content] != self.new.counts[content]:
                continue
            if self.old.counts[content] == 1:
                heirs[number] = places[content]
            else:
                around = self._surroundings(self.old, number)
                if seen[around] == seen_before[around] == 1:
                    heirs[number] = twins[around]
        return heirs

    @staticmethod
    def _surroundings(paragraphs: Paragraphs, number: int) -> tuple[str | None, str, str | None]:
        before, after = paragraphs.neighbours(number)
        return before, paragraphs.contents[number], after


def _join_runs(paragraphs: Paragraphs, kept: Container[int]) -> list[Span]:
    """The stretches made of neighbouring blocks that are not among the kept."""
    runs: list[Span] = []
    for number, span in enumerate(paragraphs.spans):
        if number in kept:
            continue
        if runs and number - 1 not in kept:
            runs[-1] = Span(runs[-1].start, span.end)
        else:
            runs.append(span)
    return runs
