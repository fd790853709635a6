"""People in Russian copy: a known given name and a surname beside it, in whatever case the sentence puts them.

The name is given in the first case (nominative) when the given name's ending tells how; else as printed, as a
suggestion. Later bare surnames fold in.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import Final

from archive.text.spans import Span

_MEN: Final = (
    "Александр Алексей Анатолий Андрей Антон Аркадий Артём Артем Борис Вадим Валентин Валерий Василий Виктор Виталий "
    "Владимир Владислав Вячеслав Геннадий Георгий Герман Григорий Даниил Денис Дмитрий Евгений Егор Иван Игорь Илья "
    "Иосиф Кирилл Константин Леонид Максим Михаил Никита Николай Олег Павел Пётр Петр Роман Руслан Семён Сергей "
    "Станислав Степан Фёдор Федор Эдуард Юрий Яков Ярослав Дональд Джон Джо Джордж Роберт Нил Эдвин Майкл Алан Фрэнк "
    "Эммануэль Олаф Рамзан Нурсултан Рональд Ричард Линдон Уолтер Герман Вернер Константин Алан"
).split()
_WOMEN: Final = (
    "Александра Алла Анастасия Анна Валентина Валерия Вера Виктория Галина Дарья Евгения Екатерина Елена Елизавета "
    "Ирина Ксения Лариса Лидия Любовь Людмила Марина Мария Надежда Наталья Наталия Нина Ольга Полина Светлана София "
    "Татьяна Юлия Яна Эльвира Светлана Ангела"
).split()
_MOST_PEOPLE: Final = 100  # whose bare surnames are looked for: each costs a walk through the text
_OBLIQUE_MAN: Final = ("а", "я", "у", "ю", "ом", "ем", "ём", "е", "и")
_OBLIQUE_WOMAN: Final = ("ы", "и", "е", "у", "ю", "ой", "ей")
_TITLES: Final = re.compile(
    r"((?:[А-ЯЁа-яё-]+(?:ий|ый|ого|его|ому|ему|им|ым|ая|ой|ую)\s)?(?:[а-яё]+(?:ий|ый|ого|ому|ым|ая)\s)?(?:[Пп]резидент|премьер-министр|министр|глава|посол|лидер|председатель|секретарь|космонавт|"
    r"лётчик-космонавт|летчик-космонавт|канцлер|генерал|маршал|академик|директор|губернатор|депутат|режиссёр|режиссер|"
    r"писатель|учёный|конструктор|астронавт|астронавты|майор|полковник|пресс-секретарь)[а-яё]*"
    r"(?:\s(?:[а-яё]+\s){0,2}(?:[А-ЯЁ][А-ЯЁа-яё-]+)?)?)\s*$"
)
_PAIR: Final = re.compile(
    r"(?<![\w-])([А-ЯЁ][а-яё]+)\s+(?:([А-ЯЁ][а-яё]+(?:ович|евич|ич|овна|евна|ична)[а-яё]{0,2})\s+)?"
    r"([А-ЯЁ][а-яё]+(?:-[А-ЯЁ][а-яё]+)?)(?![\w-])"
)
_CYRILLIC: Final = re.compile(r"[А-ЯЁ][а-яё]")

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
    for gender, names, endings in (("m", _MEN, _OBLIQUE_MAN), ("f", _WOMEN, _OBLIQUE_WOMAN)):
        for name in names:
            stem = name[:-1] if name[-1] in "аяйьо" else name
            if name == "Павел":
                stem = "Павл"
            for ending in endings:
                held = forms.setdefault(stem + ending, (name, gender))
                if held[1] != gender:
                    forms[stem + ending] = ("", "")  # "Валентину": Валентин or Валентина, the surname cannot tell
    for gender, names in (("m", _MEN), ("f", _WOMEN)):
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
        title = _TITLES.search(text, max(0, match.start() - 70), match.start())
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
    for person in list(found.values())[:_MOST_PEOPLE]:
        if len(person.surname_stem) >= 4:
            _add_bare(text, person)
    return sorted(found.values(), key=lambda person: person.spans[0])


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
    for match in re.finditer(rf"(?<![\w-]){re.escape(person.surname_stem)}(?:[а-яё]{{0,3}})(?![\w-])", text):
        if match.start() > start and match.start() not in taken:
            person.spans.append(Span(*match.span()))
