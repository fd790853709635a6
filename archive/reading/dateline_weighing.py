"""Whether what was scanned is a dateline, and how sure that is.

A complete shape is believed even for an agency nobody listed; a lone word before a dash is not.
"""

import re
from typing import Final

from archive.reading.dateline_scan import Scan, is_capital, is_upper
from archive.reading.dateline_value import Marks
from archive.reading.regions import is_country, is_region

_READS_AS_PROSE: Final = re.compile(r"\s*[\"“”«'‘(\[]{0,2}[^\W_]")
_SHORT_NAME: Final = re.compile(r"[A-ZÀ-ÞА-Я][A-ZÀ-ÞА-Я&./-]{1,9}")
_JOINERS: Final = re.compile(r"/|、|\s(?:and|et|und|и)\s(?=[A-ZÀ-ÞА-Я]{2})")
# Words that stand before a dash at the start of copy and are no places.
_FLAGS: Final = frozenset(
    "UPDATE ADVISORY ALERT ANALYSIS ATTENTION BREAKING BULLETIN CLARIFICATION COMMENT CORRECTED CORRECTION CORRECTIVE "
    "EDITORS EXCLUSIVE FACTBOX FEATURE FIXTURE FLASH FOCUS HOLD INSIGHT INTERVIEW KILL LEAD NEWSMAKER NOTE OBITUARY "
    "OPINION PHOTO PICTURE PREVIEW PROFILE REFILE REPEAT REPORT RPT SNAP SPOTLIGHT STORY SUMMARY TABLE TIMELINE "
    "URGENT "
    "VIDEO WATCH WITHDRAWN WRAPUP NEWS SPORTS QUOTES EMBARGO EMBARGOED ENDS MORE".split()
)
# Cities that stand alone in datelines (facts; AP-style lists as published on the web, and seats of big bureaux).
_STAND_ALONE: Final = frozenset(
    "ATLANTA|BALTIMORE|BOSTON|CHICAGO|CINCINNATI|CLEVELAND|DALLAS|DENVER|DETROIT|HONOLULU|HOUSTON|INDIANAPOLIS|"
    "LAS VEGAS|LOS ANGELES|MIAMI|MILWAUKEE|MINNEAPOLIS|NEW ORLEANS|NEW YORK|OKLAHOMA CITY|PHILADELPHIA|PHOENIX|"
    "PITTSBURGH|ST. LOUIS|SALT LAKE CITY|SAN ANTONIO|SAN DIEGO|SAN FRANCISCO|SEATTLE|WASHINGTON|UNITED NATIONS|"
    "BEIJING|BERLIN|BRUSSELS|CAIRO|GENEVA|GIBRALTAR|GUATEMALA CITY|HAVANA|HONG KONG|JERUSALEM|KUWAIT|LONDON|"
    "LUXEMBOURG|"
    "MACAO|MADRID|MEXICO CITY|MONACO|MONTREAL|MOSCOW|NEW DELHI|OTTAWA|PARIS|PYONGYANG|QUEBEC|ROME|SAN MARINO|SEOUL|"
    "SINGAPORE|SYDNEY|TOKYO|TORONTO|VATICAN CITY|VIENNA|WARSAW|"
    "ABUJA|ACCRA|ADDIS ABABA|ALGIERS|AMMAN|AMSTERDAM|ANKARA|ATHENS|BAGHDAD|BAKU|BANGKOK|BEIRUT|BELGRADE|BOGOTA|"
    "BRASILIA|"
    "BRATISLAVA|BUCHAREST|BUDAPEST|BUENOS AIRES|CANBERRA|CAPE TOWN|CARACAS|COLOMBO|COPENHAGEN|DAKAR|DAMASCUS|DHAKA|"
    "DOHA|"
    "DUBAI|DUBLIN|HANOI|HARARE|HELSINKI|ISLAMABAD|ISTANBUL|JAKARTA|JOHANNESBURG|KABUL|KARACHI|KATHMANDU|KHARTOUM|KYIV|"
    "KUALA LUMPUR|LAGOS|LIMA|LISBON|LUSAKA|MANILA|MELBOURNE|MEXICO|MINSK|MONTEVIDEO|MUMBAI|NAIROBI|NICOSIA|OSLO|"
    "PHNOM PENH|PRAGUE|PRETORIA|QUITO|RABAT|REYKJAVIK|RIGA|RIYADH|SAN JOSE|SANTIAGO|SAO PAULO|SARAJEVO|SHANGHAI|"
    "SOFIA|STOCKHOLM|TAIPEI|TALLINN|TASHKENT|TBILISI|TEHRAN|TEL AVIV|TRIPOLI|TUNIS|VILNIUS|WELLINGTON|YANGON|ZAGREB|"
    "ZURICH|МОСКВА|КИЕВ|КИЇВ|BERN|LONDRES|MADRID|ROMA|WIEN|LISBOA|EL CAIRO".split("|")
)


def weigh_scan(text: str, scan: Scan, *, start: int) -> Marks | None:
    """Decide whether what was scanned is a dateline, and how sure that is."""
    region, country = _regions(scan)
    first = scan.places[0] if scan.places else ""
    problems: list[str] = []
    has_date = scan.date is not None
    if scan.date is not None and scan.date.problem:
        problems.append(scan.date.problem)
    if scan.weekday and not scan.places:
        return None
    if first and first.split()[-1][0].islower() and not (has_date and scan.dash):
        return None
    if scan.knows_agency:
        rule, confidence = ("dateline.agency_and_date", 0.98) if has_date else ("dateline.agency", 0.95)
    elif scan.agency:
        judged = _weigh_unknown_agency(scan, has_date=has_date)
        if judged is None:
            return None
        rule, confidence = judged
        if not has_date:
            problems.append(f"{scan.agency!r} is on no list of agencies: check that this is a dateline.")
    elif has_date:
        if not scan.places or scan.dash in {":", "="}:
            return None
        rule, confidence = "dateline.place_and_date", 0.9 if scan.dash != "." else 0.6
    else:
        judged = _weigh_place_alone(text, scan, region=region, country=country)
        if judged is None:
            return None
        rule, confidence = judged
        if confidence < 0.5:
            problems.append(f"{first!r} may be the place of a dateline without date or agency: check it.")
    if scan.date is not None and not scan.date.certain:
        confidence = min(confidence, 0.7)
    return Marks(
        start=start,
        end=len(text[: scan.at].rstrip()),
        rule=rule,
        confidence=confidence,
        places=_split_places(first),
        region=region,
        country=country,
        month=scan.date.month if scan.date else None,
        day=scan.date.day if scan.date else None,
        year=scan.date.year if scan.date else None,
        agency=scan.agency,
        byline=scan.byline,
        weekday=scan.weekday,
        problems=tuple(problems),
    )


def _weigh_unknown_agency(scan: Scan, *, has_date: bool) -> tuple[str, float] | None:
    words = scan.agency.split()
    if not scan.dash or len(words) > 4 or len(scan.agency) > 40 or not (is_capital(scan.agency[0]) or has_date):
        return None
    if any(letter.isdigit() for letter in scan.agency) and not has_date:
        return None
    if has_date and scan.places:
        return "dateline.unlisted_agency_and_date", 0.85
    if not scan.places or scan.dash in {"=", "."}:
        return None
    place_is_plain = is_upper(scan.places[0]) and scan.places[0].split()[0] not in _FLAGS
    if _SHORT_NAME.fullmatch(scan.agency) and (place_is_plain or scan.dash != ":"):
        return "dateline.unlisted_agency", 0.6
    if len(words) == 1 and place_is_plain and scan.agency.isalpha():
        return "dateline.unlisted_agency", 0.55
    return None


def _weigh_place_alone(text: str, scan: Scan, *, region: str, country: str) -> tuple[str, float] | None:
    """A place and a dash, nothing else: only capitals, and only when prose follows."""
    first = scan.places[0]
    is_long_dash = scan.dash.startswith("--") or scan.dash in {"—", "―"}
    names_land = bool((region and is_region(region)) or (country and is_country(country)))
    if scan.dash == ":" and first in _STAND_ALONE and _reads_as_prose(text, scan.at):
        return "dateline.stand_alone_city", 0.7
    if names_land and scan.at and not text[scan.at :].strip() and is_upper(first):
        return "dateline.place_and_land", 0.7
    if scan.dash in {":", "=", "."} or scan.weekday or not _reads_as_prose(text, scan.at):
        return None
    if not is_upper(first) or not any(letter.isupper() for letter in first):
        return ("dateline.place_and_land", 0.6) if names_land and is_long_dash else None
    if any(word.strip(".") in _FLAGS for word in re.split(r"[ /-]", first)) or len(first) < 3:
        return None
    if names_land:
        return "dateline.place_and_land", 0.8
    if len(scan.places) > 1:
        return None
    if first in _STAND_ALONE or all(place in _STAND_ALONE for place in _split_places(first)):
        return "dateline.stand_alone_city", 0.85
    return ("dateline.place_alone", 0.6) if is_long_dash else ("dateline.place_alone", 0.4)


def _reads_as_prose(text: str, at: int) -> bool:
    rest = text[at : at + 80]
    return bool(_READS_AS_PROSE.match(rest)) and rest[:1].isspace() and sum(map(str.islower, rest)) * 2 > len(rest)


def _regions(scan: Scan) -> tuple[str, str]:
    """The region and the country printed after the place, each literal or empty."""
    later = [_without_stop(part) for part in scan.places[1:]]
    city, _, abbreviated = scan.places[0].rpartition(" ") if scan.places else ("", "", "")
    if city and not later and abbreviated.endswith(".") and is_region(abbreviated):
        scan.places[0] = city  # "FARMINGTON Conn., March 9 -"
        return abbreviated, ""
    if scan.bracketed:
        later.append(scan.bracketed)
    if not later:
        return "", ""
    if len(later) == 1:
        only = later[0]
        return ("", only) if is_country(only) and not is_region(only) else (only, "")
    return later[-2], later[-1]


def _without_stop(name: str) -> str:
    return name if is_region(name) else name.rstrip(".")


def _split_places(first: str) -> tuple[str, ...]:
    if not first:
        return ()
    first = first.removesuffix(" في")  # "أبوظبي في 4 سبتمبر": "in" belongs to the day
    parts = [part.strip() for part in _JOINERS.split(first)]
    if len(parts) > 3 or any(len(part) < 2 for part in parts):
        parts = [first]
    return tuple(part if "." in part[:-1] else part.rstrip(".") for part in parts)
