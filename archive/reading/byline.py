"""Bylines: the line that names who wrote the story, in the languages whose form is plain."""

import re
from typing import Final

from archive.reading.signoffs import is_credit

_BY: Final = re.compile(
    r"\s*(?:(?:By|BY|by|Por|POR|Par|PAR|Von|VON|Door|Di|DI|Da|De|Av|Af)\s+|(?:Byline|Autor|Автор|Auteur)\s*:\s*)"
    r"(?P<names>[^\d:;!?\n]{3,120}?)\s*[.=<]?\s*$"
)
_NAME: Final = re.compile(
    r"(?:[^\W\d_]['’.\w-]*)(?:\s+(?:(?:de|da|do|dos|del|della|der|den|van|von|le|la|el|al|bin|bint|ibn|y|e)\s+)*"
    r"[^\W\d_]['’.\w-]*){0,4}"
)
_JOINED: Final = re.compile(r"\s+(?:and|AND|und|et|y|e|og|och|en|и)\s+|\s*[,/]\s*|\s*&\s*")
_KOREAN: Final = re.compile(
    r"\s*[\[(=]?\s*(?P<names>[가-힣]{2,4}(?:[ ·,ㆍ]{1,2}[가-힣]{2,4}){0,4}?)\s?"
    r"(?P<role>인턴기자|객원기자|선임기자|전문기자|기자|특파원|통신원|논설위원|편집위원)"
    r"\s*[\])=]?\s*(?:[\w.+-]{1,64}@[\w.-]{3,80})?\s*$"
)
_CHINESE: Final = re.compile(
    r"\s*[（(]?\s*(?:本报|本報)?(?:记者|記者)\s*[：:]?\s*"
    r"(?P<names>[\u4e00-\u9fff]{2,4}(?:[ 、，][\u4e00-\u9fff]{2,4}){0,4})\s*[）)]?\s*$"
)
_REPORTED: Final = re.compile(
    r"(?:Report(?:ing|ed)\s+by|(?:Reportage|Reporte|Reportaje|Reportagem)\s+(?:de|por|par)|Berichte?\s+von|Servizio\s+di|"
    r"(?:Pewarta|Reporter|Muhabir|Korrespondent|Корреспондент|Автор|Auteur|Autor|Tác\s+giả|记者|記者|취재)\s?[:：])"
    r"\s*(?P<names>[^;.)）\]\n]{2,160})",
    re.IGNORECASE,
)
_IN_PLACE: Final = re.compile(r"\s+(?:in|à|en|em|aus|a)\s+[A-ZÀ-Þ].*$")
_PLACES_OF_WORK: Final = re.compile(
    r"^(?:The\s.*|Reuters?\w?|Associated Press|The Associated Press|AP|AFP|dpa|staff|correspondents?|"
    r".*\b(?:Press|Writer|Correspondent|Editor|Reporter|Staff|News|Agency|Service|Times|Bureau)\b.*)$",
    re.IGNORECASE,
)
_EMPLOYER: Final = re.compile(
    r"[,\s]+(?:The\s+)?(?:Associated\s+Press|AP\s+[\w ]{0,24}(?:Writer|Editor|Reporter)|Reuters|AFP|dpa)[\s.]*$"
)
LONGEST_BYLINE: Final = 140


def read_byline(line: str) -> tuple[str, ...]:
    """The authors a line names, each as printed without "By"; empty when the line is no byline."""
    if len(line) > LONGEST_BYLINE:
        return ()
    for form, separators in ((_KOREAN, r"[\s·,ㆍ]+"), (_CHINESE, r"[\s、，]+")):
        match = form.match(line)
        if match is not None:
            role = match.groupdict().get("role")
            names = [name for name in re.split(separators, match["names"]) if name]
            return tuple(f"{name} {role}" if role else name for name in names)
    match = _BY.match(line)
    return _read_names(match["names"]) if match is not None else ()


def read_writer_title(line: str) -> str:
    """What stands under a byline: "Associated Press", "AP Sports Writer"; empty when the line is something else."""
    title = line.strip(" \t=<")
    is_title = len(title) < 60 and not title.endswith(".") and _PLACES_OF_WORK.match(title) is not None
    return title if is_title else ""


def read_credited_reporters(line: str) -> tuple[str, ...]:
    """The reporters a closing credit line names; empty when it names none."""
    match = _REPORTED.search(line) if is_credit(line) else None
    if match is None:
        return ()
    names = [_IN_PLACE.sub("", name) for name in _JOINED.split(match["names"])]
    return tuple(name.strip() for name in names if _is_name(name.strip()))


def _read_names(printed: str) -> tuple[str, ...]:
    if _EMPLOYER.fullmatch(f" {printed}"):
        return (printed,)  # "By The Associated Press": the agency itself signs
    printed = _EMPLOYER.sub("", printed)
    names = [name.strip(" .=<") for name in _JOINED.split(printed)]
    people = [name for name in names if name and not _PLACES_OF_WORK.match(name)]
    if len(people) > 1 and people[-1].isupper() and len(people[-1]) <= 5 and not people[0].isupper():
        people.pop()  # "Manuel Schwarz, MP": the agency's initials
    if not people or not all(_is_name(name) for name in people):
        return ()
    return tuple(people)


def _is_name(name: str) -> bool:
    if not 2 <= len(name) <= 60 or _NAME.fullmatch(name) is None:
        return False
    words = name.split()
    capitals = sum(1 for word in words if not word[0].islower())
    # Old wires also keyed whole names in small letters: "By keith grant".
    return capitals * 2 >= len(words) or (capitals == 0 and len(words) == 2)
