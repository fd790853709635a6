"""People in Reuters copy of 1996, against the names that readers marked by hand."""

import json
from datetime import date
from pathlib import Path

from archive.reading.dates import read_dates
from archive.reading.names import read_names
from archive.reading.organisations import read_organisations
from archive.reading.places import read_places
from bench.names import measure_people


def test_people_named_in_full_are_found_and_little_else(shared_data: Path) -> None:
    right, read, true = measure_people(shared_data / "names" / "conll2003-eng.train.gz", threshold=0.8)
    assert right / read > 0.95
    assert right / true > 0.72


def test_naughty_strings_give_nothing_weird(shared_data: Path) -> None:
    strings = json.loads((shared_data / "hostile" / "blns" / "blns.json").read_text("utf-8"))
    people = {name.name for text in strings for name in read_names(text) if name.confidence >= 0.8}
    assert people <= {"Jimmy Clitheroe", "Craig Cockburn", "Linda Callahan", "Herman I. Libshitz", "Dick Van Dyke"}
    bodies = {body.name for text in strings for body in read_organisations(text)}
    assert bodies <= {"Penistone Community Church"}
    for text in strings:
        read_places(text)
        read_dates(text, issued_on=date(2025, 1, 1))
