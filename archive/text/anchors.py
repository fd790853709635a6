"""Anchors: where noted words stand after an edit, or the honest answer that nobody can tell.

`anchor_spans` looks in three steps: a paragraph that was left alone keeps its notes; words left alone in an edited
paragraph are found by what stands around them; changed words by likeness. Each step refuses when a second place
would do nearly as well, in the new text or in the old one. docs/explanation/anchoring.md tells why.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import islice
from typing import Literal

from .paragraphs import Revision
from .resemblance import AROUND, BESIDE, Place, count_agreement, find_alike, measure_containment, touches_both
from .spans import Span

State = Literal["exact", "moved", "fuzzy", "orphaned"]

ALIKE = 0.90  # changed words as like as this are the same words, mended (STANDARDS §2)
SHORTEST = 4  # shorter words must have the same neighbours on both sides
SHORTEST_FUZZY = 16  # code points; shorter words are found unchanged or not at all
ENOUGH = 24.0  # code points around the words that must agree
MARGIN = 16.0  # and by so many more than around a lookalike
LEAST_WINDOW = 0.55  # a stretch in which less of the surroundings is found is not worth a closer look
WINDOW_MARGIN = 0.33  # no second stretch may come nearer
LIKENESS_MARGIN = 0.15  # nor second words
CLOSE_AGAIN = 0.7
WORDS_AGAIN = 0.65  # a place this like the words is a rival
END_AGAIN = 0.90  # an end of changed words found this alike right beside them: something was pasted into them
LEAST_END = 12  # code points of it: fewer stand anywhere
RIVAL_WINDOW, RIVAL_BESIDE = 0.60, 0.75
MOST_PLACES = 50  # words that stand more often are told apart by nobody
MOST_WORK = 40_000_000  # notes times changed code points, some seconds; beyond it changed stretches are not searched


@dataclass(frozen=True, slots=True)
class Anchor:
    """Where the words are now: exact (same words, same offset), moved, fuzzy (like the words), or orphaned.

    `score` is 1.0 for the words themselves, else their likeness; 0.0 for an orphan, which has no span.
    """

    state: State
    span: Span | None
    score: float


ORPHAN = Anchor("orphaned", None, 0.0)


def anchor_spans(old: str, new: str, spans: Iterable[Span]) -> list[Anchor]:
    """For each span of `old`, in its order, where the same words stand in `new`."""
    wanted = [Span(*span) for span in spans]
    if old == new:
        return [Anchor("exact", span, 1.0) if _is_inside(span, old) else ORPHAN for span in wanted]
    revision = Revision(old, new)
    distinct = dict.fromkeys(span for span in wanted if _is_inside(span, old))
    is_bounded = len(distinct) * sum(end - start for start, end in revision.fresh) <= MOST_WORK
    found = {span: _anchor(revision, span, is_bounded=is_bounded) for span in distinct}
    return [found.get(span, ORPHAN) for span in wanted]


def _is_inside(span: Span, text: str) -> bool:
    return 0 <= span.start < span.end <= len(text)


def _anchor(revision: Revision, span: Span, *, is_bounded: bool) -> Anchor:
    blocks = revision.old.find_blocks(span)
    if blocks is None:
        return ORPHAN
    first, last = blocks
    block = Span(revision.old.spans[first].start, revision.old.spans[last].end)
    place = Place(revision.old.text, span, block)
    heirs = [revision.heirs.get(number) for number in range(first, last + 1)]
    if heirs[0] is not None and heirs == list(range(heirs[0], heirs[0] + len(heirs))):
        is_settled = revision.is_settled(first) and revision.is_settled(last)
        if not is_settled and not is_bounded:
            return ORPHAN
        if is_bounded and _has_rival(revision, place, is_settled=is_settled):
            return ORPHAN
        start = revision.new.spans[heirs[0]].start + span.start - block.start
        return _as_found(span, Span(start, start + span.end - span.start), 1.0)
    return _search(revision, place) if first == last and is_bounded else ORPHAN


def _as_found(old: Span, new: Span, score: float) -> Anchor:
    if score < 1.0:
        return Anchor("fuzzy", new, score)
    return Anchor("exact" if old == new else "moved", new, 1.0)


def _has_rival(revision: Revision, place: Place, *, is_settled: bool) -> bool:
    """Whether a changed stretch has the words too, so that this untouched paragraph may be a copy of it.

    Beside its old neighbours a paragraph is believed more readily than where it has come to stand anew.
    """
    least = RIVAL_BESIDE if is_settled else RIVAL_WINDOW
    for run in revision.fresh:
        content = revision.new.text[slice(*run)]
        if measure_containment(place.window, content) >= least:
            return True
        if measure_containment(place.close_window, content) >= CLOSE_AGAIN:
            return True
        if is_settled or len(place.words) < SHORTEST_FUZZY:
            continue
        if measure_containment(place.words, content) >= WORDS_AGAIN:
            return True
    return False


def _search(revision: Revision, place: Place) -> Anchor:
    """Among the changed stretches: first the one that has the surroundings, then the words in it."""
    text = revision.new.text
    run = _find_stretch(revision, place)
    if run is None:
        return ORPHAN
    spans = list(islice(_find_words(text, place.words, run), MOST_PLACES + 1))
    if len(spans) > MOST_PLACES:
        return ORPHAN
    anchor = _choose(revision, place, spans, run) if spans else _match(revision, place, run)
    if anchor.span is None:
        return ORPHAN
    here = _place_in(revision, anchor.span)
    if _has_second(place, here, run) or _comes_from_elsewhere(revision, place, here):
        return ORPHAN
    return anchor


def _find_stretch(revision: Revision, place: Place) -> Span | None:
    """The changed stretch in which the surroundings are found, when no other comes near it."""
    text = revision.new.text
    runs = [run for run in revision.fresh if run.end - run.start >= WORDS_AGAIN * len(place.words)]
    scores = sorted(((measure_containment(place.window, text[slice(*run)]), run) for run in runs), reverse=True)
    if not scores or scores[0][0] < LEAST_WINDOW:
        return None
    for score, run in scores[1:]:
        content = text[slice(*run)]
        if score > scores[0][0] - WINDOW_MARGIN and measure_containment(place.words, content) >= WORDS_AGAIN:
            return None
        if measure_containment(place.close_window, content) >= CLOSE_AGAIN:
            return None
    return scores[0][1]


def _find_words(text: str, words: str, stretch: Span) -> Iterator[Span]:
    start = text.find(words, stretch.start, stretch.end)
    while start >= 0:
        yield Span(start, start + len(words))
        start = text.find(words, start + 1, stretch.end)


def _place_in(revision: Revision, span: Span) -> Place:
    blocks = revision.new.find_blocks(span)
    assert blocks is not None  # it was found in a stretch of blocks
    return Place(revision.new.text, span, Span(revision.new.spans[blocks[0]].start, revision.new.spans[blocks[1]].end))


def _choose(revision: Revision, place: Place, spans: list[Span], run: Span) -> Anchor:
    """The same words: where their surroundings agree, while they do so nowhere else, and more than a lookalike's."""
    scores = sorted(((count_agreement(place, _place_in(revision, span)), span) for span in spans), reverse=True)
    best, chosen = scores[0]
    if best < ENOUGH or (len(scores) > 1 and scores[1][0] > 0):
        return ORPHAN
    here = _place_in(revision, chosen)
    lookalikes = list(_lookalikes(revision, place))
    places_now = sum(1 for each in revision.fresh for _ in _find_words(revision.new.text, place.words, each))
    is_copied = places_now > 1 + len(lookalikes)
    if is_copied and len(place.words) >= SHORTEST_FUZZY:
        return ORPHAN
    if (is_copied or len(place.words) < SHORTEST) and not touches_both(place, here):
        return ORPHAN
    if any(count_agreement(other, here) > best - MARGIN for other in lookalikes):
        return ORPHAN
    return _as_found(place.span, chosen, 1.0)


def _lookalikes(revision: Revision, place: Place) -> Iterator[Place]:
    """The same words elsewhere in the old stretches that are no longer what they were."""
    for run in revision.gone:
        for span in islice(_find_words(revision.old.text, place.words, run), MOST_PLACES):
            blocks = revision.old.find_blocks(span)
            if span != place.span and blocks is not None:
                first, last = (revision.old.spans[number] for number in blocks)
                yield Place(revision.old.text, span, Span(first.start, last.end))


def _has_second(place: Place, here: Place, run: Span) -> bool:
    """Whether the surroundings are found again in the same stretch, with the words mended or broken in them."""
    found = measure_containment(place.window, here.text[slice(*run)])
    least = max(found - WINDOW_MARGIN, LEAST_WINDOW)
    text, (start, end) = here.text, here.span
    far = (text[run.start : max(start - AROUND, run.start)], text[end + AROUND : run.end])
    near = (text[run.start : max(start - BESIDE, run.start)], text[min(end + BESIDE, run.end) : run.end])
    return any(measure_containment(place.window, part) > least for part in far) or any(
        measure_containment(place.close_window, part) >= CLOSE_AGAIN for part in near
    )


def _comes_from_elsewhere(revision: Revision, place: Place, here: Place) -> bool:
    """Whether another old place explains the found one as well as the place that the note was on."""
    others = _others(revision, place.block)
    return any(measure_containment(here.close_window, part) >= CLOSE_AGAIN for part in others)


def _others(revision: Revision, but: Span) -> Iterator[str]:
    """The old stretches that are no longer what they were, without one piece of them."""
    for start, end in revision.gone:
        if start <= but.start < end:
            yield from (
                part for part in (revision.old.text[start : but.start], revision.old.text[but.end : end]) if part
            )
        else:
            yield revision.old.text[start:end]


def _match(revision: Revision, place: Place, run: Span) -> Anchor:
    """Words like these: alike enough, with no second, not somebody else's, among the same surroundings."""
    words, text = place.words, revision.new.text
    if len(words) < SHORTEST_FUZZY:
        return ORPHAN
    inside = text[slice(*run)]
    found, score = find_alike(words, inside)
    span = Span(run.start + found.start, run.start + found.end)
    if not ALIKE <= score < 1.0 or revision.new.find_blocks(span) is None:
        return ORPHAN
    if count_agreement(place, _place_in(revision, span)) < ENOUGH:
        return ORPHAN
    if _is_end_again(words, inside, found):
        return ORPHAN
    rest = [inside[: found.start], inside[found.end :]]
    rest += [text[slice(*other)] for other in revision.fresh if other != run]
    if any(find_alike(words, part)[1] > score - LIKENESS_MARGIN for part in rest if part.strip()):
        return ORPHAN
    mended = text[slice(*span)]
    if any(find_alike(mended, part)[1] >= score for part in _others(revision, place.span)):
        return ORPHAN
    return _as_found(place.span, span, score)


def _is_end_again(words: str, text: str, found: Span) -> bool:
    """Whether the beginning or the end of the words stands once more right beside what was found.

    Then one of the two is a copy that was pasted into the words, and they may be what both cover together.
    """
    reach, size = len(words), max(len(words) // 3, LEAST_END)
    beside = (text[max(found.start - reach, 0) : found.start], text[found.end : found.end + reach])
    return any(measure_containment(end, part) >= END_AGAIN for end in (words[:size], words[-size:]) for part in beside)
