"""Countries, states and provinces by the names copy gives them: data, written by us; codes are ISO 3166 and USPS facts."""

from typing import Final

COUNTRY_NAMES: Final[dict[str, str]] = {
    "US": "U.S.|US|U.S.A.|USA|United States of America|America|США|미국|美国|美國|アメリカ|米国|Etats-Unis|États-Unis|Estados Unidos",
    "GB": "Britain|Great Britain|U.K.|UK|England|Scotland|Wales|Northern Ireland|Великобритания|영국|英国|イギリス|Royaume-Uni|Reino Unido",
    "RU": "Russian Federation|Россия|РФ|러시아|俄罗斯|ロシア|Russie|Russland|Rusia",
    "KR": "Republic of Korea|ROK|Южная Корея|한국|대한민국|남한|韩国|韓国",
    "KP": "Democratic People's Republic of Korea|DPRK|КНДР|Северная Корея|북한|조선|朝鲜|北朝鮮",
    "CN": "People's Republic of China|PRC|Китай|중국|中国|中國|Chine",
    "JP": "Япония|일본|日本|Japon",
    "DE": "West Germany|Federal Republic of Germany|Германия|독일|德国|ドイツ|Deutschland|Allemagne|Alemania",
    "FR": "Франция|프랑스|法国|フランス|Frankreich|Francia",
    "IT": "Италия|이탈리아|意大利|イタリア|Italie|Italien",
    "ES": "Испания|스페인|西班牙|スペイン|España|Espagne",
    "UA": "the Ukraine|Украина|우크라이나|乌克兰|ウクライナ",
    "BY": "Belarus|Byelorussia|Беларусь|Белоруссия|벨라루스|白俄罗斯",
    "PL": "Польша|폴란드|波兰",
    "IN": "Индия|인도|印度|インド",
    "IR": "Иран|이란|伊朗|イラン",
    "IQ": "Ирак|이라크|伊拉克|イラク",
    "IL": "Израиль|이스라엘|以色列|イスラエル",
    "EG": "Египет|이집트|埃及|エジプト",
    "TR": "Turkey|Türkiye|Турция|튀르키예|터키|土耳其|トルコ",
    "SY": "Сирия|시리아|叙利亚|シリア",
    "SA": "Саудовская Аравия|사우디아라비아|沙特阿拉伯",
    "VN": "Viet Nam|Вьетнам|베트남|越南|ベトナム",
    "TW": "Тайвань|대만|台湾|台灣",
    "AU": "Австралия|호주|澳大利亚|オーストラリア",
    "CA": "Канада|캐나다|加拿大|カナダ",
    "MX": "Мексика|멕시코|墨西哥|México",
    "BR": "Бразилия|브라질|巴西|ブラジル|Brasil",
    "CU": "Куба|쿠바|古巴",
    "KZ": "Казахстан|카자흐스탄|哈萨克斯坦",
    "MM": "Burma",
    "CI": "Ivory Coast|Cote d'Ivoire",
    "CD": "Zaire|Congo-Kinshasa|DR Congo|Democratic Republic of Congo",
    "CG": "Congo|Congo-Brazzaville",
    "NL": "Holland|Netherlands|The Netherlands",
    "CZ": "Czech Republic|Czechia",
    "MK": "Macedonia|North Macedonia",
    "SZ": "Swaziland|Eswatini",
    "CV": "Cape Verde",
    "TL": "East Timor|Timor-Leste",
    "LK": "Ceylon|Sri Lanka",
    "ZW": "Rhodesia",
    "BA": "Bosnia|Bosnia-Herzegovina",
    "AE": "United Arab Emirates|UAE|U.A.E.",
    "PS": "Palestine|Gaza Strip|West Bank",
    "VA": "Vatican|Vatican City",
    "BN": "Brunei",
    "LA": "Laos",
    "MO": "Macao|Macau",
    "HK": "Hong Kong",
    "TZ": "Tanzania",
    "BS": "Bahamas",
    "GM": "Gambia",
    "KG": "Kyrgyzstan",
    "MD": "Moldova",
}
"""ISO code: names beside the gazetteer's own, "|" between them."""

ABROAD: Final[dict[str, str]] = {
    "DE": "Germania|Alemanha|Duitsland|Tyskland|Niemcy|Almanya|Jerman|Németország|Німеччина|Německo",
    "FR": "França|Frankrijk|Frankrike|Frankrig|Francja|Fransa|Prancis|Франція|Francie|Pháp",
    "GB": "Großbritannien|Grande-Bretagne|Gran Bretaña|Gran Bretagna|Regno Unito|Grã-Bretanha|Storbritannien|"
    "Storbritannia|Verenigd Koninkrijk|Wielka Brytania|İngiltere|Birleşik Krallık|Inggris|Велика Британія|"
    "Vereinigtes Königreich",
    "US": "Vereinigte Staaten|Stati Uniti|Verenigde Staten|Stany Zjednoczone|Amerika Serikat|Förenta staterna|"
    "Соединенные Штаты|Hoa Kỳ",
    "ES": "Spagna|Espanha|Spanje|Spanien|Hiszpania|İspanya|Spanyol|Spania|Іспанія",
    "IT": "Itália|Italië|Włochy|İtalya|Італія",
    "PL": "Pologne|Polen|Polonia|Polônia|Polónia|Polska|Polonya|Польща|Polsko",
    "RU": "Rússia|Rusland|Ryssland|Rosja|Rusya|Росія|Rusko|Oroszország",
    "UA": "Ucrania|Ucraina|Ucrânia|Oekraïne|Ukraina|Ukrayna|Україна|Ukrajina|L'Ukraine",
    "CN": "Cina|Kina|Chiny|Çin|Tiongkok|Trung Quốc|Čína|Китай",
    "JP": "Giappone|Japão|Japonia|Japonya|Jepang|Nhật Bản|Японія|Japón",
    "KR": "Corée du Sud|Südkorea|Corea del Sur|Corea del Sud|Coreia do Sul|Zuid-Korea|Sydkorea|Korea Południowa|"
    "Güney Kore|Korea Selatan|Hàn Quốc",
    "KP": "Corée du Nord|Nordkorea|Corea del Norte|Corea del Nord|Coreia do Norte|Noord-Korea|Korea Północna|Kuzey Kore|"
    "Korea Utara|Triều Tiên",
    "BE": "Belgique|Belgien|Bélgica|Belgio|België|Belgia",
    "CH": "Suisse|Schweiz|Suiza|Svizzera|Suíça|Zwitserland|Szwajcaria|İsviçre",
    "AT": "Autriche|Österreich|Oostenrijk|Österrike|Áustria",
    "NL": "Pays-Bas|Niederlande|Países Bajos|Paesi Bassi|Países Baixos|Nederland|Holandia|Hollanda",
    "TR": "Turquie|Türkei|Turquía|Turchia|Turquia|Turkije|Turkiet|Turcja",
    "GR": "Grèce|Griechenland|Grecia|Grécia|Griekenland|Grekland|Yunanistan",
    "EG": "Égypte|Egypte|Ägypten|Egipto|Egitto|Egito|Mısır|Mesir",
    "MA": "Maroc|Marokko|Marruecos|Marocco|Marrocos",
    "DZ": "Algérie|Algerien|Argelia|Argélia",
    "TN": "Tunisie|Tunesien|Túnez",
    "LB": "Liban|Libanon|Líbano|Libano",
    "SY": "Syrie|Syrien|Siria|Síria|Suriye|Suriah",
    "IQ": "Irak|Iraque",
    "SA": "Arabie saoudite|Saudi-Arabien|Arabia Saudí|Arabia Saudita|Arábia Saudita|Suudi Arabistan|Arab Saudi",
    "BR": "Brésil|Brasilien|Brasile|Brazilië|Brazylia|Brezilya",
    "AR": "Argentinien",
    "MX": "Mexique|Mexiko|Messico",
    "SE": "Suède|Schweden|Suecia|Svezia|Suécia|Zweden|Sverige|Szwecja",
    "NO": "Norvège|Norwegen|Noruega|Norvegia|Noorwegen|Norge",
    "DK": "Danemark|Dänemark|Dinamarca|Danimarca|Denemarken|Danmark",
    "FI": "Finlande|Finnland|Finlandia|Suomi",
    "IN": "Inde|Indien|Índia|Hindistan|Ấn Độ",
    "ZA": "Afrique du Sud|Südafrika|Sudáfrica|Sudafrica|África do Sul|Zuid-Afrika",
    "HU": "Hongrie|Ungarn|Hungría|Ungheria|Hungria|Magyarország",
    "RO": "Roumanie|Rumänien|Rumania|Rumanía|Roménia|România",
    "CZ": "République tchèque|Tschechien|Chequia|Repubblica Ceca|Česko|Czechy",
    "IL": "Israël|İsrail",
    "IR": "Irán|Irã|Irão|İran",
}
"""ISO code: names in the languages of other wires."""

FORMER_COUNTRIES: Final[dict[str, str]] = {
    "Soviet Union": "SU", "USSR": "SU", "U.S.S.R.": "SU", "СССР": "SU", "소련": "SU", "苏联": "SU",
    "East Germany": "DD",
    "German Democratic Republic": "DD", "Yugoslavia": "YU", "Czechoslovakia": "CS", "South Vietnam": "VS",
    "North Vietnam": "VD",
}  # fmt: skip
"""States that are no more. The codes are ISO 3166-3's, except VS (South Vietnam never had one)."""

FORMER_CAPITALS: Final[dict[str, str]] = {
    "SU": "Moscow", "DD": "Berlin", "YU": "Belgrade", "CS": "Prague", "VS": "Ho Chi Minh City", "VD": "Hanoi"
}  # fmt: skip

SMALL_TOWNS: Final = (
    (4149959, "Cape Canaveral", "US", 28.40584, -80.60477, 9912, "FL"),
    (5476825, "Los Alamos", "US", 35.88808, -106.30697, 12019, "NM"),
    (5497914, "White Sands", "US", 32.38093, -106.47944, 1651, "NM"),
    (509026, "Plesetsk", "RU", 62.71165, 40.29104, 10870, "06"),
    (2643791, "Lockerbie", "GB", 55.12302, -3.35635, 4190, "SCT"),
    (2661039, "Davos", "CH", 46.80429, 9.83723, 10898, "GR"),
)
"""Towns under 15,000 people that news comes from: GeoNames id, name, country, latitude, longitude, people, region."""

TOWN_NAMES: Final[dict[str, str]] = {
    "Cape Canaveral": "Cape Kennedy",
    "Washington": "Washington DC|Washington D.C.|Вашингтон|워싱턴|华盛顿|華盛頓|ワシントン",
    "New York City": "New York|NYC|Нью-Йорк|뉴욕|纽约|紐約|ニューヨーク",
    "Frankfurt am Main": "Frankfurt|Франкфурт|프랑크푸르트",
    "Kyiv": "Kiev|Киев|키이우|키예프|基辅",
}
"""Towns whose everyday name is not the gazetteer's own first name, or is also a state's."""

STATE_ABBREVIATIONS: Final[dict[str, str]] = {
    name: code
    for code, names in {
        "AL": "Ala", "AZ": "Ariz", "AR": "Ark", "CA": "Calif|Cal", "CO": "Colo", "CT": "Conn", "DE": "Del",
        "FL": "Fla",
        "GA": "Ga", "IL": "Ill", "IN": "Ind", "KS": "Kan|Kans", "KY": "Ky", "LA": "La", "MD": "Md", "MA": "Mass",
        "MI": "Mich", "MN": "Minn", "MS": "Miss", "MO": "Mo", "MT": "Mont", "NE": "Neb|Nebr", "NV": "Nev", "NH": "N.H",
        "NJ": "N.J", "NM": "N.M", "NY": "N.Y", "NC": "N.C", "ND": "N.D", "OK": "Okla", "OR": "Ore|Oreg",
        "PA": "Pa|Penn",
        "RI": "R.I", "SC": "S.C", "SD": "S.D", "TN": "Tenn", "TX": "Tex", "VT": "Vt", "VA": "Va", "WA": "Wash",
        "WV": "W.Va", "WI": "Wis|Wisc", "WY": "Wyo", "DC": "D.C",
    }.items()
    for name in names.split("|")
}  # fmt: skip

PROVINCES: Final[dict[str, tuple[str, str]]] = {
    "alberta": ("CA", "01"), "alta": ("CA", "01"), "british columbia": ("CA", "02"), "b.c": ("CA", "02"),
    "manitoba": ("CA", "03"), "new brunswick": ("CA", "04"), "newfoundland": ("CA", "05"), "nova scotia": ("CA", "07"),
    "ontario": ("CA", "08"), "ont": ("CA", "08"), "prince edward island": ("CA", "09"), "quebec": ("CA", "10"),
    "que": ("CA", "10"), "saskatchewan": ("CA", "11"), "sask": ("CA", "11"), "new south wales": ("AU", "02"),
    "northern territory": ("AU", "03"), "queensland": ("AU", "04"), "south australia": ("AU", "05"),
    "tasmania": ("AU", "06"), "victoria": ("AU", "07"), "western australia": ("AU", "08"), "england": ("GB", "ENG"),
    "scotland": ("GB", "SCT"), "wales": ("GB", "WLS"), "northern ireland": ("GB", "NIR"),
}  # fmt: skip
"""Province or region, lower case, to (country, GeoNames admin1 code)."""

EVERYDAY: Final = frozenset(
    "reading nice mobile orange split most bath police of man male bar best ali van hamilton lincoln jackson march "
    "union center bank normal independence hope liberty eagle enterprise commerce industry deal sale bury bend buy "
    "mission temple coral gold central golden santa san las los del el la le de south north east west new old york "
    "imperial progress victoria springs marina media opera pop rock rome-ny date same tours angers vienna-va "
    "gap lens troyes lawrence ann-arbor ford newport salem carson berkeley mercedes lucas harvey allen "
    "henderson dexter clinton madison monroe franklin marion winchester douglas arnold kent bristol-ct sidney "
    "china-tx un sun moon star long beach hill hall street park church oxford-ms this that same as so be do no are "
    "barking bath sandy mesa lima-oh university republic federal national general major federation board sur ville "
    "plain ore ames alma ada dale erie era mali-town bo ho au an ma si su to ya wu ba mo nan gent sale "
    "fort parliament senate house white hay young crown castle bay ocean lake river sea gulf mount port "
    "wheeling liberal surprise plaza justice carol earth burke wayne warren logan christian dublin-ca "
    "june april may august monday friday sunday saturday thursday tuesday wednesday "
    "democrat pole turk leader minister president".split()
)
"""Names of towns that are first of all everyday words, surnames or given names: a place only with its region."""
