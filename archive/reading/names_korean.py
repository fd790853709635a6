"""People in Korean copy: a surname of one of the few hundred in use, one or two syllables, and a title right beside it.

Only the title makes it a name: without one, two or three syllables are as often a word. Between name and title may
stand the office ("조태열 외교부 장관"), never a word with a case ending. Foreigners stand before their country and
title ("도널드 트럼프 미국 대통령"); "트럼프 대통령" further down is the same man.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

from archive.reading.place_words import COUNTRY_NAMES

_SURNAMES: Final = (
    "남궁|황보|제갈|사공|선우|독고|김|이|박|최|정|강|조|윤|장|임|림|한|오|서|신|권|황|안|송|류|유|홍|전|고|문|양|"
    "손|배|백|허|남|심|노|로|하|"
    "곽|성|차|주|우|구|민|진|지|엄|채|원|천|방|공|현|함|변|염|여|추|도|소|석|선|설|마|길|연|위|표|명|기|반|왕|금|"
    "옥|육|인|맹|제|모|탁|국|어|"
    "은|편|용|리|태|려|량|라"
)
_TITLES: Final = (
    "국무위원장|부위원장|소위원장|위원장|대통령|부통령|국무총리|부총리|총리|국무장관|부장관|장관|차관|총서기|"
    "국가주석|부주석|주석|총비서|비서관|비서실장|비서|"
    "국장|실장|원장|의장|의원|원내대표|대표|부대변인|대변인|대사|특사|총장|시장|지사|부회장|회장|부사장|이사장|"
    "사장|이사|교수|박사|기자|특파원|감독|선수|"
    "변호사|검사|판사|청장|처장|본부장|사령관|대장|중장|소장|대령|중령|소령|후보|씨|여사|목사|신부|작가|시인|배우|"
    "가수|연구원|총괄|외무상|내각총리|"
    "우주인|우주비행사|총재|국방상|서기|동지|국왕|왕세자|교황|수석|보좌관|팀장|과장|센터장|군수|구청장|도지사|"
    "최고경영자|경제부총리"
)
_AFTER: Final = (
    r"(?=(?:이|가|은|는|을|를|의|에게서|에게|께서는|께서|과|와|도|만|으로|로|측|이라|라|이며|이자|인|이었|였|였던|"
    r"들|님|님이|님은|에|한테|처럼|까지|부터)?"
    r"(?![가-힣]))"
)
_OFFICE: Final = r"(?:[가-힣A-Za-z·]{1,12}\s+){0,3}?"
_NAMED: Final = re.compile(
    rf"(?<![가-힣])(?P<name>(?:{_SURNAMES})[가-힣]{{1,2}})(?P<between>\s+{_OFFICE})(?P<title>(?:[가-힣]{{1,8}}?)?(?:{_TITLES})){_AFTER}"
)
_CASE_ENDING: Final = re.compile(
    r"(?:을|를|은|는|이|가|의|에|에서|서|고|며|다|로|으로|과|와|도|만|까지|부터|에게|께|해|한|된|할|인|던|라며|"
    r"지만|면서|했다고|당시|때|등)$"
)
_NOT_ENDED: Final = frozenset(
    "한국의 국가 전국 정부 의회 경제 국회의 이라크 이란 러시아 캐나다 말레이시아 인도네시아 사우디아라비아 국회 당대 "
    "우크라이나 인도 중국 북한 남한 대한 국정원 외교 연방 한화 서울시 경기도 강원도 전 현 신임 겸 "
    "대한상의 상의 협의".split()
)
_COUNTRIES: Final = "|".join(
    sorted(
        {name for names in COUNTRY_NAMES.values() for name in names.split("|") if "가" <= name[0] <= "힣"}
        | {"유럽연합", "유엔", "교황청", "이스라엘", "우크라이나", "노르웨이", "스웨덴", "핀란드", "네덜란드",
        "벨기에", "그리스",
           "필리핀", "태국", "말레이시아", "싱가포르", "인도네시아", "캄보디아", "몽골", "파키스탄", "아르헨티나",
           "칠레", "헝가리",
           "체코", "루마니아", "폴란드", "스위스", "오스트리아", "덴마크", "포르투갈", "남아공", "나이지리아",
           "베네수엘라", "콜롬비아"},
        key=lambda name: (-len(name), name),
    )
)  # fmt: skip
_FOREIGN: Final = re.compile(
    rf"(?<![가-힣·])(?P<name>[가-힣]{{1,6}}(?:(?:\s|·|-)[가-힣]{{1,6}}){{1,2}})\s+"
    rf"(?P<title>(?:(?:{_COUNTRIES})(?:\s+[가-힣]{{2,6}})?\s+)(?:[가-힣]{{1,6}}?)?(?:{_TITLES})){_AFTER}"
)
_NOT_NAMES: Final = frozenset(
    (
        "이번 이날 이들 이런 이른 전직 현직 지난 하지만 우리 정부 한국 북한 중국 일본 미국 오늘 최근 주요 전체 "
        "양국 고위 여당 야당 신임 "
        "신규 문재 유엔 국가 국제 인민 조선 주한 주미 주중 주북 정치 외교 문화 러시아 남북 공동 여러 모든 어느 "
        "다른 전국 임시 국방 기획 "
        "조직 선전 이란 인도 도쿄 서울 부산 대구 인천 광주 대전 안보 연방 상임 원내 민주 진보 용산 안정 현재 전날 "
        "당시 이후 이어 이에 "
        "한편 또한 특히 여성 남성 노동 경제 금융 사회 안전 주택 교육 환경 소방 경찰 검찰 국회 시민 주민 위원 의원 "
        "방송 통신 유럽 동남 "
        "제주 강원 경기 경남 경북 전남 전북 충남 충북 울산 세종 성남 고양 수원 용인 안양 안산 구미 진주 원주 양산 "
        "지방 중앙 본부 차기 선임 수석 부산시 서울시 인천시 광주시 한화 현대 삼성 기아 한진 신한 우리은행 국민 "
        "하나 조합 주식 전문 명예 초대 "
        "대외 공식 유력 소속 해당 관련 담당 기자 박사"
    ).split()
)


@dataclass(frozen=True, slots=True)
class Sighting:
    """A name as it stands in the text, what the copy calls its bearer, and how sure that is."""

    name: str
    descriptor: str
    start: int
    confidence: float


def find_korean_names(text: str) -> list[Sighting]:
    """Every name with a title in a Korean text, foreigners' too, in the order in which they stand."""
    foreign = [
        Sighting(match["name"], " ".join(match["title"].split()), match.start(), 0.85)
        for match in _FOREIGN.finditer(text)
        if _is_foreign_name(match["name"])
    ]
    covered = {place for one in foreign for place in range(one.start, one.start + len(one.name))}
    named: list[Sighting] = []
    at = 0
    while (match := _NAMED.search(text, at)) is not None:
        sighting = _read_named(match) if match.start() not in covered else None
        at = match.end() if sighting is not None else match.end("name")
        if sighting is not None:
            named.append(sighting)
    return sorted((*foreign, *named), key=lambda one: one.start)


def find_titled_surname(text: str, name: str) -> list[int]:
    """Where a foreigner's last name stands with a title ("트럼프 대통령") or alone with a particle."""
    last = re.split(r"[\s·-]", name)[-1]
    if len(last) < 2:
        return []
    return [match.start() for match in re.finditer(rf"(?<![가-힣]){re.escape(last)}(?=\s+(?:{_TITLES}))", text)]


def _read_named(match: re.Match[str]) -> Sighting | None:
    name, words = match["name"], match["between"].split()
    if name in _NOT_NAMES or _BEGINS_AS_TITLE.match(name):
        return None
    if len(name) == 2 and words:
        is_office = len(words) == 1 and words[0][-1:] in _OFFICE_ENDS
        return Sighting(name, f"{words[0]} {match['title']}", match.start(), 0.8) if is_office else None
    if any(_is_inflected(word) for word in words):
        return None
    if len(name) == 3 and (name[:2] in _NOT_NAMES or (_CASE_ENDING.search(name[1:]) and name[:2] in _PLACES)):
        return None
    descriptor = " ".join((*words, match["title"]))
    sure = 0.85 if len(name) == 3 and len(words) < 3 else 0.6
    return Sighting(name, descriptor, match.start(), sure)


_BEGINS_AS_TITLE: Final = re.compile(rf"(?:{_TITLES})")
_OFFICE_ENDS: Final = frozenset("부청원처실당회")
_PLACES: Final = frozenset(_COUNTRIES.split("|"))


@lru_cache(maxsize=5_000)  # offices come back story after story
def _is_inflected(word: str) -> bool:
    return word not in _NOT_ENDED and word not in _PLACES and _CASE_ENDING.search(word) is not None


def _is_foreign_name(name: str) -> bool:
    words = re.split(r"[\s·-]", name)
    return (
        not any(
            word in _NOT_NAMES or word in _PLACES or (len(word) > 2 and _PARTICLE.search(word)) for word in words[:-1]
        )
        and words[-1] not in _PLACES
    )


_PARTICLE: Final = re.compile(r"(?:은|는|을|를|의|에서|에게|으로|하고|했다|한다|이다|면서|지만)$")
