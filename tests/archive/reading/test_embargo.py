"""Embargoes as agencies print them: honoured to the minute with their zone, and withheld with the reason in doubt."""

from datetime import UTC, date, datetime

import pytest

from archive.reading.embargo import confirm_embargo, read_embargo

ISSUED = date(2025, 9, 5)  # a Friday
SUNDAY = datetime(2025, 9, 7, 0, 1, tzinfo=UTC)
LONDON = datetime(2025, 9, 6, 23, 1, tzinfo=UTC)


@pytest.mark.parametrize(
    ("line", "until"),
    [
        ("NOT FOR USE BEFORE 0001 GMT SUNDAY", SUNDAY),
        ("(EDS: Not for use before 0001 GMT Sunday)", SUNDAY),
        ("ATTN EDITORS - STRICT EMBARGO 0001 GMT SEPT 7", SUNDAY),
        ("Eds: Adds detail in 3rd para. Embargoed until 0001 GMT Sunday.", SUNDAY),
        ("*** EMBARGO *** 0001 GMT SEPT 7", SUNDAY),
        ("THIS STORY IS EMBARGOED UNTIL 0001 GMT SEPT 7", SUNDAY),
        ("NOT TO BE PUBLISHED, BROADCAST OR QUOTED BEFORE 0001 GMT SUNDAY", SUNDAY),
        ("Do not publish before 00.01 GMT, Sept 7", SUNDAY),
        ("Release time: 0001 GMT Sept 7", SUNDAY),
        ("Embargo: 00:01 BST, Sunday 7 September", LONDON),
        ("Embargo 12.01am BST Sunday 7th September 2025", LONDON),
        ("Embargoed until Sept 7, 2025 00:01 London time", LONDON),
        ("EMBARGOED UNTIL 0001 UK TIME SUNDAY SEPTEMBER 7", LONDON),
        ("Embargoed to 2301Z 6 Sep 2025", LONDON),
        ("Sperrfrist 07.09.2025, 01:01 Uhr MESZ", LONDON),
        ("Embargo jusqu'au 7 septembre à 01h01 heure de Paris", LONDON),
        ("Эмбарго до 02:01 МСК 7 сентября", LONDON),
        ("Strictly embargoed to 6pm EST 4 March", datetime(2026, 3, 4, 23, tzinfo=UTC)),
        ("Embargo: 00:01 GMT, Tuesday 4 March", datetime(2025, 3, 4, 0, 1, tzinfo=UTC)),
        ("Embargoed for 12:01 a.m. ET Sept. 7", datetime(2025, 9, 7, 4, 1, tzinfo=UTC)),
        ("Embargoed until 1000 EDT/1400 GMT Sept 7", datetime(2025, 9, 7, 14, tzinfo=UTC)),
        ("FOR RELEASE AT 6 P.M. EST SEPT 7", datetime(2025, 9, 7, 23, tzinfo=UTC)),
    ],
)
def test_an_embargo_with_day_time_and_zone_is_honoured(line: str, until: datetime) -> None:
    found = read_embargo(line, issued_on=ISSUED)

    assert found is not None
    assert (found.until, found.why) == (until, "")


@pytest.mark.parametrize(
    ("line", "why"),
    [
        ("EMBARGOED until 00.01 hrs 7 September", "no time zone"),
        ("EMBARGOED UNTIL 10 A.M. LOCAL TIME SEPT 7", "no time zone"),
        ("Embargoed until 1000 IST Sept 7", "no time zone"),  # India's, Ireland's or Israel's
        ("(Achtung: Sperrfrist 07.09.2025, 00:01 Uhr)", "no time zone"),
        ("Embargado até 7 de setembro, 00h01", "no time zone"),
        ("NOT FOR RELEASE BEFORE 6 P.M. EST", "no date"),
        ("(엠바고: 9월 7일 12시)", "no date"),
        ("【解禁】9月7日0時", "no date"),
        ("Ne pas publier avant le 7 septembre", "no time of day"),
        ("EMBARGOED UNTIL DELIVERY, EXPECTED 1900 GMT SEPT 7", "something else than a moment"),
        ("EMBARGO until midnight GMT Sept 7", "midnight"),
        ("EMBARGOED UNTIL 0001 GMT FRIDAY", "today or in a week"),
        ("EMBARGOED UNTIL 0001 GMT SUNDAY SEPT 8", "not on its day of the week"),
        ("Embargoed until 0001 GMT 09/07/2025", "the day or the month first"),
        ("EMBARGOED UNTIL 0001 GMT FEB 29 2025", "does not exist"),
        ("Embargoed until 10:00 a.m. CST (0200 GMT) Sept 7", "do not agree"),
        ("Embargo Sept 7 0001 GMT, online Sept 8", "more than one day"),
        ("Embargoed until 01:30 UK time 26 October 2025", "the clocks change"),
    ],
)
def test_an_embargo_that_leaves_a_doubt_gives_no_moment_and_says_why(line: str, why: str) -> None:
    found = read_embargo(line, issued_on=ISSUED)

    assert found is not None
    assert found.until is None
    assert why in found.why


@pytest.mark.parametrize(
    "line",
    [
        "Embargo talks collapse", "Embargoed oil reaches China", "EMBARGO ON ARMS LIFTED", "U.S. extends arms embargo",
        "Embargo against Iraq is extended", "Not for the first time, a ship was late", "For release of crew, a plea",
        "Use of force before the vote is condemned", "Eds: Adds background on the arms embargo.", "No embargo",
        "Not using the harbour until May, port says", "Released on Sept 7",
    ],
)  # fmt: skip
def test_a_headline_about_an_embargo_is_none(line: str) -> None:
    assert read_embargo(line, issued_on=ISSUED) is None


def test_a_weekday_counts_from_the_day_of_the_dateline_only_if_the_story_came_in_that_week() -> None:
    found = read_embargo("EMBARGOED UNTIL 0001 GMT SUNDAY", issued_on=ISSUED)
    assert found is not None

    assert confirm_embargo(found, issued_on=date(2025, 9, 4)).until == SUNDAY
    late = confirm_embargo(found, issued_on=date(2025, 8, 28))
    assert late.until is None
    assert "weekday" in late.why


def test_a_long_line_made_to_be_slow_is_answered() -> None:
    for line in (
        "embargo " * 40,
        "not for " * 70,
        "not for use " * 40 + "x",
        "( - " * 140 + "until",
        "0001 " * 60 + "until",
    ):
        read_embargo(line[:599], issued_on=ISSUED, is_note=True)
