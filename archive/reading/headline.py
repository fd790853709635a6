"""The headline: what looks like one, and what the words before it say should be done with the story.

A headline is kept as printed; `read_headline_signal` only says that `UPDATE 2-`, `(LEAD)` or `CORRECTED-` stands there.
"""

import re
from dataclasses import dataclass
from typing import Final, Literal

Signal = Literal["article", "kill", "hold", "advisory", "correction", "update"]

LONGEST_TITLE_LINE: Final = 250

_ENDS_A_SENTENCE: Final = re.compile(r"[.。．!！:：;,，、।۔]['\"”’」』»)\]）]*$|[다요]\.$")
_ASKS: Final = re.compile(r"[?？؟…]['\"”’」』»)\]）]*$|\.\.\.$")
_ABBREVIATED: Final = re.compile(r"\b(?:U\.S|U\.N|U\.K|E\.U|D\.C|Inc|Corp|Ltd|Co|Jr|Sr|St|No|a\.m|p\.m)\.$|\.\.\.$|…$")
_WORD: Final = re.compile(r"[^\W\d_]{2,}|\d{2,}")
_COMMON: Final = frozenset(
    "the of and to in for on at by with from as is are was were be has have had that this it its an or not but after "
    "over new says said los las del que por con una les des une dans pour sur der die das und den von mit".split()
)

_KILL: Final = re.compile(
    r"\s*(?:[(\[*\-\s]*)(?:(?:BULLETIN|MANDATORY)[ -]+KILL|KILL(?:\s+KILL)+|KILL\b\s*[-:)\]]|STORY\s+WITHDRAWN|"
    r"WITHDRAWN\b|"
    r"STORY\s+KILLED|[Pp]lease\s+kill\b|(?:전문|기사)\s?(?:취소|삭제)|記事取り消し|撤稿)"
)
_HOLD: Final = re.compile(r"\s*[(\[*\-\s]*HOLD(?:\s+HOLD)*\s*(?:[-:)\]*]|$)")
_ADVISORY: Final = re.compile(
    r"\s*[(\[*\-\s]*(?:(?:(?:MEDIA|NEWS|PHOTO|EDITORS?'?|SCHEDULE)\s+)?ADVISOR(?:Y|IES)\b|ADVISORY\b|NOTE\s+TO\s+EDITORS|"
    r"DAYBOOK\b|BUDGET\s*[-:])"
)
_CORRECTION: Final = re.compile(
    r"\s*[(\[]?\s*(?:OFFICIAL[ -])?(?:CORRECTED|CORRECTION|CORRECTIVE|CORRECTS|Corrected|Correction|정정|訂正|更正|"
    r"Korrektur|KORREKTUR|RECTIFICATIF|CORRECCIÓN|RETTIFICA|ИСПРАВЛЕНИЕ|КОРР)(?:\s*[)\]]|\s*[-–—:,]|\s+(?=[-–—:(])|$)"
)
_NUMBERED: Final = re.compile(r"\s*(?:UPDATE|WRAPUP|UPDATES?)\s+(?P<number>\d{1,2})\s*[-–—:]")
_UPDATE: Final = re.compile(
    r"\s*[(\[]?\s*(?:(?P<number>\d{1,2})(?:st|nd|rd|th|ST|ND|RD|TH)\s+)?(?:LEAD|LD|Lead|Ld|REFILE|UPDATE|UPDATED|ADDS|RECASTS|REPEAT|RPT|"
    r"ОБНОВЛЕНИЕ|종합(?P<korean>\d)?보?|(?P<take>\d)보)\s*[)\]]?(?:\s*[-–—:)\]]|(?<=[)\]]))"
)
_WRITETHRU: Final = re.compile(
    r"(?:(?P<number>\d{1,2})(?:st|nd|rd|th)\s?)?(?:Ld|Lead|LD)?[- ]?(?:Writethr[ou]u?g?h?|WRITETHRU)", re.IGNORECASE
)
_LD_IN_SLUG: Final = re.compile(r"\b(?P<number>\d{1,2})(?:st|nd|rd|th)\s?(?:Ld|Lead|Add|Sub)\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class HeadlineSignal:
    """What stands before a headline or in a slug: the `action` it asks for and the update's number, if printed."""

    action: Signal
    version: int | None = None


def read_headline_signal(headline: str) -> HeadlineSignal:
    """What a headline's prefix asks for; `article` when it has none."""
    head = headline[:80]
    for form, action in ((_KILL, "kill"), (_HOLD, "hold"), (_ADVISORY, "advisory"), (_CORRECTION, "correction")):
        if form.match(head):
            return HeadlineSignal(action)  # type: ignore[arg-type]  # the table above holds only signals
    match = _NUMBERED.match(head) or _UPDATE.match(head)
    if match is None:
        return HeadlineSignal("article")
    numbers = match.groupdict()
    number = numbers.get("number") or numbers.get("korean") or numbers.get("take")
    return HeadlineSignal("update", int(number) if number else 1)


def read_slug_signal(slugline: str) -> HeadlineSignal:
    """What a slug's version words ask for ("1st Ld-Writethru"); `article` when it has none."""
    for form in (_WRITETHRU, _LD_IN_SLUG):
        match = form.search(slugline)
        if match is not None:
            return HeadlineSignal("update", int(match["number"]) if match["number"] else 1)
    if re.search(r"\bCORRECTION\b", slugline):
        return HeadlineSignal("correction")
    if re.search(r"\bKILL\b", slugline):
        return HeadlineSignal("kill")
    return HeadlineSignal("article")


def ends_like_a_sentence(line: str) -> bool:
    """Whether a line ends with the punctuation that headlines do without."""
    line = line.rstrip()
    return bool(_ENDS_A_SENTENCE.search(line)) and not _ABBREVIATED.search(line)


def is_open_ended(line: str) -> bool:
    """Whether a line that stands after the text may be its headline: nothing closes it, nor a question."""
    return looks_like_headline(line) and _ASKS.search(line.rstrip()) is None


def looks_like_headline(line: str) -> bool:
    """Whether a line is short and open-ended enough to be a headline."""
    line = line.strip()
    return 3 <= len(line) <= LONGEST_TITLE_LINE and not ends_like_a_sentence(line) and bool(_WORD.search(line))


def share_of_words(line: str, lead: str) -> float:
    """How much of a line's content words also stand in the lead, from 0 to 1. Words count by their first letters, so
    that inflected forms meet ("meets", "met" do not; "culture", "cultural" do)."""
    words = {_stem(word) for word in _WORD.findall(line) if word.casefold() not in _COMMON}
    if not words:
        return 0.0
    known = {_stem(word) for word in _WORD.findall(lead)}
    return len(words & known) / len(words)


def _stem(word: str) -> str:
    return word.casefold()[:5] if word.isascii() else word.casefold()[:3]
