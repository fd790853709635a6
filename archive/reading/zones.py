"""Time zones as copy names them: "KST", "GMT+9", "2300Z", "UK time", "heure de Paris"."""

import re
from datetime import datetime, timedelta, timezone, tzinfo
from typing import Final
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

# IST is not here: India's, Ireland's and Israel's lie up to five hours apart.
_HOURS: Final[dict[str, float]] = {
    "GMT": 0, "UTC": 0, "Z": 0, "WET": 0, "BST": 1, "CET": 1, "MEZ": 1, "WEST": 1, "CEST": 2, "MESZ": 2, "EET": 2,
    "EEST": 3, "MSK": 3, "МСК": 3, "мск": 3, "SGT": 8, "HKT": 8, "KST": 9, "JST": 9, "AEST": 10, "AEDT": 11,
    "NZST": 12, "NZDT": 13, "EST": -5, "EDT": -4, "CST": -6, "CDT": -5, "MST": -7, "MDT": -6, "PST": -8, "PDT": -7,
}  # fmt: skip
# Places whose clocks change: what they mean depends on the day.
_PLACES: Final[dict[str, str]] = {
    "UK": "Europe/London", "London": "Europe/London", "Paris": "Europe/Paris", "Brussels": "Europe/Brussels",
    "Berlin": "Europe/Berlin", "Rome": "Europe/Rome", "Madrid": "Europe/Madrid", "Moscow": "Europe/Moscow",
    "Seoul": "Asia/Seoul", "Korea": "Asia/Seoul", "Korean": "Asia/Seoul", "Tokyo": "Asia/Tokyo",
    "Japan": "Asia/Tokyo", "Beijing": "Asia/Shanghai", "New York": "America/New_York",
    "U.S. Eastern": "America/New_York", "US Eastern": "America/New_York", "Eastern": "America/New_York",
    "Pacific": "America/Los_Angeles",
}  # fmt: skip
_SHORT: Final[dict[str, str]] = {"ET": "America/New_York", "PT": "America/Los_Angeles"}

_OFFSET: Final = re.compile(r"(?:GMT|UTC)\s?(?P<sign>[+-])(?P<hours>\d{1,2})(?::?(?P<minutes>\d\d))?")
_NAMED: Final = re.compile(r"(?:\b|(?<=\d))(?P<name>" + "|".join(sorted(_HOURS, key=len, reverse=True)) + r")\b")
_CITY: Final = "|".join(re.escape(name) for name in sorted(_PLACES, key=len, reverse=True))
_LOCAL: Final = re.compile(
    rf"\b(?P<city>{_CITY})(?:\s+(?:standard|daylight|summer))?\s+time\b|\bheure\s+de\s+(?P<place>{_CITY})\b"
    r"|\b(?P<short>ET|PT)\b",
    re.IGNORECASE,
)
_FOLDED: Final = {name.casefold(): zone for name, zone in _PLACES.items()}
FARTHEST: Final = 14 * 60  # minutes from Greenwich


def find_zones(line: str) -> list[tuple[int, tzinfo]]:
    """Each zone that a line names, with where its name begins."""
    found: list[tuple[int, tzinfo]] = []
    for match in _OFFSET.finditer(line):
        minutes = int(match["hours"]) * 60 + int(match["minutes"] or 0)
        if minutes <= FARTHEST:
            found.append((match.start(), timezone(timedelta(minutes=-minutes if match["sign"] == "-" else minutes))))
    rest = _OFFSET.sub(lambda match: " " * len(match[0]), line)
    found += [(match.start(), timezone(timedelta(hours=_HOURS[match["name"]]))) for match in _NAMED.finditer(rest)]
    for match in _LOCAL.finditer(rest):
        if match["short"] and not match["short"].isupper():
            continue  # "et" is a French word
        name = _SHORT[match["short"]] if match["short"] else _FOLDED[(match["city"] or match["place"]).casefold()]
        try:
            found.append((match.start(), ZoneInfo(name)))
        except ZoneInfoNotFoundError:  # a machine without the table of zones cannot say what it means
            continue
    return sorted(found, key=lambda zone: zone[0])


def read_zone(line: str) -> tzinfo | None:
    """The zone a line names, or None; of several, the first."""
    found = find_zones(line)
    return found[0][1] if found else None


def is_told(moment: datetime) -> bool:
    """Whether a moment exists and is meant once: an hour is left out or comes twice when clocks change."""
    back = moment.astimezone(timezone.utc).astimezone(moment.tzinfo)  # noqa: UP017  # beside `timezone(…)` above
    return back == moment and moment.replace(fold=1).utcoffset() == moment.replace(fold=0).utcoffset()
