"""News agencies as datelines name them: data, and the lookup that datelines, sources and copyright lines share.

A printed name leads to a code. The literal name is kept in the dateline; the code is what a story's source is filed
under. A caller adds its own sources with `Agencies.including`. An agency missing here is not an error: a complete
dateline names it plainly enough (see `dateline_western.py`).
"""

import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property
from typing import Final

# code: the names under which it signs, "|" between them.
_NAMES: Final[dict[str, str]] = {
    "AA": "AA|Anadolu Agency|Anadolu Ajansı|الأناضول",
    "AAP": "AAP|Australian Associated Press",
    "ADNK": "Adnkronos|ADNKRONOS",
    "AFP": "AFP|AFPBB News|Agence France-Presse|Agence France Presse|法新社|АФП|أ ف ب|ا ف ب|أ.ف.ب|فرانس برس",
    "AGERPRES": "AGERPRES",
    "AGI": "AGI",
    "AJP": "AJP|Aju Press",
    "AJU": "아주경제|Aju Business Daily",
    "ANA": "ANA|ANA-MPA|AMNA|ΑΠΕ-ΜΠΕ",
    "ANI": "ANI",
    "ANP": "ANP",
    "ANSA": "ANSA",
    "ANTARA": "ANTARA",
    "AP": "AP|Associated Press|The Associated Press|АП|أ ب|美联社|美聯社|AP通信",
    "APA": "APA",
    "APP": "APP",
    "APS": "APS",
    "ATA": "ATA",
    "AZERTAC": "AZERTAC|AZERTAG",
    "BBC": "BBC",
    "BELGA": "Belga",
    "BELTA": "BelTA|БЕЛТА",
    "BERNAMA": "Bernama",
    "BNO": "BNO|BNO News",
    "BNS": "BNS",
    "BSS": "BSS",
    "BTA": "BTA|БТА",
    "BW": "BUSINESS WIRE",
    "CNA": "CNA|中央社",
    "CNS": "中新社|中新网|中新網|CNS|中国新闻社",
    "CP": "CP|The Canadian Press|La Presse Canadienne|Canadian Press",
    "CTK": "ČTK|CTK",
    "DPA": "dpa|dpa-AFX|DPA|د ب أ",
    "EFE": "EFE|埃菲社",
    "EP": "Europa Press",
    "FIDES": "Agenzia Fides|Fides",
    "GNA": "GNA",
    "GNW": "GLOBE NEWSWIRE",
    "HINA": "HINA|Hina",
    "IANS": "IANS",
    "INTERFAX": "Interfax|Интерфакс|INTERFAX.RU",
    "IPS": "IPS",
    "IRNA": "IRNA|ایرنا",
    "ISNA": "ISNA|ایسنا",
    "ITAR-TASS": "ITAR-TASS|Itar-Tass|ИТАР-ТАСС",
    "JIJI": "時事|時事通信|Jiji|Jiji Press|JIJI",
    "KAZINFORM": "Kazinform|KAZINFORM",
    "KCNA": "KCNA|조선중앙통신|朝鮮中央通信|朝中社",
    "KNA": "KNA",
    "KUNA": "KUNA|كونا",
    "KYODO": "共同|共同通信|Kyodo|Kyodo News|교도|共同社",
    "LUSA": "Lusa",
    "MAP": "MAP",
    "MENA": "MENA|أ ش أ",
    "MNA": "MNA",
    "MTI": "MTI",
    "ANDINA": "Andina",
    "ANGOP": "ANGOP",
    "ABR": "Agência Brasil|ABr",
    "AIM": "AIM",
    "AIP": "AIP",
    "ARMENPRESS": "Armenpress",
    "AVN": "AVN",
    "BNA": "BNA|بنا",
    "ELTA": "ELTA",
    "ENA": "ENA",
    "FARS": "Fars|فارس",
    "FENA": "FENA",
    "INFORPRESS": "Inforpress",
    "KPL": "KPL",
    "LETA": "LETA",
    "MEHR": "Mehr|مهر",
    "MIA": "MIA|МИА",
    "MONTSAME": "Montsame|МОНЦАМЭ",
    "NAMPA": "NAMPA",
    "ONA": "ONA|العمانية",
    "SITA": "SITA",
    "SRNA": "SRNA",
    "STA": "STA",
    "SUNA": "SUNA|سونا",
    "TAP": "TAP",
    "TASNIM": "Tasnim|تسنیم",
    "WAFA": "WAFA|وفا",
    "NAN": "NAN",
    "NEWS1": "뉴스1|News1",
    "NEWSIS": "뉴시스|Newsis|NEWSIS",
    "NNA": "NNA",
    "NOTIMEX": "Notimex",
    "NTB": "NTB",
    "PA": "PA|PA Media|Press Association",
    "PAP": "PAP",
    "PETRA": "Petra|بترا",
    "PL": "Prensa Latina|PL",
    "PNA": "PNA",
    "PRN": "PRNewswire|PR NEWSWIRE",
    "PTI": "PTI|भाषा",
    "QNA": "QNA|قنا",
    "REUTERS": "Reuters|Reuter|로이터|ロイター|路透社|路透|Рейтер|رويترز",
    "RIA": "RIA Novosti|РИА Новости",
    "RITZAU": "Ritzau|/ritzau/",
    "RSS": "RSS",
    "SANA": "SANA|سانا",
    "SAPA": "Sapa",
    "SDA": "SDA|Keystone-SDA|ATS|Keystone-ATS",
    "SID": "SID",
    "SPA": "SPA|واس",
    "SPUTNIK": "Sputnik",
    "STT": "STT",
    "TANJUG": "Tanjug|Танјуг",
    "TASR": "TASR",
    "TASS": "TASS|ТАСС|塔斯社|타스",
    "TELAM": "Télam|Telam",
    "TT": "TT",
    "UNIAN": "UNIAN|УНИАН|УНІАН",
    "UKRINFORM": "Ukrinform|Укринформ|Укрінформ",
    "UNB": "UNB",
    "UNI": "UNI",
    "UPI": "UPI|United Press International|合众国际社",
    "VNA": "VNA|TTXVN",
    "WAM": "WAM|وام",
    "XINHUA": "Xinhua|新华社|新華社|新华网|新華網|신화|신화통신|Синьхуа|شينخوا",
    "YONHAP": "Yonhap|Yonhap News|Yonhap News Agency|연합뉴스|聯合ニュース|联合通讯社|韩联社|연합",
}


@dataclass(frozen=True, slots=True)
class Agency:
    """One agency: its `code`, and the `name` it was found under."""

    code: str
    name: str


@dataclass(frozen=True)
class Agencies:
    """A list of agencies that can be asked for a printed name. `names`: printed name → code."""

    names: tuple[tuple[str, str], ...]

    @cached_property
    def _codes(self) -> dict[str, str]:
        return {normalise_agency(name): code for name, code in self.names}

    @cached_property
    def asian_names(self) -> tuple[str, ...]:
        """Names written in Chinese, Japanese or Korean, longest first: such copy prints no space before them."""
        asian = {name for name, _ in self.names if any(ord(letter) > 0x2E80 for letter in name)}
        return tuple(sorted(asian, key=lambda name: (-len(name), name)))

    def find(self, name: str) -> Agency | None:
        """The agency that signs as `name`, or None. Case, width, spaces and full stops do not matter."""
        code = self._codes.get(normalise_agency(name))
        return Agency(code, name) if code is not None else None

    def including(self, codes: Iterable[str]) -> "Agencies":
        """These agencies and the caller's own, each signing under its code."""
        return Agencies(self.names + tuple((code, code) for code in codes))


def normalise_agency(name: str) -> str:
    """The form under which two printings of one agency's name are equal. For matching only, never shown."""
    folded = unicodedata.normalize("NFKC", name).casefold()
    return "".join(letter for letter in folded if letter.isalnum())


KNOWN_AGENCIES: Final = Agencies(tuple((name, code) for code, names in _NAMES.items() for name in names.split("|")))
