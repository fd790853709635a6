"""Datelines of Korean, Chinese and Japanese copy: (서울=연합뉴스), 【ワシントン共同】, 新华社北京6月14日电.

Full-width digits and brackets count as their plain forms for matching; what is returned is as printed.
"""

import re
from typing import Final

from archive.reading.agencies import Agencies
from archive.reading.dateline_value import Marks

_HAN: Final = r"\u3005\u3400-\u9fff"
_KANA: Final = r"\u3040-\u30ff"
_HANGUL: Final = r"가-힣"
_ROLE_KO: Final = r"(?:인턴기자|객원기자|선임기자|전문기자|기자|특파원|통신원|논설위원|편집위원|앵커)"

_OPENING: Final = re.compile(r"\s*(?P<mark>[(（\[［【〔])(?P<inside>[^()（）\[\]［］【】〔〕\n]{2,80})[)）\]］】〕]")
_BYLINE_KO: Final = re.compile(
    rf"\s*(?P<names>[{_HANGUL}]{{2,4}}(?:[ ·,ㆍ]{{1,2}}[{_HANGUL}]{{2,4}}){{0,4}}?)\s?(?P<role>{_ROLE_KO})"
    r"(?:\s*[(（][^()（）\n]{3,40}[)）])?\s*[=＝]"
)
_LONE_EQUALS: Final = re.compile(r"\s*[=＝](?=\s)")
_NOT_A_DATELINE: Final = re.compile(r"재판매|금지|제공|사진|자료|캡처|출처|写真|提供|資料|图|摄|圖|攝")
_PRESS_KO: Final = re.compile(r"(?:통신|통신사|뉴스|뉴스\d|신문|일보|경제|타임스|투데이|데일리|방송|저널|헤럴드)$")
_PRESS_JA: Final = re.compile(r"(?:通信|通信社|ニュース|新聞|プレス|社)$")
_DAY_KO: Final = re.compile(r"\s*(?:(?P<month>\d{1,2})월\s?)?(?P<day>\d{1,2})일\s?(?:발|=)?\s*")
_DAY_JA: Final = re.compile(r"\s*(?:(?P<month>\d{1,2})月)?(?P<day>\d{1,2})日(?:発)?\s*")
_CLOSING_DASH: Final = re.compile(r"\s*(?:[=＝]|[-–—－]+(?=\s))")
_PERSON_JA: Final = re.compile(rf"[{_HAN}{_KANA}・]{{2,12}}")
_PLACE_SPLIT: Final = re.compile(r"\s*[/／·ㆍ、，]\s*")

_CHINESE: Final = re.compile(
    r"\s*(?P<open>[（(])?据?(?P<agency>{agencies}|[\u3400-\u9fff]{1,6}?(?:通讯社|通訊社|社|网|網|报|報))"
    r"(?:(?:记者|記者)(?P<early>[\u3400-\u9fff]{2,3}(?:、[\u3400-\u9fff]{2,3}){0,3}))?"
    r"(?P<place>[\u3400-\u9fff·]{2,10}?(?:[、/／][\u3400-\u9fff·]{2,10}?){0,2})"
    r"(?:(?P<year>\d{4})年)?(?:(?P<month>\d{1,2})月)?(?P<day>\d{1,2})日(?:专|專|外|综合|綜合)?"
    r"(?:电|電|讯|訊)(?:题|題)?[：:]?"
    r"(?:\s?[（(]\s?(?:(?:记者|記者)\s*(?P<late>[^（）()\n]{2,40})|[^（）()\n]{0,20})[）)])?(?(open)[）)])[：:]?".replace(
        "{agencies}",
        "新华社|新華社|中新社|中新网|中新網|中央社|法新社|路透社|美联社|美聯社|共同社|塔斯社|韩联社|朝中社",
    )
)
_NAME_GAPS: Final = re.compile(r"[\s、，,]+")


def read_asian_dateline(text: str, *, agencies: Agencies) -> Marks | None:
    """The marks of a Korean, Chinese or Japanese dateline at the start of `text`, or None."""
    bracket = _OPENING.match(text)
    if bracket is not None:
        inside = bracket["inside"]
        if inside.isascii() or _NOT_A_DATELINE.search(inside):
            return None
        korean = _read_korean(text, bracket, agencies=agencies)
        if korean is not None:
            return korean
        if bracket["mark"] not in "(（":
            return _read_japanese(text, bracket, agencies=agencies)
    first = text.lstrip()[:1]
    if first and (first in "（(" or "\u3400" <= first <= "\u9fff"):
        return _read_chinese(text, agencies=agencies)
    return None


def _start(match: re.Match[str]) -> int:
    return match.start() + len(match[0]) - len(match[0].lstrip())


def _calendar(month: str | None, day: str | None) -> tuple[int | None, int | None, tuple[str, ...]]:
    """Month and day when they can exist."""
    if day is None:
        return None, None, ()
    longest = (31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)
    number = int(month) if month is not None else None
    if (number is None or 1 <= number <= 12) and 1 <= int(day) <= (longest[number - 1] if number else 31):
        return number, int(day), ()
    return (
        None,
        None,
        (f"The dateline prints month {month or '?'}, day {day}, which do not exist: set its date.",),
    )


def _read_korean(text: str, bracket: re.Match[str], *, agencies: Agencies) -> Marks | None:
    inside = bracket["inside"].strip()
    if not any("가" <= letter <= "힣" for letter in inside):
        return None
    byline, end = _read_korean_byline(text, bracket.end())
    left, equals, right = inside.replace("＝", "=").partition("=")
    left, right = left.strip(), right.strip()
    month = day = agency = None
    if equals:
        author = re.fullmatch(rf"(?P<names>[{_HANGUL} ·,]{{2,20}}?)\s?(?P<role>{_ROLE_KO})", right)
        if author is not None:
            byline = _name_each(author["names"], role=author["role"])
            if agencies.find(left) is not None or _PRESS_KO.search(left):
                agency, left = left, ""
            else:
                agency = ""
        elif agencies.find(right) is not None or _PRESS_KO.search(right) or right.isascii() or byline:
            agency = right
    else:
        dated = _DAY_KO.search(inside)
        if dated is not None and agencies.find(inside[dated.end() :]) is not None:
            agency, left = inside[dated.end() :].strip(), inside[: dated.start()].strip()
            month, day = dated["month"], dated["day"]
    if agency is None:
        return None
    relay = left.rsplit(" ", 1)
    if len(relay) == 2 and agencies.find(relay[1]) is not None:
        left = relay[0]
    month_number, day_number, problems = _calendar(month, day)
    is_listed = bool(agency) and agencies.find(agency) is not None
    return Marks(
        start=_start(bracket),
        end=end,
        rule="dateline.korean",
        confidence=0.97 if is_listed else 0.8,
        places=tuple(part for part in _PLACE_SPLIT.split(left) if part)[:3],
        month=month_number,
        day=day_number,
        agency=agency,
        byline=byline,
        problems=problems,
    )


def _read_korean_byline(text: str, start: int) -> tuple[tuple[str, ...], int]:
    match = _BYLINE_KO.match(text, start)
    if match is None:
        equals = _LONE_EQUALS.match(text, start)
        return (), equals.end() if equals is not None else start
    return _name_each(match["names"], role=match["role"]), match.end()


def _name_each(names: str, *, role: str) -> tuple[str, ...]:
    return tuple(f"{name} {role}" for name in re.split(r"[\s·,ㆍ]+", names.strip()) if name)


def _read_japanese(text: str, bracket: re.Match[str], *, agencies: Agencies) -> Marks | None:
    places: list[str] = []
    byline: list[str] = []
    agency = ""
    month = day = None
    equals_seen = False
    for piece in re.split(r"[、，]", bracket["inside"].strip()):
        left, equals, right = piece.replace("=", "＝").partition("＝")
        left, right = left.strip(), right.strip()
        dated = _DAY_JA.search(left)
        if dated is not None:
            month, day = dated["month"], dated["day"]
            agency_name = left[dated.end() :].strip()
            left = left[: dated.start()].strip()
            agency = agency_name or agency
        if not agency:
            agency, left = _cut_agency(left, agencies=agencies)
        if equals:
            equals_seen = True
            if agencies.find(right) is not None or _PRESS_JA.search(right):
                agency = right
            elif _PERSON_JA.fullmatch(right):
                byline.append(right)
            else:
                return None
        elif equals_seen and left:
            byline.append(left)
            left = ""
        if left:
            places.append(left)
    is_listed = bool(agency) and agencies.find(agency) is not None
    if not is_listed and not (equals_seen and (agency or byline) and places):
        return None
    if any(not _PERSON_JA.fullmatch(place.replace(" ", "")) for place in places):
        return None
    dash = _CLOSING_DASH.match(text, bracket.end())
    month_number, day_number, problems = _calendar(month, day)
    return Marks(
        start=_start(bracket),
        end=dash.end() if dash is not None else bracket.end(),
        rule="dateline.japanese",
        confidence=0.95 if is_listed else 0.75,
        places=tuple(places[:3]),
        month=month_number,
        day=day_number,
        agency=agency,
        byline=tuple(byline),
        problems=problems,
    )


def _cut_agency(words: str, *, agencies: Agencies) -> tuple[str, str]:
    """The listed agency that ends `words`, which print no space before it, and what stands before."""
    for name in agencies.asian_names:
        if words.endswith(name):
            return name, words[: -len(name)].strip()
    head, _, tail = words.rpartition(" ")
    if tail and agencies.find(tail) is not None:
        return tail, head.strip()
    return "", words


def _read_chinese(text: str, *, agencies: Agencies) -> Marks | None:
    match = _CHINESE.match(text)
    if match is None:
        return None
    month, day, problems = _calendar(match["month"], match["day"])
    names = match["late"] or match["early"] or ""
    is_listed = agencies.find(match["agency"]) is not None
    return Marks(
        start=_start(match),
        end=match.end(),
        rule="dateline.chinese",
        confidence=0.97 if is_listed else 0.8,
        places=tuple(re.split(r"[、/／]", match["place"]))[:3],
        month=month,
        day=day,
        year=int(match["year"]) if match["year"] and month else None,
        agency=match["agency"],
        byline=tuple(name for name in _NAME_GAPS.split(names.strip()) if name),
        problems=problems,
    )
