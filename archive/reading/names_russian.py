"""People in Russian copy: a known given name and a surname beside it, in whatever case the sentence puts them.

The name is given in the first case (nominative) when the given name's ending tells how; else as printed, as a
suggestion. Later bare surnames fold in.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import Final

from archive.reading.names_russian_words import LANDS, MEN, OFFICES, WOMEN
from archive.text.spans import Span

_MOST_PEOPLE: Final = 100  # whose bare surnames are looked for: each costs a walk through the text
_OBLIQUE_MAN: Final = ("а", "я", "у", "ю", "ом", "ем", "ём", "е", "и")
_OBLIQUE_WOMAN: Final = ("ы", "и", "е", "у", "ю", "ой", "ей")
_WORD: Final = "[а-яёіїєґА-ЯЁІЇЄҐ'’ʼ-]{1,24}"
_TITLES: Final = re.compile(
    rf"((?:{_WORD}(?:ий|ый|ого|его|ому|ему|им|ым|ая|ой|ую|[иі]й)\s){{0,2}}(?<![\w-])(?:{OFFICES})[а-яёіїєґ]{{0,6}}"
    rf"(?:\s(?:[а-яёіїєґ]{{1,20}}(?:ых|их|ой|ей|ия|ий|а|я|ов|ам|у|ю|ьных|іх|ій|ої|справ)|по|при|в|з|из|та|и|[А-ЯЁІЇЄҐ]{_WORD})){{0,6}})\s$"
)
_AFTER_TITLE: Final = re.compile(
    r"(?<![\w-])(?P<first>[А-ЯЁІЇЄҐ][а-яёіїєґ'’]{1,20}(?:-[А-ЯЁІЇЄҐ]?[а-яёіїєґ]{2,15})?)\s"
    r"(?P<last>(?:[А-ЯЁ][а-яё]{1,5}\s(?=[А-ЯЁ][а-яё]{1,7}(?![\w-])))?[А-ЯЁІЇЄҐ][а-яёіїєґ'’]{1,20}(?:-[А-ЯЁІЇЄҐ][а-яёіїєґ]{2,20})?)(?![\w-])"
)
_PAIR: Final = re.compile(
    r"(?<![\w-])([А-ЯЁІЇЄҐ][а-яёіїєґ]+)\s+(?:([А-ЯЁІЇЄҐ][а-яёіїєґ]+(?:ович|евич|ич|овна|евна|ична)[а-яёіїєґ]{0,2})\s+)?"
    r"([А-ЯЁІЇЄҐ][а-яёіїєґ]+(?:-[А-ЯЁІЇЄҐ][а-яёіїєґ]+)?)(?![\w-])"
)
_CYRILLIC: Final = re.compile(r"[А-ЯЁІЇЄҐ][а-яёіїєґ]")

_SURNAME_ENDINGS: Final = {
    "m": (("ского", "ский"), ("скому", "ский"), ("ским", "ский"), ("ском", "ский"), ("ова", "ов"), ("ову", "ов"),
          ("овым", "ов"), ("ове", "ов"), ("ева", "ев"), ("еву", "ев"), ("евым", "ев"), ("еве", "ев"), ("ёва", "ёв"),
          ("ёвым", "ёв"), ("ёву", "ёв"), ("ина", "ин"), ("ину", "ин"), ("иным", "ин"), ("ине", "ин"), ("ына", "ын"),
          ("ыну", "ын")),
    "f": (("ской", "ская"), ("скую", "ская"), ("овой", "ова"), ("ову", "ова"), ("евой", "ева"), ("еву", "ева"),
          ("ёвой", "ёва"), ("ёву", "ёва"), ("иной", "ина"), ("ину", "ина")),
}  # fmt: skip
"""Ending as printed → ending of the first case, for men and for women."""


def _forms() -> dict[str, tuple[str, str]]:
    """Every printed form of a given name → (nominative, "m" or "f", as printed form "" when nominative)."""
    forms: dict[str, tuple[str, str]] = {}
    for gender, names, endings in (("m", MEN, _OBLIQUE_MAN), ("f", WOMEN, _OBLIQUE_WOMAN)):
        for name in names:
            stem = name[:-1] if name[-1] in "аяйьо" else name
            if name == "Павел":
                stem = "Павл"
            for ending in endings:
                held = forms.setdefault(stem + ending, (name, gender))
                if held[1] != gender:
                    forms[stem + ending] = ("", "")  # "Валентину": Валентин or Валентина, the surname cannot tell
    for gender, names in (("m", MEN), ("f", WOMEN)):
        for name in names:
            forms[name] = (name, gender)
    return forms


_FORMS: Final = _forms()


@dataclass(slots=True)
class RussianName:
    """One person as found: name, descriptor, spans, confidence, rule."""

    name: str
    descriptor: str
    confidence: float
    rule: str
    surname_stem: str
    spans: list[Span] = field(default_factory=list)


def read_russian_names(text: str) -> list[RussianName]:
    """People in Russian copy, each once, in order of first mention."""
    if not _CYRILLIC.search(text):
        return []
    found: dict[str, RussianName] = {}
    position = 0
    while (match := _PAIR.search(text, position)) is not None:
        given = _FORMS.get(match[1])
        if given is None:  # "Встретили Валентину": the second word may open the name
            position = match.end(1)
            continue
        position = match.end()
        first, gender = given
        first = first or match[1]
        surname = _nominative_surname(match[3], gender, oblique=not gender or match[1] != first)
        stem = surname_stem(surname or match[3])
        title = _TITLES.search(text, max(0, match.start() - 90), match.start())
        sure = 0.85 if gender and match[1] == first else 0.8 if surname else 0.6
        if title:
            sure = min(0.97, sure + 0.1)
        name = f"{first} {surname}" if surname else " ".join(match.group().split())
        key = f"{first} {stem}"
        person = found.setdefault(
            key, RussianName(name, " ".join(title[1].split()) if title else "", sure, "russian-given-name", stem)
        )
        person.confidence = max(person.confidence, sure)
        person.spans.append(Span(*match.span()))
    _add_titled(text, found)
    for person in list(found.values())[:_MOST_PEOPLE]:
        if len(person.surname_stem) >= 4:
            _add_bare(text, person)
    return sorted(found.values(), key=lambda person: person.spans[0])


def _add_titled(text: str, found: dict[str, RussianName]) -> None:
    """Names whose given name is on no list, right after an office: "премьер-министр Пакистана Шахбаз Шариф".

    After an inflected office the name is inflected too: it is given in its first case only when that stands in the
    text as well, else as printed and as a suggestion.
    """
    taken = {place for person in found.values() for span in person.spans for place in range(span.start, span.end)}
    at = 0
    while (match := _AFTER_TITLE.search(text, at)) is not None and len(found) < _MOST_PEOPLE:
        at = match.end("first")
        if match.start() in taken or match.start("last") in taken:
            continue
        title = _TITLES.search(text, max(0, match.start() - 90), match.start())
        if title is None or _OFFICE_WORD.match(match["first"]) or match["first"] in LANDS:
            continue
        office = " ".join(title[1].split())
        first, last = match["first"], match["last"]
        sure = 0.85
        if _is_oblique(office):
            stem, ending = _cut_ending(last)
            plain = f"{first} {stem}"
            if ending and re.search(rf"(?<![\w-]){re.escape(plain)}(?![\w-])", text):
                last = stem
            else:
                sure = 0.6
        at = match.end()
        person = found.setdefault(
            f"{first} {surname_stem(last)}",
            RussianName(f"{first} {last}", office, sure, "russian-title", surname_stem(last)),
        )
        person.spans.append(Span(*match.span()))
        if sure > 0.8:
            others = re.finditer(rf"(?<![\w-]){re.escape(f'{first} {last}')}(?![\w-])", text)
            person.spans = sorted({*person.spans, *(Span(*other.span()) for other in others)})


_OBLIQUE_OFFICE: Final = re.compile(r"(?:ом|ем|ём|ым|им|ами|ями|ого|ему|ому|[рнтлв]у|[рнтлв]а|теля|телю|ря|рю|ой|ей)$")
_OFFICE_WORD: Final = re.compile(rf"(?:{OFFICES})")


def _is_oblique(office: str) -> bool:
    """Whether an office is printed in another case than the first ("председателем КНР")."""
    words = office.split()
    head = next((word for word in words if _OFFICE_WORD.match(word)), words[0])
    return head.lower() not in {"глава", "голова"} and _OBLIQUE_OFFICE.search(head) is not None


def _cut_ending(word: str) -> tuple[str, str]:
    match = re.search(r"(?:ом|ем|ём|ым|а|у)$", word)
    return (word[: match.start()], match[0]) if match is not None else (word, "")


def _nominative_surname(surname: str, gender: str, *, oblique: bool) -> str:
    """The surname in its first case, or "" when the ending does not tell."""
    if not oblique:
        return surname
    for ending, first in _SURNAME_ENDINGS.get(gender, ()):
        if surname.endswith(ending):
            return surname[: -len(ending)] + first
    return ""


def surname_stem(surname: str) -> str:
    """A surname without its case ending."""
    return re.sub(r"(?:ского|скому|ским|ском|ский|ская|ской|скую)$", "ск", re.sub(r"[аяуюеыио]й?$|[оы]м$", "", surname))


def _add_bare(text: str, person: RussianName) -> None:
    taken = {position for span in person.spans for position in range(span.start, span.end)}
    start = person.spans[0].start
    for match in re.finditer(
        rf"(?<![\w-])(?:{re.escape(person.name.split()[0])}\s)?{re.escape(person.surname_stem)}(?:[а-яёіїєґ]{{0,3}})(?![\w-])",
        text,
    ):
        if match.start() > start and match.start() not in taken:
            person.spans.append(Span(*match.span()))
