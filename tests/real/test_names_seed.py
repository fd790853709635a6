"""The story this project was asked for: six people, each once."""

from datetime import date
from pathlib import Path

from archive.reading.dates import read_dates
from archive.reading.names import read_names
from archive.reading.organisations import read_organisations
from archive.reading.places import read_places


def read_seed(shared_data: Path) -> tuple[str, str]:
    lines = (shared_data / "seed" / "ajp-lyubimova-pyongyang.txt").read_text("utf-8").strip().split("\n")
    return "\n\n".join(lines[:-2]), lines[-2]


def test_six_people_each_once_with_their_descriptors(shared_data: Path) -> None:
    text, headline = read_seed(shared_data)
    people = read_names(text, headline=headline)
    assert {person.name: person.descriptor for person in people} == {
        "Kim Jong-un": "North Korean leader",
        "Olga Lyubimova": "Russian Culture Minister",
        "Vladimir Putin": "Russian President",
        "Aleksandr Matsegora": "Russian Ambassador",
        "Kim Ju Ae": "daughter",
        "Sung Jong Gyu": "North Korean Culture Minister",
    }
    assert len(people) == 6
    assert all(person.confidence >= 0.8 for person in people)
    leader = people[0]
    assert [headline[start:end] for start, end in leader.headline_spans] == ["Kim Jong Un"]
    assert [len(person.spans) for person in people] == [5, 5, 1, 2, 1, 1]


def test_its_places_organisations_and_dates(shared_data: Path) -> None:
    text, _ = read_seed(shared_data)
    places = {place.entry.name for place in read_places(text) if place.confidence >= 0.7}
    assert places == {"Seoul", "Pyongyang", "Ukraine", "Kursk", "North Korea", "Russia"}
    bodies = {body.name: body.descriptor for body in read_organisations(text)}
    assert bodies["Korean Central News Agency"] == "KCNA"
    assert "Workers' Party of Korea" in bodies
    dates = {read.text: (read.start, read.end) for read in read_dates(text, issued_on=date(2025, 6, 30))}
    assert dates["Sunday"] == (date(2025, 6, 29), date(2025, 6, 29))
    assert dates["June last year"] == (date(2024, 6, 1), date(2024, 6, 30))
    assert dates["2025 to 2027"] == (date(2025, 1, 1), date(2027, 12, 31))
