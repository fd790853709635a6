"""A place held against the gazetteer."""

from __future__ import annotations

import pytest

from editorial.checks import CheckedPlace

from .stories import find


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Soldiers waved flags in Ukraine's Kursk region on Sunday.", "Ukraine's Kursk region"),
        ("It fell in Ukraine’s western Kursk region.", "Ukraine’s western Kursk region"),
        ("A depot in the Kursk region of Ukraine burned.", "Kursk region of Ukraine"),
        ("A depot in the Ukrainian city of Kursk burned.", "Ukrainian city of Kursk"),
        ("They met in Kursk, Ukraine.", "Kursk, Ukraine"),
        ("In Ukraine's Kursk, shops opened again.", "Ukraine's Kursk"),
        ("They met near Osaka in South Korea on Friday.", "Osaka in South Korea"),
        ("Floods hit Japan's Busan city.", "Japan's Busan city"),
    ],
)
def test_a_place_put_in_the_wrong_country_is_asked_about(text: str, words: str) -> None:
    (check,) = find(text)

    assert (check.kind, check.words) == ("country", words)
    assert text[check.spans[0].start : check.spans[0].end] == words


@pytest.mark.parametrize(
    "text",
    [
        "Soldiers waved flags in Russia's Kursk region.",
        "He was born in Albuquerque, New Mexico.",
        "They sailed to the Tanzanian port of Dar es Salaam.",
        "In Pakistan's Hyderabad city the heat broke.",  # there is one in India too
        "They met in Paris, Texas.",
        "They met in Cambridge, New Zealand.",
        "He moved to Perth, Canada, and stayed.",  # too small for the gazetteer
        "Rains came to Colombia's Santander province.",  # as in Spain
        "China's Hong Kong port reopened.",
        "In Geneva, Iran said it would wait.",
        "They visited Moscow, Ukraine and Poland.",
        "Britain's Paris embassy was closed.",
        "Troops left Ukraine's Donetsk region and Russia's Donetsk province.",
        "The Soviet Union's Kiev region had rain.",
        "Japan's Kobe Steel cut jobs.",
        "Jordan's Chicago team won.",
        "The Russian-held Ukrainian city of Kherson was shelled.",
    ],
)
def test_what_may_be_so_is_left_alone(text: str) -> None:
    assert find(text) == []


def test_the_archive_s_own_record_of_a_place_is_believed_first() -> None:
    own = (CheckedPlace("Kursk", "UA"),)

    assert find("A village near Kursk, Ukraine.", places=own) == []


def test_a_dateline_in_the_wrong_country_is_asked_about_and_marks_nothing() -> None:
    (check,) = find("It rained.", dateline_place="Kursk", dateline_country="Ukraine")

    assert (check.kind, check.spans) == ("country", ())


def test_the_same_words_twice_are_one_check_with_two_places() -> None:
    (check,) = find("Ukraine's Kursk region is cold.\n\nUkraine's Kursk region is far.")

    assert len(check.spans) == 2
