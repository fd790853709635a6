"""Sluglines, priority lines and notes to editors: what stands above a story and is not for readers."""

import re
from dataclasses import dataclass
from typing import Final

_PRIORITY: Final = re.compile(
    r"\s*(?P<priority>[fburdahsyz])\s(?P<category>[a-z])\s{1,3}(?P<slug>[A-Za-z][\w&<>'.$/+*-]{2,60}(?: [\w.-]+)?)"
    r"\s{1,6}\d\d-\d\d\s{1,3}\d{3,5}\s*"
)
_CYCLE: Final = re.compile(r"[\^\s]*(?P<slug>(?:BC|AM|PM|AP)-[^\s<].{1,80}?)[<\s]*$")
_CAPITALS: Final = re.compile(r"\s*(?P<slug>[A-Z]{2,20}(?:-[A-Z0-9]{2,20}){1,4})\s*")  # BIZ-RATES
_KEYWORDS: Final = re.compile(r"\s*(?P<slug>[\w&]+(?:[-/][\w&. ()]+)*/(?:\s?\([^()]{1,30}\))?)\s*$")
_NOTE: Final = re.compile(
    r"[\^\s]*[(\[]?\s*(?:(?:Eds?|EDS|Eds\. note|Editor'?s?(?:'? notes?)?|EDITOR'?S?(?:'? NOTES?)?|Note to editors|"
    r"NOTE TO EDITORS|"
    r"ATTN|ATTENTION|편집자\s?주)\s?[:;,.—–-]|(?:ATTN|ATTENTION)\s|"
    r"(?:Adds|ADDS|Recasts|RECASTS|Updates with|UPDATES with|Corrects|CORRECTS|Updates|Rewrites|Refiles|Removes)\b|"
    r"(?:NOTA|Nota)\s(?:A|a)\s(?:REDACCI|LOS|redacci|los|la).{0,40}:|(?:ATTENTION|Attention)\s?[-–—:]|"
    r"(?:Actualiza|ACTUALIZA|Amplía|AMPLÍA|Amplia|Corrige|CORRIGE|Actualisation|Ajoute|Précise|Atualiza|ATUALIZA|"
    r"Aggiorna|Aktualisiert|Ergänzt|Berichtigt|Neu:|Redaktionshinweis|Achtung\sRedaktionen|Nota\sdo\seditor)\b)"
    r"|[\^\s]*(?:AP|Reuters|AFP|EPA|Xinhua)?\s?Photos?\s[A-Z]{2,}\d"
)
_NEWSROOM: Final = re.compile(
    r"\s*(?:URGENT|BULLETIN|FLASH|ALERT|SNAP|EXTRA|EILMELDUNG|МОЛНИЯ|СРОЧНО|긴급|速報)[\s.!*:-]*$"
)
_TRANSMISSION: Final = re.compile(
    r"(?:(?:ZCZC|zczc)\b.{0,40}|[a-z]{1,3}\d{3,4}|[A-Z]{1,5}\d{3,5}(?:\s\d\s?[A-Za-z]{1,3}\s\d{2,5}.{0,40})?|"
    r"[A-Z]{2,6}\s?(?!(?:19|20)\d\d$)\d{3,5}|\d{3,5}\s[a-z]{1,3}\s[A-Za-z].{0,50}/|"
    r"[A-Z]{3}(?: [A-Z]{3}){1,5}|\.[A-Z]{3,20} [A-Z]{2,5}\d{1,4})"
)
_VERSION: Final = re.compile(
    r"\s*(?:(?:\d{1,2}(?:st|nd|rd|th)\s+)?(?:TAKE\s+\d{1,2}|BULLETIN\s+KILL|MANDATORY\s+KILL|LEAD|LD|ADD|REFILE|REPEAT|UPDATED?|CORRECTED|CORRECTION|HOLD|KILL|ADVISORY|"
    r"LD-WRITETHRU|WRITETHRU)[\s:.,*-]*)+",
    re.IGNORECASE,
)
_URGENCY: Final = {"f": 1, "b": 2, "u": 3, "r": 4, "z": 5, "d": 6, "h": 6, "a": 7, "s": 7, "y": 8}
_URGENT_WORDS: Final = {"FLASH": 1, "МОЛНИЯ": 1, "BULLETIN": 2, "ALERT": 2, "SNAP": 2}


@dataclass(frozen=True, slots=True)
class Slugline:
    """A story's slug as printed, and its urgency from 1 (flash) to 8 when the line carries a priority."""

    slug: str
    urgency: int | None = None
    category: str = ""


def read_priority(letter: str) -> int | None:
    """The urgency of a priority letter of ANPA 1312 (f, b, u, r, d, h, a, s, y, z), or None."""
    return _URGENCY.get(letter)


def is_version_line(line: str) -> bool:
    """Whether a line consists of words of version and nothing else: `REFILE 1ST LEAD`, `2nd Ld-Writethru`."""
    return len(line) < 50 and _VERSION.fullmatch(line) is not None


def is_transmission_line(line: str) -> bool:
    """Whether a line only numbers the transmission: `zczc`, `a0512`, `SAPA 0412`."""
    line = line.strip()
    return len(line) < 60 and _TRANSMISSION.fullmatch(line) is not None


def read_slugline(line: str) -> Slugline | None:
    """The slug of a line that is a slugline, or None."""
    if len(line) > 140:
        return None
    match = _PRIORITY.fullmatch(line)
    if match is not None:
        return Slugline(match["slug"].strip(), _URGENCY[match["priority"]], match["category"])
    match = _CYCLE.match(line) or _KEYWORDS.match(line) or _CAPITALS.fullmatch(line)
    return Slugline(match["slug"].strip()) if match is not None else None


def is_editors_note(line: str) -> bool:
    """Whether a line speaks to editors: Eds:, (ATTN: …), photo numbers."""
    return len(line) < 600 and _NOTE.match(line) is not None


def read_urgency_word(line: str) -> int | None:
    """The urgency of a line that consists of a word such as URGENT, or None."""
    match = _NEWSROOM.match(line) if len(line) < 30 else None
    if match is None:
        return None
    return _URGENT_WORDS.get(line.strip(" .!*:-").upper(), 3)
