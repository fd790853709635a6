"""Carrying spans from one text to the next: unchanged words keep their span, others lose it honestly."""

from __future__ import annotations

from collections.abc import Iterable
from difflib import SequenceMatcher

from .spans import Span


def carry_spans(old: str, new: str, spans: Iterable[Span]) -> list[Span | None]:
    """For each span of `old`, where the same words now stand in `new`; None when they were touched.

    A span is carried only when it lies whole inside a run of words that the edit left alone, so that it
    can never come to rest on a lookalike elsewhere.
    """
    wanted = list(spans)
    if old == new:
        return list(wanted)
    runs = _unchanged_runs(old, new)
    return [_carry(span, runs) for span in wanted]


def _carry(span: Span, runs: list[tuple[int, int, int]]) -> Span | None:
    for old_start, new_start, size in runs:
        if old_start <= span.start and span.end <= old_start + size:
            shift = new_start - old_start
            return Span(span.start + shift, span.end + shift)
    return None


def _unchanged_runs(old: str, new: str) -> list[tuple[int, int, int]]:
    """Runs of equal lines first, then of equal characters within what is left: fast on long stories."""
    old_lines, new_lines = old.splitlines(keepends=True), new.splitlines(keepends=True)
    old_at, new_at = _offsets(old_lines), _offsets(new_lines)
    runs: list[tuple[int, int, int]] = []
    for tag, i1, i2, j1, j2 in SequenceMatcher(None, old_lines, new_lines, autojunk=False).get_opcodes():
        start, other = old_at[i1], new_at[j1]
        if tag == "equal":
            runs.append((start, other, old_at[i2] - start))
        elif tag == "replace":
            matcher = SequenceMatcher(None, old[start : old_at[i2]], new[other : new_at[j2]], autojunk=False)
            runs += [(start + m.a, other + m.b, m.size) for m in matcher.get_matching_blocks() if m.size]
    return runs


def _offsets(lines: list[str]) -> list[int]:
    offsets = [0]
    for line in lines:
        offsets.append(offsets[-1] + len(line))
    return offsets
