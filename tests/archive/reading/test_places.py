"""The gazetteer, and places in copy."""

import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from archive.reading.gazetteer import lookup_place
from archive.reading.places import read_places
from archive.text.spans import Span


@pytest.mark.parametrize(
    ("name", "found"),
    [
        ("SEOUL", ("Seoul", "KR")),
        ("BUENOS AIRES", ("Buenos Aires", "AR")),
        ("Zurich", ("Zürich", "CH")),
        ("평양", ("Pyongyang", "KP")),
        ("Москва", ("Moscow", "RU")),
        ("北京", ("Beijing", "CN")),
        ("ワシントン", ("Washington", "US")),
        ("Leningrad", ("Saint Petersburg", "RU")),
        ("Saigon", ("Ho Chi Minh City", "VN")),
        ("NEW YORK", ("New York City", "US")),
        ("U.S.", ("United States", "US")),
        ("Soviet Union", ("Soviet Union", "SU")),
        ("ST. LOUIS", ("St. Louis", "US")),
        ("Baikonur", ("Baikonur", "KZ")),
    ],
)
def test_places_are_found_in_any_case_script_and_age(name: str, found: tuple[str, str]) -> None:
    entry = lookup_place(name)
    assert entry is not None
    assert (entry.name, entry.country_code) == found


@pytest.mark.parametrize(
    ("name", "region", "country", "code"),
    [
        ("Birmingham", "Ala.", "", "US"),
        ("Birmingham", "", "", "GB"),
        ("London", "Ontario", "", "CA"),
        ("Cambridge", "Mass.", "", "US"),
        ("Cambridge", "", "United Kingdom", "GB"),
        ("AUSTIN", "Texas", "", "US"),
        ("Buenos Aires", "", "Argentina", "AR"),
    ],
)
def test_region_and_country_decide_between_namesakes(name: str, region: str, country: str, code: str) -> None:
    entry = lookup_place(name, region=region, country=country)
    assert entry is not None
    assert entry.country_code == code


@pytest.mark.parametrize("name", ["", " ", "UNITED NATIONS", "Aboard Air Force One", "Xyzzy"])
def test_what_is_no_place_is_not_found(name: str) -> None:
    assert lookup_place(name) is None


def test_a_town_outside_the_named_region_is_not_returned() -> None:
    assert lookup_place("Seoul", country="France") is None


def test_countries_have_coordinates_on_the_map() -> None:
    entry = lookup_place("South Korea")
    assert entry is not None
    assert (entry.kind, round(entry.latitude)) == ("country", 38)


def test_every_city_that_stands_alone_in_a_dateline_is_known(shared_data: Path) -> None:
    cities = json.loads((shared_data / "vocab" / "datelines-standalone.json").read_text("utf-8"))
    for name in cities["domestic"]:
        entry = lookup_place(name.upper())
        assert entry is not None and entry.country_code == "US", name
    for name in cities["foreign_older_edition"]:
        assert lookup_place(name.upper()) is not None, name


def test_people_and_organisations_are_not_places() -> None:
    assert (
        read_places("Paris Hilton spoke to the Washington Post. Houston Natural Gas Corp and Bank of Tokyo rose.") == []
    )


def test_mentions_of_one_place_come_together() -> None:
    text = "They met in Pyongyang. Pyongyang's streets were full. 평양에서 만났다."
    (place,) = read_places(text)
    assert [text[start:end] for start, end in place.spans] == ["Pyongyang", "Pyongyang", "평양"]
    assert place.entry.country_code == "KP"
    assert place.confidence > 0.9


def test_the_state_after_a_comma_says_which_town() -> None:
    places = read_places("The plant in Birmingham, Alabama, closed.")
    assert (places[0].entry.region, places[0].rule) == ("AL", "region")


def test_a_town_too_small_for_the_gazetteer_is_not_taken_for_its_namesake() -> None:
    assert [place.name for place in read_places("He lives in Chatham, Mass., today.")] == []


def test_a_country_in_the_story_decides_between_towns_of_one_name() -> None:
    places = {place.name: place.entry.country_code for place in read_places("In Canada he went from Ottawa to London.")}
    assert places["Ottawa"] == "CA"


def test_everyday_words_are_not_towns() -> None:
    assert read_places("Reading books is nice. Nice to be Mobile. Orange juice. Police said Split.") == []


@given(st.one_of(st.text(), st.text(alphabet="SeoulParis, .평양에서北京МоскваU\n")))
def test_any_text_is_read_without_error(text: str) -> None:
    for place in read_places(text):
        assert all(0 <= start < end <= len(text) for start, end in place.spans)
        assert 0 < place.confidence <= 1


def test_south_america_is_not_the_united_states() -> None:
    """A continent has the country's name in it."""
    places = read_places("It passed over South America and Latin America. Later America sent a ship to it.")
    assert [place.spans for place in places if place.name == "America"] == [(Span(54, 61),)]
