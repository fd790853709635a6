"""People in Japanese copy: a name right before its title ("石破茂首相", "プーチン大統領", "トランプ米大統領")."""

from __future__ import annotations

import re
from typing import Final

from archive.reading.names_korean import Sighting

_TITLES: Final = (
    "首相|副首相|大統領|副大統領|官房長官|国務長官|国防長官|財務長官|長官|外相|外務相|財務相|防衛相|経産相|農相|"
    "厚労相|国防相|国家主席|主席|総裁|幹事長|政調会長|議員|衆院議員|参院議員|"
    "知事|市長|社長|副社長|会長|理事長|教授|准教授|監督|選手|投手|さん|氏|容疑者|被告|書記長|総書記|宇宙飛行士|"
    "委員長|代表|党首|報道官|大使|事務総長|議長|国王|教皇|皇太子|弁護士|"
    "長官代行|書記|記者|最高経営責任者|文科相|国交相|環境相|総務相|法相|農水相|経済再生相|担当相|王子"
)
_LANDS: Final = (
    "米|英|仏|独|露|ロシア|中国|韓国|北朝鮮|台湾|ウクライナ|イスラエル|イラン|インド|フランス|ドイツ|英国|イタリア|"
    "トルコ|ブラジル|カナダ|豪|ベトナム|フィリピン|タイ|"
    "ローマ|国連|欧州|EU|ＥＵ|NATO|ＮＡＴＯ"
)
_SURNAMES: Final = (
    "佐藤|鈴木|高橋|田中|伊藤|渡辺|渡部|山本|中村|小林|加藤|吉田|山田|佐々木|山口|松本|井上|木村|林|斎藤|斉藤|清水|"
    "山崎|森|池田|橋本|阿部|石川|山下|中島|石井|小川|前田|岡田|"
    "長谷川|藤田|後藤|近藤|村上|遠藤|青木|坂本|福田|太田|西村|藤井|金子|岡本|藤原|中野|三浦|原田|中川|松田|竹内|"
    "小野|田村|中山|和田|石田|森田|上田|原|内田|柴田|酒井|宮崎|横山|"
    "高木|安倍|岸田|菅|石破|高市|小泉|河野|茂木|岩屋|林芳|野田|枝野|玉木|前原|志位|田村|山添|福島|小池|吉村|麻生|"
    "二階|中谷|武藤|赤沢|平|大谷|松井|鳩山|村山|細川|中曽根|大平|"
    "三木|宮沢|竹下|海部|羽田|小渕|植田|黒田|若田|野口|星出|古川|金井|毛利|向井|土井|大西|油井|秋山|玉城|大村|黒岩|"
    "鈴|福井|今井|西|島田|新井|工藤|平野|丸山|高田|武田|上野|杉山|"
    "増田|小山|大塚|千葉|久保|松尾|岩崎|桜井|木下|野村|松下|菊地|菊池|佐野|渡邊|大野|杉本|古川|浜田|新垣|谷|川口|"
    "岡|辻|関|今村|星野|永井|樋口|安藤|河村|水野|内藤|望月|市川|吉川|大島|本田|川崎|"
    "鶴田|東|荒井|平田|堀|尾崎|岩田|小松|北村|片山|児玉|服部|川上|土屋|飯田|須藤|吉本|荒木|大久保|秋元|熊谷|松岡|"
    "五十嵐|堀内|萩生田|世耕|西田|木原|城内|伊東|村田"
)
_KANJI: Final = r"[\u4e00-\u9fff々]"
_NAMED: Final = re.compile(
    rf"(?<![\u4e00-\u9fff々])(?P<name>(?P<surname>{_SURNAMES})(?P<given>(?:{_KANJI}|[ぁ-ん]){{0,3}}?))"
    rf"(?P<title>(?:前|元|副)?(?:{_TITLES}))"
)
_ANY: Final = re.compile(rf"(?<![\u4e00-\u9fff々])(?P<name>{_KANJI}{{3,5}}?)(?P<title>(?:前|元|副)?(?:{_TITLES}))")
_KANA: Final = re.compile(
    rf"(?<![ァ-ヺー・＝])(?P<name>[ァ-ヺー]{{2,}}(?:[・＝][ァ-ヺー]+)*?)(?P<title>・?(?:{_LANDS})?(?:前|元|"
    rf"副)?(?:{_TITLES}))"
)
_OF_A_LAND: Final = re.compile(r"(?:韓国|中国|台湾|北朝鮮|ベトナム|シンガポール)の$")
_NOT_NAMES: Final = re.compile(
    r"(?:委員会|政府|内閣|連邦|最高|国家|財務|外務|防衛|日本|米国|中国|韓国|国会|与党|野党|党|庁|省)"
)


def find_japanese_names(text: str) -> list[Sighting]:
    """Every name before a title in a Japanese text, in order; surnames alone ("石破首相") too."""
    found: dict[int, Sighting] = {}
    for match in _KANA.finditer(text):
        sure = 0.85 if "・" in match["name"] or match["title"][-1] not in "氏者" else 0.7
        found[match.start()] = Sighting(match["name"], match["title"].lstrip("・"), match.start(), sure)
    for match in _NAMED.finditer(text):
        sure = 0.85 if match["given"] else 0.65
        found[match.start()] = Sighting(match["name"], match["title"], match.start(), sure)
    for match in _ANY.finditer(text):
        if match.start() not in found and not _NOT_NAMES.search(match["name"]):
            is_foreign = _OF_A_LAND.search(text[max(0, match.start() - 8) : match.start()]) is not None
            sure = 0.85 if is_foreign else 0.8 if len(match["name"]) == 4 else 0.6
            found[match.start()] = Sighting(match["name"], match["title"], match.start(), sure)
    return [found[start] for start in sorted(found)]
