"""Carrying notes and mentions along when the words under them change."""

from __future__ import annotations

from datetime import datetime

from archive.models import Annotation, ArticleVersion, Mention, NoteChange
from archive.models.annotation import AnchorState
from archive.models.note_change import NoteDeed
from archive.text.anchors import Anchor, anchor_spans
from archive.text.quotes import Quote, recover_quote
from archive.text.spans import Span

from .note_history import PLACED, describe_note, make_change

CARRIED = ["version", "start", "end", "anchor_state", "anchor_score"]
BATCH = 200  # rows an UPDATE; SQLite takes so many variables


def carry_stand_off(
    *, from_version: ArticleVersion, to_version: ArticleVersion, new_text: str, at: datetime | None = None
) -> None:
    """Move what points into `from_version` to `to_version`, whose text is `new_text`.

    Words that were left alone keep their note, moved or not; words mended within the measured likeness keep it
    too. Every other note becomes an orphan: it stays with the last version that had its words and is listed for an
    editor, never shown elsewhere. An orphan whose very words have come back, as after a cut and a paste, is found.
    """
    at = at or to_version.created_at
    changes = _carry_annotations(from_version, to_version, new_text, at)
    changes += _find_orphans(from_version, to_version, new_text, at)
    NoteChange.objects.bulk_create(changes, batch_size=BATCH)
    _carry_mentions(from_version, to_version, new_text)


def _carry_annotations(
    from_version: ArticleVersion, to_version: ArticleVersion, new_text: str, at: datetime
) -> list[NoteChange]:
    notes = list(Annotation.with_trash.filter(version=from_version, start__isnull=False).anchored())
    spans = [Span(note.start or 0, note.end or 0) for note in notes]
    changes: list[NoteChange | None] = []
    for note, anchor in zip(notes, anchor_spans(from_version.text, new_text, spans), strict=True):
        note.version = from_version
        before = describe_note(note, PLACED)
        if anchor.span is None:
            note.anchor_state, note.anchor_score = AnchorState.ORPHANED, None
            if from_version.pk == to_version.pk:  # the draft in which they were counted is overwritten
                note.start = note.end = None
            changes.append(make_change(note, NoteDeed.LOST, by=None, at=at, before=before, after={}))
        else:
            _place(note, anchor, to_version)
    Annotation.with_trash.bulk_update(notes, CARRIED, batch_size=BATCH)
    return [change for change in changes if change is not None]


def _place(note: Annotation, anchor: Anchor, version: ArticleVersion) -> None:
    """Once moved or found by likeness, a note says so until a person attaches it anew."""
    assert anchor.span is not None
    note.version, note.start, note.end = version, anchor.span.start, anchor.span.end
    if anchor.state == "fuzzy":
        note.anchor_score = min(anchor.score, note.anchor_score or 1.0)
        note.anchor_state = AnchorState.FUZZY
    elif anchor.state == "moved" and note.anchor_state == AnchorState.EXACT:
        note.anchor_state = AnchorState.MOVED


def _find_orphans(
    from_version: ArticleVersion, to_version: ArticleVersion, new_text: str, at: datetime
) -> list[NoteChange]:
    """Orphans of this story whose words, with all that stood around them, are in the new text once."""
    lost = Annotation.with_trash.orphaned().filter(article_id=to_version.article_id)
    found: list[Annotation] = []  # those in the trash too: they may be taken out again
    changes: list[NoteChange | None] = []
    for note in lost.select_related("version"):
        span = recover_quote(new_text, Quote(note.exact, note.prefix, note.suffix))
        if span is None:
            continue
        before = describe_note(note, PLACED)
        note.version, note.start, note.end = to_version, span.start, span.end
        note.anchor_state, note.anchor_score = AnchorState.MOVED, None
        found.append(note)
        after = describe_note(note, PLACED)
        changes.append(make_change(note, NoteDeed.FOUND, by=None, at=at, before=before, after=after))
    Annotation.with_trash.bulk_update(found, CARRIED, batch_size=BATCH)
    return [change for change in changes if change is not None]


def _carry_mentions(from_version: ArticleVersion, to_version: ArticleVersion, new_text: str) -> None:
    mentions = list(Mention.objects.filter(version=from_version))
    spans = [[Span(start, end) for start, end in mention.spans] for mention in mentions]
    carried = iter(anchor_spans(from_version.text, new_text, [span for each in spans for span in each]))
    for mention, old in zip(mentions, spans, strict=True):
        anchors = [next(carried) for _ in old]
        kept = [anchor.span for anchor in anchors if anchor.span is not None and anchor.state != "fuzzy"]
        mention.spans = [[span.start, span.end] for span in kept]
        mention.version = to_version
    Mention.objects.bulk_update(mentions, ["spans", "version"], batch_size=BATCH)
