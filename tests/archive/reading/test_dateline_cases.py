"""The datelines of STANDARDS §5, one row each: as printed → what is read."""

from datetime import date

import pytest

from archive.reading.dateline import read_dateline

# printed, places, region or country, month, day, agency, byline
CASES = [
    ("SEOUL, May 26 (AJP) - North", ["SEOUL"], "", 5, 26, "AJP", []),
    ("SEOUL, December 08 (AJP) - Acting", ["SEOUL"], "", 12, 8, "AJP", []),
    ("SEOUL, Nov. 24 (Yonhap) -- For", ["SEOUL"], "", 11, 24, "Yonhap", []),
    ("SEOUL (Yonhap) -- South", ["SEOUL"], "", None, None, "Yonhap", []),
    ("YANGYANG, South Korea -- A long line that reads as prose.", ["YANGYANG"], "South Korea", None, None, "", []),
    ("TOKYO/SEOUL -- The two sides met again on Monday.", ["TOKYO", "SEOUL"], "", None, None, "", []),
    ("SEOUL-- North Korean officials arrived on Monday.", ["SEOUL"], "", None, None, "", []),
    ("(서울=연합뉴스) 서혜림 기자 = 11월 14일", ["서울"], "", None, None, "연합뉴스", ["서혜림 기자"]),
    (
        "(워싱턴=연합뉴스) 조준형 송상호 특파원 = 한국",
        ["워싱턴"],
        "",
        None,
        None,
        "연합뉴스",
        ["조준형 특파원", "송상호 특파원"],
    ),
    ("(서울=연합뉴스) 현대자동차가", ["서울"], "", None, None, "연합뉴스", []),
    ("[서울=뉴시스]윤정민 기자 = 지난", ["서울"], "", None, None, "뉴시스", ["윤정민 기자"]),
    ("(평양 8월 17일발 조선중앙통신)", ["평양"], "", 8, 17, "조선중앙통신", []),
    ("Pyongyang, July 14 (KCNA) -- Kim", ["Pyongyang"], "", 7, 14, "KCNA", []),
    ("WASHINGTON (Reuters) - The", ["WASHINGTON"], "", None, None, "Reuters", []),
    ("SHANGHAI, Oct 13 (Reuters) - Shares", ["SHANGHAI"], "", 10, 13, "Reuters", []),
    ("WUHAN/BEIJING, Dec 31 (Reuters) - Chinese", ["WUHAN", "BEIJING"], "", 12, 31, "Reuters", []),
    ("MOSCOW, Monday (Reuters)", ["MOSCOW"], "", None, None, "Reuters", []),
    ("BUENOS AIRES, Argentina (AP) _ For", ["BUENOS AIRES"], "Argentina", None, None, "AP", []),
    ("ROSCOE, South Dakota (AP) _ Robert", ["ROSCOE"], "South Dakota", None, None, "AP", []),
    ("CHATHAM, Mass. (AP) _ A", ["CHATHAM"], "Mass.", None, None, "AP", []),
    ("AUSTIN, Texas (AP) — Republican", ["AUSTIN"], "Texas", None, None, "AP", []),
    ("GROSSETO, Italy (AP) -- The", ["GROSSETO"], "Italy", None, None, "AP", []),
    ("PARIS, Jan 1 (AFP) - The", ["PARIS"], "", 1, 1, "AFP", []),
    ("Manchester (United Kingdom) (AFP) – Kevin", ["Manchester"], "United Kingdom", None, None, "AFP", []),
    ("Berlin (dpa) - Negotiations", ["Berlin"], "", None, None, "dpa", []),
    ("Berlin (KNA) Die", ["Berlin"], "", None, None, "KNA", []),
    ("BEIJING, March 31 (Xinhua) -- The", ["BEIJING"], "", 3, 31, "Xinhua", []),
    ("BRISBANE, Australia, Jan. 1(Xinhua) -- Body", ["BRISBANE"], "Australia", 1, 1, "Xinhua", []),
    ("BEIJING, 10 août (Xinhua) -- Un", ["BEIJING"], "", 8, 10, "Xinhua", []),
    ("EL CAIRO, 30 jun (Xinhua) -- Al", ["EL CAIRO"], "", 6, 30, "Xinhua", []),
    ("新华社北京6月14日电6月14日，", ["北京"], "", 6, 14, "新华社", []),
    ("新华社北京１０月２２日电中共", ["北京"], "", 10, 22, "新华社", []),
    ("新华社华盛顿1月20日电（记者刘亚南 邓仙来）美国", ["华盛顿"], "", 1, 20, "新华社", ["刘亚南", "邓仙来"]),
    ("新华社北京8月29日电题：今年", ["北京"], "", 8, 29, "新华社", []),
    ("中新社北京7月9日电 (记者 梁晓辉)全面", ["北京"], "", 7, 9, "中新社", ["梁晓辉"]),
    ("【ワシントン共同】ベセント", ["ワシントン"], "", None, None, "共同", []),
    ("【ワシントン時事】支持率", ["ワシントン"], "", None, None, "時事", []),
    ("【ワシントン＝海谷道隆】ＡＦＰ", ["ワシントン"], "", None, None, "", ["海谷道隆"]),
    (
        "【ワシントン＝山内竜介、ロンドン＝池田晋一】",
        ["ワシントン", "ロンドン"],
        "",
        None,
        None,
        "",
        ["山内竜介", "池田晋一"],
    ),
    ("【ソウル聯合ニュース】世界", ["ソウル"], "", None, None, "聯合ニュース", []),
    ("BELGRADE, January 12. /TASS/. The", ["BELGRADE"], "", 1, 12, "TASS", []),
    ("MOSCOW. Sept 19 (Interfax) - Viktor", ["MOSCOW"], "", 9, 19, "Interfax", []),
    ('Londres, 21 mar (EFE).- "Please', ["Londres"], "", 3, 21, "EFE", []),
    ("(ANSA) - ROMA, 22 MAR - Drag", ["ROMA"], "", 3, 22, "ANSA", []),
    ("(ANSA) - MONOPOLI (BARI), 6 LUG - Un", ["MONOPOLI"], "BARI", 7, 6, "ANSA", []),
    ("KUALA LUMPUR, Aug 6 (Bernama) -- A", ["KUALA LUMPUR"], "", 8, 6, "Bernama", []),
    ("MELAKA, 13 Jan (Bernama) -- ", ["MELAKA"], "", 1, 13, "Bernama", []),
    ("YILAN, Taiwan (Kyodo) -- Taiwan's", ["YILAN"], "Taiwan", None, None, "Kyodo", []),
    ("Nov. 28 (UPI) -- A", [], "", 11, 28, "UPI", []),
    ("Mumbai, Dec 9 (PTI) Kunal", ["Mumbai"], "", 12, 9, "PTI", []),
    ("New Delhi [India], Sept 20 (ANI): ", ["New Delhi"], "India", 9, 20, "ANI", []),
    ("SEJONG, South Korea, June 30 (Yonhap) -- ", ["SEJONG"], "South Korea", 6, 30, "Yonhap", []),
    ("ABOARD AIR FORCE ONE (AP) — ", ["ABOARD AIR FORCE ONE"], "", None, None, "AP", []),
    ("UNITED NATIONS, June 30, 2025 (Reuters) - ", ["UNITED NATIONS"], "", 6, 30, "Reuters", []),
    ("【ソウル＝聯合ニュース】", ["ソウル"], "", None, None, "聯合ニュース", []),
    ("(서울=뉴스1) 홍길동 기자 = ", ["서울"], "", None, None, "뉴스1", ["홍길동 기자"]),
]

# The same conventions from wires that are not in the table.
OTHERS = [
    ("МОСКВА, 12 апреля. /ТАСС/. Текст", ["МОСКВА"], "", 4, 12, "ТАСС", []),
    ("МОСКВА, 12 апр (Меридиан) — Текст", ["МОСКВА"], "", 4, 12, "Меридиан", []),
    ("МОСКВА, 30 июн — РИА Новости. Текст", ["МОСКВА"], "", 6, 30, "РИА Новости", []),
    ("Москва. 30 июня. INTERFAX.RU - Текст", ["Москва"], "", 6, 30, "INTERFAX.RU", []),
    ("КИЕВ, 5 мая 1961 года (Меридиан) - Текст", ["КИЕВ"], "", 5, 5, "Меридиан", []),
    ("Wien (APA) – Der Text", ["Wien"], "", None, None, "APA", []),
    ("Oslo (NTB): Teksten", ["Oslo"], "", None, None, "NTB", []),
    ("Stockholm (TT) Texten", ["Stockholm"], "", None, None, "TT", []),
    ("København, 30. juni (Ritzau) - Teksten", ["København"], "", 6, 30, "Ritzau", []),
    ("Praha 30. června (ČTK) - Text", ["Praha"], "", 6, 30, "ČTK", []),
    ("Lisboa, 30 jun 2025 (Lusa) – O texto", ["Lisboa"], "", 6, 30, "Lusa", []),
    ("Paris, 30 juin 2025 (AFP) - Le texte", ["Paris"], "", 6, 30, "AFP", []),
    ("Paris, 1er juin (AFP) - Le texte", ["Paris"], "", 6, 1, "AFP", []),
    ("MADRID, 30 Jun. (EUROPA PRESS) - El texto", ["MADRID"], "", 6, 30, "EUROPA PRESS", []),
    ("La Habana, 30 jun (Prensa Latina) El texto", ["La Habana"], "", 6, 30, "Prensa Latina", []),
    ("Jakarta (ANTARA) - Teks", ["Jakarta"], "", None, None, "ANTARA", []),
    ("ABU DHABI, 30th June, 2025 (WAM) -- The", ["ABU DHABI"], "", 6, 30, "WAM", []),
    ("Riyadh, June 30, 2025, SPA -- The", ["Riyadh"], "", 6, 30, "SPA", []),
    ("ISLAMABAD, Jun 30 (APP):The", ["ISLAMABAD"], "", 6, 30, "APP", []),
    ("SYDNEY, June 30 AAP - The", ["SYDNEY"], "", 6, 30, "AAP", []),
    ("Budapest, 2025. június 30., hétfő (MTI) - A", ["Budapest"], "", 6, 30, "MTI", []),
    ("Warszawa, 30.06.2025 (PAP) - Tekst", ["Warszawa"], "", 6, 30, "PAP", []),
    ("Ankara, 30 Haziran (AA) - Metin", ["Ankara"], "", 6, 30, "AA", []),
    ("القاهرة 30 يونيو (رويترز) - النص", ["القاهرة"], "", 6, 30, "رويترز", []),
    ("नई दिल्ली, 30 जून (भाषा) पाठ", ["नई दिल्ली"], "", 6, 30, "भाषा", []),
    ("BAIKONUR, Kazakhstan, April 12 (MP) - The", ["BAIKONUR"], "Kazakhstan", 4, 12, "MP", []),
    ("Port Louis, July 4 (Ocean Press) -- The", ["Port Louis"], "", 7, 4, "Ocean Press", []),
    ("(모스크바=메리디언통신) 홍길동 기자 = 본문", ["모스크바"], "", None, None, "메리디언통신", ["홍길동 기자"]),
    ("(서울·부산=연합뉴스) 본문", ["서울", "부산"], "", None, None, "연합뉴스", []),
    ("[도쿄=홍길동 특파원] 본문", ["도쿄"], "", None, None, "", ["홍길동 특파원"]),
    ("（中央社記者王小明台北30日電）全文", ["台北"], "", None, 30, "中央社", ["王小明"]),
    ("［東京 30日 ロイター］ - 本文", ["東京"], "", None, 30, "ロイター", []),
    ("【6月30日 AFP】本文", [], "", 6, 30, "AFP", []),
    ("BAKU, Azerbaijan, June 30. The port reopened.", ["BAKU"], "Azerbaijan", 6, 30, "", []),
    ("ASTANA. KAZINFORM - The", ["ASTANA"], "", None, None, "KAZINFORM", []),
    ("Baku, June 30, AZERTAC The", ["Baku"], "", 6, 30, "AZERTAC", []),
    ("Київ. 30 червня. УНІАН. Текст", ["Київ"], "", 6, 30, "УНІАН", []),
    ("Lima, jun. 30 (ANDINA). El puerto", ["Lima"], "", 6, 30, "ANDINA", []),
    ("(PAP) Warszawa, 30 czerwca - Tekst", ["Warszawa"], "", 6, 30, "PAP", []),
    ("LONDON--(BUSINESS WIRE)--The", ["LONDON"], "", None, None, "BUSINESS WIRE", []),
    ("[서울=메리디언] 홍길동 기자 = 본문", ["서울"], "", None, None, "메리디언", ["홍길동 기자"]),
    ("新华社北京／上海6月14日电 全文", ["北京", "上海"], "", 6, 14, "新华社", []),
    ("【東京30日共同】本文", ["東京"], "", None, 30, "共同", []),
    ("HOUSTON, July 20, 1969 (MP) — The", ["HOUSTON"], "", 7, 20, "MP", []),
    ("    SALVADOR, Feb 26 - Showers", ["SALVADOR"], "", 2, 26, "", []),
    ("    NEW YORK, March 2 -\n    Shares", ["NEW YORK"], "", 3, 2, "", []),
    ("SAN MATEO, Calif., March 2 -\n The", ["SAN MATEO"], "Calif.", 3, 2, "", []),
    ("OKLAHOMA CITY, Okla. March 11, Reuter - The", ["OKLAHOMA CITY"], "Okla.", 3, 11, "Reuter", []),
    ("KANSAS CITY, Mo. - March 13 - The", ["KANSAS CITY"], "Mo.", 3, 13, "", []),
    ("WASHINGTON, D.C., June 30 (AP) — The", ["WASHINGTON"], "D.C.", 6, 30, "AP", []),
    ("JOHANNESBURG March 13 - The", ["JOHANNESBURG"], "", 3, 13, "", []),
    ("NEW YORK, Narch 2 - The", ["NEW YORK"], "", 3, 2, "", []),
    ("ST. LOUIS, March 18 - The", ["ST. LOUIS"], "", 3, 18, "", []),
    ("****LONDON, March 5 - The", ["LONDON"], "", 3, 5, "", []),
    ("RIO DE JANEIRO, March 5 - The", ["RIO DE JANEIRO"], "", 3, 5, "", []),
]


@pytest.mark.parametrize(("printed", "places", "region", "month", "day", "agency", "byline"), CASES + OTHERS)
def test_a_dateline_is_read_as_printed(
    printed: str, places: list[str], region: str, month: int | None, day: int | None, agency: str, byline: list[str]
) -> None:
    found = read_dateline(printed, issued_on=date(2025, 6, 30))

    assert found is not None
    assert (list(found.places), found.country or found.region) == (places, region)
    assert (found.month, found.day) == (month, day)
    assert found.agency == agency
    assert list(found.byline) == byline
    assert printed[found.span.start : found.span.end] == found.text


NOT_DATELINES = [
    "(워싱턴 로이터=연합뉴스 재판매 및 DB금지)",
    "NATO (North Atlantic Treaty Organization) - the alliance said on Monday it would meet.",
    "UPDATE - the ministry said on Monday it would meet.",
    "The agency (AP) said on Monday that it would close.",
    "Korean Central News Agency (KCNA) said on Monday that it would close.",
    "BC-US--Storm, 1st Ld-Writethru",
    "Kim - the leader - said on Monday that it would close.",
    "May 26 was a Monday.",
    "In Paris, May 26 was a day of rest - the first of the year.",
    "【独自】政府は",
    "[속보] 정부는",
    "By Jane Doe",
    "",
    "-",
    "(",
]


@pytest.mark.parametrize("text", NOT_DATELINES)
def test_what_is_no_dateline_is_left_alone(text: str) -> None:
    assert read_dateline(text, issued_on=date(2025, 6, 30)) is None


def test_a_lone_place_before_a_hyphen_is_only_offered_for_review() -> None:
    found = read_dateline("RIO DE JANEIRO - Edward won the race on Monday.", issued_on=None)

    assert found is not None
    assert found.places == ("RIO DE JANEIRO",)
    assert not found.is_sure
    assert "check it" in found.problems[0]


def test_a_day_that_does_not_exist_is_rejected_and_the_rest_is_kept() -> None:
    found = read_dateline("PARIS, Feb 30 (AFP) - The", issued_on=date(2025, 3, 1))

    assert found is not None
    assert (found.places, found.agency) == (("PARIS",), "AFP")
    assert (found.month, found.day, found.date) == (None, None, None)
    assert "does not exist" in found.problems[0]


def test_a_weekday_is_kept() -> None:
    found = read_dateline("MOSCOW, Monday (Reuters)", issued_on=None)

    assert found is not None
    assert found.weekday == "Monday"


@pytest.mark.parametrize(
    ("printed", "issued_on", "expected"),
    [
        ("SEOUL, June 30 (AJP) -", date(2025, 6, 30), date(2025, 6, 30)),
        ("SEOUL, Dec 31 (AJP) -", date(2026, 1, 1), date(2025, 12, 31)),
        ("SEOUL, Jan 1 (AJP) -", date(2025, 12, 31), date(2026, 1, 1)),
        ("SEOUL, July 2 (AJP) -", date(2025, 6, 30), date(2025, 7, 2)),
        ("SEOUL, July 3 (AJP) -", date(2025, 6, 30), None),
        ("SEOUL, Feb 29 (AJP) -", date(2024, 3, 1), date(2024, 2, 29)),
        ("SEOUL, Feb 29 (AJP) -", date(2025, 3, 1), None),
        ("UNITED NATIONS, June 30, 1961 (Reuters) - ", date(2025, 6, 30), date(1961, 6, 30)),
        ("SEOUL, June 30 (AJP) -", None, None),
    ],
)
def test_the_year_is_the_one_that_fits_the_day_of_issue(
    printed: str, issued_on: date | None, expected: date | None
) -> None:
    found = read_dateline(printed, issued_on=issued_on)

    assert found is not None
    assert found.date == expected
