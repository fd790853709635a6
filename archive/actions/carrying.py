"""Carrying notes and mentions along when the words under them change."""

from __future__ import annotations

from archive.models import Annotation, ArticleVersion, Mention
from archive.models.annotation import AnchorState
from archive.text.carry import carry_spans
from archive.text.spans import Span


def carry_stand_off(*, from_version: ArticleVersion, to_version: ArticleVersion, new_text: str) -> None:
    """Move what points into `from_version` to `to_version`, whose text is `new_text`.

    Words that were left alone keep their note, moved or not. A note whose words were touched becomes an
    orphan: it stays with the version it was made on and is listed for an editor, never shown elsewhere.
    """
    _carry_annotations(from_version, to_version, new_text)
    _carry_mentions(from_version, to_version, new_text)


def _carry_annotations(from_version: ArticleVersion, to_version: ArticleVersion, new_text: str) -> None:
    notes = [note for note in Annotation.objects.filter(version=from_version).anchored() if note.start is not None]
    spans = [Span(note.start or 0, note.end or 0) for note in notes]
    for note, old, new in zip(notes, spans, carry_spans(from_version.text, new_text, spans), strict=True):
        if new is None:
            note.anchor_state = AnchorState.ORPHANED
        else:
            if new != old:
                note.anchor_state = AnchorState.MOVED
            note.version, note.start, note.end = to_version, new.start, new.end
        note.save(update_fields=["version", "start", "end", "anchor_state"])


def _carry_mentions(from_version: ArticleVersion, to_version: ArticleVersion, new_text: str) -> None:
    for mention in Mention.objects.filter(version=from_version):
        spans = [Span(start, end) for start, end in mention.spans]
        carried = carry_spans(from_version.text, new_text, spans)
        mention.spans = [[span.start, span.end] for span in carried if span is not None]
        mention.version = to_version
        mention.save(update_fields=["spans", "version"])
