"""The notes of a story as threads: where each stands in the shown words, what became of it, and what lost its words.

For the workspace: `read_notes` gives all of them in three queries at most and `turn_to` one page of them, with history,
answers and proposed places, in one more, however many there are.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from archive.models import Annotation, Article, ArticleVersion, NoteChange
from archive.models.annotation import AnchorState
from archive.text.anchors import anchor_spans
from archive.text.quotes import Quote
from archive.text.spans import Span
from editorial.anchoring import Proposal, propose_words

PAGE = 100  # threads shown at once
ANSWERS = 20  # the latest of each, and of the thread that was asked for:
ALL_ANSWERS = 500
MOST_PROPOSALS = 20  # orphans for which a place is looked for at once


@dataclass(frozen=True, slots=True)
class Noted:
    """A thread: its first note and the answers to it.

    `number` is its place in the text, 0 when the shown text has not got its words; then `proposal` is the place
    that is most like them, for a person to judge. `changes` is the history of all its notes, oldest first; it and the
    proposal are there on a page only. `earlier` counts the answers that a page leaves out.
    """

    note: Annotation
    span: Span | None
    number: int = 0
    replies: tuple[Annotation, ...] = ()
    changes: tuple[NoteChange, ...] = ()
    proposal: Proposal | None = None
    earlier: int = 0


@dataclass(frozen=True, slots=True)
class NotePage:
    """One page of a story's threads: those without their words first, then in the order of the text."""

    shown: tuple[Noted, ...]
    number: int
    total: int

    @property
    def first(self) -> int:
        return (self.number - 1) * PAGE + 1

    @property
    def last(self) -> int:
        return self.first + len(self.shown) - 1

    @property
    def previous(self) -> int:
        """The page before; 0 when there is none."""
        return self.number - 1

    @property
    def next(self) -> int:
        return self.number + 1 if self.last < self.total else 0


def read_notes(article: Article, version: ArticleVersion | None) -> list[Noted]:
    """All threads: those in the text in its order and numbered, then those that lost their words, newest first."""
    people = ("by", "resolved_by", "made_on")
    rows = Annotation.objects.filter(article=article).select_related(*people).order_by("id")
    notes = list(rows.defer("made_on__text", "made_on__marks", "made_on__abstract"))
    replies: dict[int | None, list[Annotation]] = defaultdict(list)
    for note in notes:
        replies[note.parent_id].append(note)
    firsts = replies.pop(None, [])
    spans = _place_notes(firsts, version)
    found = sorted((note for note in firsts if note.pk in spans), key=lambda note: (spans[note.pk], note.pk))
    lost = [note for note in reversed(firsts) if note.pk not in spans]
    return [
        Noted(note, spans.get(note.pk), number if note.pk in spans else 0, tuple(replies[note.pk]))
        for number, note in enumerate([*found, *lost], start=1)
    ]


def turn_to(notes: Sequence[Noted], version: ArticleVersion | None, *, number: str = "", note: str = "") -> NotePage:
    """That page, else the one with that note (or the answer of that number), else the first."""
    threads = [*(noted for noted in notes if noted.span is None), *(noted for noted in notes if noted.span)]
    pages = max((len(threads) + PAGE - 1) // PAGE, 1)
    wanted = int(number) if number.isdecimal() and len(number) < 6 else 1
    asked = _find_thread(threads, int(note)) if note.isdecimal() and len(note) < 19 else None
    if asked is not None:
        wanted = asked // PAGE + 1
    page = min(max(wanted, 1), pages)
    shown = [
        _cut_answers(noted, ALL_ANSWERS if at == asked else ANSWERS)
        for at, noted in enumerate(threads[(page - 1) * PAGE : page * PAGE], start=(page - 1) * PAGE)
    ]
    changes = _read_changes(each.pk for noted in shown for each in (noted.note, *noted.replies))
    proposals = _propose([noted.note for noted in shown if noted.span is None], version)
    full = (
        replace(
            noted,
            changes=tuple(change for each in (noted.note, *noted.replies) for change in changes[each.pk]),
            proposal=proposals.get(noted.note.pk),
        )
        for noted in shown
    )
    return NotePage(tuple(full), page, len(threads))


def _find_thread(threads: Sequence[Noted], key: int) -> int | None:
    """Its place among them."""
    return next(
        (at for at, noted in enumerate(threads) if key in (noted.note.pk, *(reply.pk for reply in noted.replies))), None
    )


def _cut_answers(noted: Noted, most: int) -> Noted:
    """With its latest answers only."""
    return replace(noted, replies=noted.replies[-most:], earlier=max(len(noted.replies) - most, 0))


def _place_notes(notes: Sequence[Annotation], version: ArticleVersion | None) -> dict[int, Span]:
    """Where they stand in the shown words: a note of the public words is looked for in the draft beside them."""
    if version is None:
        return {}
    placed: dict[int, list[Annotation]] = defaultdict(list)
    for note in notes:
        if note.anchor_state != AnchorState.ORPHANED and note.start is not None:
            placed[note.version_id].append(note)
    texts = {version.pk: version.text}
    lacking = placed.keys() - texts.keys()
    if lacking:
        texts |= dict(ArticleVersion.objects.filter(pk__in=lacking).values_list("pk", "text"))
    spans: dict[int, Span] = {}
    for key, group in placed.items():
        anchors = anchor_spans(texts[key], version.text, [Span(note.start or 0, note.end or 0) for note in group])
        spans |= {note.pk: a.span for note, a in zip(group, anchors, strict=True) if a.span is not None}
    return spans


def _read_changes(ids: Iterable[int]) -> dict[int, list[NoteChange]]:
    found: dict[int, list[NoteChange]] = defaultdict(list)
    for change in NoteChange.objects.filter(annotation__in=list(ids)).select_related("by").order_by("id"):
        found[change.annotation_id].append(change)
    return found


def _propose(lost: Sequence[Annotation], version: ArticleVersion | None) -> dict[int, Proposal]:
    """For the newest that are still open; others are attached by quoting words."""
    if version is None:
        return {}
    wanted = [note for note in lost if note.resolved_at is None][:MOST_PROPOSALS]
    proposals = {note.pk: propose_words(version.text, Quote(note.exact, note.prefix, note.suffix)) for note in wanted}
    return {pk: proposal for pk, proposal in proposals.items() if proposal is not None}
