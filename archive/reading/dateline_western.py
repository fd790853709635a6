"""Datelines of the western shape: `CITY, Region, June 30 (AGENCY) -`, in any script that writes words with spaces.

A scanner reads the parts (places, brackets, date, weekday, agency, dash) in the order they stand; the evidence found
then decides. A complete shape is believed even for an agency nobody listed; a lone word before a dash is not.
"""

import re
from dataclasses import dataclass, field
from typing import Final

from archive.reading.agencies import Agencies
from archive.reading.dateline_dates import PrintedDate, read_printed_date, read_weekday
from archive.reading.dateline_value import Marks
from archive.reading.regions import is_country, is_region

_START: Final = re.compile(r"[\s*^\u200e\u200f\ufeff]*")
_WORD: Final = re.compile(r"(?:[^\W\d_]|[\u0900-\u0963])(?:[\w'’.\u0900-\u0963\u0970-\u097f]|-(?=\w))*")
_GAP: Final = re.compile(r"[ \t\u00a0\r]*\n?[ \t\u00a0]*")
_JOIN: Final = re.compile(r"[ \u00a0]+|/")
_SEPARATOR: Final = re.compile(r"\s*(?:[,،][,.]?|\.(?=\s)|(?<=[.,])\s*-(?=\s))?\s*")
_BRACKET: Final = re.compile(r"(?:--)?\s*(?:[(（](?P<round>[^()（）\n]{1,60})[)）]|\[(?P<square>[^\[\]\n]{1,60})\])")
_SLASHED: Final = re.compile(r"\s*/(?P<name>[^/\n]{2,40})/")
_TERMINATOR: Final = re.compile(
    r"\s{0,2}(?P<mark>\.\s?-{1,2}(?=[\s\"“«])|--+|[-–—―_‒−－](?=\s|$|[\"“«])|[—―]|:(?=\s|$)|=(?=\s|$))"
)
_CLOSING_STOP: Final = re.compile(r"\s?(?:[.:](?=\s|$)|(?=\s|$)|:(?=\w))")
_LEAD_AGENCY: Final = re.compile(r"[(（](?P<name>[^()（）\n]{2,30})[)）]\s*(?:--|[-–—:])?\s*")
_AGENCY_WORD: Final = re.compile(r"\s?[^\W\d_][\w.'-]*")
_AGENCY_CLOSES: Final = re.compile(r"\s{0,2}[-–—]{1,2}(?:\s|$)")
_AGENCY_CLOSES_AFTER_DATE: Final = re.compile(r"\s{0,2}[-–—]{1,2}(?:\s|$)|\.?\s+[\"“”«'‘]?[^\W_a-zà-ÿа-я]")
_AGENCY_AFTER_DASH: Final = re.compile(r"\s+(?P<name>[^\W\d_]\w*(?: [^\W\d_]\w*){0,2})\.(?=\s|$)")
_BODY_OPENS: Final = re.compile(r"\s+[\"“”«'‘(\[]{0,2}(?:\d|[^\W\d_a-zà-ÿа-я])")
_READS_AS_PROSE: Final = re.compile(r"\s*[\"“”«'‘(\[]{0,2}[^\W_]")
_SHORT_NAME: Final = re.compile(r"[A-ZÀ-ÞА-Я][A-ZÀ-ÞА-Я&./-]{1,9}")

_PARTICLES: Final = frozenset(
    "de del de' di da do dos das la le les el los las of the upon on am an der den im bei sur sous en aux au du y e "
    "et and und i и на al-".split()
)
_JOINERS: Final = re.compile(r"/|、|\s(?:and|et|und|и)\s(?=[A-ZÀ-ÞА-Я]{2})")
# Words that stand before a dash at the start of copy and are no places.
_FLAGS: Final = frozenset(
    "UPDATE ADVISORY ALERT ANALYSIS ATTENTION BREAKING BULLETIN CLARIFICATION COMMENT CORRECTED CORRECTION CORRECTIVE "
    "EDITORS EXCLUSIVE FACTBOX FEATURE FIXTURE FLASH FOCUS HOLD INSIGHT INTERVIEW KILL LEAD NEWSMAKER NOTE OBITUARY "
    "OPINION PHOTO PICTURE PREVIEW PROFILE REFILE REPEAT REPORT RPT SNAP SPOTLIGHT STORY SUMMARY TABLE TIMELINE URGENT "
    "VIDEO WATCH WITHDRAWN WRAPUP NEWS SPORTS QUOTES EMBARGO EMBARGOED ENDS MORE".split()
)
# Cities that stand alone in datelines (facts; AP-style lists as published on the web, and seats of big bureaux).
_STAND_ALONE: Final = frozenset(
    "ATLANTA|BALTIMORE|BOSTON|CHICAGO|CINCINNATI|CLEVELAND|DALLAS|DENVER|DETROIT|HONOLULU|HOUSTON|INDIANAPOLIS|"
    "LAS VEGAS|LOS ANGELES|MIAMI|MILWAUKEE|MINNEAPOLIS|NEW ORLEANS|NEW YORK|OKLAHOMA CITY|PHILADELPHIA|PHOENIX|"
    "PITTSBURGH|ST. LOUIS|SALT LAKE CITY|SAN ANTONIO|SAN DIEGO|SAN FRANCISCO|SEATTLE|WASHINGTON|UNITED NATIONS|"
    "BEIJING|BERLIN|BRUSSELS|CAIRO|GENEVA|GIBRALTAR|GUATEMALA CITY|HAVANA|HONG KONG|JERUSALEM|KUWAIT|LONDON|LUXEMBOURG|"
    "MACAO|MADRID|MEXICO CITY|MONACO|MONTREAL|MOSCOW|NEW DELHI|OTTAWA|PARIS|PYONGYANG|QUEBEC|ROME|SAN MARINO|SEOUL|"
    "SINGAPORE|SYDNEY|TOKYO|TORONTO|VATICAN CITY|VIENNA|WARSAW".split("|")
)
_MOST_WORDS_OF_AGENCY: Final = 3
_MOST_PARTS: Final = 6
_MOST_WORDS: Final = 6


@dataclass(slots=True)
class _Scan:
    """What the scanner has seen so far; `at` is where it stands."""

    at: int
    places: list[str] = field(default_factory=list)
    bracketed: str = ""
    date: PrintedDate | None = None
    weekday: str = ""
    agency: str = ""
    knows_agency: bool = False
    dash: str = ""


def read_western_dateline(text: str, *, agencies: Agencies) -> Marks | None:
    """The marks of a western dateline at the start of `text`, or None."""
    start = _START.match(text).end()  # type: ignore[union-attr]  # it also matches nothing
    scan = _Scan(at=start)
    lead = _LEAD_AGENCY.match(text, start)
    if lead is not None and agencies.find(lead["name"]) is not None:
        scan.agency, scan.knows_agency, scan.at = lead["name"], True, lead.end()
    _scan_parts(text, scan, agencies=agencies)
    if not scan.places and scan.date is None:
        return None
    if not _scan_end(text, scan, agencies=agencies):
        return None
    return _weigh(text, scan, start=start)


def _scan_parts(text: str, scan: _Scan, *, agencies: Agencies) -> None:
    for _ in range(_MOST_PARTS):
        if scan.at >= len(text):
            return
        is_later = bool(scan.places)
        _is_stray_dash(text, scan)
        found = read_printed_date(text, scan.at, may_be_misprinted=is_later) if scan.date is None else None
        if found is not None:
            scan.date, scan.at = found, found.end
        elif (weekday := read_weekday(text, scan.at)) is not None:
            scan.weekday, scan.at = weekday
        elif scan.date is None or not is_later:
            bare = _bare_agency(text, scan, agencies=agencies) if is_later else None
            if bare is not None:
                scan.agency, scan.knows_agency, scan.at = bare[0], True, bare[1]
                return
            end = _place_end(text, scan.at, is_first=not is_later)
            if end == scan.at:
                return
            scan.places.append(text[scan.at : end])
            scan.at = end
        else:
            bare = _bare_agency(text, scan, agencies=agencies)
            if bare is not None:
                scan.agency, scan.knows_agency, scan.at = bare[0], True, bare[1]
            return
        if _scan_brackets(text, scan, agencies=agencies):
            return
        if _TERMINATOR.match(text, scan.at) is not None and not _is_stray_dash(text, scan):
            return
        scan.at = _SEPARATOR.match(text, scan.at).end()  # type: ignore[union-attr]  # it also matches nothing


def _is_stray_dash(text: str, scan: _Scan) -> bool:
    """Whether the dash that follows stands between the place and its date ("KANSAS CITY, Mo. - March 13 -")."""
    dash = _TERMINATOR.match(text, scan.at)
    if dash is None or scan.date is not None or not scan.places:
        return False
    gap = _GAP.match(text, dash.end())
    after = gap.end() if gap else dash.end()
    printed = read_printed_date(text, after)
    if printed is None or _TERMINATOR.match(text, printed.end) is None:
        return False
    scan.at = after
    return True


def _place_end(text: str, start: int, *, is_first: bool) -> int:
    """Where the place name that begins at `start` ends; `start` when there is none."""
    at = end = start
    for count in range(_MOST_WORDS):
        word = _WORD.match(text, at)
        if word is None:
            break
        token = word[0]
        if not _is_capital(token[0]):
            if is_first and count == 1 and text[word.end() : word.end() + 1] == ",":
                return word.end()  # "New york, March 2 -": believed only with a date and a dash
            if count == 0 or token.rstrip(".") not in _PARTICLES:
                break
        elif count and read_printed_date(text, at) is not None:
            break
        at = word.end()
        if _is_capital(token[0]):
            end = at
        if token.endswith(".") and len(token) > (4 if count else 5) and not is_region(token):
            break
        join = _JOIN.match(text, at)
        if join is None:
            break
        at = join.end()
    if is_first and end - start < 2:
        return start
    return end


def _is_capital(letter: str) -> bool:
    return letter.isupper() or not letter.islower()


def _scan_brackets(text: str, scan: _Scan, *, agencies: Agencies) -> bool:
    """Read what stands in brackets or slashes; True when it was the agency, which ends the parts."""
    slashed = _SLASHED.match(text, scan.at)
    if slashed is not None and (agencies.find(slashed["name"]) is not None or scan.date is not None):
        scan.agency, scan.at = slashed["name"].strip(), slashed.end()
        scan.knows_agency = True
        return True
    stop = _CLOSING_STOP.match(text, scan.at)
    if slashed is None and scan.date is not None and stop is not None and stop[0].strip() == ".":
        slashed = _SLASHED.match(text, stop.end())
        if slashed is not None:
            scan.agency, scan.at = slashed["name"].strip(), slashed.end()
            scan.knows_agency = True
            return True
    bracket = _BRACKET.match(text, scan.at)
    if bracket is None:
        return False
    name = (bracket["round"] or bracket["square"]).strip()
    if bracket["square"] is None and agencies.find(name) is not None and not scan.agency:
        scan.agency, scan.knows_agency, scan.at = name, True, bracket.end()
        return True
    follows_bracket = _BRACKET.match(text, bracket.end()) is not None
    follows_comma = text[bracket.end() : bracket.end() + 1] == ","
    is_place = bracket["square"] is not None or follows_bracket or follows_comma or scan.knows_agency
    if (is_place or is_country(name) or is_region(name)) and scan.places and scan.date is None:
        scan.bracketed, scan.at = name, bracket.end()
        return _scan_brackets(text, scan, agencies=agencies) if follows_bracket else False
    if scan.agency:
        return False
    scan.agency, scan.at = name, bracket.end()
    return True


def _bare_agency(text: str, scan: _Scan, *, agencies: Agencies) -> tuple[str, int] | None:
    """A listed agency that stands without brackets: "March 11, Reuter -", "June 30 AAP -", "30 июня. УНИАН."."""
    if scan.agency or not text[scan.at : scan.at + 1].isalpha():
        return None
    end = scan.at
    for _ in range(_MOST_WORDS_OF_AGENCY):
        word = _AGENCY_WORD.match(text, end)
        if word is None:
            return None
        end = word.end()
        name = text[scan.at : end].strip().rstrip(".")
        closes = _AGENCY_CLOSES if scan.date is None else _AGENCY_CLOSES_AFTER_DATE
        end = scan.at + len(name)
        if closes.match(text, end) is not None and not is_region(name) and agencies.find(name) is not None:
            return name, end
        end = word.end()
    return None


def _scan_end(text: str, scan: _Scan, *, agencies: Agencies) -> bool:
    """Read the dash that closes the dateline; False when nothing closes it."""
    dash = _TERMINATOR.match(text, scan.at)
    if dash is not None:
        scan.dash, scan.at = dash["mark"].strip(), dash.end()
        if scan.date is not None and not scan.agency:
            after = _AGENCY_AFTER_DASH.match(text, dash.end())
            if after is not None and agencies.find(after["name"]) is not None:
                scan.agency, scan.knows_agency, scan.at = after["name"], True, after.end()
        return True
    if scan.knows_agency:
        stop = _CLOSING_STOP.match(text, scan.at)
        end = stop.end() if stop is not None else scan.at
        if end == len(text) or text[end - 1] == ":" or _BODY_OPENS.match(text, end) is not None:
            scan.at = end
            return True
        return False
    stop = _CLOSING_STOP.match(text, scan.at)
    if scan.date is None or not scan.places:
        return False
    if scan.agency and stop is not None and stop[0].strip() == "." and _BODY_OPENS.match(text, stop.end()):
        scan.dash, scan.at = ".", stop.end()  # "Lima, jun. 30 (ANDINA). El puerto"
        return True
    end = len(text[: scan.at].rstrip())
    is_full = text[end - 1 : end] == "." and not scan.agency and _is_upper(scan.places[0])
    if is_full and _BODY_OPENS.match(text, end):
        scan.dash, scan.at = ".", end  # "BAKU, Azerbaijan, June 30. The port"
        return True
    return False


def _is_upper(name: str) -> bool:
    return name.upper() == name


def _weigh(text: str, scan: _Scan, *, start: int) -> Marks | None:
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
        end=scan.at,
        rule=rule,
        confidence=confidence,
        places=_split_places(first),
        region=region,
        country=country,
        month=scan.date.month if scan.date else None,
        day=scan.date.day if scan.date else None,
        year=scan.date.year if scan.date else None,
        agency=scan.agency,
        weekday=scan.weekday,
        problems=tuple(problems),
    )


def _weigh_unknown_agency(scan: _Scan, *, has_date: bool) -> tuple[str, float] | None:
    words = scan.agency.split()
    if not scan.dash or len(words) > 4 or len(scan.agency) > 40 or not (_is_capital(scan.agency[0]) or has_date):
        return None
    if any(letter.isdigit() for letter in scan.agency) and not has_date:
        return None
    if has_date and scan.places:
        return "dateline.unlisted_agency_and_date", 0.85
    if not scan.places or scan.dash in {"=", "."}:
        return None
    place_is_plain = _is_upper(scan.places[0]) and scan.places[0].split()[0] not in _FLAGS
    if _SHORT_NAME.fullmatch(scan.agency) and (place_is_plain or scan.dash != ":"):
        return "dateline.unlisted_agency", 0.6
    if len(words) == 1 and place_is_plain and scan.agency.isalpha():
        return "dateline.unlisted_agency", 0.55
    return None


def _weigh_place_alone(text: str, scan: _Scan, *, region: str, country: str) -> tuple[str, float] | None:
    """A place and a dash, nothing else: only capitals, and only when prose follows."""
    first = scan.places[0]
    is_long_dash = scan.dash.startswith("--") or scan.dash in {"—", "―"}
    names_land = bool((region and is_region(region)) or (country and is_country(country)))
    if scan.dash == ":" and first in _STAND_ALONE and _reads_as_prose(text, scan.at):
        return "dateline.stand_alone_city", 0.7
    if names_land and scan.at and not text[scan.at :].strip() and _is_upper(first):
        return "dateline.place_and_land", 0.7
    if scan.dash in {":", "=", "."} or scan.weekday or not _reads_as_prose(text, scan.at):
        return None
    if not _is_upper(first) or not any(letter.isupper() for letter in first):
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


def _regions(scan: _Scan) -> tuple[str, str]:
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
    parts = [part.strip() for part in _JOINERS.split(first)]
    if len(parts) > 3 or any(len(part) < 2 for part in parts):
        parts = [first]
    return tuple(part if "." in part[:-1] else part.rstrip(".") for part in parts)
