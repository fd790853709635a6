"""The scanner of western datelines: it reads places, brackets, date, weekday, agency and dash in the order they stand.

It judges nothing; `dateline_weighing.py` does.
"""

import re
from dataclasses import dataclass, field
from typing import Final

from archive.reading.agencies import Agencies
from archive.reading.dateline_dates import PrintedDate, read_printed_date, read_weekday
from archive.reading.regions import is_country, is_region

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
_AGENCY_WORD: Final = re.compile(r"\s?[^\W\d_][\w.'-]*")
_AGENCY_CLOSES: Final = re.compile(r"\s{0,2}[-–—]{1,2}(?:\s|$)")
_AGENCY_CLOSES_AFTER_DATE: Final = re.compile(r"\s*$|\s{0,2}[-–—]{1,2}(?:\s|$)|\.?\s+[\"“”«'‘]?[^\W_a-zà-ÿа-я]")
_AGENCY_AFTER_DASH: Final = re.compile(
    r"\s+(?P<name>[^\W\d_]\w*(?: [^\W\d_]\w*){0,2})(?:,\s(?P<author>[^\W\d_]+ [^\W\d_]+))?\.(?=\s|$)"
)
_CORRESPONDENT: Final = re.compile(r"(?:Корр|Спецкорр|Кор)\.\s(?P<name>\S+)\s(?P<author>[^\W\d_]+ [^\W\d_]+)")
_BODY_OPENS: Final = re.compile(r"\s+[\"“”«'‘(\[]{0,2}(?:\d|[^\W\d_a-zà-ÿа-я])")
_PARTICLES: Final = frozenset(
    "de del de' di da do dos das la le les el los las of the upon on am an der den im bei sur sous en aux au du y e "
    "et and und i и на al-".split()
)
_MOST_WORDS_OF_AGENCY: Final = 3
_MOST_PARTS: Final = 6
_MOST_WORDS: Final = 6


@dataclass(slots=True)
class Scan:
    """What the scanner has seen so far; `at` is where it stands."""

    at: int
    places: list[str] = field(default_factory=list)
    bracketed: str = ""
    date: PrintedDate | None = None
    weekday: str = ""
    agency: str = ""
    knows_agency: bool = False
    dash: str = ""
    byline: tuple[str, ...] = ()


def scan_parts(text: str, scan: Scan, *, agencies: Agencies) -> None:
    """Read the parts that begin at `scan.at` into `scan`."""
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
            _scan_agency_between_dashes(text, scan, agencies=agencies)
            return
        scan.at = _SEPARATOR.match(text, scan.at).end()  # type: ignore[union-attr]  # it also matches nothing


def _is_stray_dash(text: str, scan: Scan) -> bool:
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


def _scan_agency_between_dashes(text: str, scan: Scan, *, agencies: Agencies) -> None:
    """ "تهران - ایرنا - ": the agency stands between two dashes, without brackets."""
    dash = _TERMINATOR.match(text, scan.at)
    if dash is None or scan.agency:
        return
    after = _GAP.match(text, dash.end())
    start = after.end() if after else dash.end()
    inner = Scan(at=start)
    found = _bare_agency(text, inner, agencies=agencies)
    if found is not None and _AGENCY_CLOSES.match(text, found[1]) is not None:
        scan.agency, scan.knows_agency, scan.at = found[0], True, found[1]


def _place_end(text: str, start: int, *, is_first: bool) -> int:
    """Where the place name that begins at `start` ends; `start` when there is none."""
    at = end = start
    for count in range(_MOST_WORDS):
        word = _WORD.match(text, at)
        if word is None:
            break
        token = word[0]
        if not is_capital(token[0]):
            if is_first and count == 1 and text[word.end() : word.end() + 1] == ",":
                return word.end()  # "New york, March 2 -": believed only with a date and a dash
            if count == 0 or token.rstrip(".") not in _PARTICLES:
                break
        elif count and read_printed_date(text, at) is not None:
            break
        at = word.end()
        if is_capital(token[0]):
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


def is_capital(letter: str) -> bool:
    """Whether a letter may begin a name: a capital, or one of a script without case."""
    return letter.isupper() or not letter.islower()


def _scan_brackets(text: str, scan: Scan, *, agencies: Agencies) -> bool:
    """Read what stands in brackets or slashes; True when it was the agency, which ends the parts."""
    slashed = _SLASHED.match(text, scan.at)
    if slashed is not None and (agencies.find(slashed["name"]) is not None or scan.date is not None):
        _sign_slashed(scan, slashed)
        return True
    stop = _CLOSING_STOP.match(text, scan.at)
    if slashed is None and scan.date is not None and stop is not None and stop[0].strip() == ".":
        slashed = _SLASHED.match(text, stop.end())
        if slashed is not None:
            _sign_slashed(scan, slashed)
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


def _sign_slashed(scan: Scan, slashed: re.Match[str]) -> None:
    """Take the agency between slashes, and the correspondent some print with it ("/Корр. ТАСС Иван Петров/")."""
    scan.agency, scan.knows_agency, scan.at = slashed["name"].strip(), True, slashed.end()
    author = _CORRESPONDENT.fullmatch(scan.agency)
    if author is not None:
        scan.agency, scan.byline = author["name"], (author["author"],)


def _bare_agency(text: str, scan: Scan, *, agencies: Agencies) -> tuple[str, int] | None:
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


def scan_end(text: str, scan: Scan, *, agencies: Agencies) -> bool:
    """Read the dash that closes the dateline; False when nothing closes it."""
    dash = _TERMINATOR.match(text, scan.at)
    if dash is not None:
        scan.dash, scan.at = dash["mark"].strip(), dash.end()
        if scan.date is not None and not scan.agency:
            after = _AGENCY_AFTER_DASH.match(text, dash.end())
            if after is not None and agencies.find(after["name"]) is not None:
                scan.agency, scan.knows_agency, scan.at = after["name"], True, after.end()
                scan.byline = (after["author"],) if after["author"] else ()
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
    is_full = text[end - 1 : end] == "." and not scan.agency and is_upper(scan.places[0])
    if is_full and _BODY_OPENS.match(text, end):
        scan.dash, scan.at = ".", end  # "BAKU, Azerbaijan, June 30. The port"
        return True
    return False


def is_upper(name: str) -> bool:
    """Whether a name is printed in capitals (or has no case)."""
    return name.upper() == name
