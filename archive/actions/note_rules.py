"""What a note has to be before it is kept: words that are there, something said, an audience, a thread to belong to."""

from __future__ import annotations

from archive.models import Annotation
from archive.models.annotation import Motivation, Visibility
from archive.text.quotes import Quote, locate_quote
from archive.text.spans import Span

from .refusals import Refused

MOST_BODY = 20_000  # code points


def find_quote(text: str, quote: Quote, *, hint: int | None = None) -> Span:
    """Where the quoted words stand; refused when they do not, or when nobody can tell where."""
    span = locate_quote(text, quote, hint=hint)
    if span is None:
        raise Refused(_why_not_found(text, quote.exact))
    return span


def tidy_body(body: str, *, motivation: str) -> str:
    """The Markdown as it is kept; only a highlight may say nothing."""
    body = body.replace("\0", "").replace("\r\n", "\n").strip()
    if not body and motivation != Motivation.HIGHLIGHTING:
        raise Refused("The note is empty: write what you want to say about these words.")
    if len(body) > MOST_BODY:
        raise Refused(f"The note has {len(body):,} characters: keep it under {MOST_BODY:,}, or link to the rest.")
    return body


def check_motivation(motivation: str) -> str:
    if motivation not in Motivation.values:
        raise Refused(f"“{motivation}” is not a purpose of a note: use one of {', '.join(Motivation.values)}.")
    return motivation


def check_thread(parent: Annotation | None, visibility: str) -> None:
    """An answer is never more public than what it answers."""
    if visibility not in Visibility.values:
        raise Refused("Say who sees the note: internal or public.")
    if parent is not None and parent.visibility == Visibility.INTERNAL and visibility != Visibility.INTERNAL:
        raise Refused("This is a reply in an internal thread: keep it internal, or make the first note public.")


def _why_not_found(text: str, exact: str) -> str:
    count = text.count(exact) if exact else 0
    if count > 1:
        return f"These words stand {count} times in the story: quote more of them, or what stands before."
    return "These words are not in the story as it stands: copy them exactly as they are printed."
