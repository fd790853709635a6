"""Messages of the teleprinter: SOH heading STX text ETX trailer EOT, one after the other in a file.

IPTC 7901 and ANPA 1312 share this frame and nothing else. A message that lost its end or its start of text is still
read, and says so.
"""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from typing import Final

from archive.ingest.decode import Unreadable, decode
from archive.ingest.draft import Draft, Problem
from archive.ingest.formats.lines import Line
from archive.text.spans import Span

SOH, STX, ETX, EOT = "\x01", "\x02", "\x03", "\x04"

_WORD: Final = re.compile(r"\w{2}")
_FIRST_WORDS: Final = 60
LONGEST_HEADING: Final = 2_000


@dataclass(frozen=True, slots=True)
class Message:
    """Where the parts of one message stand in the raw text, and what is wrong with its frame."""

    heading: Span
    text: Span
    trailer: Span
    problems: tuple[Problem, ...] = ()


def find_messages(raw: str) -> Iterator[Message]:
    """The messages of a raw text. Words that stand outside every message are reported with the nearest one."""
    start = raw.find(SOH)
    before = raw[: max(start, 0)]
    while start >= 0:
        following = raw.find(SOH, start + 1)
        message = _read_frame(raw, start + 1, following if following >= 0 else len(raw))
        stray = _stray_words(before) + _stray_words(raw[message.trailer.end : following if following >= 0 else None])
        yield Message(message.heading, message.text, message.trailer, message.problems + stray)
        before, start = "", following


def read_messages(data: bytes, read: Callable[[str, Message], Draft]) -> Iterator[Draft]:
    """The stories of a file of messages, each read by `read` of the raw text and its frame, as they are asked for.

    Raises Unreadable when there is no message in it.
    """
    decoded = decode(data)
    is_any = False
    for message in find_messages(decoded.text):
        is_any = True
        draft = read(decoded.text, message)
        yield replace(draft, problems=decoded.problems + message.problems + draft.problems)
    if not is_any:
        raise Unreadable("no_items", "The file has no start of heading (SOH): it is cut short or in another format.")


def _read_frame(raw: str, start: int, end: int) -> Message:
    problems: list[Problem] = []
    opens = raw.find(STX, start, end)
    closes = raw.find(ETX, max(opens, start), end)
    if opens < 0 or opens - start > LONGEST_HEADING:
        sentence = "The message has no start of text, so that its heading cannot be told from it: ask for it again."
        problems.append(Problem("cut_short", sentence))
        opens = start - 1
    if closes < 0:
        problems.append(Problem("cut_short", "The message has no end: words may be missing. Ask for it again."))
        closes = end
    stop = raw.find(EOT, closes, end)
    stop = stop if stop >= 0 else end
    heading = Span(start, max(opens, start))
    return Message(heading, Span(opens + 1, closes), Span(min(closes + 1, stop), stop), tuple(problems))


def _stray_words(between: str) -> tuple[Problem, ...]:
    if not _WORD.search(between):
        return ()
    words = " ".join(between.split())[:_FIRST_WORDS]
    return (Problem("outside_messages", f"Words stand between two messages ({words!r}): see the original."),)


def label_line(label: str, value: str, line: Line) -> Line:
    """A line of an envelope as plain copy would label it ("Headline: …"), standing where it stood."""
    return Line(line.start, line.end, f"{label}: {value}", is_indented=False, width=line.width)
