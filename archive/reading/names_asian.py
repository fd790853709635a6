"""People in Korean, Chinese and Japanese copy: a known surname, one or two syllables, and a title that stands by it.

Only the title makes it a name: without one, two or three syllables are as often a word. Later bare full names fold in.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import Final

from archive.text.spans import Span

_KOREAN_SURNAMES: Final = (
    "남궁|황보|제갈|사공|선우|독고|김|이|박|최|정|강|조|윤|장|임|림|한|오|서|신|권|황|안|송|류|유|홍|전|고|문|양|손|배|백|허|남|심|노|로|하|"
    "곽|성|차|주|우|구|민|진|지|엄|채|원|천|방|공|현|함|변|염|여|추|도|소|석|선|설|마|길|연|위|표|명|기|반|왕|금|옥|육|인|맹|제|모|탁|국|어|"
    "은|편|용|리|태|려|량|라"
)
_KOREAN_TITLES: Final = (
    "국무위원장|위원장|대통령|부통령|총리|부총리|장관|차관|총서기|주석|총비서|비서|국장|실장|원장|의장|의원|대표|원내대표|대변인|대사|특사|총장|시장|지사|"
    "회장|부회장|사장|부사장|이사장|이사|교수|박사|기자|특파원|감독|선수|변호사|검사|판사|청장|처장|본부장|사령관|대장|중장|소장|대령|중령|소령|"
    "후보|씨|여사|목사|신부|작가|시인|배우|가수|연구원|소위원장|부장관|총괄|부대변인|외무상|내각총리|우주인|우주비행사"
)
_KOREAN: Final = re.compile(
    rf"(?<![가-힣])(?P<name>(?:{_KOREAN_SURNAMES})[가-힣]{{1,2}})(?P<between>\s+(?:[가-힣]{{1,9}}\s+){{0,3}}?)"
    rf"(?P<title>(?:{_KOREAN_TITLES}))(?=[가-힣]{{0,3}}(?![가-힣]))"
)
_HAN_SURNAMES: Final = (
    "欧阳|司马|诸葛|上官|王|李|张|張|刘|劉|陈|陳|杨|楊|赵|趙|黄|黃|周|吴|吳|徐|孙|孫|胡|朱|高|林|何|郭|马|馬|罗|羅|梁|宋|郑|鄭|谢|謝|韩|韓|唐|冯|馮|"
    "于|董|萧|蕭|程|曹|袁|邓|鄧|许|許|傅|沈|曾|彭|吕|呂|苏|蘇|卢|盧|蒋|蔣|蔡|贾|賈|丁|魏|薛|叶|葉|阎|余|潘|杜|戴|夏|钟|鍾|汪|田|任|姜|范|方|石|"
    "姚|谭|廖|邹|熊|金|陆|郝|孔|白|崔|康|毛|邱|秦|江|史|顾|侯|邵|孟|龙|万|段|雷|钱|汤|尹|黎|易|常|武|乔|贺|赖|龚|文|习|習|温|溫|华|栗|汪|耿|丁"
)
_HAN_TITLES: Final = (
    "国家主席|国务院总理|国务院副总理|全国人大常委会委员长|全国政协主席|副主席|主席|副总理|总理|總理|总统|總統|副总统|外交部长|外交部发言人|国防部长|部长|部長|"
    "发言人|發言人|总书记|書記|书记|委员长|省长|市长|大使|首相|议长|记者|教授|院士|主任|航天员|将军"
)
_HAN_AFTER: Final = (
    "[，。、；：！？）（“”\\s]|说|說|表示|指出|强调|強調|在|会见|會見|同|与|與|和|将|將|出席|主持|宣布|访问|抵达|今天|日前|当天|发表|要求|会晤|致|对|向|"
    "是|的|于|率|率领|还|也|认为|介绍|等|應|应|签署|作|分别|率团|参加|前往|接受|就|代表|同志|先生|女士|$"
)
_CHINESE: Final = re.compile(
    rf"(?P<title>(?:{_HAN_TITLES}))(?P<name>(?:{_HAN_SURNAMES})[\u4e00-\u9fff]{{1,2}}?)(?={_HAN_AFTER})"
)
_JAPANESE_TITLES: Final = (
    "首相|大統領|副大統領|官房長官|外相|外務相|財務相|防衛相|総裁|幹事長|議員|知事|市長|社長|会長|教授|監督|選手|さん|氏|容疑者|被告|国家主席|主席|書記長|"
    "総書記|宇宙飛行士|委員長|記者"
)
_JAPANESE: Final = re.compile(
    rf"(?:(?<![\u4e00-\u9fff々])(?P<kanji>[\u4e00-\u9fff々]{{3,5}}?)|(?P<kana>(?<![ァ-ヺー・＝])[ァ-ヺー]{{2,}}(?:[・＝][ァ-ヺー]+)*))"
    rf"(?P<title>(?:前|元|副)?(?:{_JAPANESE_TITLES}))"
)
_MOST_PEOPLE: Final = 300  # in one story: each costs a walk through the text
_KANA: Final = re.compile(r"[\u3041-\u30ff]")
_HAN: Final = re.compile(r"[\u4e00-\u9fff]")
_HANGUL: Final = re.compile(r"[가-힣]")
_NOT_KOREAN_NAMES: Final = frozenset(
    (
        "이번 이날 이들 이런 이른 전직 현직 지난 하지만 우리 정부 한국 북한 중국 일본 미국 오늘 최근 주요 전체 "
        "양국 고위 여당 야당 신임 신규 문재 유엔 국가 국제 인민 조선 주한 주미 주중 주북 정치 외교 문화 러시아 "
        "남북 공동 여러 모든 어느 다른 전국 임시 국방 기획 조직 선전 이란 인도 도쿄 서울 부산 대구 인천 광주 "
        "대전 안보 연방 상임 원내 민주 진보 "
    ).split()
)


@dataclass(slots=True)
class AsianName:
    """One person as found: name, what stands by it, spans, confidence, rule."""

    name: str
    descriptor: str
    confidence: float
    rule: str
    spans: list[Span] = field(default_factory=list)


def read_asian_names(text: str) -> list[AsianName]:
    """People in Korean, Chinese or Japanese copy, each once, in order. A text without those letters costs nothing."""
    found: dict[str, AsianName] = {}
    if _HANGUL.search(text):
        for match in _KOREAN.finditer(text):
            name = match["name"]
            if name not in _NOT_KOREAN_NAMES and name[:2] not in _NOT_KOREAN_NAMES:
                between = " ".join(match["between"].split())
                sure = 0.85 if len(name) == 3 and len(between) < 12 else 0.6
                descriptor = f"{between} {match['title']}".strip()
                found.setdefault(name, AsianName(name, descriptor, sure, "korean-title"))
    if _KANA.search(text):
        for match in _JAPANESE.finditer(text):
            name = match["kana"] or match["kanji"]
            sure = 0.8 if (match["kana"] and "・" in name) or (match["kanji"] and len(name) == 4) else 0.6
            found.setdefault(name, AsianName(name, match["title"], sure, "japanese-title"))
    elif _HAN.search(text):
        for match in _CHINESE.finditer(text):
            sure = 0.85 if len(match["name"]) == 3 else 0.7
            found.setdefault(match["name"], AsianName(match["name"], match["title"], sure, "chinese-title"))
    for person in list(found.values())[_MOST_PEOPLE:]:
        del found[person.name]
    for person in found.values():
        person.spans = [Span(place, place + len(person.name)) for place in _find_all(text, person.name)]
    return sorted(found.values(), key=lambda person: person.spans[0])


def _find_all(text: str, name: str) -> list[int]:
    places: list[int] = []
    place = text.find(name)
    while place >= 0:
        if not ("가" <= name[0] <= "힣" and place and "가" <= text[place - 1] <= "힣"):
            places.append(place)
        place = text.find(name, place + len(name))
    return places or [text.find(name)]
