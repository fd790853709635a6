"""People in Chinese copy: an office and the name right after it, with no space between.

A Chinese name begins with a known surname and ends where a word that may follow a name begins. A foreigner's is
written in the characters that only transcribe sounds.
"""

from __future__ import annotations

import re
from typing import Final

from archive.reading.names_korean import Sighting
from archive.reading.place_words import COUNTRY_NAMES

_SURNAMES: Final = (
    "欧阳|歐陽|司马|司馬|诸葛|諸葛|上官|王|李|张|張|刘|劉|陈|陳|杨|楊|赵|趙|黄|黃|周|吴|吳|徐|孙|孫|胡|朱|高|林|何|"
    "郭|马|馬|罗|羅|梁|宋|郑|鄭|谢|謝|韩|韓|唐|冯|馮|"
    "于|董|萧|蕭|程|曹|袁|邓|鄧|许|許|傅|沈|曾|彭|吕|呂|苏|蘇|卢|盧|蒋|蔣|蔡|贾|賈|丁|魏|薛|叶|葉|阎|余|潘|杜|戴|"
    "夏|钟|鍾|汪|田|任|姜|范|方|石|"
    "姚|谭|譚|廖|邹|鄒|熊|金|陆|陸|郝|孔|白|崔|康|毛|邱|秦|江|史|顾|顧|侯|邵|孟|龙|龍|万|段|雷|钱|錢|汤|湯|尹|黎|"
    "易|常|武|乔|賀|贺|赖|賴|龚|文|习|習|温|溫|华|"
    "栗|耿|卓|蓝|藍|柯|游|洪|詹|简|簡|管|侯|翁|殷|倪|严|嚴|牛|解|舒|佘|尤|俞|祝|左|甘|霍|鲁|魯|古|关|關|章|施|申|"
    "庄|莊|谷|柳|车|項|项|卞"
)
_TITLES: Final = (
    "国家主席|國家主席|国务院总理|国务院副总理|全国人大常委会委员长|全国政协主席|副主席|主席|副总理|副總理|总理|"
    "總理|副总统|副總統|总统|總統|外交部长|外交部發言人|外交部发言人|"
    "国防部长|国防部发言人|副部长|副部長|部长|部長|发言人|發言人|总书记|總書記|书记|書記|委员长|委員長|行政院长|"
    "行政院長|立法院长|立法院長|院长|院長|省长|省長|市长|市長|县长|縣長|"
    "大使|首相|议长|議長|国务卿|國務卿|外长|外長|防长|防長|秘书长|秘書長|主任委員|主任委员|主任|主持人|记者|記者|"
    "教授|院士|航天员|太空人|将军|將軍|董事长|董事長|总裁|總裁|总经理|總經理|"
    "首席执行官|执行长|執行長|总干事|國王|国王|王储|教宗|教皇|局长|局長|司长|司長|处长|處長|立委|議員|议员|委员|"
    "委員|特使"
)
_AFTER: Final = (
    "[，。、；：！？）（“”「」《》〈〉\\s\\d\\n]|说|說|表示|指出|强调|強調|在|会见|會見|会晤|會晤|同|与|與|和|及|"
    "将|將|出席|主持|宣布|访问|訪問|抵达|抵達|今天|今日|今|昨|日前|当天|當天|发表|發表|"
    "要求|致|对|對|向|是|的|于|於|率|还|還|也|认为|認為|介绍|介紹|等|应|應|签署|簽署|作|分别|分別|参加|參加|前往|"
    "接受|就|代表|同志|先生|女士|举行|舉行|通电话|通話|称|稱|呼吁|呼籲|"
    "此前|此间|随后|隨後|近日|日前|正|仍|亦|日|曾|证实|證實|回应|回應|透露|承诺|敦促|批评|批評|警告|重申|获|獲|当选|當選|遭|被|到|从|從|已|曾|则|則|又|再|都|不|"
    "没|沒|會|会|可能|上午|下午|晚|周|星期|提出|提到|告诉|告訴|参观|參觀|视察|視察|共同|一行|未|$"
)
_COUNTRIES: Final = "|".join(
    sorted(
        {
            name
            for names in COUNTRY_NAMES.values()
            for name in names.split("|")
            if "\u3400" <= name[0] <= "\u9fff" and not any("\u3040" <= letter <= "\u30ff" for letter in name)
        }
        | {"中国", "中國", "新加坡", "马来西亚", "馬來西亞", "印度尼西亚", "印尼", "泰国", "泰國", "菲律宾",
        "菲律賓", "柬埔寨", "老挝",
           "缅甸", "蒙古国", "蒙古", "巴基斯坦", "孟加拉国", "尼泊尔", "南非", "尼日利亚", "肯尼亚", "埃塞俄比亚",
           "阿根廷", "智利",
           "秘鲁", "古巴", "委内瑞拉", "哥伦比亚", "荷兰", "比利时", "瑞士", "瑞典", "挪威", "芬兰", "丹麦", "希腊",
           "匈牙利", "塞尔维亚",
           "奥地利", "葡萄牙", "捷克", "欧盟", "歐盟", "联合国", "聯合國", "新西兰", "紐西蘭", "烏克蘭", "俄羅斯",
           "法國", "英國", "德國",
           "美國", "韓國", "俄", "美", "法", "英", "德", "日", "韩", "韓"},
        key=lambda name: (-len(name), name),
    )
)  # fmt: skip
_SOUNDS: Final = (
    "阿埃艾爱安昂奥巴班邦保鲍贝本比彼宾波伯博布查彻茨达戴丹道德登邓狄迪蒂丁顿多厄恩尔耳法菲费芬丰佛夫弗福盖冈高戈哥格古哈海汉豪赫黑亨胡华霍基吉加贾杰金居"
    "卡凯坎康考科克肯孔库拉莱赖兰朗劳勒雷里利莉连列林琳隆卢鲁伦罗洛吕马迈麦曼毛梅门蒙米密敏明摩莫默姆穆纳娜奈南内尼宁纽努诺欧帕潘佩彭皮平珀普齐奇乔切琼让"
    "热仁日茹瑞若萨塞桑瑟沙山尚舍绍圣施什史舒顺司丝思斯松苏索塔泰坦汤唐特滕提廷图托瓦万旺威韦维魏温文翁沃乌伍武西希夏肖谢辛欣匈休许雅亚扬耶叶伊因英尤于裕"
    "約扎泽曾詹珍朱兹祖佐川蘭爾羅維達烏馬賓倫納諾澤連蓋塞圖薩納亞蘇齊普京龙默茨茜"
)
_NAMED: Final = re.compile(
    rf"(?P<title>(?:{_COUNTRIES})?(?:{_TITLES}))(?P<name>(?:{_SURNAMES})[\u4e00-\u9fff]{{1,2}}?)(?={_AFTER})"
)
_FOREIGN: Final = re.compile(
    rf"(?P<title>(?:{_COUNTRIES})(?:[\u4e00-\u9fff]{{0,4}}?)(?:{_TITLES}))"
    rf"(?P<name>[{_SOUNDS}]{{1,6}}(?:[·•・][{_SOUNDS}]{{1,6}}){{1,3}}|[{_SOUNDS}]{{2,6}}?(?={_AFTER}))"
)


def find_chinese_names(text: str) -> list[Sighting]:
    """Every name that follows an office in a Chinese text, in order."""
    found: dict[int, Sighting] = {}
    for match in _FOREIGN.finditer(text):
        sure = 0.85 if "·" in match["name"] or len(match["name"]) > 2 else 0.8
        found[match.start("name")] = Sighting(match["name"], match["title"], match.start("name"), sure)
    for match in _NAMED.finditer(text):
        if match.start("name") in found and "·" in found[match.start("name")].name:
            continue
        sure = 0.9 if len(match["name"]) == 3 else 0.8
        held = found.get(match.start("name"))
        if held is None or len(match["name"]) <= 3:
            title = held.descriptor if held is not None else match["title"]
            name = held.name if held is not None and len(held.name) > len(match["name"]) else match["name"]
            found[match.start("name")] = Sighting(name, title, match.start("name"), sure)
    return [found[start] for start in sorted(found)]
