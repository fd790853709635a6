"""The copyright line: who owns the story, since when, and the notice word for word.

Agencies close their copy with it in many wordings; all name an owner beside a copyright sign, the word, or a formula
of reserved rights. The notice is kept verbatim because rights are a legal text; holder and year are read out of it.
"""

import re
from dataclasses import dataclass
from typing import Final

from archive.text.spans import Span

LONGEST_NOTICE: Final = 600

_SIGN: Final = r"(?:[ⓒ©Ⓒ🄫]|[(（]\s?[cCс]\s?[)）])"
_WORD: Final = (
    r"(?:Copyrights?|Copr\.|저작권자|저작권|著作権者?|版权所有|版權所有|版权|版權|"
    r"Авторские права|حقوق النشر|Derechos de autor)"
)
_RESERVED: Final = (
    r"(?:All rights? reserved|Tous droits (?:de reproduction )?réservés|Todos los derechos reservados|"
    r"Reservados todos los derechos|Todos os direitos reservados|Alle Rechte vorbehalten|Tutti i diritti riservati|"
    r"Riproduzione riservata|© Riproduzione riservata|Все права защищены|Alle rechten voorbehouden|"
    r"Med ensamrätt|Tüm hakları saklıdır|Wszelkie prawa zastrzeżone|무단\s?(?:전재|복제|배포)|재배포\s?금지|"
    r"無断転載|無断複製|禁无断转载|未经授权|未經授權|جميع الحقوق محفوظة)"
)
_OPENS: Final = re.compile(
    rf"[\s<〈《\[(*\-–—]*(?:{_SIGN}|{_WORD}|{_RESERVED})(?!\s+(?:law|laws|act|case|suit|infringement|holders?)\b)",
    re.IGNORECASE,
)
_HAS_MARK: Final = re.compile(rf"{_SIGN}|(?-i:Copyright)|저작권|著作権|版权|版權|{_RESERVED}", re.IGNORECASE)
_CLOSES: Final = re.compile(rf"{_RESERVED}[\s.。!>〉》\])]*$", re.IGNORECASE)
_YEAR: Final = re.compile(r"(?<!\d)(1[6-9]\d\d|20\d\d)(?:\s?[-–]\s?(1[6-9]\d\d|20\d\d))?(?!\d)年?")
_NOISE: Final = re.compile(
    rf"^(?:[\s<〈《\[*:：,.\-–—|]|{_SIGN}|{_WORD}|by\b|of\b|(?:1[6-9]|20)\d\d(?:\s?[-–]\s?(?:1[6-9]|20)\d\d)?年?)+",
    re.IGNORECASE,
)
_HOLDER_STOPS: Final = re.compile(
    rf"(?:[.。;|>〉》\]]|,(?!\s?(?:Inc|Ltd|LLC|Co|Corp|S\.A|GmbH))|[,\s]*(?:{_RESERVED}|{_SIGN}|Click|No part|"
    r"This material|The contents|Not for|Reproduction|(?<!\d)(?:1[6-9]|20)\d\d)|\s[-–—]\s)",
    re.IGNORECASE,
)
# "St.", "U.S." and initials carry a stop that does not end the name.
_ABBREVIATION: Final = re.compile(r"(?:^|[\s.])(?:[A-Z]|St|Inc|Ltd|Co|Corp)\.$")


@dataclass(frozen=True, slots=True)
class Copyright:
    """A copyright line: `holder` as printed (empty when none is named), `year` or None, the `notice` verbatim."""

    holder: str
    year: int | None
    notice: str
    span: Span


def read_copyright(text: str) -> Copyright | None:
    """The copyright notice that `text`, one line or short block, consists of; None when it is something else.

    `span` points into `text`.
    """
    notice = text.strip()
    if not notice or len(notice) > LONGEST_NOTICE or not _HAS_MARK.search(notice):
        return None
    if not _OPENS.match(notice) and not (len(notice) < 160 and (_CLOSES.search(notice) or _is_signed(notice))):
        return None
    start = text.index(notice)
    years = _YEAR.search(notice)
    return Copyright(
        holder=_read_holder(notice),
        year=int(years[2] or years[1]) if years else None,
        notice=notice,
        span=Span(start, start + len(notice)),
    )


def _is_signed(notice: str) -> bool:
    """A short line with the owner before the sign: "Meridian Press © 1961"."""
    return len(notice) < 80 and bool(re.search(rf"\w\s*{_SIGN}\s*(?:(?:1[6-9]|20)\d\d)?[\s.]*$", notice))


def _read_holder(notice: str) -> str:
    for formula in (_after_marks(notice), _before_sign(notice)):
        if formula:
            return formula
    return ""


def _after_marks(notice: str) -> str:
    rest = notice
    reserved = re.match(rf"[\s<〈\[(]*{_RESERVED}[.,\s]*", rest, re.IGNORECASE)
    if reserved is not None:
        rest = rest[reserved.end() :]
    sign = re.search(rf"{_SIGN}|{_WORD}", rest, re.IGNORECASE)
    rest = rest[sign.start() :] if sign is not None else rest
    noise = _NOISE.match(rest)
    rest = rest[noise.end() :] if noise is not None else rest
    at = 0
    while (stop := _HOLDER_STOPS.search(rest, at)) is not None:
        if stop[0] == "." and _ABBREVIATION.search(rest[: stop.end()]):
            at = stop.end()
            continue
        rest = rest[: stop.start()]
        break
    return rest.strip(" \t,.:;-–—()<>")


def _before_sign(notice: str) -> str:
    sign = re.search(rf"{_SIGN}|{_RESERVED}", notice, re.IGNORECASE)
    before = notice[: sign.start()] if sign is not None else ""
    return _YEAR.sub("", before).strip(" \t,.:;-–—()<>[]")
